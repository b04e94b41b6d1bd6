import assert from 'node:assert/strict'
import { test } from 'node:test'
import { after, minutes } from '../domain/instant.ts'
import type { Plan } from '../domain/plan/plan.ts'
import type { CheckResult } from '../domain/triage/verdict.ts'
import { findBaseline, saveBaseline } from './baselines.ts'
import { driftsSince, keepDrift } from './drifts.ts'
import { insertIncident } from './incidents.ts'
import { aliveSince, keepAlive, locations } from './locations.ts'
import { savePlan } from './plans.ts'
import { listSites, syncSites } from './sites.ts'
import { anIncident, onEveryDatabase, START } from './stores.double.ts'
import { addTransition, lastStates, latestTransitions, transitionsOf } from './transitions.ts'

const later = (n: number) => after(START, minutes(n))

const aPlan = (version: string, ...sites: [partner: string, id: string][]): Plan =>
  ({
    version,
    sites: Object.fromEntries(sites.map(([partner, id]) => [id, { partner, id, client: null, url: `https://${id}/` }])),
  }) as unknown as Plan

const seen = (n: number, state: CheckResult['state'], code: string | null = null): CheckResult => ({
  state,
  code,
  class: null,
  at: later(n),
  tookMs: 12.5,
  facts: { status: 200 },
  diary: ['connected'],
})

