import assert from 'node:assert/strict'
import { test } from 'node:test'
import { after, days, hours } from '../../domain/instant.ts'
import type { Instant } from '../../domain/instant.ts'
import { rollUpOf } from '../../domain/latency/roll-up.ts'
import type { Plan } from '../../domain/plan/plan.ts'
import { addLatencies, latenciesOf, latencySums } from '../../store/latencies.ts'
import { syncSites } from '../../store/sites.ts'
import { openStore } from '../../store/store.ts'
import type { Store } from '../../store/store.ts'
import { START } from '../../store/stores.double.ts'
import { keepSmall } from './keep-small.ts'

const SITE = { partner: 'brightside', id: 'a.example', client: null, url: 'https://a.example/' }
const plan = {
  version: 'v1',
  sites: { [SITE.id]: SITE },
  retention: { hours: days(14), days: days(100), transitions: days(100), evidence: days(30), audit: null },
} as unknown as Plan

async function keepingAt(store: Store, now: Instant): Promise<number> {
  const room = { store, clock: { now: () => now }, plan: () => plan } as unknown as Parameters<typeof keepSmall>[0]
  for (let bites = 0; ; bites++) if (!(await keepSmall(room))) return bites
}

test('hours become days, and each goes when its time has come, whatever hub went on with it', async (t) => {
  const store = await openStore({})
  t.after(() => store.close())
  await store.transaction((tx) => syncSites(tx, plan, START))
  for (let day = 0; day < 120; day += 10) {
    const hour = after(START, hours(24 * day)) as Instant
    await addLatencies(store.db, [{ partner: SITE.partner, monitor: `${SITE.id}/http`, location: 'home', hour, ...rollUpOf(90) }])
  }
  const end = after(START, days(120))
  await keepingAt(store, end)
  const within = { from: START, to: end }
  assert.equal((await latenciesOf(store.db, SITE.partner, `${SITE.id}/http`, within)).length, 1)
  assert.equal((await latencySums(store.db, SITE.partner, { ...within, from: 0 as Instant })).get(`${SITE.id}/http`)?.checks, 10)
  assert.equal(await keepingAt(store, end), 0, 'done is done')
})
