import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sql } from 'kysely'
import { after, days } from '../domain/instant.ts'
import type { Instant } from '../domain/instant.ts'
import { addAudit } from './audit.ts'
import { dropAudit } from './drop-audit.ts'
import { migrations } from './migrations/index.ts'
import { openStore } from './store.ts'
import type { Db } from './store.ts'
import { onEveryDatabase, START } from './stores.double.ts'
import { verifyAudit } from './verify-audit.ts'

const say = (db: Db, about: string, partner: string | null = null, at = START) =>
  addAudit(db, { at, partner, who: 'ana', what: 'voted', about })

/** As somebody would who owns the database and takes the guard away first. */
const unguarded = (db: Db, kind: 'sqlite' | 'postgres') =>
  kind === 'sqlite'
    ? sql`drop trigger audit_no_update`.execute(db).then(() => sql`drop trigger audit_no_delete`.execute(db))
    : sql`alter table audit disable trigger user`.execute(db)

onEveryDatabase((place, kind) => {
  test('no line of the audit log can be changed or taken away (I-53)', async (t) => {
    const { db } = await (await place(t)).open()
    await say(db, 'one')
    await assert.rejects(db.updateTable('audit').set({ who: 'nobody' }).execute(), /never changed/)
    await assert.rejects(db.deleteFrom('audit').execute(), /never changed/)
    if (kind === 'postgres') await assert.rejects(sql`truncate audit`.execute(db), /never changed/)
  })

  test('each tenant has a chain of its own, and lines that are added at once follow each other (I-53)', async (t) => {
    const here = await place(t)
    const first = await here.open()
    const second = await here.another(first)
    const both = [first.db, second.db]
    await Promise.all(Array.from({ length: 20 }, (_, n) => say(both[n % 2]!, `${n}`, n % 4 < 2 ? 'brightside' : null)))
    const states = await verifyAudit(first.db)
    assert.deepEqual(states.map(({ partner, lines, breaks }) => [partner, lines, breaks]), [[null, 10, []], ['brightside', 10, []]]) // prettier-ignore
  })

  test('whoever gets past the guard is found: a changed line, a missing one, an end that was cut off (I-53)', async (t) => {
    const { db } = await (await place(t)).open()
    for (let n = 1; n <= 6; n++) await say(db, `${n}`)
    const [written] = (await verifyAudit(db)).map(({ partner, end }) => ({ partner, ...end }))
    await unguarded(db, kind)
    await db.updateTable('audit').set({ who: 'nobody' }).where('n', '=', 2).execute()
    await db.deleteFrom('audit').where('n', '=', 4).execute()
    await db.deleteFrom('audit').where('n', '=', 6).execute()
    const [state] = await verifyAudit(db, [written!])
    assert.deepEqual(state!.breaks, [{ n: 2, what: 'changed' }, { n: 4, what: 'missing' }, { n: 6, what: 'missing' }]) // prettier-ignore
  })

  test('what is older than its time goes, an anchor stays, and the chain holds from there (I-53)', async (t) => {
    const store = await (await place(t)).open()
    for (let n = 0; n < 6; n++) await say(store.db, `${n}`, null, after(START, days(n)) as Instant)
    const drop = (before: Instant) => store.transaction((tx) => dropAudit(tx, before, after(START, days(9)) as Instant))
    assert.equal(await drop(after(START, days(3)) as Instant), true)
    assert.equal(await drop(after(START, days(3)) as Instant), false)
    const [state] = await verifyAudit(store.db)
    assert.deepEqual([state!.lines, state!.dropped?.until, state!.breaks], [3, 3, []])
    await drop(after(START, days(9)) as Instant)
    await say(store.db, 'after all')
    assert.deepEqual((await verifyAudit(store.db)).map(({ lines, breaks }) => [lines, breaks]), [[2, []]]) // prettier-ignore
  })

  test('lines of before there were chains are linked in the order in which they were added (I-53)', async (t) => {
    const { at } = await place(t)
    const before = await openStore(at, migrations.filter(({ name }) => name < '0048')) // prettier-ignore
    const old = sql`insert into audit (at, partner, who, what, about) values (1, null, 'ana', 'voted', 'a'), (2, 'brightside', 'bo', 'voted', 'b'), (3, null, 'ana', 'voted', 'c')`
    await old.execute(before.db)
    await before.close()
    const { db, close } = await openStore(at)
    t.after(close)
    await say(db, 'd')
    assert.deepEqual((await verifyAudit(db)).map(({ partner, lines, breaks }) => [partner, lines, breaks]), [[null, 3, []], ['brightside', 1, []]]) // prettier-ignore
  })
})
