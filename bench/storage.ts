import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { sql } from 'kysely'
import pg from 'pg'
import { after, days, hours, minutes } from '../hub/src/domain/instant.ts'
import type { Instant, Span } from '../hub/src/domain/instant.ts'
import { percentileOf, rollUpOf, sumOf } from '../hub/src/domain/latency/roll-up.ts'
import type { Plan } from '../hub/src/domain/plan/plan.ts'
import type { CheckResult } from '../hub/src/domain/triage/verdict.ts'
import { slowAfter } from '../hub/src/domain/triage/slowness.ts'
import { startLatencies } from '../hub/src/engine/check/latencies.ts'
import type { Room } from '../hub/src/engine/room.ts'
import { availabilityFor } from '../hub/src/http/availability.ts'
import type { Around } from '../hub/src/http/around.ts'
import { siteHistory } from '../hub/src/http/site-history.ts'
import { addLatencies, latenciesOf, recentLatencies } from '../hub/src/store/latencies.ts'
import type { Latency } from '../hub/src/store/latencies.ts'
import { packHours } from '../hub/src/store/packed-hours.ts'
import { rollUpHours } from '../hub/src/store/roll-up.ts'
import { openStore } from '../hub/src/store/store.ts'
import type { Store } from '../hub/src/store/store.ts'
import { addTransition } from '../hub/src/store/transitions.ts'
import { atMost, printFigures } from './figure.ts'
import type { Figure } from './figure.ts'
import { spread } from './spread.ts'

// What a healthy look costs the database, and how long it takes to look back over 90 days of many sites: beside the naive way, a row for each look,
// in the same database in the same run. On PostgreSQL as well where TEST_DATABASE_URL names a server.
// Arguments: sites, days, --json, --quick (a tenth of it).
const { values: flags, positionals } = parseArgs({
  options: { json: { type: 'boolean', default: false }, quick: { type: 'boolean', default: false } },
  allowPositionals: true,
})
const SITES = Number(positionals[0] ?? (flags.quick ? 1000 : 10_000))
const DAYS = Number(positionals[1] ?? (flags.quick ? 30 : 90))
const PARTNERS = Math.max(1, Math.round(SITES / 200))
const NAIVE_SITES = 10
const TIMES = 7
const NOW = Date.UTC(2026, 10, 20, 12, 30) as Instant
const TODAY = (NOW - (NOW % days(1))) as Instant
const FIRST = after(TODAY, -days(DAYS) as Span)
const LOOKS = { http: 60, tls: 12, dns: 12 } // an hour

const say = (line: string) => (flags.json ? process.stderr : process.stdout).write(`${line}\n`)
const figures: Figure[] = []
const nameOf = ({ kind }: Store) => (kind === 'sqlite' ? 'SQLite' : 'PostgreSQL')
const partnerOf = (n: number) => `partner-${n % PARTNERS}`
const siteOf = (n: number) => `site-${n}.agency.example`
// A site of its own pace, give or take a third, and one look in forty that takes three times as long.
const tookOf = (site: number, look: number) =>
  Math.round((80 + ((site * 7919) % 700)) * (0.85 + ((look * 6007) % 100) / 220) * (look % 41 === 0 ? 3 : 1))
const numbers = (n: number) => Array.from({ length: n }, (_, at) => at)

const plan = {
  version: 'bench',
  availability: { percent: 99.9, credits: [] },
  clients: {},
  partners: {},
  sites: Object.fromEntries(
    numbers(SITES).map((n) => [siteOf(n), { id: siteOf(n), partner: partnerOf(n), client: null, hosting: null, dns: null, cdn: null }]),
  ),
} as unknown as Plan

