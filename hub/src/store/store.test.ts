import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { test } from 'node:test'
import { sql } from 'kysely'
import { Problem } from '../problem.ts'
import { bindable } from './bindable.ts'
import { type Migration, migrate } from './migrate.ts'
import { migrations } from './migrations/index.ts'
import { addAudit, listAudit } from './audit.ts'
import { savePlan } from './plans.ts'
import { refuseOld } from './sqlite.ts'
import { openStore, openToRead } from './store.ts'
import { emptyDirectory, onEveryDatabase, saySkipped, START } from './stores.double.ts'

saySkipped()

onEveryDatabase((place, kind) => {
  test('what a transaction wrote is gone when its work fails', async (t) => {
    const store = await (await place(t)).open()
    const failing = store.transaction(async (tx) => {
      await savePlan(tx, 'v1', START, {})
      throw new Error('the power went')
    })
    await assert.rejects(failing, /the power went/)
    assert.deepEqual(await store.db.selectFrom('plan').selectAll().execute(), [])
  })

  test('a row shows the column that its table was given since it was last asked for', async (t) => {
    const { db } = await (await place(t)).open()
    await savePlan(db, 'v1', START, {})
    const columns = async () => Object.keys((await db.selectFrom('plan').selectAll().executeTakeFirstOrThrow()) as object)
    const before = await columns()
    await db.schema.alterTable('plan').addColumn('more', 'text').execute()
    assert.deepEqual(await columns(), [...before, 'more'])
  })

  test('a query outside waits for the open transaction instead of joining it', async (t) => {
    const store = await (await place(t)).open()
    const { promise: written, resolve: say } = Promise.withResolvers<void>()
    const failing = store.transaction(async (tx) => {
      await savePlan(tx, 'v1', START, {})
      say()
      await tx.selectFrom('plan').selectAll().execute()
      throw new Error('undone')
    })
    await written
    const seen = store.db.selectFrom('plan').selectAll().execute()
    await assert.rejects(failing, /undone/)
    assert.deepEqual(await seen, [])
  })

  test('null, the largest whole number, quotes and letters of every script come back as they went', async (t) => {
    const store = await (await place(t)).open()
    const line = {
      at: START,
      partner: null,
      who: `O'Brien "Zoë" 面包店 🥖 \\ % _`,
      what: 'noted',
      about: 'x'.repeat(100_000),
      site: null,
    } as const
    await addAudit(store.db, line)
    await addAudit(store.db, { ...line, at: Number.MAX_SAFE_INTEGER as typeof START, about: 'a\0b' })
    const [last, first] = await listAudit(store.db, { limit: 10 })
    assert.deepEqual({ ...first, seq: 0 }, { ...line, cameFrom: null, seq: 0 })
    assert.deepEqual([last!.at, last!.about], [Number.MAX_SAFE_INTEGER, 'a\uFFFDb'])
  })

  test('a date, an object, a boolean, a fraction or a BigInt is refused and never stored as something else', async (t) => {
    const store = await (await place(t)).open()
    for (const value of [new Date(), {}, Temporal.Now.instant(), true, 1.5, Number.NaN, 5n, undefined]) {
      assert.throws(() => bindable(value), TypeError)
      const where = store.db
        .selectFrom('plan')
        .selectAll()
        .where('at', '=', value as number)
      await assert.rejects(async () => where.execute(), TypeError)
    }
  })

  test('a migration that was cut short leaves nothing behind and runs whole the next time', async (t) => {
    const store = await (await place(t)).open()
    let power = false
    const next: Migration = {
      name: '9999-shelf',
      async up(db) {
        await db.schema.createTable('shelf').addColumn('id', 'text').execute()
        if (!power) throw new Error('the power went')
        await db.schema.createTable('box').addColumn('id', 'text').execute()
      },
    }
    const all = [...migrations, next]
    await assert.rejects(migrate(store.db, all, START), /the power went/)
    await assert.rejects(sql`select id from shelf`.execute(store.db))
    power = true
    await migrate(store.db, all, START)
    await migrate(store.db, all, START)
    const { rows } = await sql`select shelf.id from shelf, box`.execute(store.db)
    assert.deepEqual(rows, [])
  })

  test('data of a newer program is refused, and said so', async (t) => {
    const here = await place(t)
    const store = await here.open()
    await migrate(store.db, [...migrations, { name: '9999-shelf', up: async () => {} }], START)
    await assert.rejects(migrate(store.db, migrations, START), { name: 'Problem', kind: 'ours', code: 'data_newer', message: /9999-shelf/ })
  })

  test('hubs that start together make the tables once', async (t) => {
    const here = await place(t)
    const store = await here.open()
    await store.close()
    const first = await here.open()
    const both = await Promise.all([here.another(first), here.another(first)])
    for (const hub of both) await addAudit(hub.db, { at: START, partner: null, who: 'hub', what: 'logged in', about: 'hub' })
    assert.equal((await listAudit(first.db, { limit: 10 })).length, 2)
  })

  // SQLite lives in this process and cannot go away by itself.
  if (kind === 'postgres')
    test('a connection that the database ends costs the work on it and nothing else', async (t) => {
      const here = await place(t)
      const [store, other] = [await here.open(), await here.open()]
      const cut = store.transaction(async (tx) => {
        await savePlan(tx, 'v1', START, {})
        const { rows } = await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(tx)
        await sql`select pg_terminate_backend(${rows[0]!.pid})`.execute(other.db)
        await savePlan(tx, 'v2', START, {})
      })
      await assert.rejects(cut)
      await savePlan(store.db, 'v3', START, {})
      assert.deepEqual(await store.db.selectFrom('plan').select('version').execute(), [{ version: 'v3' }])
    })
})

