import assert from 'node:assert/strict'
import { test } from 'node:test'
import { seededPlan } from '../../../test/seeded-plan.ts'
import { after, days, iso } from '../../domain/instant.ts'
import type { Instant } from '../../domain/instant.ts'
import { readBaseline } from '../../domain/diagnosis/baseline.ts'
import { saveBaseline } from '../../store/baselines.ts'
import { syncSites } from '../../store/sites.ts'
import { openStore } from '../../store/store.ts'
import { addTransition } from '../../store/transitions.ts'
import { closeWarning, openWarnings } from '../../store/warnings.ts'
import type { Room } from '../room.ts'
import { lookForWarnings } from './watch-warnings.ts'

const NOW = Date.UTC(2026, 2, 4) as Instant
const SITE = 'cornerbakery.example'

test('a warning comes once per threshold, ends with its reason, and is read by its own tenant alone (PRE-4)', async () => {
  const store = await openStore({ file: ':memory:' })
  const plan = seededPlan()
  const { partner } = plan.sites[SITE]!
  let now = NOW
  const room = { store, plan: () => plan, clock: { now: () => now }, secrets: () => new Map(), loops: {} } as unknown as Room
  try {
    await store.transaction((tx) => syncSites(tx, plan, NOW))
    const renewedUntil = async (at: Instant) => {
      const text = `registration: { registrar: NameSilver, expires: ${iso(at)} }\n`
      await saveBaseline(store.db, partner, SITE, NOW, readBaseline(text, 'baseline.yaml').baseline!)
    }
    const open = async (reader: string | null = partner) =>
      (await openWarnings(store.db, reader)).map(({ what, threshold }) => `${what} ${threshold}`)
    await renewedUntil(after(NOW, days(40)))
    for (let look = 0; look < 3; look++) await lookForWarnings(room, now)
    assert.deepEqual(await open(), ['domain 2026-04-13, 60 days'])
    assert.deepEqual(await open('another'), [])
    now = after(NOW, days(12))
    const facts = { validFrom: iso(after(now, days(-80))), validTo: iso(after(now, days(10))) }
    const result = { state: 'warning', code: 'tls.expiring', class: null, at: now, tookMs: 1, facts, diary: [] } as const
    await addTransition(store.db, { partner, site: SITE, monitor: `${SITE}/tls`, location: plan.hub.location, result })
    await lookForWarnings(room, now)
    assert.deepEqual(await open(), [`certificate ${facts.validTo}, 15 %`, 'domain 2026-04-13, 30 days'])
    const [certificate] = await openWarnings(store.db, partner)
    assert.equal(await closeWarning(store.db, 'another', certificate!.id, 'ana', now), false)
    assert.equal(await closeWarning(store.db, partner, certificate!.id, 'ana', now), true)
    await renewedUntil(after(NOW, days(405)))
    await lookForWarnings(room, now)
    assert.deepEqual(await open(), [])
  } finally {
    await store.close()
  }
})
