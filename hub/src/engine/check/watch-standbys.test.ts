import assert from 'node:assert/strict'
import { test } from 'node:test'
import { siteAt } from '../../checks/site.double.ts'
import type { Instant } from '../../domain/instant.ts'
import type { Plan } from '../../domain/plan/plan.ts'
import { wouldNotHold } from '../../domain/plan/standby.ts'
import { createNetwork } from '../../network/create-network.ts'
import { startHttpDouble } from '../../network/http.double.ts'
import { loopbackPlan } from '../../network/loopback.double.ts'
import { listIncidents } from '../../store/incidents.ts'
import { openStore } from '../../store/store.ts'
import { standbysSeen } from '../../store/standbys.ts'
import { lookAtStandbys, standbysOf } from './watch-standbys.ts'

test('a standby is watched as its site is: it fails when it does so twice, and is never an outage (PRP-6)', async () => {
  let page = 'Fresh bread'
  const double = await startHttpDouble(() => ({ body: page }))
  const store = await openStore({})
  const site = { ...siteAt('http://cornerbakery.example/', { contains: 'Fresh bread' }), standby: { url: `${double.url}/`, checked: true, switch: null } } // prettier-ignore
  const clock = { at: 0 as Instant, now: () => clock.at }
  const plan = { sites: { [site.id]: site, 'other.example': siteAt('http://other.example/') } } as unknown as Plan
  const room = {
    store,
    clock,
    plan: () => plan,
    outside: createNetwork({ plan: loopbackPlan({}), trustedCa: null }),
    onBug: () => assert.fail('a bug'),
  }
  const failures = new Map<string, number>()
  const states: (string | undefined)[] = []
  const looks = async (shows: string) => {
    page = shows
    clock.at = (clock.at + 60_000) as Instant
    await lookAtStandbys(room, standbysOf(room), failures)
    states.push((await standbysSeen(store.db, null))[0]?.state)
  }
  for (const shows of ['Fresh bread', 'Nothing', 'Fresh bread', 'Nothing', 'Nothing', 'Nothing']) await looks(shows)
  assert.deepEqual(states, ['up', 'up', 'up', 'up', 'down', 'down'])
  const [seen] = await standbysSeen(store.db, null)
  assert.equal(seen?.since, 300_000)
  assert.match(String(wouldNotHold(site, seen!)), /^The standby of cornerbakery\.example does not answer as the site does: /)
  assert.equal(wouldNotHold(site, null), 'unknown')
  assert.match(String(wouldNotHold({ ...site, standby: { ...site.standby, checked: false } }, null)), /Nobody checks/)
  assert.equal(wouldNotHold(siteAt('http://other.example/'), null), null)
  assert.deepEqual(await listIncidents(store.db, { limit: 1 }), [])
  await looks('Fresh bread')
  assert.equal(states.at(-1), 'up')
  await store.close()
  await double.close()
})