/** What this process, and on PostgreSQL its server, has given to the disk so far. */
async function written(store: Store): Promise<number> {
  if (store.kind === 'sqlite') {
    await sql`pragma wal_checkpoint(truncate)`.execute(store.db)
    return Number(/^write_bytes: (\d+)$/m.exec(await readFile('/proc/self/io', 'utf8'))![1])
  }
  await sql`checkpoint`.execute(store.db)
  const { rows } = await sql<{ bytes: string }>`
    select (pg_current_wal_lsn() - '0/0') + (buffers_checkpoint + buffers_clean + buffers_backend) * 8192 as bytes from pg_stat_bgwriter`.execute(
    store.db,
  )
  return Number(rows[0]!.bytes)
}

async function stored(store: Store): Promise<number> {
  const asked =
    store.kind === 'sqlite'
      ? sql<{
          bytes: number
        }>`select (page_count - freelist_count) * page_size as bytes from pragma_page_count, pragma_freelist_count, pragma_page_size`
      : sql<{ bytes: number }>`
          select sum(pg_total_relation_size(oid)) as bytes from pg_class where relname in ('latency_packed', 'latency_day')
            and relnamespace = current_schema()::regnamespace`
  return Number((await asked.execute(store.db)).rows[0]!.bytes)
}

const result = (at: Instant, tookMs: number) => ({ state: 'up', at, tookMs }) as CheckResult

/** An hour of healthy looks of every page, gathered and written by the product's own code, a round each four minutes; and the naive way for some of them. */
async function measureWriting(store: Store) {
  const latencies = startLatencies({ store, clock: { now: () => NOW }, onBug: (bug: unknown) => say(String(bug)) } as unknown as Room, 'home')
  const before = await written(store)
  const cpu = process.cpuUsage()
  const flushes: number[] = []
  const hour = after(TODAY, -hours(2) as Span)
  for (const round of numbers(15)) {
    for (const n of numbers(SITES))
      for (const look of numbers(4)) latencies.add(partnerOf(n), `${siteOf(n)}/http`, result(after(hour, minutes(round * 4 + look)), tookOf(n, look + round * 4)))
    const began = performance.now()
    await latencies.flush()
    flushes.push((performance.now() - began) / Math.ceil(SITES / 100))
  }
  const { user, system } = process.cpuUsage(cpu)
  const looks = SITES * 60
  const ours = ((await written(store)) - before) / looks
  await sql`create table naive_look (partner text, monitor text, location text, at bigint, state text, took bigint)`.execute(store.db)
  await sql`create index naive_look_at on naive_look (partner, monitor, at)`.execute(store.db)
  const naiveFrom = await written(store)
  const naive = 3000
  for (const n of numbers(naive))
    await sql`insert into naive_look values (${partnerOf(n)}, ${`${siteOf(n)}/http`}, 'home', ${hour + n}, 'up', ${tookOf(n, 7)})`.execute(store.db)
  const rowEach = ((await written(store)) - naiveFrom) / naive
  say(`  to the disk for each healthy look      ${ours.toFixed(0)} bytes; a row for each look: ${rowEach.toFixed(0)} bytes`)
  figures.push(atMost(300, { figure: `${nameOf(store)}: to the disk for each healthy check`, value: ours, unit: 'bytes', baseline: `${Math.round(rowEach)} with a row for each` }))
  say(`  a transaction of 100 roll-ups takes    ${spread(flushes, 'ms')}`)
  say(`  processor of ours for 1,000 looks      ${(((user + system) / 1000 / looks) * 1000).toFixed(2)} ms, gathering included`)
} // prettier-ignore

