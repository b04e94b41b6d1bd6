import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { TestContext } from 'node:test'
import type { Incident } from '../domain/incident/incident.ts'
import { after, minutes } from '../domain/instant.ts'
import type { Instant } from '../domain/instant.ts'
import type { Plan } from '../domain/plan/plan.ts'
import type { CheckResult } from '../domain/triage/verdict.ts'
import { downtimes, failuresIn, keepDowntime, uncountedOutages, watchedSites } from './downtime.ts'
import { dropEvidence, dropTransitions } from './drop-seen.ts'
import { evidenceOf, keepEvidence } from './evidence.ts'
import { insertIncident } from './incidents.ts'
import { aliveSince } from './locations.ts'
import { migrate } from './migrate.ts'
import { migrations } from './migrations/index.ts'
import { syncSites } from './sites.ts'
import { openStore } from './store.ts'
import type { Store } from './store.ts'
import { anIncident, onEveryDatabase, START } from './stores.double.ts'
import { addTransition, latestTransitions, pagesSeen, transitionsOf } from './transitions.ts'

const at = (n: number) => after(START, minutes(n))
const SITE = 'a.example'
const of = { partner: 'brightside', site: SITE }
const plan = { version: 'v1', sites: { [SITE]: { partner: 'brightside', id: SITE, client: null, url: `https://${SITE}/` } } }

const see = (store: Store, n: number, state: CheckResult['state'], { monitor = 'http', location = 'home' } = {}) =>
  addTransition(store.db, { ...of, monitor: `${SITE}/${monitor}`, location, result: { state, code: null, at: at(n) } as CheckResult })

const outage = (store: Store, number: number, from: number, until: number | null, more: Partial<Incident> = {}) =>
  store.transaction((tx) =>
    insertIncident(
      tx,
      anIncident({ id: String(number), site: SITE, phase: until === null ? 'open' : 'resolved', detectedAt: at(from), confirmedAt: at(from), resolvedAt: until === null ? null : at(until), ...more }),
      1,
    ),
  ) // prettier-ignore

