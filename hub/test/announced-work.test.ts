import assert from 'node:assert/strict'
import { test } from 'node:test'
import { after, hours, iso } from '../src/domain/instant.ts'
import { startReadingAnnouncedWork } from '../src/engine/maintenance/read-announced-work.ts'
import { EVERY_TURN } from '../src/engine/turns.ts'
import { webServer } from '../src/evidence/subject.double.ts'
import { routesOf } from '../src/http/routes.ts'
import { buildServer } from '../src/http/server.ts'
import { createNetwork } from '../src/network/create-network.ts'
import { loopbackPlan } from '../src/network/loopback.double.ts'
import { NOW, seededHub } from './seeded-hub.ts'
import { seededPlan } from './seeded-plan.ts'

const work = (name: string, part: string, startsIn: number) => ({
  ...{ name, status: 'scheduled', components: [{ name: part }] },
  scheduled_for: iso(after(NOW, hours(startsIn))),
  scheduled_until: iso(after(NOW, hours(startsIn + 2))),
})
const part = (name: string) => ({ name, status: 'operational' })
const summaryWith = (works: readonly object[]) =>
  JSON.stringify({ status: { indicator: 'none' }, components: [part('Web hosting'), part('Support portal')], incidents: [], scheduled_maintenances: works }) // prettier-ignore
const announced = [
  work('New disks for Anchor', 'Web hosting', 24),
  work('New ticket desk', 'Support portal', 24),
  work('Over', 'Web hosting', -5),
]

test('what a provider announces is known ahead on screen and on the pages of its sites, which do not name it (MNT-1)', async (t) => {
  let works = announced
  let asked = 0
  const status = await webServer(t, (_, response) => {
    asked++
    response.end(summaryWith(works))
  })
  const hub = await seededHub(standingOn(status))
  const reading = () => {
    const read = Promise.withResolvers<void>()
    const loop = startReadingAnnouncedWork({
      ...{ store: hub.store, clock: hub.clock, plan: hub.around.plan, turns: EVERY_TURN, onBug: read.reject },
      outside: createNetwork({ plan: loopbackPlan(), trustedCa: null }),
      news: (item) => (hub.news(item), read.resolve()),
    })
    return { read: read.promise, stop: loop.stop }
  }
  const app = await buildServer(hub.around, routesOf(hub.around))
  const ask = async (token: string | null, url: string) =>
    (await app.inject({ url, headers: token === null ? {} : { authorization: `Bearer ${token}` } })).body
  const [ours, partners] = [await hub.token('viewer'), await hub.token('viewer', 'brightside', null)]

  const first = reading()
  await first.read
  await first.stop()
  const { items } = JSON.parse(await ask(ours, '/api/v1/announced-work')) as { items: object[] }
  const starts = iso(after(NOW, hours(24)))
  assert.deepEqual(items, [
    { provider: 'anchor-hosting', title: 'New disks for Anchor', starts, ends: iso(after(NOW, hours(26))), sites: ['cornerbakery.example', 'harbor.example'], seenAt: iso(NOW) }, // prettier-ignore
  ])
  assert.match(await ask(ours, '/api/v1/planner'), /"announced":\[[^\]]*Anchor Hosting[^\]]*New disks for Anchor/)
  assert.match(await ask(null, '/status/operator/'), /Announced by Anchor Hosting: “New disks for Anchor”/)
  const { scheduled_maintenances: upcoming } = JSON.parse(await ask(null, '/status/brightside/api/v2/scheduled-maintenances/upcoming.json'))
  assert.equal(upcoming[0].scheduled_for, starts)
  for (const [token, path, says] of [
    [null, '/status/brightside/', /A provider that the sites stand on works on its systems/],
    [null, '/status/brightside/maintenance.ics', /SUMMARY:Planned maintenance: cornerbakery\.example/],
    [null, '/status/corner-bakery/?lang=de', /Geplante Wartung: cornerbakery\.example[^]*kurzzeitig/],
    [partners, '/api/v1/planner', /A provider of your sites/],
    [partners, '/api/v1/announced-work', /"sites":\["cornerbakery\.example"\]/],
  ] as const) {
    const body = await ask(token, path)
    assert.match(body, says)
    assert.doesNotMatch(body, /Anchor|New disks/, path)
  }

  hub.clock.at = after(NOW, hours(0.5))
  const early = reading()
  await early.stop()
  assert.equal(asked, 1, 'an hour is waited, restarts and all')
  works = []
  hub.clock.at = after(NOW, hours(1))
  const later = reading()
  await later.read
  await later.stop()
  assert.deepEqual(JSON.parse(await ask(ours, '/api/v1/announced-work')).items, [])
  await app.close()
  await hub.store.close()
})

function standingOn(status: string) {
  const plan = seededPlan()
  const { 'anchor-hosting': anchor } = plan.providers
  const { 'harbor.example': harbor } = plan.sites
  return {
    ...plan,
    providers: { 'anchor-hosting': { ...anchor!, status } },
    sites: { ...plan.sites, 'harbor.example': { ...harbor!, hosting: 'anchor-hosting' } },
  }
}
