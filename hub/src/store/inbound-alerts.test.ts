import assert from 'node:assert/strict'
import { test } from 'node:test'
import { after, hours, minutes } from '../domain/instant.ts'
import type { Instant } from '../domain/instant.ts'
import {
  addAlert,
  attachAlert,
  dropAlerts,
  dueAlerts,
  endAlert,
  episodesOf,
  firingAlerts,
  heardOfSources,
  listAlerts,
  nextAlertDue,
  settleAlert,
  wasTold,
  weighAlert,
} from './inbound-alerts.ts'
import { insertIncident } from './incidents.ts'
import { anIncident, onEveryDatabase, START } from './stores.double.ts'

const SITE = 'cornerbakery.example'
const begun = (key: string, startedAt: Instant = START) => ({
  ...{ partner: 'brightside', source: 'kuma', key, site: SITE, name: 'Shop', says: '', link: null, startedAt, resolvedAt: null },
  ...{ heardAt: startedAt, state: 'looking' as const, dueAt: startedAt },
})

onEveryDatabase((place) => {
  test('what another monitor says is kept once, weighed once, evidence of one incident, and seen by its own partner alone', async (t) => {
    const store = await (await place(t)).open()
    await store.transaction((tx) => insertIncident(tx, anIncident(), 1))
    await store.transaction(async (tx) => {
      assert.equal(await addAlert(tx, begun('7')), true)
      assert.equal(await addAlert(tx, begun('7')), false)
      assert.equal(await addAlert(tx, begun('8')), true)
    })
    const [first, second] = await dueAlerts(store.db, START)
    assert.equal(await nextAlertDue(store.db), START)
    await store.transaction(async (tx) => {
      assert.equal(await weighAlert(tx, first!.id, { state: 'elsewhere', toldAt: START }), true)
      assert.equal(await weighAlert(tx, first!.id, { state: 'elsewhere' }), false)
      assert.equal(await endAlert(tx, second!, after(START, minutes(1)), START), true)
      assert.equal(await endAlert(tx, second!, after(START, minutes(1)), START), false)
    })
    assert.equal((await episodesOf(store.db, 'kuma', '8'))[0]!.state, 'over')
    assert.deepEqual([await wasTold(store.db, 'brightside', SITE, START), await wasTold(store.db, 'fjord', SITE, START)], [true, false])
    assert.deepEqual((await firingAlerts(store.db, 'brightside', SITE, after(START, hours(-24)))).map(({ key }) => key), ['7']) // prettier-ignore
    await store.transaction(async (tx) => {
      assert.equal(await attachAlert(tx, first!.id, 1), true)
      assert.equal(await attachAlert(tx, first!.id, 1), false)
    })
    assert.deepEqual(await nextAlertDue(store.db), null)
    assert.deepEqual(await listAlerts(store.db, { partner: 'fjord', limit: 10 }), [])
    assert.deepEqual((await heardOfSources(store.db, null)).get('kuma'), { times: 3, lastAt: START })
    assert.equal((await heardOfSources(store.db, 'fjord')).size, 0)
  })

  test('what waits is placed by one person, and stays until somebody does, however old it is', async (t) => {
    const store = await (await place(t)).open()
    await store.transaction((tx) => addAlert(tx, { ...begun('9'), partner: 'operator', site: null, state: 'waiting', dueAt: null }))
    const late = after(START, hours(1))
    const [waiting] = await listAlerts(store.db, { partner: null, states: ['waiting'], limit: 10 })
    await store.transaction(async (tx) => {
      await dropAlerts(tx, late)
      const to = { partner: 'brightside', site: SITE, state: 'over', dueAt: null } as const
      assert.equal(await settleAlert(tx, waiting!.id, to, 'ana'), true)
      assert.equal(await settleAlert(tx, waiting!.id, to, 'kofi'), false)
    })
    assert.equal((await listAlerts(store.db, { partner: 'brightside', site: SITE, limit: 10 }))[0]!.settledBy, 'ana')
    await store.transaction((tx) => dropAlerts(tx, late))
    assert.deepEqual(await listAlerts(store.db, { partner: null, limit: 10 }), [])
  })
})
