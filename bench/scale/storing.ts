import { sql } from 'kysely'
import { after, days, hours, minutes } from '../../hub/src/domain/instant.ts'
import type { Instant, Span } from '../../hub/src/domain/instant.ts'
import type { Plan, Site } from '../../hub/src/domain/plan/plan.ts'
import { startLatencies } from '../../hub/src/engine/check/latencies.ts'
import { keepSmall } from '../../hub/src/engine/retention/keep-small.ts'
import type { Room } from '../../hub/src/engine/room.ts'
import { keepAlive } from '../../hub/src/store/locations.ts'
import type { Store } from '../../hub/src/store/store.ts'
import { addTransition } from '../../hub/src/store/transitions.ts'
import type { Figure } from '../figure.ts'
import { answerOf, LOCATION } from './fleet.ts'
import { heldBytes, middleOf, tell, timed } from './measure.ts'

/** The virtual now of the stored fleet. */
export const NOW = Date.UTC(2026, 10, 20, 12, 30) as Instant
const HOUR = after(NOW, -minutes(30) as Span)
const PARTNERS = 5 // whose monitors’ whole day is gathered and rolled up
const CHANGES = 5000

/** Puts the sites of the fleet in their table, with the first look at each. */
export async function fillSites(store: Store, sites: readonly Site[]): Promise<void> {
  const first = after(NOW, -days(90) as Span)
  for (let n = 0; n < sites.length; n += 500) {
    const some = sites.slice(n, n + 500)
    const rows = some.map(({ partner, id, url }) => ({ partner, id, client: null, url, plan_version: 'scale', first_look_at: first }))
    await store.db.insertInto('site').values(rows).execute()
    const seen = some.map(({ partner, id, monitors }) => ({ partner, site: id, monitor: monitors[0]!.id, location: LOCATION, at: first, state: 'up' as const, body: '{"state":"up"}' })) // prettier-ignore
    await store.db.insertInto('transition').values(seen).execute()
  }
  await sql`analyze`.execute(store.db)
}

/** What the storage of a healthy fleet takes: each hour's roll-ups, changes of state, signs of life, the roll-up to days. */
export async function measureStoring(store: Store, sites: readonly Site[], plan: Plan): Promise<Figure[]> {
  const room = { store, clock: { now: () => NOW }, plan: () => plan, onBug: (bug: unknown) => tell(String(bug)) } as unknown as Room
  return [...(await anHour(room, sites)), ...(await changes(store, sites)), ...(await alive(store)), ...(await aDay(room, sites))]
}

async function anHour(room: Room, sites: readonly Site[]): Promise<Figure[]> {
  const latencies = startLatencies(room, LOCATION)
  const gather = (look: number) =>
    sites.forEach(({ partner, monitors }, n) => latencies.add(partner, monitors[0]!.id, answerOf(n, look, after(HOUR, minutes(look)))))
  const before = heldBytes()
  gather(0)
  const held = (heldBytes() - before) / sites.length
  const gathered = await timed(() => gather(1))
  gather(2)
  tell(`  storing the roll-ups of ${sites.length} monitors`)
  const written = await timed(() => latencies.flush())
  const { rows, bytes } = await sizeOf(room.store, 'latency_hour')
  return [
    { figure: 'roll-up: CPU per check, gathered', value: (gathered.cpuMs * 1000) / sites.length, unit: 'µs' },
    { figure: 'roll-up: memory per monitor', value: held, unit: 'bytes' },
    { figure: 'roll-up: rows written', value: sites.length / (written.wallMs / 1000), unit: '/s', baseline: 'each monitor once in 3 min' },
    { figure: 'roll-up: CPU of the hub per row written', value: (written.cpuMs * 1000) / sites.length, unit: 'µs' },
    { figure: 'stored per monitor and hour, before it is packed', value: rows / sites.length, unit: 'rows' },
    { figure: 'stored per monitor and hour, before it is packed', value: bytes / sites.length, unit: 'bytes' },
  ]
}

