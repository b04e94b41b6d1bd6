import { sql } from 'kysely'
import type { Db } from '../store.ts'
import { makeTable } from './table.ts'

const BOUNDS = [50, 100, 200, 400, 800, 1600, 3200]
const BUCKETS = [...BOUNDS.map((bound) => `to_${bound}`), 'above']

/** Latencies become histograms: by hour for the last days, by day for long. What was known as a mean goes into the bucket of that mean. */
export async function up(db: Db): Promise<void> {
  const sums = { checks: 'number', failures: 'number', total_ms: 'number', worst_ms: 'number' } as const
  const buckets = Object.fromEntries(BUCKETS.map((name) => [name, 'number' as const]))
  const of = { monitor: 'text', location: 'text' } as const
  // By partner and time first: what is written together lies together, and a look back names the hours or days it wants.
  await makeTable(
    db,
    'latency_hour',
    { partner: 'text', hour: 'number', ...of, ...sums, ...buckets },
    { key: ['partner', 'hour', 'monitor', 'location'] },
  )
  const ofDay = { partner: 'text', day: 'number', ...of } as const
  await makeTable(
    db,
    'latency_packed',
    { ...ofDay, ...sums, ...buckets, hours: 'text' },
    { key: ['partner', 'day', 'monitor', 'location'] },
  )
  await makeTable(db, 'latency_day', { ...ofDay, ...sums, ...buckets }, { key: ['partner', 'day', 'monitor', 'location'] })
  await makeTable(
    db,
    'latency_recent',
    { partner: 'text', ...of, until: 'number', ...sums, ...buckets },
    { key: ['partner', 'monitor', 'location'] },
  )
  await moveHours(db)
  await db.schema.dropTable('latency').execute()
}

async function moveHours(db: Db) {
  const bucketed = [...BOUNDS, null].map((bound, n) => {
    const above = n === 0 ? sql`1 = 1` : sql`total_ms > checks * ${sql.lit(BOUNDS[n - 1]!)}`
    const within = bound === null ? sql`1 = 1` : sql`total_ms <= checks * ${sql.lit(bound)}`
    return sql`case when ${above} and ${within} then checks - failures else 0 end`
  })
  await sql`
    insert into latency_hour (partner, hour, monitor, location, checks, failures, total_ms, worst_ms, ${sql.join(BUCKETS.map((name) => sql.ref(name)))})
    select partner, hour, monitor, location, checks, failures, total_ms * (checks - failures) / checks, worst_ms, ${sql.join(bucketed)}
    from latency where checks > 0`.execute(db)
}