onEveryDatabase((place) => {
  test('sites follow the plan: no longer named is retired, named again is restored, nothing is deleted', async (t) => {
    const store = await (await place(t)).open()
    const sync = (plan: Plan, n: number) => store.transaction((tx) => syncSites(tx, plan, later(n)))
    const kept = async () =>
      (await listSites(store.db)).map(({ partner, id, retiredAt, planVersion }) => [partner, id, retiredAt, planVersion])
    await sync(aPlan('v1', ['brightside', 'a.example'], ['operator', 'b.example']), 1)
    await sync(aPlan('v2', ['brightside', 'a.example']), 2)
    assert.deepEqual(await kept(), [
      ['brightside', 'a.example', null, 'v2'],
      ['operator', 'b.example', later(2), 'v1'],
    ])
    await sync(aPlan('v3', ['harbour', 'a.example'], ['operator', 'b.example']), 3)
    assert.deepEqual(await kept(), [
      ['brightside', 'a.example', later(3), 'v2'],
      ['harbour', 'a.example', null, 'v3'],
      ['operator', 'b.example', null, 'v3'],
    ])
    assert.deepEqual(
      (await listSites(store.db, 'harbour')).map(({ id, url }) => [id, url]),
      [['a.example', 'https://a.example/']],
    )
  })

  test('a site with an open incident cannot be taken out of the plan', async (t) => {
    const store = await (await place(t)).open()
    const sync = (plan: Plan) => store.transaction((tx) => syncSites(tx, plan, START))
    await sync(aPlan('v1', ['brightside', 'cornerbakery.example'], ['brightside', 'b.example']))
    await store.transaction((tx) => insertIncident(tx, anIncident(), 1))
    await assert.rejects(sync(aPlan('v2')), { code: 'site_in_use', message: /cornerbakery\.example \(incident 1\)/ })
    assert.deepEqual(
      (await listSites(store.db)).map(({ retiredAt, planVersion }) => [retiredAt, planVersion]),
      [
        [null, 'v1'],
        [null, 'v1'],
      ],
    )
    await sync(aPlan('v3', ['brightside', 'cornerbakery.example']))
  })

  test('a restart takes up where each monitor of the location was', async (t) => {
    const here = await place(t)
    const store = await here.open()
    const where = { partner: 'brightside', site: 'a.example', monitor: 'a.example http', location: 'home' }
    await addTransition(store.db, { ...where, result: seen(1, 'up') })
    await addTransition(store.db, { ...where, result: seen(2, 'down', 'connection_refused') })
    await addTransition(store.db, { ...where, result: seen(2, 'down', 'connection_refused') })
    await addTransition(store.db, { ...where, monitor: 'a.example tls', result: seen(1, 'warning', 'tls.expiring') })
    await addTransition(store.db, { ...where, location: 'far', result: seen(3, 'up') })
    await store.close()
    const next = await here.open()
    assert.deepEqual(await latestTransitions(next.db, 'home'), [
      { ...where, result: seen(2, 'down', 'connection_refused') },
      { ...where, monitor: 'a.example tls', result: seen(1, 'warning', 'tls.expiring') },
    ])
    for (const asked of [null, [{ partner: 'brightside', site: 'a.example' }]]) {
      const found = await lastStates(next.db, 'home', asked)
      assert.deepEqual(found.map(({ monitor, state }) => `${monitor} ${state}`).toSorted(), [
        'a.example http down',
        'a.example tls warning',
      ])
    }
    assert.deepEqual(await lastStates(next.db, 'home', [{ partner: 'harbour', site: 'a.example' }]), [])
    assert.deepEqual(await lastStates(next.db, 'home', []), [])
    const since = (await transitionsOf(next.db, 'brightside', 'a.example', later(2))).map(({ location, result }) => [
      location,
      result.state,
    ])
    assert.deepEqual(since, [
      ['home', 'warning'], // it lasted
      ['home', 'down'],
      ['far', 'up'],
    ])
    assert.deepEqual(await transitionsOf(next.db, 'harbour', 'a.example', START), [])
  })

  test('a drift keeps the time at which it was first seen, and another of its kind takes its place', async (t) => {
    const store = await (await place(t)).open()
    const moved = { what: 'dns.address', said: 'Its address was 192.0.2.10; now it is 203.0.113.9.' } as const
    const back = { what: 'dns.address', said: 'Its address was 203.0.113.9; now it is 192.0.2.10.' } as const
    await keepDrift(store.db, 'brightside', 'a.example', later(1), moved)
    await keepDrift(store.db, 'brightside', 'a.example', later(2), moved)
    await keepDrift(store.db, 'harbour', 'b.example', later(3), back)
    assert.deepEqual(await driftsSince(store.db, 'brightside', START), [
      { partner: 'brightside', site: 'a.example', at: later(1), ...moved },
    ])
    await keepDrift(store.db, 'brightside', 'a.example', later(4), back)
    const seen = async (since: number) => (await driftsSince(store.db, null, later(since))).map(({ site, at }) => [site, at])
    assert.deepEqual(await seen(0), [['a.example', later(4)], ['b.example', later(3)]]) // prettier-ignore
    assert.deepEqual(await seen(5), [])
  })

  test('a location is one row that is renewed, a baseline and a plan are kept once', async (t) => {
    const store = await (await place(t)).open()
    await keepAlive(store.db, 'home', START, START)
    await keepAlive(store.db, 'home', later(1), later(2))
    assert.deepEqual(await locations(store.db), [{ id: 'home', startedAt: later(1), aliveAt: later(2), setAside: null }])
    for (const n of [2.25, 2.7, 30]) await keepAlive(store.db, 'home', later(1), later(n)) // it slept at the last
    await keepAlive(store.db, 'home', later(30.2), later(30.2)) // a quick restart is no gap
    await keepAlive(store.db, 'home', later(50), later(50.1))
    await keepAlive(store.db, 'far', later(7), later(8))
    const looked = (await aliveSince(store.db, later(2))).map(({ location, from, to }) => [location, ...[from, to].map((at) => (at - START) / minutes(1))]) // prettier-ignore
    assert.deepEqual(looked, [['far', 7, 8], ['home', 1, 2.7], ['home', 30, 30.2], ['home', 50, 50.1]]) // prettier-ignore
    const known = { site: 'a.example', seen: START, dns: null, registration: null, tls: null, page: null, hosting: 'anchor' }
    await saveBaseline(store.db, 'brightside', 'a.example', START, { ...known, hosting: null })
    await saveBaseline(store.db, 'brightside', 'a.example', later(1), known)
    assert.deepEqual(await findBaseline(store.db, 'brightside', 'a.example'), known)
    assert.equal(await findBaseline(store.db, 'harbour', 'a.example'), null)
    await savePlan(store.db, 'v1', START, { first: true })
    await savePlan(store.db, 'v1', later(1), { first: false })
    assert.deepEqual(await store.db.selectFrom('plan').selectAll().execute(), [{ version: 'v1', at: START, body: '{"first":true}' }])
  })
})