/** A day of 1,000 sites with their three monitors, rolled up by the product's own code. */
async function measureRollUp(store: Store) {
  const day = after(TODAY, -days(3) as Span)
  const sites = numbers(Math.min(1000, SITES))
  const before = await stored(store)
  for (const h of numbers(24)) {
    const all = sites.flatMap((n) => Object.entries(LOOKS).map(([kind, looks]): Latency => ({ partner: partnerOf(n), monitor: `${siteOf(n)}/${kind}`, location: 'home', hour: after(day, hours(h)), ...sumOf(numbers(looks).map((k) => rollUpOf(tookOf(n, k + h * 61)))) }))) // prettier-ignore
    for (let at = 0; at < all.length; at += 300) await addLatencies(store.db, all.slice(at, at + 300))
  }
  const from = await written(store)
  const bites: number[] = []
  for (let more = true; more;) {
    const began = performance.now()
    more = await store.transaction((tx) => rollUpHours(tx, after(day, days(1))))
    bites.push(performance.now() - began)
  }
  await store.db.deleteFrom('latency_recent').execute() // one row for each monitor, however long it is watched
  const looks = sites.length * 24 * Object.values(LOOKS).reduce((sum, one) => sum + one, 0)
  const bytes = ((await stored(store)) - before) / looks
  figures.push(atMost(1, { figure: `${nameOf(store)}: stored for each healthy check`, value: bytes, unit: 'bytes' }))
  say(`  stored for each healthy look           ${bytes.toFixed(2)} bytes (page each 60 s, by the hour; certificate and records each 5 min, by the day)`) // prettier-ignore
  say(`  rolled up, to the disk for each look   ${(((await written(store)) - from) / looks).toFixed(1)} bytes`)
  say(`  a bite of 20 monitors takes            ${spread(bites, 'ms')}`)
  for (const table of ['latency_packed', 'latency_day', 'latency_hour'] as const) await store.db.deleteFrom(table).execute()
}

/** Fills the tables as they are after so many days: an outage a month for each site, a restart of the probe each day. */
async function fill(store: Store) {
  const series = (name: string, n: number) => sql`${sql.ref(name)}(n) as (select 0 union all select n + 1 from ${sql.ref(name)} where n < ${sql.lit(n - 1)})`
  const site = sql`'partner-' || (s.n % ${sql.lit(PARTNERS)}) as partner, 'site-' || s.n || '.agency.example' as site`
  const [bigint, began] = [sql`cast(${FIRST} as bigint)`, performance.now()]
  const day = sql`${bigint} + cast(d.n as bigint) * 86400000`
  await sql`with recursive ${series('s', SITES)} insert into site (partner, id, url, plan_version, first_look_at) select partner, site, 'https://' || site || '/', 'bench', ${bigint} from (select ${site} from s) x`.execute(store.db)
  for (const kind of Object.keys(LOOKS))
    await sql`with recursive ${series('s', SITES)} insert into transition (partner, site, monitor, location, at, state, body)
      select partner, site, site || '/' || ${kind}, 'home', ${bigint}, 'up', '{}' from (select ${site} from s) x`.execute(store.db)
  const outages = Math.ceil(DAYS / 30)
  const at = sql`${bigint} + cast(d.n as bigint) * 2592000000 + (cast(s.n as bigint) * 7919 % 2400000) * 1000 + 3600000`
  await sql`with recursive ${series('s', SITES)}, ${series('d', outages)} insert into incident (partner, id, site, phase, detected_at, confirmed_at, resolved_at, version, counted, body)
    select partner, id, site, 'reviewed', at, at, at + 1800000, 1, 1, '{}' from (select ${site}, s.n * ${sql.lit(outages)} + d.n as id, ${at} as at from s cross join d) x`.execute(store.db)
  await sql`insert into downtime (partner, site, incident, from_at, until_at) select partner, site, id, detected_at, detected_at + 600000 from incident`.execute(store.db)
  for (const kind of ['http', 'tls'])
    for (const [state, late] of [['down', 0], ['up', 600_000]] as const)
      await sql`insert into transition (partner, site, monitor, location, at, state, body)
        select partner, site, site || '/' || ${kind}, 'home', detected_at + ${sql.lit(late)}, ${state}, '{}' from incident`.execute(store.db)
  await sql`update transition set until_at = (select min(at) from transition as later where later.partner = transition.partner and later.site = transition.site
    and later.monitor = transition.monitor and later.location = transition.location and later.at > transition.at)`.execute(store.db)
  await sql`with recursive ${series('d', DAYS + 1)} insert into alive (location, from_at, until_at) select 'home', at, at + 86340000 from (select ${day} as at from d) x`.execute(store.db)
  // Of the day only its end is told apart here: a hundred days as the product packs them.
  const sums = { checks: 1440, failures: 0, total_ms: 432_000, worst_ms: 1390, to_50: 0, to_100: 20, to_200: 380, to_400: 760, to_800: 240, to_1600: 40, to_3200: 0, above: 0 }
  const packed = packHours(TODAY, numbers(24).map((h) => ({ hour: after(TODAY, hours(h)), ...sumOf(numbers(60).map((k) => rollUpOf(tookOf(11, h * 60 + k)))) })))
  const [names, values] = [sql.join(Object.keys(sums).map((name) => sql.ref(name))), sql.join(Object.values(sums).map((value) => sql.lit(value)))]
  for (let first = 0; first < DAYS; first += 10) {
    const some = sql`with recursive ${series('s', SITES)}, ${series('e', Math.min(10, DAYS - first))}, d(n) as (select n + ${sql.lit(first)} from e)`
    const rows = sql`(select partner, site || '/http' as monitor, day from (select ${site}, ${day} as day from d cross join s order by d.n, partner, site) x) y`
    await sql`${some} insert into latency_packed (partner, day, monitor, location, ${names}, hours) select partner, day, monitor, 'home', ${values}, ${packed} from ${rows}`.execute(store.db)
  }
  await sql`with recursive ${series('s', SITES)} insert into latency_recent (partner, monitor, location, until, ${names}) select partner, site || '/http', 'home', ${TODAY}, ${values} from (select ${site} from s) x`.execute(store.db)
  await sql`delete from naive_look`.execute(store.db)
  await sql`with recursive ${series('s', NAIVE_SITES)}, ${series('m', 1440)}, ${series('d', DAYS)} insert into naive_look
    select partner, site || '/http', 'home', at, case when took > 1350 then 'down' else 'up' end, took from (select ${site}, ${day} + m.n * 60000 as at, 90 + (m.n * 7919 + d.n * 31) % 1300 as took from d cross join m cross join s) x`.execute(store.db)
  if (store.kind === 'postgres') await sql`vacuum analyze`.execute(store.db)
  say(`  filled in ${((performance.now() - began) / 1000).toFixed(0)} s`)
} // prettier-ignore

