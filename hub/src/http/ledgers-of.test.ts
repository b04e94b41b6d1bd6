import assert from 'node:assert/strict'
import { test } from 'node:test'
import { seededHub } from '../../test/seeded-hub.ts'
import { aWindow } from '../../test/seeded-maintenance.ts'
import { ledgerOf } from '../domain/availability/ledger.ts'
import { after, days, hours, minutes } from '../domain/instant.ts'
import type { Instant } from '../domain/instant.ts'
import { countDowntime } from '../engine/retention/count-downtime.ts'
import { seenOf } from '../engine/report/seen-of.ts'
import { listIncidents } from '../store/incidents.ts'
import { aliveSince, keepAlive } from '../store/locations.ts'
import { addTransition, transitionsOf } from '../store/transitions.ts'
import { ledgersOf } from './ledgers-of.ts'

test('a fleet is counted alike from what was counted before and look by look, windows and gaps and all (REV-3, PRE-5)', async (t) => {
  const hub = await seededHub()
  t.after(() => hub.store.close())
  const { around, clock, store } = hub
  const now = clock.at
  const site = 'riverdental.example'
  const failed = after(now, days(-9))
  clock.at = after(failed, hours(-1))
  const window = aWindow('disks', after(failed, minutes(10)), minutes(90), { sites: [site, 'cornerbakery.example'] })
  await around.maintenance.schedule('operator', window, 'ana')
  clock.at = after(now, hours(4)) // nobody looked since
  await keepAlive(store.db, 'hub', clock.at, clock.at)
  await addTransition(store.db, { partner: 'fjord', site: 'pinecabins.example', monitor: 'pinecabins.example/http', location: 'far', result: { state: 'down', code: null, class: null, at: now, tookMs: 1, facts: {}, diary: [] } }) // prettier-ignore
  const plan = around.plan()
  const sites = Object.values(plan.sites)
  const alive = await aliveSince(store.db, 0 as Instant)
  const outages = (await listIncidents(store.db, { limit: 100 })).filter(({ incident }) => incident.confirmedAt !== null)
  const lookByLook = async (period: { from: Instant; to: Instant }) =>
    Promise.all(
      sites.map(async ({ partner, id }) =>
        ledgerOf({
          ...{ period, alive, seen: seenOf(await transitionsOf(store.db, partner, id, 0 as Instant)) },
          outages: outages.flatMap(({ incident }) => (incident.site === id ? [{ from: incident.detectedAt, to: incident.resolvedAt ?? period.to }] : [])),
          windows: [site, 'cornerbakery.example'].includes(id) ? [{ from: window.startsAt, to: window.endsAt }] : [],
        }),
      ),
    ) // prettier-ignore
  const periods = [[-90, 0], [-10, 0.1], [-9.01, -8.99], [-0.01, 0.5]].map(([from, to]) => ({ from: after(now, days(from!)), to: after(now, days(to!)) })) // prettier-ignore
  const both = async () => {
    for (const period of periods)
      assert.deepEqual(await ledgersOf(around, { plan, partner: null, period, sites }), await lookByLook(period)) // prettier-ignore
  }
  await both()
  clock.at = after(now, days(2))
  assert.equal(await countDowntime({ store, clock: { now: () => clock.at } }), false)
  await both()
})
