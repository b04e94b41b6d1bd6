import { setTimeout as rest } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { siteOn } from './storm/farm-words.ts'
import { atMost, exactly, quantile, report, say } from './storm/figures.ts'
import { ask, poll } from './storm/poll.ts'
import { openWorld, untilWell } from './storm/world.ts'
import type { Arrival, World } from './storm/world.ts'

/**
 * A storm: every site of one hosting fails at once. There must be one larger outage, an early first page and few of them, a hub that answers all the
 * time, and sites of other hosts whose pages come as before. `--sites N`, `--interval S`, `--unrelated N`, `--page-after S`, `--on postgresql`, `--longer S`
 * (partners hear after 90 s, clients after 15 minutes), `--json`.
 */
const { values } = parseArgs({
  options: {
    sites: { type: 'string', default: '10000' },
    interval: { type: 'string', default: '60' },
    unrelated: { type: 'string', default: '8' },
    'page-after': { type: 'string', default: '7' },
    on: { type: 'string', default: 'sqlite' },
    longer: { type: 'string', default: '0' },
    json: { type: 'boolean', default: false },
  },
})
const ON = values.on === 'postgresql' ? 'postgresql' : 'sqlite'
const [SITES, INTERVAL_S, UNRELATED, PAGE_AFTER_S] = [values.sites, values.interval, values.unrelated, values['page-after']].map(
  Number,
) as [number, number, number, number]
const OTHERS = Math.max(60, Math.ceil(SITES / 20)) // well sites on other hosts
const HOSTS = 2 * UNRELATED + 4
const SOON_S = 5 // between the looks at the sites whose pages are timed
const PARTNERS = 40
const CLIENTS = 400
const LIMIT_MS = 20 * 60_000
const TELLING_S = 0.04 // of a site

/** One of the sites on hosts of their own, that fail alone; when it was broken, and when its incident was detected and paged. */
type Single = { readonly site: string; brokenAt: number }

await using world = await openWorld({ groups: HOSTS + 1, plan: planOf(), on: ON })
const singles = Array.from({ length: 2 * UNRELATED }, (_, n): Single => ({ site: siteOn(n + 1, 0), brokenAt: 0 }))
await untilWell(world, SITES + OTHERS + 2 * UNRELATED)
const quiet = await delaysOf(world, singles.slice(0, UNRELATED), 1000)
for (const { site } of singles.slice(0, UNRELATED)) await world.order({ do: 'mend', site })
say(`quiet: pages of single incidents after ${quiet.map((delay) => delay.toFixed(2)).join(', ')} s`)

const cpuBefore = world.hub.cpuSeconds()
const began = Date.now()
const ready = poll(`${world.hub.url}readyz`, 100)
await world.order({ do: 'stop', group: 0 })
const [stormy] = await Promise.all([delaysOf(world, singles.slice(UNRELATED), (INTERVAL_S * 1000) / UNRELATED), untilOver(world)])
const tookS = (Date.now() - began) / 1000
await rest(Number(values.longer) * 1000)
const answers = await ready()
say(`storm: pages of single incidents after ${stormy.map((delay) => delay.toFixed(2)).join(', ')} s`)

say(`told so far: ${arrivedSince('slack').length} posts, ${arrivedSince('mail').length} letters`)

const parents = await world.store.db.selectFrom('parent').selectAll().execute()
const recorded = await opened(world)
const ofStorm = world.arrivals.filter(
  ({ kind, at, subject }) => kind === 'push' && at >= began && !singles.some(({ site }) => subject.includes(site)),
)
const first = ofStorm[0] === undefined ? Number.NaN : (ofStorm[0].at - began) / 1000
const slowest = Math.max(...answers.map(({ tookMs }) => tookMs))
const typical = quantile(quiet, 0.5)
const later = stormy.map((delay) => delay - typical)
say(
  `${((world.hub.cpuSeconds() - cpuBefore) / SITES).toFixed(4)} CPU seconds a site; ${ofStorm
    .map(({ at, subject }) => `${((at - began) / 1000).toFixed(1)} s ${subject}`)
    .slice(0, 8)
    .join(' | ')}`,
)
report(
  [
    exactly('storm: larger outages opened', parents.length, 1, 'parents'),
    exactly('storm: sites with an incident of their own under it', recorded, SITES, 'sites'),
    atMost('storm: from the failure to the first page', first, 10, 's'),
    atMost('storm: pages to the person on call', ofStorm.length, 5, 'pages'),
    atMost('storm: threads of one partner', most(arrivedSince('slack').map(threadOf)), 1, 'threads'),
    atMost(
      'storm: letters to one contact',
      most(arrivedSince('mail').map(({ text }) => /^To: (.*)/im.exec(text)?.[1] ?? '')),
      1,
      'letters',
    ),
    atMost('storm: until every incident was open and told', tookS, INTERVAL_S + SITES * TELLING_S, 's'),
    exactly('storm: questions to /readyz without a 200', answers.filter(({ status }) => status !== 200).length, 0, 'answers'),
    atMost(
      'storm: slowest answer of /readyz',
      slowest / 1000,
      1,
      's',
      quantile(
        answers.map(({ tookMs }) => tookMs / 1000),
        0.5,
      ),
    ),
    atMost('storm: unrelated pages later than without a storm', Math.max(...later), 2, 's', typical),
  ],
  values.json,
)

function arrivedSince(kind: Arrival['kind']): readonly Arrival[] {
  return world.arrivals.filter((one) => one.kind === kind && one.at >= began)
}

