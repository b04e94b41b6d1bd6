import { sql } from 'kysely'
import { days, hours } from '../domain/instant.ts'
import type { Instant } from '../domain/instant.ts'
import { sumOf } from '../domain/latency/roll-up.ts'
import type { RollUp } from '../domain/latency/roll-up.ts'
import { addRows, fromRow, SUMMED, toRow } from './latency-rows.ts'
import { unpackHours } from './packed-hours.ts'
import type { Hour } from './packed-hours.ts'
import type { LatencySums } from './schema.ts'
import type { Db } from './store.ts'

const HOUR = hours(1)
const DAY = days(1)

/** How fast one monitor answered at one location within one hour. */
export type Latency = Hour & { readonly partner: string; readonly monitor: string; readonly location: string }

/** A stretch of time; its end is not in it. */
export type Within = { readonly from: Instant; readonly to: Instant }

/** Adds up, in one statement: what several probes of a location saw in the same hour becomes one row. Each may name an hour once. */
export const addLatencies = (db: Db, latencies: readonly Latency[]): Promise<void> =>
  addRows(
    db,
    'latency_hour',
    latencies.map(({ partner, hour, monitor, location, ...sums }) => ({ partner, hour, monitor, location, ...toRow(sums) })),
  )

/** The hours of one monitor that begin within a stretch, all its locations apart, the earliest first. */
export async function latenciesOf(db: Db, partner: string, monitor: string, { from, to }: Within): Promise<Latency[]> {
  const [packed, rows] = await Promise.all([
    packedIn(db, stepsIn(from - (from % DAY), to, DAY), { partner, monitor }),
    // Whole hours are named one by one: the key has the time before the monitor.
    db
      .selectFrom('latency_hour')
      .selectAll()
      .where('partner', '=', partner)
      .where('monitor', '=', monitor)
      .where('hour', 'in', stepsIn(from - (from % HOUR), to, HOUR))
      .execute(),
  ])
  return [...packed, ...rows.map((row) => ({ ...where(row), hour: row.hour as Instant, ...fromRow(row) }))]
    .filter(({ hour }) => hour >= from && hour < to)
    .toSorted((a, b) => a.hour - b.hour || (a.location < b.location ? -1 : 1))
}

type Where = { readonly partner: string; readonly monitor: string; readonly location: string }

const where = ({ partner, monitor, location }: Where) => ({ partner, monitor, location })

async function packedIn(db: Db, daysOf: readonly number[], { partner, monitor }: { partner: string | null; monitor: string | null }) {
  let query = db.selectFrom('latency_packed').selectAll().where('day', 'in', daysOf)
  query = partner === null ? query.where('partner', 'in', db.selectFrom('site').select('partner')) : query.where('partner', '=', partner)
  if (monitor !== null) query = query.where('monitor', '=', monitor)
  const rows = await query.execute()
  return rows.flatMap((row) => unpackHours(row.day as Instant, row.hours).map((hour): Latency => ({ ...where(row), ...hour })))
}

// The instants from a first one on in steps, as far as they lie before the end; never an empty list, which no database takes.
function stepsIn(first: number, to: number, step: number): number[] {
  return Array.from({ length: Math.max(1, Math.ceil((to - first) / step)) }, (_, n) => first + n * step)
}

/** How fast each monitor answered between two moments, all its locations together, by its id; of all partners for the operator (`null`). */
export async function latencySums(db: Db, partner: string | null, { from, to }: Within): Promise<ReadonlyMap<string, RollUp>> {
  const [whole, end] = [Math.ceil(from / DAY) * DAY, Math.floor(to / DAY) * DAY]
  const ofPartner = partner === null ? sql`partner in (select partner from site)` : sql`partner = ${partner}`
  const summed = (table: 'latency_hour' | 'latency_packed' | 'latency_day', time: 'hour' | 'day', first: number, until: number) =>
    sql<LatencySums & { monitor: string }>`
      select monitor, ${SUMMED} from ${sql.table(table)}
      where ${ofPartner} and ${sql.ref(time)} >= ${first} and ${sql.ref(time)} < ${until} group by monitor`.execute(db)
  const edges = [...new Set([from - (from % DAY), end])].filter((day) => day < whole || day >= end)
  const [ofDays, ofPacked, ofHours, packed] = await Promise.all([
    summed('latency_day', 'day', whole, end),
    summed('latency_packed', 'day', whole, end),
    summed('latency_hour', 'hour', from, to),
    packedIn(db, edges, { partner, monitor: null }),
  ])
  const rows = [...ofDays.rows, ...ofPacked.rows, ...ofHours.rows].map((row) => ({ monitor: row.monitor, ...fromRow(row) }))
  const onEdges = packed.filter(({ hour }) => hour >= from && hour < to)
  const all = Map.groupBy<string, RollUp & { readonly monitor: string }>([...rows, ...onEdges], ({ monitor }) => monitor)
  return new Map([...all].map(([monitor, parts]) => [monitor, sumOf(parts)]))
}

/** How fast a monitor answered on the 90 whole days before `until`. */
export type Recent = RollUp & { readonly partner: string; readonly monitor: string; readonly location: string; readonly until: Instant }

/** How fast each monitor of a kind answered of late, each location apart; of all partners for the operator (`null`), or of one site. */
export async function recentLatencies(db: Db, partner: string | null, kind: string, site?: string): Promise<Recent[]> {
  const all = db.selectFrom('latency_recent').selectAll()
  let query = site === undefined ? all.where('monitor', 'like', `%/${kind}`) : all.where('monitor', '=', `${site}/${kind}`)
  if (partner !== null) query = query.where('partner', '=', partner)
  return (await query.execute()).map((row) => ({ ...where(row), until: row.until as Instant, ...fromRow(row) }))
}