onEveryDatabase((place) => {
  const aStore = async (t: TestContext) => {
    const store = await (await place(t)).open()
    await store.transaction((tx) => syncSites(tx, plan as unknown as Plan, START))
    return store
  }

  test('of each state it is kept until when it lasted, in whatever order it comes', async (t) => {
    const store = await aStore(t)
    for (const [n, state] of [[10, 'up'], [30, 'up'], [20, 'down'], [20, 'down']] as const) await see(store, n, state) // prettier-ignore
    await see(store, 5, 'down', { monitor: 'smtp' })
    const lasted = await store.db.selectFrom('transition').select(['state', 'at', 'until_at']).where('monitor', 'like', '%http').orderBy('at').execute() // prettier-ignore
    assert.deepEqual(lasted.map(({ state, at: from, until_at: to }) => [state, from, to]), [['up', at(10), at(20)], ['down', at(20), at(30)], ['up', at(30), null]]) // prettier-ignore
    assert.deepEqual((await latestTransitions(store.db, 'home', 'brightside')).map(({ result }) => result.at), [at(30), at(5)]) // prettier-ignore
    assert.deepEqual(await latestTransitions(store.db, 'home', 'harbour'), [])
    assert.deepEqual((await transitionsOf(store.db, 'brightside', SITE, at(25))).map(({ result }) => result.at), [at(5), at(20), at(30)]) // prettier-ignore
    assert.deepEqual((await pagesSeen(store.db, [of, { ...of, site: 'b.example' }], at(25))).get('brightside a.example')?.map(({ at: from, down }) => `${from === at(30)} ${down}`).toSorted(), ['false true', 'true false']) // prettier-ignore
    assert.deepEqual(await failuresIn(store.db, null, { from: at(0), to: at(22) }), [{ ...of, location: 'home', from: at(20), to: at(30) }])
    assert.deepEqual(
      [...(await watchedSites(store.db, null, { from: at(0), to: at(60) }))],
      [['brightside a.example', { firstLookAt: at(10), downMs: 0 }]],
    )
  })

  test('the downtime of an outage that is over is counted once, and then read for any period', async (t) => {
    const store = await aStore(t)
    await outage(store, 1, 20, 45)
    await outage(store, 2, 100, null)
    const over = await uncountedOutages(store.db, null, { before: at(60), limit: 5 })
    assert.deepEqual(over, [{ ...of, incident: 1, detectedAt: at(20), resolvedAt: at(45) }])
    assert.equal((await uncountedOutages(store.db, 'brightside')).length, 2)
    const count = () => store.transaction((tx) => keepDowntime(tx, over[0]!, [{ from: at(20), to: at(30) }, { from: at(32), to: at(33) }])) // prettier-ignore
    await count()
    await count()
    assert.equal((await uncountedOutages(store.db, null)).length, 1)
    const sum = async (from: number, to: number, partner: string | null = null) =>
      ((await watchedSites(store.db, partner, { from: at(from), to: at(to) })).get('brightside a.example')?.downMs ?? 0) / minutes(1)
    assert.deepEqual([await sum(0, 60), await sum(25, 60), await sum(0, 21, 'brightside'), await sum(31, 32), await sum(0, 60, 'harbour')], [11, 6, 1, 0, 0]) // prettier-ignore
    assert.equal((await downtimes(store.db, 'brightside', { from: at(31), to: at(40) })).length, 1)
  })

  test('what is over for long is dropped, but nothing that an open incident or a review needs', async (t) => {
    const store = await aStore(t)
    for (const [n, state] of [[0, 'up'], [10, 'down'], [20, 'up'], [30, 'down'], [40, 'up']] as const) await see(store, n, state) // prettier-ignore
    const left = async () => (await transitionsOf(store.db, 'brightside', SITE, 0 as Instant)).map(({ result }) => (result.at - START) / minutes(1)) // prettier-ignore
    const drop = (before: number) => store.transaction((tx) => dropTransitions(tx, at(before)))
    await drop(21)
    assert.deepEqual(await left(), [20, 30, 40], 'what lasted beyond stays')
    await outage(store, 1, 30, 35, { phase: 'reviewed' })
    await drop(60)
    assert.deepEqual(await left(), [20, 30, 40], 'its downtime is not counted yet')
    await store.transaction((tx) => keepDowntime(tx, { ...of, incident: 1, detectedAt: at(30), resolvedAt: at(35) }, []))
    await drop(60)
    assert.deepEqual(await left(), [40])
    await outage(store, 2, 50, 55)
    for (const n of [1, 2]) await store.transaction((tx) => keepEvidence(tx, 'brightside', n, at(n), 'look', {}))
    await store.transaction((tx) => dropEvidence(tx, at(100)))
    assert.deepEqual([await evidenceOf(store.db, 'brightside', 1), (await evidenceOf(store.db, 'brightside', 2)).length], [[], 1])
  })

  test('what an earlier version saw goes on to count as it did', async (t) => {
    const old = migrations.filter(({ name }) => name < '0040')
    const store = await openStore((await place(t)).at, old)
    t.after(() => store.close())
    const row = { ...of, monitor: `${SITE}/http`, location: 'home', state: 'up', code: null, body: '{}' }
    const insert = (table: string, values: object) => (store.db as never as Loose).insertInto(table).values(values).execute()
    await insert('site', { partner: 'brightside', id: SITE, client: null, url: 'https://a.example/', retired_at: null, plan_version: 'v1' })
    for (const n of [10, 20]) await insert('transition', { ...row, at: at(n) })
    for (const [id, alive] of [['home', at(90)], ['never', at(95)]] as const) await insert('location', { id, started_at: at(80), alive_at: alive }) // prettier-ignore
    await migrate(store.db, migrations, START)
    assert.deepEqual(await aliveSince(store.db, at(0)), [{ location: 'home', from: at(10), to: at(90) }])
    assert.equal((await watchedSites(store.db, 'brightside', { from: at(0), to: at(60) })).get('brightside a.example')?.firstLookAt, at(10))
    assert.equal((await latestTransitions(store.db, 'home')).length, 1)
  })
})

type Loose = { insertInto(table: string): { values(values: object): { execute(): Promise<unknown> } } }