test('of transactions of SQLite that wait together each is on the disk when it is said to be, and one that fails takes none with it', async (t) => {
  const file = join(emptyDirectory(t), 'a.db')
  const store = await openStore({ file })
  const reader = await openToRead({ file })
  const onDisk = async () => (await reader.db.selectFrom('plan').select('version').execute()).map(({ version }) => version)
  const saves = async (version: string) => {
    await store.transaction((tx) => savePlan(tx, version, START, {}))
    assert.ok((await onDisk()).includes(version))
  }
  const fails = async () => {
    const failing = store.transaction(async (tx) => {
      await savePlan(tx, 'lost', START, {})
      throw new Error('undone')
    })
    await assert.rejects(failing, /undone/)
  }
  await Promise.all([saves('v1'), fails(), savePlan(store.db, 'v2', START, {}), saves('v3'), fails(), saves('v4')])
  assert.deepEqual((await onDisk()).toSorted(), ['v1', 'v2', 'v3', 'v4'])
  await reader.close()
  await store.close()
})

test('however many wait for SQLite, the thread hears others meanwhile', async () => {
  const store = await openStore({ file: ':memory:' })
  let waiting = 300
  const order: string[] = []
  setImmediate(() => order.push('heard'))
  await Promise.all(
    Array.from({ length: waiting }, (_, n) =>
      store.transaction((tx) => savePlan(tx, `v${n}`, START, {})).then(() => (waiting -= 1) === 0 && order.push('stored')),
    ),
  )
  assert.deepEqual(order, ['heard', 'stored'])
  await store.close()
})

test('inside a transaction of SQLite a query past `tx` is refused at once instead of waiting for itself', { timeout: 5000 }, async () => {
  const store = await openStore({ file: ':memory:' })
  const past = store.transaction(() => store.db.selectFrom('plan').selectAll().execute())
  await assert.rejects(past, /only its `tx`/)
  await assert.rejects(
    store.transaction(() => store.transaction(async () => {})),
    /only its `tx`/,
  )
  assert.deepEqual(await store.db.selectFrom('plan').selectAll().execute(), [])
  await store.close()
})

