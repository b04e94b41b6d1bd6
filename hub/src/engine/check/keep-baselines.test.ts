import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { startLab } from '../../../../lab/src/lab.ts'
import type { Lab } from '../../../../lab/src/lab.ts'
import { systemClock } from '../../clock.ts'
import type { Baseline } from '../../domain/diagnosis/evidence.ts'
import type { Instant } from '../../domain/instant.ts'
import type { Site } from '../../domain/plan/plan.ts'
import { findBaseline, saveBaseline } from '../../store/baselines.ts'
import { driftsSince } from '../../store/drifts.ts'
import { openStore } from '../../store/store.ts'
import type { Store } from '../../store/store.ts'
import type { Checking } from './check.ts'
import { startKeepingBaselines } from './keep-baselines.ts'
import { networkOf, planOf } from '../lab.double.ts'
import type { Room } from '../room.ts'

const SITE = 'cornerbakery.example'
let lab: Lab
let store: Store

before(async () => {
  lab = await startLab()
  store = await openStore({})
})
after(async () => {
  await store.close()
  await lab.close()
})

/** One round over the bakery while it is well; `seen` is called when its baseline is kept. */
async function round(): Promise<Baseline> {
  const site = { id: SITE, partner: 'brightside', url: `https://${SITE}/`, expect: { status: 200, contains: 'Fresh bread' } } as Site
  const keptBefore = (await findBaseline(store.db, 'brightside', SITE))?.seen ?? null
  const bugs: unknown[] = []
  const plan = { network: planOf(lab), sites: { [SITE]: site } }
  const outside = networkOf(lab)
  const room = { store, clock: systemClock, plan: () => plan, outside, onBug: (bug: unknown) => bugs.push(bug) } as unknown as Room
  const loop = startKeepingBaselines(room, { wellSites: () => [site], isWell: () => true } as unknown as Checking)
  loop.nudge()
  let kept = await findBaseline(store.db, 'brightside', SITE)
  while ((kept?.seen ?? null) === keptBefore && bugs.length === 0) {
    await new Promise((turn) => setImmediate(turn))
    kept = await findBaseline(store.db, 'brightside', SITE)
  }
  await loop.stop()
  assert.deepEqual(bugs, [])
  return kept!
}

test('a well site’s whole last known good is kept, and what has moved since is told in a sentence (DIA-6)', async () => {
  const first = await round()
  assert.deepEqual(first.page?.contains, ['Fresh bread'])
  assert.deepEqual(Object.keys(first.dns?.ttls ?? {}), ['ns1.namesilver.example', 'ns2.namesilver.example'])
  assert.ok(first.page?.headers && first.registration?.expires && first.tls?.issuer && first.dns?.mx?.length)
  assert.deepEqual(await driftsSince(store.db, null, 0 as Instant), [])

  const elsewhere: Baseline = { ...first, seen: 0 as Instant, dns: { ...first.dns!, a: ['192.0.2.10'], ns: ['ns1.old.example'] } }
  await saveBaseline(store.db, 'brightside', SITE, 0 as Instant, elsewhere)
  const second = await round()
  assert.deepEqual(second.dns?.a, first.dns?.a)
  assert.deepEqual(
    (await driftsSince(store.db, 'brightside', 0 as Instant)).map(({ what, said }) => [what, said]),
    [
      ['dns.address', `Its address was 192.0.2.10; now it is ${first.dns!.a![0]}.`],
      ['dns.ns', 'Its name servers were ns1.old.example; now they are ns1.namesilver.example and ns2.namesilver.example.'],
    ],
  )
})

test('a page that lacks its expected words is not kept as good, though no check has seen it yet (DIA-6)', async () => {
  await lab.order({ do: 'break', site: SITE, fault: 'defaced' })
  const before = await findBaseline(store.db, 'brightside', SITE)
  const site = { id: SITE, partner: 'brightside', url: `https://${SITE}/`, expect: { status: 200, contains: 'Fresh bread' } } as Site
  const plan = { network: planOf(lab), sites: { [SITE]: site } }
  const looked = Promise.withResolvers<void>()
  let asked = 0
  // Asked before the look, and again after it.
  const ask = () => ++asked === 3 && looked.resolve()
  const room = { store, clock: systemClock, plan: () => plan, outside: networkOf(lab), onBug: assert.fail } as unknown as Room
  const loop = startKeepingBaselines(room, { wellSites: () => (ask(), [site]), isWell: () => (ask(), true) } as unknown as Checking)
  loop.nudge()
  await looked.promise
  await loop.stop()
  assert.deepEqual(await findBaseline(store.db, 'brightside', SITE), before)
  await lab.order({ do: 'fix', site: SITE })
})
