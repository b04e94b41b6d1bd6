import { setTimeout as rest } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { dice } from '../hub/test/stories/dice.ts'
import { siteOn } from './storm/farm-words.ts'
import { atMost, exactly, report, say } from './storm/figures.ts'
import { openWorld, untilWell } from './storm/world.ts'

/**
 * Restarts of web servers, each over in 2 to 10 s, with the real `page-after` of 30 s: the hub must see every one of them and tell nobody. They come
 * side by side, of servers on networks of their own, and never so many at once that the probe would doubt its own sight. `--restarts N`, `--seed N`, `--json`.
 */
const { values } = parseArgs({
  options: {
    restarts: { type: 'string', default: '200' },
    seed: { type: 'string', default: String(Date.now() % 1_000_000) },
    json: { type: 'boolean', default: false },
  },
})
const RESTARTS = Number(values.restarts)
const SHORTEST_MS = 2000
const LONGEST_MS = 10_000
const AT_ONCE = Math.max(1, Math.floor(RESTARTS / 5))
const PAGE_AFTER_MS = 30_000

if (RESTARTS > 250) throw new Error('The farm has 250 servers: ask for 250 restarts at most.')
say(`seed ${values.seed}`)
const roll = dice(Number(values.seed))
const sites = Array.from({ length: RESTARTS }, (_, group) => siteOn(group, 0))
const partner = {
  name: 'Brightside',
  brand: { from: 'Care <care@brightside.example>' },
  slack: { channel: 'C0BRIGHT', token: 'xoxb-p', 'signing-secret': 'p' },
}
const client = { partner: 'brightside', name: 'Bakery', contacts: [{ name: 'Bo', role: 'owner', mail: 'bo@bakery.example' }] }
const plan = {
  partners: { brightside: { ...partner, contacts: [{ name: 'Rosa', mail: 'rosa@brightside.example' }] } },
  clients: { bakery: client },
  sites: Object.fromEntries(
    sites.map((site) => [
      site,
      { url: `http://${site}/`, client: 'bakery', interval: '1s', expect: { contains: 'fresh bread' }, checks: { tls: false, dns: false } },
    ]),
  ),
}
await using world = await openWorld({ groups: RESTARTS, plan })
await untilWell(world, RESTARTS)

const began = performance.now()
const stoppedAt = new Map<string, number>()
let begun = 0
async function restartOneAfterAnother() {
  for (let group = begun++; group < RESTARTS; group = begun++) {
    stoppedAt.set(sites[group]!, Date.now())
    await world.order({ do: 'stop', group })
    await rest(SHORTEST_MS + roll.upTo(LONGEST_MS - SHORTEST_MS))
    await world.order({ do: 'start', group })
  }
}
await Promise.all(Array.from({ length: AT_ONCE }, restartOneAfterAnother))
say(`${RESTARTS} restarts in ${((performance.now() - began) / 1000).toFixed(0)} s`)
await rest(PAGE_AFTER_MS + 5000) // whatever was ordered late would leave now

const incidents = await world.store.db.selectFrom('incident').select(['site', 'phase', 'detected_at', 'confirmed_at']).execute()
const recorded = new Set(incidents.filter(({ site, detected_at }) => detected_at >= stoppedAt.get(site)!).map(({ site }) => site))
const seenAfter = incidents.map(({ site, detected_at }) => (detected_at - stoppedAt.get(site)!) / 1000)
const messages = await world.store.db.selectFrom('outbox').select(['key', 'subject']).execute()
for (const { key, subject } of messages) say(`${key}: ${subject}`)
say(`${incidents.filter(({ confirmed_at }) => confirmed_at !== null).length} of them were outages, the others over before the second look`)
report(
  [
    exactly('restarts: pages, letters and posts that left', world.arrivals.length, 0, 'messages'),
    exactly('restarts: messages ordered', messages.length, 0, 'messages'),
    exactly('restarts: recorded', recorded.size, RESTARTS, 'restarts'),
    atMost('restarts: longest from the stop to the first failed look', Math.max(...seenAfter), 2, 's'),
  ],
  values.json,
)