test('every commit of SQLite reaches the disk before it is said to be done', async (t) => {
  const store = await openStore({ file: join(emptyDirectory(t), 'a.db') })
  const settings = await sql`select s.synchronous, j.journal_mode, f.foreign_keys
    from pragma_synchronous s, pragma_journal_mode j, pragma_foreign_keys f`.execute(store.db)
  assert.deepEqual(settings.rows, [{ synchronous: 2, journal_mode: 'wal', foreign_keys: 1 }])
  await store.close()
})

test('a second hub on the same data is refused and told by whom, until the first has ended', async (t) => {
  const file = join(emptyDirectory(t), 'a.db')
  const first = await openStore({ file })
  const isRefused = (says: RegExp) =>
    assert.rejects(openStore({ file }), (problem: Problem) => {
      assert.deepEqual([problem.kind, problem.code], ['ours', 'data_in_use'])
      assert.match(problem.message, says)
      assert.ok(problem.message.includes(file), problem.message)
      return true
    })
  await isRefused(new RegExp(`pid ${process.pid}, since \\d{4}-\\d\\d-\\d\\dT[\\d:]+Z\\)`))
  writeFileSync(join(dirname(file), 'hub.json'), JSON.stringify({ address: 'http://127.0.0.1:8470/', pid: process.pid, token: '' }))
  await isRefused(/Z, at http:\/\/127\.0\.0\.1:8470\/\)/)
  await first.close()
  await (await openStore({ file })).close()
})

test('a hub that was killed leaves data that the next one opens at once', async (t) => {
  const file = join(emptyDirectory(t), 'a.db')
  const child = spawn(process.execPath, ['--input-type=module', '-e', HOLDER, import.meta.resolve('./store.ts'), file], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  await once(child.stdout!, 'data')
  await assert.rejects(openStore({ file }), { code: 'data_in_use', message: new RegExp(`pid ${child.pid}`) })
  child.kill('SIGKILL')
  await once(child, 'exit')
  const store = await openStore({ file })
  assert.deepEqual((await store.db.selectFrom('plan').select('version').execute())[0]?.version, 'v1')
  await store.close()
})
const HOLDER = `
const { openStore } = await import(process.argv[1])
const store = await openStore({ file: process.argv[2] })
await store.db.insertInto('plan').values({ version: 'v1', at: 1, body: '{}' }).execute()
process.stdout.write('open')
setInterval(() => {}, 60000)
`

test('a place that cannot be written and a file of somebody else are one sentence each', async (t) => {
  const directory = emptyDirectory(t)
  writeFileSync(join(directory, 'letter.txt'), 'Dear Sir or Madam, '.repeat(100))
  const inside = openStore({ file: join(directory, 'letter.txt', 'data', 'a.db') })
  await assert.rejects(inside, { name: 'Problem', kind: 'ours', code: 'data_unwritable', message: /cannot be written \(ENOTDIR\)/ })
  await assert.rejects(openStore({ file: join(directory, 'letter.txt') }), { name: 'Problem', kind: 'ours', code: 'data_unreadable' })
  assert.match(readFileSync(join(directory, 'letter.txt'), 'utf8'), /^Dear Sir/)
})

test('a PostgreSQL that is not there is one sentence without the password', async () => {
  const missing = openStore({ url: 'postgresql://hub:secret@127.0.0.1:9/allclear' })
  await assert.rejects(missing, (problem: Problem) => {
    assert.deepEqual([problem.name, problem.kind, problem.code], ['Problem', 'ours', 'database_unreachable'])
    assert.match(problem.message, /127\.0\.0\.1:9\/allclear.*ECONNREFUSED/)
    assert.doesNotMatch(problem.message, /secret/)
    return true
  })
})

test('a SQLite that can lose committed writes is refused', () => {
  for (const good of ['3.51.3', '3.53.4', '3.52.0', '4.0.0']) assert.doesNotThrow(() => refuseOld(good))
  for (const bad of ['3.51.2', '3.40.1', '2.99.99']) assert.throws(() => refuseOld(bad), { code: 'sqlite_outdated' })
})