// Wall time, which other work on the machine lengthens, and processor time of this process, which it hardly does.
async function timesOf(work: () => Promise<unknown>): Promise<{ said: string; middleMs: number }> {
  const took: number[] = []
  const cpu = process.cpuUsage()
  for (let n = 0; n < TIMES; n++) {
    const began = performance.now()
    await work()
    took.push(performance.now() - began)
  }
  const { user, system } = process.cpuUsage(cpu)
  const said = `${spread(took, 'ms', 1)}, processor ${((user + system) / 1000 / TIMES).toFixed(1)} ms`
  return { said, middleMs: took.toSorted((a, b) => a - b)[Math.floor(TIMES / 2)]! }
}

async function measureReading(store: Store) {
  const around = { store, plan: () => plan, clock: { now: () => NOW } } as unknown as Around
  const period = { from: after(NOW, -days(DAYS) as Span), to: NOW }
  const [site, partner] = [siteOf(17 % SITES), partnerOf(17)]
  const naive = (where: ReturnType<typeof sql>) => sql`
    select partner, monitor, (at - at % 86400000) as day, count(*) as looks, sum(case when state = 'down' then 1 else 0 end) as down, avg(took) as mean
    from naive_look where ${where} and at >= ${period.from} group by partner, monitor, (at - at % 86400000)`.execute(store.db) // prettier-ignore
  const show = async (what: string, work: () => Promise<unknown>) => {
    const { said, middleMs } = await timesOf(work)
    say(`  ${what.padEnd(38)} ${said}`)
    figures.push(atMost(100, { figure: `${nameOf(store)}, ${DAYS} days: ${what}`, value: middleMs, unit: 'ms' }))
  }
  const within = (span: Span) => ({ from: after(NOW, -span as Span), to: NOW })
  const hoursOf = (span: Span) => latenciesOf(store.db, partner, `${site}/http`, within(span))
  await show(`time up, ${SITES} sites`, () => availabilityFor(around, null, period))
  await show(`time up, one partner’s ${Math.round(SITES / PARTNERS)}`, () => availabilityFor(around, partner, period))
  await show('time up, one site’s bars', () => siteHistory(around, { partner, id: site }, { incidents: [], zone: 'Europe/Oslo', now: NOW }))
  await show(`median and 95 %, ${SITES} sites`, async () => (await recentLatencies(store.db, null, 'http')).map((one) => [percentileOf(one, 0.5), percentileOf(one, 0.95)])) // prettier-ignore
  await show('the same, one partner’s', () => recentLatencies(store.db, partner, 'http'))
  await show('the same, one site’s hours and days', () => hoursOf(days(DAYS)))
  await show('one site’s 24 hours', () => hoursOf(days(1)))
  await show('what is slow for a site (7 days)', async () => slowAfter(await hoursOf(days(7))))
  const [one, some] = [await timesOf(() => naive(sql`partner = ${partnerOf(7)} and monitor = ${`${siteOf(7)}/http`}`)), await timesOf(() => naive(sql`1 = 1`))] // prettier-ignore
  say(`  a row for each look: one site’s days   ${one.said}`)
  say(`  a row for each look: ${String(NAIVE_SITES).padEnd(3)} sites          ${some.said}; of ${SITES} ${SITES / NAIVE_SITES} times that`) // prettier-ignore
}

