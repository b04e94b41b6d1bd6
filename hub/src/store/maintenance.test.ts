import assert from 'node:assert/strict'
import { test } from 'node:test'
import { aWindow } from '../../test/seeded-maintenance.ts'
import { after, days, hours, minutes } from '../domain/instant.ts'
import type { Instant } from '../domain/instant.ts'
import { planMaintenance } from '../domain/maintenance/decide-maintenance.ts'
import * as maintenance from './maintenance.ts'
import { listMessages } from './messages.ts'
import { postMessage, withdrawMessages } from './outbox.ts'
import type { Store } from './store.ts'
import { aMessage, onEveryDatabase, START } from './stores.double.ts'

const work = (partner: string, id: string, startsAt: Instant = after(START, days(10))) =>
  planMaintenance(partner, aWindow(id, startsAt, minutes(45), { sites: ['a.example'] }), START)
const insert = (store: Store, ...works: ReturnType<typeof work>[]) =>
  store.transaction(async (tx) => {
    const done: boolean[] = []
    for (const one of works) done.push(await maintenance.insertMaintenance(tx, one))
    return done
  })

onEveryDatabase((place) => {
  test('a tenant sees its own windows and the operator’s, never another’s, and a name is given once', async (t) => {
    const store = await (await place(t)).open()
    assert.deepEqual(
      await insert(store, work('operator', 'kernel'), work('brightside', 'own'), work('fjord', 'theirs'), work('fjord', 'own')),
      [true, true, true, false],
    )
    const names = async (partner: string | null) =>
      (await maintenance.listMaintenance(store.db, partner, START)).map(({ facts }) => facts.id).toSorted()
    assert.deepEqual(await names('brightside'), ['kernel', 'own'])
    assert.deepEqual(await names(null), ['kernel', 'own', 'theirs'])
    assert.equal(await maintenance.findMaintenance(store.db, 'fjord', 'kernel'), null)
  })

  test('of two that change a window at once the second is refused and asks again, and what is due is found', async (t) => {
    const store = await (await place(t)).open()
    await insert(store, work('operator', 'kernel'))
    const due = after(START, hours(1))
    await store.transaction((tx) => maintenance.saveMaintenance(tx, 1, { ...work('operator', 'kernel'), wakeAt: due }))
    await assert.rejects(
      store.transaction((tx) => maintenance.saveMaintenance(tx, 1, work('operator', 'kernel'))),
      { code: 'maintenance_changed' },
    )
    assert.equal(await maintenance.nextMaintenance(store.db), due)
    assert.equal((await maintenance.findMaintenance(store.db, 'operator', 'kernel'))!.version, 2)
  })

  test('a window that ended long ago is not read any more, but one that nobody has completed is', async (t) => {
    const store = await (await place(t)).open()
    const old = after(START, days(-30))
    await insert(
      store,
      { ...work('operator', 'over', old), phase: 'completed' },
      { ...work('operator', 'forgotten', old), phase: 'running' },
    )
    assert.deepEqual(
      (await maintenance.listMaintenance(store.db, null, START)).map(({ facts }) => facts.id),
      ['forgotten'],
    )
  })

  test('words about a window that has moved are not sent any more, and others are', async (t) => {
    const store = await (await place(t)).open()
    await store.transaction(async (tx) => {
      for (const key of ['maintenance/kernel/0/notice/bo', 'maintenance/kernel-2/0/notice/bo']) await postMessage(tx, aMessage(key))
      await withdrawMessages(tx, 'maintenance/kernel/', START, 'It has moved.')
    })
    const states = (await listMessages(store.db, { limit: 10 })).map(({ key, state }) => [key, state])
    assert.deepEqual(Object.fromEntries(states), {
      'maintenance/kernel/0/notice/bo': 'cancelled',
      'maintenance/kernel-2/0/notice/bo': 'waiting',
    })
  })
})
