import { sql } from 'kysely'
import { after, days, hours } from '../domain/instant.ts'
import type { Instant } from '../domain/instant.ts'
import { sumOf } from '../domain/latency/roll-up.ts'
import { kindOf } from './kind.ts'
import type { Latency } from './latencies.ts'
import { addRows, fromRow, SUMMED, SUMS, toRow } from './latency-rows.ts'
import { packHours, unpackHours } from './packed-hours.ts'
import type { Tables } from './schema.ts'
import type { Tx } from './store.ts'

const HOUR = hours(1)
const DAY = days(1)
const RECENT = 90 // days
const MONITORS = 20 // rolled up in one transaction
const DROPPED = 200

/**
 * Rolls up the hours of some monitors on their oldest day before `before`, which is the first instant of a day: the day, of a page with its hours
 * packed, and the sum of the last 90 days. Says whether there may be more. Cut short, it goes on where it was; of two hubs only one does it.
 */
export async function rollUpHours(tx: Tx, before: Instant): Promise<boolean> {
  if (!(await isAlone(tx))) return false
  const oldest = await oldestOf(tx, 'latency_hour', 'hour', before)
  if (!oldest) return false
  const { partner, time } = oldest
  const day = (time - (time % DAY)) as Instant
  const monitors = await monitorsAt(tx, 'latency_hour', 'hour', oldest, MONITORS)
  const taken = await tx
    .deleteFrom('latency_hour')
    .where('partner', '=', partner)
    .where(
      'hour',
      'in',
      Array.from({ length: 24 }, (_, n) => day + n * HOUR),
    )
    .where('monitor', 'in', monitors)
    .returningAll()
    .execute()
  const all = taken.map(({ monitor, location, hour, ...sums }) => ({ partner, monitor, location, hour: hour as Instant, ...fromRow(sums) }))
  const [pages, others] = [all.filter(isPage), all.filter((one) => !isPage(one))]
  await packDay(tx, { partner, day, monitors }, pages)
  await addRows(
    tx,
    'latency_day',
    byMonitor(others).map((of) => ({ partner, day, monitor: of[0]!.monitor, location: of[0]!.location, ...toRow(sumOf(of)) })),
  )
  await sumRecent(tx, { partner, monitors, until: before })
  return true
}

// How fast a page answers is shown by the hour; of whatever else is looked at, a dozen times an hour or less, the day is enough.
const isPage = ({ monitor }: Latency) => monitor.endsWith('/http')

const byMonitor = (all: readonly Latency[]) => [...Map.groupBy(all, ({ monitor, location }) => `${monitor} ${location}`).values()]

/** Lets some of the oldest days before `before` go on without their hours. Says whether there may be more. */
export async function dropHours(tx: Tx, before: Instant): Promise<boolean> {
  const oldest = await takeOldest(tx, 'latency_packed', before)
  const rows = (oldest ?? []).map((row) => ({
    partner: row.partner,
    day: row.day,
    monitor: row.monitor,
    location: row.location,
    ...toRow(fromRow(row)),
  }))
  await addRows(tx, 'latency_day', rows)
  return oldest !== null
}

/** Drops some of the oldest days before `before`. Says whether there may be more. */
export const dropDays = async (tx: Tx, before: Instant): Promise<boolean> => (await takeOldest(tx, 'latency_day', before)) !== null

async function takeOldest<Table extends 'latency_packed' | 'latency_day'>(
  tx: Tx,
  table: Table,
  before: Instant,
): Promise<Tables[Table][] | null> {
  const oldest = await oldestOf(tx, table, 'day', before)
  if (!oldest) return null
  const monitors = sql.join(await monitorsAt(tx, table, 'day', oldest, DROPPED))
  const { rows } = await sql<Tables[Table]>`
    delete from ${sql.table(table)} where partner = ${oldest.partner} and day = ${oldest.time} and monitor in (${monitors}) returning *`.execute(
    tx,
  )
  return rows
}

