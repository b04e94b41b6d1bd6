import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sql } from 'kysely'
import { addAudit, listAudit } from './audit.ts'
import type { Db } from './store.ts'
import { seesPastWalls } from './sees-past-walls.ts'
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

const countAs = async (db: Db, tenant: string, table: string) => {
  await sql`select set_config('allclear.partner', ${tenant}, true)`.execute(db)
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
        await sql`select set_config('allclear.partner', '*', true)`.execute(tx)
        const needed = columns.filter(({ given }) => !given)
        const names = sql.join(needed.map(({ column }) => sql.ref(column))) // prettier-ignore
        const values = sql.join(needed.map(({ column, type }) => (column === 'partner' ? 'fjord' : type === 'bigint' ? 1 : 'x'))) // prettier-ignore
        await sql`insert into ${sql.table(table)} (${names}) values (${values})`.execute(tx)
        seen.push([table, await countAs(tx, 'fjord', table), await countAs(tx, 'brightside', table), await countAs(tx, '', table)])
      }
      throw undone
    })
    await assert.rejects(all, undone)
    assert.deepEqual(seen, [...tables.keys()].map((table) => [table, 1, 0, 0])) // prettier-ignore
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
