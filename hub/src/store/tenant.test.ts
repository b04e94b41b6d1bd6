import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sql } from 'kysely'
import { addAudit, listAudit } from './audit.ts'
import type { Db } from './store.ts'
import { seesPastWalls } from './sees-past-walls.ts'
import { forHouse } from './store.ts'
import { onEveryDatabase, START } from './stores.double.ts'
import { asTenant } from './tenant.ts'

/** Every table with a partner's data: those that have the column, and what a row of it needs. */
async function tablesOf(db: Db) {
  const { rows } = await sql<{ name: string; column: string; type: string; given: boolean }>`
    select table_name as name, column_name as "column", data_type as type, is_identity = 'YES' as given from information_schema.columns
    where table_schema = current_schema() and table_name in (
      select table_name from information_schema.columns where table_schema = current_schema() and column_name = 'partner')`.execute(db)
  return Map.groupBy(rows, ({ name }) => name)
}

type Columns = readonly { readonly column: string; readonly type: string; readonly given: boolean }[]

async function addRow(db: Db, table: string, columns: Columns, partner: string) {
  const needed = columns.filter(({ given }) => !given)
  const names = sql.join(needed.map(({ column }) => sql.ref(column))) // prettier-ignore
  const values = sql.join(needed.map(({ column, type }) => (column === 'partner' ? partner : type === 'bigint' ? 1 : 'x'))) // prettier-ignore
  await sql`insert into ${sql.table(table)} (${names}) values (${values})`.execute(db)
}

const asks = (db: Db, tenant: string) => sql`select set_config('allclear.partner', ${tenant}, true)`.execute(db)

/** What PostgreSQL says to a change: how many rows it changed, or that the wall refused it. Nothing of it stays. */
async function answerTo(db: Db, change: () => Promise<{ readonly numAffectedRows?: bigint | undefined } | void>) {
  await sql`savepoint before`.execute(db)
  const answer = await change().then(
    (done) => Number(done?.numAffectedRows ?? 1),
    (error: Error) => (/row-level security/.test(error.message) ? 'refused' : error.message),
  )
  await sql`rollback to savepoint before`.execute(db)
  return answer
}

const countAs = async (db: Db, tenant: string, table: string) => {
  await asks(db, tenant)
  const { rows } = await sql<{ count: number }>`select count(*) as count from ${sql.table(table)}`.execute(db)
  return Number(rows[0]!.count)
}

onEveryDatabase((place, kind) => {
  if (kind === 'sqlite') return // it has the first wall only: docs/guide/security.md

  test('every table with a partner’s data has a wall that binds its owner too', async (t) => {
    const { db } = await (await place(t)).open()
    const { rows } = await sql<{ name: string }>`
      select relname as name from pg_class where relnamespace = current_schema()::regnamespace and relrowsecurity and relforcerowsecurity
      and exists (select 1 from pg_policy where polrelid = pg_class.oid)`.execute(db)
    const tables = await tablesOf(db)
    assert.deepEqual(rows.map(({ name }) => name).sort(), [...tables.keys()].sort()) // prettier-ignore
    assert.ok(tables.size > 30)
    assert.equal(await seesPastWalls({ db, kind }), false)
  })

  test('a row of another tenant is not there, in any table; whoever says nothing gets nothing (I-58, ASVS 8.4.1)', async (t) => {
    const { db } = await (await place(t)).open()
    const tables = await tablesOf(db)
    const undone = new Error('undone: the rows belong to nothing')
    const seen: unknown[] = []
    const all = db.transaction().execute(async (tx) => {
      for (const [table, columns] of tables) {
        await asks(tx, '*')
        await addRow(tx, table, columns, 'fjord')
        seen.push([table, await countAs(tx, 'fjord', table), await countAs(tx, 'brightside', table), await countAs(tx, '', table)])
      }
      throw undone
    })
    await assert.rejects(all, undone)
    assert.deepEqual(seen, [...tables.keys()].map((table) => [table, 1, 0, 0])) // prettier-ignore
  })

  test('a tenant adds, changes, takes and takes away no row of another, in any table (I-58, ASVS 8.4.1)', async (t) => {
    const { db } = await (await place(t)).open()
    const tables = await tablesOf(db)
    const undone = new Error('undone: the rows belong to nothing')
    const answers: unknown[] = []
    const all = db.transaction().execute(async (tx) => {
      for (const [table, columns] of tables) {
        const change = sql`update ${sql.table(table)} set partner = partner`
        const move = sql`update ${sql.table(table)} set partner = 'brightside'`
        const takeAway = sql`delete from ${sql.table(table)}`
        for (const owner of ['fjord', 'operator']) {
          await sql`savepoint empty`.execute(tx)
          await asks(tx, '*')
          await addRow(tx, table, columns, owner)
          await asks(tx, 'brightside')
          const add = () => addRow(tx, table, columns, owner)
          const foreign = [await answerTo(tx, add)]
          for (const one of [change, move, takeAway]) foreign.push(await answerTo(tx, () => one.execute(tx)))
          await asks(tx, owner)
          const own = []
          for (const one of [change, move, takeAway]) own.push(await answerTo(tx, () => one.execute(tx)))
          answers.push([table, owner, foreign, own])
          await sql`rollback to savepoint empty`.execute(tx)
        }
      }
      throw undone
    })
    await assert.rejects(all, undone)
    const onlyAdded = 'rows of audit are added and never changed'
    const own = (table: string) => (table === 'audit' ? [onlyAdded, onlyAdded, onlyAdded] : [1, 'refused', 1])
    const expected = [...tables.keys()].flatMap((table) =>
      ['fjord', 'operator'].map((owner) => [table, owner, ['refused', 0, 0, 0], own(table)]),
    )
    assert.deepEqual(answers, expected)
  })

  test('what the engine does in the request of a tenant it does for all', async (t) => {
    const store = await (await place(t)).open()
    const house = forHouse(store)
    const line = { at: START, partner: 'brightside', who: 'ana', what: 'voted', about: 'x' } as const
    await asTenant('fjord', () => house.transaction((tx) => addAudit(tx, line)))
    assert.equal((await asTenant('fjord', () => listAudit(house.db, { limit: 9 }))).length, 1)
    assert.deepEqual(await asTenant('fjord', () => listAudit(store.db, { limit: 9 })), [])
  })

  test('what is asked for a tenant is asked as that tenant, in a transaction and outside of one, and nothing of it stays', async (t) => {
    const { db, transaction } = await (await place(t)).open()
    for (const partner of ['brightside', 'fjord', null]) await addAudit(db, { at: START, partner, who: 'ana', what: 'voted', about: 'x' })
    const whose = async (from: Db) => (await listAudit(from, { limit: 9 })).map(({ partner }) => partner)
    assert.deepEqual(await asTenant('fjord', () => whose(db)), ['fjord'])
    assert.deepEqual(await asTenant('fjord', () => transaction(whose)), ['fjord'])
    const wrong = { at: START, partner: 'brightside', who: 'ana', what: 'voted', about: 'y' } as const
    await assert.rejects(
      asTenant('fjord', () => addAudit(db, wrong)),
      /row-level security/,
    )
    await assert.rejects(
      asTenant('fjord', () => sql`select 1 / 0`.execute(db)),
      /division by zero/,
    )
    const all = await Promise.all(Array.from({ length: 12 }, () => whose(db)))
    assert.deepEqual(new Set(all.map(String)), new Set([',fjord,brightside']))
  })
})