async function changes(store: Store, sites: readonly Site[]): Promise<Figure[]> {
  const some = sites.slice(0, CHANGES)
  const before = await sizeOf(store, 'transition')
  const { wallMs } = await timed(async () => {
    for (const [n, { partner, id, monitors }] of some.entries()) {
      const result = { ...answerOf(n, 3, NOW), state: 'slow' as const }
      await addTransition(store.db, { partner, site: id, monitor: monitors[0]!.id, location: LOCATION, result })
    }
  })
  const { bytes } = await sizeOf(store, 'transition')
  return [
    { figure: 'changes of state written, one at a time', value: some.length / (wallMs / 1000), unit: '/s' },
    { figure: 'stored per change of state', value: (bytes - before.bytes) / some.length, unit: 'bytes' },
  ]
}

async function alive(store: Store): Promise<Figure[]> {
  const { wallMs } = await middleOf(21, () => keepAlive(store.db, LOCATION, after(NOW, -hours(1) as Span), NOW))
  return [{ figure: 'sign of life of a location, each 15 s', value: wallMs, unit: 'ms' }]
}

/** A day of some monitors, rolled up by the hub's own loop while the whole fleet is in the tables. */
async function aDay(room: Room, sites: readonly Site[]): Promise<Figure[]> {
  await room.store.db.deleteFrom('latency_hour').execute()
  const idle = await middleOf(3, () => keepSmall(room))
  const partners = [...new Set(sites.map(({ partner }) => partner))]
  const chosen = new Set(partners.filter((_, n) => n % Math.ceil(partners.length / PARTNERS) === 0))
  const some = sites.filter(({ partner }) => chosen.has(partner))
  const latencies = startLatencies(room, LOCATION)
  const day = after(NOW, -(days(3) + (NOW % days(1))) as Span)
  for (let hour = 0; hour < 24; hour++)
    for (let look = 0; look < 60; look++)
      for (const [n, { partner, monitors }] of some.entries())
        latencies.add(partner, monitors[0]!.id, answerOf(n, hour * 60 + look, after(day, minutes(hour * 60 + look))))
  await latencies.flush()
  tell(`  rolling up a day of ${some.length} monitors`)
  const rolled = await timed(async () => {
    for (let bites = 1; ; bites++) if (!(await keepSmall(room))) return bites
  })
  const { rows, bytes } = await sizeOf(room.store, 'latency_packed')
  return [
    { figure: 'looking for something to roll up, when there is nothing', value: idle.wallMs, unit: 'ms' },
    { figure: 'roll-up to the day: monitors', value: some.length / (rolled.wallMs / 1000), unit: '/s' },
    { figure: 'roll-up to the day: CPU of the hub per monitor', value: rolled.cpuMs / some.length, unit: 'ms' },
    { figure: 'stored per monitor and hour, packed', value: rows / some.length / 24, unit: 'rows' },
    { figure: 'stored per monitor and hour, packed', value: bytes / some.length / 24, unit: 'bytes' },
    { figure: 'stored per healthy check, packed', value: bytes / some.length / 1440, unit: 'bytes' },
  ]
}

/** How many rows a table has, and what they take with their indices. */
async function sizeOf(store: Store, table: string): Promise<{ rows: number; bytes: number }> {
  const { rows } = (await sql<{ rows: number | string }>`select count(*) as rows from ${sql.table(table)}`.execute(store.db)).rows[0]!
  const asked =
    store.kind === 'postgres'
      ? sql<{ bytes: number }>`select pg_total_relation_size(${table}::regclass) as bytes`
      : sql<{ bytes: number }>`select sum(pgsize) as bytes from dbstat where aggregate = true and name in (select name from sqlite_schema where tbl_name = ${table})` // prettier-ignore
  return { rows: Number(rows), bytes: Number((await asked.execute(store.db)).rows[0]!.bytes) }
}
