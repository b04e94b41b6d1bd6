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
