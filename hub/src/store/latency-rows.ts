import { sql } from 'kysely'
import type { RollUp } from '../domain/latency/roll-up.ts'
import type { LatencySums } from './schema.ts'
import type { Db } from './store.ts'

const BUCKETS = ['to_50', 'to_100', 'to_200', 'to_400', 'to_800', 'to_1600', 'to_3200', 'above'] as const
const ADDED = ['checks', 'failures', 'total_ms', ...BUCKETS] as const
/** The columns of a roll-up, in the order of `SUMMED`. */
export const SUMS = [...ADDED, 'worst_ms'] as const

/** A roll-up as it stands in a row. Milliseconds are stored whole. */
export function toRow({ checks, failures, totalMs, worstMs, buckets }: RollUp): LatencySums {
  const counts = Object.fromEntries(BUCKETS.map((name, n) => [name, buckets[n]!])) as Record<(typeof BUCKETS)[number], number>
  return { checks, failures, total_ms: Math.round(totalMs), worst_ms: Math.round(worstMs), ...counts }
}

/** The roll-up of a row, or of a sum of rows: PostgreSQL hands that over as text. */
export const fromRow = (row: Readonly<Record<keyof LatencySums, number | string>>): RollUp => ({
  checks: Number(row.checks),
  failures: Number(row.failures),
  totalMs: Number(row.total_ms),
  worstMs: Number(row.worst_ms),
  buckets: BUCKETS.map((name) => Number(row[name])),
})

/** The same columns as the sum of many rows. */
export const SUMMED = sql.join([...ADDED.map((name) => sql`sum(${sql.ref(name)}) as ${sql.ref(name)}`), sql`max(worst_ms) as worst_ms`])

/** Adds rows to a table of latencies in one statement; what has its key there adds up with it. No two rows may have one key. */
export async function addRows(
  db: Db,
  table: 'latency_hour' | 'latency_day',
  rows: readonly (Readonly<Record<string, string | number>> & LatencySums)[],
): Promise<void> {
  if (rows.length === 0) return
  const names = Object.keys(rows[0]!)
  const key = ['partner', table === 'latency_hour' ? 'hour' : 'day', 'monitor', 'location']
  const list = (columns: readonly string[]) => sql.join(columns.map((name) => sql.ref(name)))
  const added = ADDED.map((name) => sql`${sql.ref(name)} = ${sql.ref(`${table}.${name}`)} + ${sql.ref(`excluded.${name}`)}`)
  const [was, is] = [sql.ref(`${table}.worst_ms`), sql.ref('excluded.worst_ms')]
  await sql`
    insert into ${sql.table(table)} (${list(names)}) values ${sql.join(rows.map((row) => sql`(${sql.join(names.map((name) => row[name]))})`))}
    on conflict (${list(key)}) do update set ${sql.join(added)}, worst_ms = case when ${is} > ${was} then ${is} else ${was} end`.execute(db)
}
