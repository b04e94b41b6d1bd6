import assert from 'node:assert/strict'
import { test } from 'node:test'
import { seededPlan } from '../../../test/seeded-plan.ts'
import { after, days, iso, minutes } from '../../domain/instant.ts'
import type { Instant } from '../../domain/instant.ts'
import { readBaseline } from '../../domain/diagnosis/baseline.ts'
import type { Site } from '../../domain/plan/plan.ts'
import { saveBaseline } from '../../store/baselines.ts'
import { keepDrift } from '../../store/drifts.ts'
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

test('the earliest of registry, registrar and portal counts, and what is written of bill and plan is warned of (PRE-4)', async () => {
  const store = await openStore({ file: ':memory:' })
  const seeded = seededPlan()
  const site = seeded.sites[SITE]!
  const provider = Object.values(seeded.providers)[0]!
  const plans = [{ name: 'Small', disk: '10GB', transfer: null, visits: 1000, price: '10 USD/month' }]
  const ahead = { domainEnds: after(NOW, days(20)), hostingDue: after(NOW, days(10)), uses: { disk: 1, transfer: 9e12, visits: 950 } }
  const plan = {
    ...seeded,
    providers: { ...seeded.providers, [provider.id]: { ...provider, plans } },
    sites: { [SITE]: { ...site, hosting: provider.id, plan: 'Small', ahead } },
  }
  const room = { store, plan: () => plan, clock: { now: () => NOW }, secrets: () => new Map(), loops: {} } as unknown as Room
  try {
    await store.transaction((tx) => syncSites(tx, plan, NOW))
    const text = `registration: { registrar: NameSilver, expires: ${iso(after(NOW, days(300)))} }\n`
    await saveBaseline(store.db, site.partner, SITE, NOW, readBaseline(text, 'baseline.yaml').baseline!)
    await lookForWarnings(room, NOW)
    const open = (await openWarnings(store.db, site.partner)).map(({ what, threshold }) => `${what}: ${threshold}`)
    assert.deepEqual(open, ['bill: 2026-03-14, 14 days', 'domain: 2026-03-24, 30 days', 'plan visits: Small, 90 %'])
  } finally {
    await store.close()
  }
})

test('a look at the sites takes each of them once, and reads what has changed and not all that is known (PRE-4)', async () => {
  const store = await openStore({ file: ':memory:' })
  const seeded = seededPlan()
  let asked = 0
  const siteOf = (id: string): Site =>
    Object.defineProperty({ ...seeded.sites[SITE]!, id }, 'partner', { enumerable: true, get: () => (asked++, 'brightside') }) as Site
  const ids = Array.from({ length: 400 }, (_, n) => `site-${n}.example`)
  const plan = { ...seeded, sites: Object.fromEntries(ids.map((id) => [id, siteOf(id)])) }
  const room = { store, plan: () => plan, clock: { now: () => NOW }, secrets: () => new Map(), loops: {} } as unknown as Room
  try {
    await store.transaction(async (tx) => {
      for (const id of ids) await keepDrift(tx, 'brightside', id, NOW, { what: 'dns.address', said: 'Its addresses have changed.' })
    })
    await lookForWarnings(room, NOW)
    assert.equal((await openWarnings(store.db, null)).length, ids.length)
    asked = 0
    await lookForWarnings(room, after(NOW, minutes(60)))
    assert.ok(asked < ids.length * 5, `${asked} for ${ids.length} sites`)
  } finally {
    await store.close()
  }
})
