import { setTimeout as rest } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import type { Instant } from '../hub/src/domain/instant.ts'
import { untilTurn } from '../hub/src/probe/turn.ts'
import { siteOn } from './storm/farm-words.ts'
import type { Fault } from './storm/farm-words.ts'
import { atMost, exactly, quantile, report, say } from './storm/figures.ts'
import { openWorld, untilWell } from './storm/world.ts'

/**
 * How long from a fault to its verdict, by the kind of fault. The faults of a kind are spread evenly over the interval, by the turn in which their sites
 * are looked at, so that luck has no part in the median. `--each N` faults of a kind, `--interval S`, `--json`.
 */
const { values } = parseArgs({
  options: {
    each: { type: 'string', default: '20' },
    interval: { type: 'string', default: '20' },
    json: { type: 'boolean', default: false },
  },
})
const [EACH, INTERVAL_S] = [Number(values.each), Number(values.interval)]
const KINDS: readonly (Fault | 'refused')[] = ['refused', 'status', 'certificate', 'content']
const BROKEN = KINDS.length * EACH
const WELL_GROUPS = 60
const GROUPS = BROKEN + WELL_GROUPS
const WELL = 3 * BROKEN // so that what fails is never so much that the probe doubts its own sight

if (GROUPS > 250) throw new Error('The farm has 250 servers: ask for 47 faults of a kind at most.')
const broken = KINDS.flatMap((kind, k) =>
  Array.from({ length: EACH }, (_, n) => ({ kind, n, group: k * EACH + n, site: siteOn(k * EACH + n, 0) })),
)
const well = Array.from({ length: WELL }, (_, n) => siteOn(BROKEN + (n % WELL_GROUPS), n))
const written = (site: string) => [
  site,
  { url: `https://${site}/`, interval: `${INTERVAL_S}s`, expect: { contains: 'fresh bread' }, checks: { tls: false, dns: false } },
]
await using world = await openWorld({
  groups: GROUPS,
  plan: { sites: Object.fromEntries([...broken.map(({ site }) => site), ...well].map(written)) },
})
await untilWell(world, BROKEN + WELL)

const brokenAt = new Map<string, number>()
const intervalMs = INTERVAL_S * 1000
await Promise.all(
  broken.map(async ({ kind, n, group, site }) => {
    const due = untilTurn(`${site}/http`, intervalMs, Date.now() as Instant)
    const wanted = ((n + 0.5) / EACH) * intervalMs // between the fault and the next look
    await rest((due - wanted + 2 * intervalMs) % intervalMs)
    brokenAt.set(site, Date.now())
    await world.order(kind === 'refused' ? { do: 'stop', group } : { do: 'break', site, fault: kind })
  }),
)
const incidents = async () => {
  const all = await world.store.db.selectFrom('incident').select(['site', 'detected_at', 'confirmed_at']).execute()
  return new Map(all.map((one) => [one.site, one]))
}
for (const until = Date.now() + intervalMs + 30_000; Date.now() < until; await rest(500))
  if ([...(await incidents()).values()].filter(({ confirmed_at }) => confirmed_at !== null).length >= BROKEN) break

const found = await incidents()
const figures = KINDS.flatMap((kind) => {
  const seen = broken.flatMap((one) =>
    one.kind === kind && found.get(one.site)?.confirmed_at != null ? [{ ...one, ...found.get(one.site)! }] : [],
  )
  const sinceFault = seen.map(({ site, confirmed_at }) => (confirmed_at! - brokenAt.get(site)!) / 1000)
  const sinceLook = seen.map(({ detected_at, confirmed_at }) => (confirmed_at! - detected_at) / 1000)
  const median = (quantile(sinceFault, 0.5) + quantile(sinceFault, 0.5 - 1 / EACH)) / 2 // of an even number
  say(`${kind}: ${sinceFault.map((s) => s.toFixed(2)).join(' ')}`)
  return [
    exactly(`verdict: ${kind}, faults found`, seen.length, EACH, 'faults'),
    atMost(`verdict: ${kind}, median from the fault`, median, INTERVAL_S / 2 + 2, 's', INTERVAL_S / 2),
    atMost(`verdict: ${kind}, longest from the first failed look`, Math.max(...sinceLook), 3, 's', quantile(sinceLook, 0.5)),
  ]
})
const others = [...found.values()].filter(({ site, confirmed_at }) => !brokenAt.has(site) && confirmed_at !== null)
report([...figures, exactly('verdict: outages of sites that were well', others.length, 0, 'outages')], values.json)