/** Every site fails at once: each writes that its state changed. */
async function measureStorm(store: Store) {
  const before = await written(store)
  const began = performance.now()
  const storm = Math.min(2000, SITES)
  for (const n of numbers(storm)) {
    const seen = { state: 'down', code: 'http.refused', class: null, at: NOW, tookMs: 2, facts: {}, diary: [] } as CheckResult
    await addTransition(store.db, { partner: partnerOf(n), site: siteOf(n), monitor: `${siteOf(n)}/http`, location: 'home', result: seen })
  }
  const took = (performance.now() - began) / storm
  say(`  a change of state, in a storm of ${storm}  ${took.toFixed(2)} ms, ${(((await written(store)) - before) / storm).toFixed(0)} bytes to the disk`) // prettier-ignore
}

async function measure(store: Store) {
  say(`${nameOf(store)}: ${SITES} sites, ${DAYS} days`)
  await store.db.insertInto('site').values(numbers(PARTNERS).map((n) => ({ partner: `partner-${n}`, id: 'of its partner', url: '', plan_version: '' }))).execute() // prettier-ignore
  await measureWriting(store)
  await measureRollUp(store)
  await store.db.deleteFrom('site').execute()
  await fill(store)
  await measureReading(store)
  await measureStorm(store)
}

const dir = await mkdtemp(join(tmpdir(), 'allclear-storage-'))
try {
  const store = await openStore({ file: join(dir, 'allclear.sqlite') })
  await measure(store).finally(() => store.close())
} finally {
  await rm(dir, { recursive: true, force: true })
}

const server = process.env['TEST_DATABASE_URL']
if (server) {
  const name = `bench_${crypto.randomUUID().replaceAll('-', '')}`
  const client = new pg.Client(server)
  await client.connect()
  try {
    await client.query(`create database ${name}`)
    const url = Object.assign(new URL(server), { pathname: `/${name}` }).href
    const store = await openStore({ url })
    await measure(store).finally(() => store.close())
  } finally {
    await client.query(`drop database if exists ${name} with (force)`)
    await client.end()
  }
} else say('PostgreSQL: not set (TEST_DATABASE_URL)')
if (flags.json) printFigures(figures, true)