// On SQLite there is one writer; on PostgreSQL the number is only ours, and the lock ends with the transaction.
async function isAlone(tx: Tx): Promise<boolean> {
  if (kindOf(tx) === 'sqlite') return true
  const { rows } = await sql<{ got: boolean }>`select pg_try_advisory_xact_lock(4714814) as got`.execute(tx)
  return rows[0]!.got
}

type Oldest = { readonly partner: string; readonly time: number }
type Timed = 'latency_hour' | 'latency_packed' | 'latency_day'

// The key begins with the partner, so each is asked for its own oldest: one step into an index to find it, and one for its oldest, until one has any.
async function oldestOf(tx: Tx, table: Timed, time: 'hour' | 'day', before: Instant): Promise<Oldest | null> {
  const { rows } = await sql<Oldest>`
    with recursive known(partner) as (
      select min(partner) from site
      union all select (select min(site.partner) from site where site.partner > known.partner) from known where known.partner is not null)
    select partner, time from (
      select partner, (select min(${sql.ref(time)}) from ${sql.table(table)} where partner = known.partner) as time from known) as oldest
    where time < ${before} limit 1`.execute(tx)
  return rows[0] ?? null
}

async function monitorsAt(tx: Tx, table: Timed, time: 'hour' | 'day', oldest: Oldest, limit: number): Promise<string[]> {
  const { rows } = await sql<{ monitor: string }>`
    select distinct monitor from ${sql.table(table)} where partner = ${oldest.partner} and ${sql.ref(time)} = ${oldest.time}
    order by monitor limit ${sql.lit(limit)}`.execute(tx)
  return rows.map(({ monitor }) => monitor)
}

type Rolled = { readonly partner: string; readonly day: Instant; readonly monitors: readonly string[] }

// What comes late, of a probe that could not reach us, joins what was packed before.
async function packDay(tx: Tx, { partner, day, monitors }: Rolled, fresh: readonly Latency[]) {
  const kept = await tx
    .selectFrom('latency_packed')
    .select(['monitor', 'location', 'hours'])
    .where('partner', '=', partner)
    .where('day', '=', day)
    .where('monitor', 'in', monitors)
    .execute()
  const before = kept.flatMap(({ hours: packed, ...of }) => unpackHours(day, packed).map((hour): Latency => ({ partner, ...of, ...hour })))
  const rows = byMonitor([...before, ...fresh]).map((of) => {
    const together = [...Map.groupBy(of, ({ hour }) => hour)].map(([hour, parts]) => ({ hour, ...sumOf(parts) }))
    const { monitor, location } = of[0]!
    return { partner, day, monitor, location, ...toRow(sumOf(together)), hours: packHours(day, together) }
  })
  if (rows.length === 0) return
  await tx
    .insertInto('latency_packed')
    .values(rows)
    .onConflict((conflict) =>
      conflict
        .columns(['partner', 'day', 'monitor', 'location'])
        .doUpdateSet((eb) => Object.fromEntries([...SUMS, 'hours' as const].map((name) => [name, eb.ref(`excluded.${name}`)]))),
    )
    .execute()
}

async function sumRecent(tx: Tx, { partner, monitors, until }: Omit<Rolled, 'day'> & { readonly until: Instant }) {
  const daysOf = sql.join(Array.from({ length: RECENT }, (_, n) => after(until, days(n - RECENT))))
  const names = sql.join(SUMS.map((name) => sql.ref(name)))
  const of = (table: 'latency_packed' | 'latency_day') => sql`
    select partner, monitor, location, ${names} from ${sql.table(table)}
    where partner = ${partner} and day in (${daysOf}) and monitor in (${sql.join(monitors)})`
  await sql`
    insert into latency_recent (partner, monitor, location, until, ${names})
    select partner, monitor, location, ${sql.lit(until)}, ${SUMMED} from (${of('latency_packed')} union all ${of('latency_day')}) as of_day
    where true group by partner, monitor, location
    on conflict (partner, monitor, location) do update set until = excluded.until,
      ${sql.join(SUMS.map((name) => sql`${sql.ref(name)} = ${sql.ref(`excluded.${name}`)}`))}`.execute(tx)
}