/** The channel in which a post begins a thread; null of one within a thread, or of a single site's. */
function threadOf({ text }: Arrival): string | null {
  const { channel, thread_ts: within } = JSON.parse(text) as { channel: string; thread_ts?: string }
  return within === undefined && !singles.some(({ site }) => text.includes(site)) ? channel : null
}

/** How often that comes which comes most often. */
function most(names: readonly (string | null)[]): number {
  const counted = Map.groupBy(
    names.filter((name) => name !== null),
    (name) => name,
  )
  return Math.max(0, ...[...counted.values()].map(({ length }) => length))
}

function planOf(): Record<string, unknown> {
  const partners = Object.fromEntries(
    Array.from({ length: PARTNERS }, (_, n) => [
      `partner-${n}`,
      {
        name: `Partner ${n}`,
        brand: { from: `Partner ${n} <care@partner-${n}.example>` },
        contacts: [{ name: 'Rosa', mail: `rosa@partner-${n}.example` }],
        slack: { channel: `C0PARTNER${n}`, token: 'xoxb-p', 'signing-secret': 'p' },
      },
    ]),
  )
  const clients = Object.fromEntries(
    Array.from({ length: CLIENTS }, (_, n) => [
      `c${n}`,
      {
        partner: `partner-${n % PARTNERS}`,
        name: `Client ${n}`,
        contacts: [{ name: 'Bo', role: 'owner', mail: `bo@client-${n}.example` }],
      },
    ]),
  )
  const providers = Object.fromEntries(
    Array.from({ length: HOSTS + 1 }, (_, group) => [
      `h${group}`,
      { name: `Host ${group}`, kind: 'hosting', support: { mail: `help@host-${group}.example` } },
    ]),
  )
  const site = (group: number, n: number, interval: number) => [
    siteOn(group, n),
    {
      url: `http://${siteOn(group, n)}`,
      client: `c${n % CLIENTS}`,
      hosting: `h${group}`,
      checks: { dns: false },
      ...(interval === 60 ? {} : { interval: `${interval}s` }),
    },
  ]
  const ofHost = Array.from({ length: SITES }, (_, n) => site(0, n, INTERVAL_S))
  const single = Array.from({ length: 2 * UNRELATED }, (_, n) => site(n + 1, 0, SOON_S))
  const others = Array.from({ length: OTHERS }, (_, n) => site(1 + (n % HOSTS), 1 + n, INTERVAL_S))
  return { 'page-after': `${PAGE_AFTER_S}s`, partners, clients, providers, sites: Object.fromEntries([...ofHost, ...single, ...others]) }
}

/** Breaks one site after another; gives how long after the look that was due each was paged, in seconds. */
async function delaysOf({ order, arrivals, store }: World, broken: readonly Single[], apartMs: number): Promise<number[]> {
  for (const one of broken) {
    await rest(apartMs)
    one.brokenAt = Date.now()
    await order({ do: 'break', site: one.site, fault: 'status' })
  }
  const pageOf = ({ site, brokenAt }: Single) =>
    arrivals.find(({ kind, at, subject }) => kind === 'push' && at > brokenAt && subject.includes(site))
  for (const until = Date.now() + 60_000; Date.now() < until && !broken.every(pageOf);) await rest(100)
  const delays: number[] = []
  for (const one of broken) {
    const row = await store.db
      .selectFrom('incident')
      .select('detected_at')
      .where('site', '=', one.site)
      .orderBy('id', 'desc')
      .executeTakeFirst()
    const due = Math.min(row?.detected_at ?? Infinity, one.brokenAt + SOON_S * 1000)
    delays.push(((pageOf(one)?.at ?? Infinity) - due) / 1000)
  }
  return delays
}

/** How many incidents of the host stand under a larger outage. */
async function opened({ store }: World): Promise<number> {
  const row = await store.db
    .selectFrom('affected')
    .select((eb) => eb.fn.countAll().as('n'))
    .executeTakeFirstOrThrow()
  return Number(row.n)
}

async function untilOver(around: World) {
  const { db } = around.store
  for (const until = Date.now() + LIMIT_MS; Date.now() < until; await rest(5000)) {
    const phases = await db
      .selectFrom('incident')
      .select(['phase', (eb) => eb.fn.countAll().as('n')])
      .groupBy('phase')
      .execute()
    const waiting = await db
      .selectFrom('incident')
      .select((eb) => eb.fn.countAll().as('n'))
      .where('diagnosis_due_at', '<=', Date.now())
      .executeTakeFirstOrThrow()
    const late = await db
      .selectFrom('incident')
      .select((eb) => eb.fn.min('wake_at').as('at'))
      .executeTakeFirst()
    const joined = await opened(around)
    const { tookMs, text } = await ask(`${around.hub.url}readyz`)
    const counted = phases.map(({ phase, n }) => `${n} ${phase}`).join(', ')
    const lateMs = late?.at ? Math.max(0, Date.now() - Number(late.at)) : 0
    say(
      `${((Date.now() - began) / 1000).toFixed(0)} s: ${counted}; ${joined} joined; ${waiting.n} to diagnose; wakes ${lateMs} ms late; ${(around.hub.cpuSeconds() - cpuBefore).toFixed(1)} CPU s; /readyz ${tookMs.toFixed(0)} ms ${text.includes('"ok":true') ? '' : text}`,
    )
    if (joined >= SITES && Number(waiting.n) === 0 && lateMs < 1000) return
  }
}
