import type { Instant } from '../domain/instant.ts'
import type { Db } from './store.ts'

/** How fast one monitor answered at one location within one hour; `hour` is its first instant. */
export type Latency = {
  readonly partner: string
  readonly monitor: string
  readonly location: string
  readonly hour: Instant
  readonly checks: number
  readonly failures: number
  readonly totalMs: number
  readonly worstMs: number
}

/** Adds up: what several probes of a location saw in the same hour becomes one row. Milliseconds are stored whole. */
export async function addLatency(db: Db, { totalMs, worstMs, ...same }: Latency): Promise<void> {
  await db
    .insertInto('latency')
    .values({ ...same, total_ms: Math.round(totalMs), worst_ms: Math.round(worstMs) })
    .onConflict((conflict) =>
      conflict.columns(['partner', 'monitor', 'location', 'hour']).doUpdateSet((eb) => ({
        checks: eb('latency.checks', '+', eb.ref('excluded.checks')),
        failures: eb('latency.failures', '+', eb.ref('excluded.failures')),
        total_ms: eb('latency.total_ms', '+', eb.ref('excluded.total_ms')),
        worst_ms: eb
          .case()
          .when('excluded.worst_ms', '>', eb.ref('latency.worst_ms'))
          .then(eb.ref('excluded.worst_ms'))
          .else(eb.ref('latency.worst_ms'))
          .end(),
      })),
    )
    .execute()
}

/** The hours of one monitor from `since` on, all locations, the earliest first. */
export async function latenciesOf(db: Db, partner: string, monitor: string, since: Instant): Promise<Latency[]> {
  const query = db
    .selectFrom('latency')
    .selectAll()
    .where('partner', '=', partner)
    .where('monitor', '=', monitor)
    .where('hour', '>=', since)
  const rows = await query.orderBy('hour').orderBy('location').execute()
  return rows.map(({ hour, total_ms: totalMs, worst_ms: worstMs, ...same }) => ({
    ...same,
    hour: hour as Instant,
    totalMs,
    worstMs,
  }))
}

/** How fast each monitor answered between two moments, all its locations together, by its id; of all partners for the operator (`null`). */
export async function latencySums(
  db: Db,
  partner: string | null,
  from: Instant,
  to: Instant,
): Promise<ReadonlyMap<string, Pick<Latency, 'checks' | 'totalMs' | 'worstMs'>>> {
  let query = db
    .selectFrom('latency')
    .select((eb) => ['monitor', eb.fn.sum('checks').as('checks'), eb.fn.sum('total_ms').as('total'), eb.fn.max('worst_ms').as('worst')])
    .where('hour', '>=', from)
    .where('hour', '<', to)
    .groupBy('monitor')
  if (partner !== null) query = query.where('partner', '=', partner)
  const rows = await query.execute()
  return new Map(
    rows.map(({ monitor, checks, total, worst }) => [monitor, { checks: Number(checks), totalMs: Number(total), worstMs: Number(worst) }]),
  )
}
