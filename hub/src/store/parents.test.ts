import assert from 'node:assert/strict'
import { test } from 'node:test'
import { after, minutes } from '../domain/instant.ts'
import {
  affectedBy,
  countUnder,
  endParent,
  firstUnder,
  holdOpenParent,
  incidentsBeside,
  incidentsUnderParents,
  joinParent,
  leaveParent,
  listParents,
  openToJoin,
  openParent,
  openParentOf,
} from './parents.ts'
import { onEveryDatabase, START } from './stores.double.ts'

const later = (n: number) => after(START, minutes(n))
const anchor = { kind: 'outage', shared: 'hosting', value: 'anchor-hosting' } as const

onEveryDatabase((place) => {
  test('one parent is open over a shared thing, until it ends (TRI-3)', async (t) => {
    const store = await (await place(t)).open()
    const open = (n: number) => store.transaction((tx) => openParent(tx, anchor, later(n)))
    const first = await open(1)
    assert.deepEqual(await open(2), first)
    assert.deepEqual(await openParentOf(store.db, 'hosting', 'anchor-hosting'), first)
    assert.equal(await openParentOf(store.db, 'dns', 'anchor-hosting'), null)
    await store.transaction((tx) => endParent(tx, first.id, later(3)))
    assert.equal(await openParentOf(store.db, 'hosting', 'anchor-hosting'), null)
    const second = await open(4)
    assert.deepEqual(await listParents(store.db, { limit: 10 }), [second, { ...first, endedAt: later(3) }])
    assert.deepEqual(await listParents(store.db, { open: true, limit: 10 }), [second])
    assert.deepEqual(await listParents(store.db, { open: false, limit: 10 }), [{ ...first, endedAt: later(3) }])
  })

  test('an incident joins a parent once; one that left and comes back is the last, one that parted stays out', async (t) => {
    const store = await (await place(t)).open()
    const { id } = await store.transaction((tx) => openParent(tx, anchor, START))
    const join = (incident: number, n: number) =>
      store.transaction((tx) => joinParent(tx, id, { incident, site: `${incident}.example`, partner: 'brightside' }, later(n)))
    await join(1, 1)
    await join(2, 2)
    await join(1, 3)
    const seen = async () => (await affectedBy(store.db, id)).map(({ incident, joinedAt, leftAt }) => [incident, joinedAt, leftAt])
    assert.deepEqual(await seen(), [[1, later(1), null], [2, later(2), null]]) // prettier-ignore
    await store.transaction((tx) => leaveParent(tx, id, 1, later(4)))
    assert.deepEqual(await seen(), [[1, later(1), later(4)], [2, later(2), null]]) // prettier-ignore
    await join(1, 5)
    assert.deepEqual(await seen(), [[2, later(2), null], [1, later(5), null]]) // prettier-ignore
    assert.deepEqual((await affectedBy(store.db, id))[0]?.partner, 'brightside')
    assert.deepEqual(await incidentsUnderParents(store.db), new Set([1, 2]))
    await store.transaction((tx) => leaveParent(tx, id, 2, later(6), 'outlasted'))
    await join(2, 7)
    assert.deepEqual((await affectedBy(store.db, id))[0], {
      ...{ parent: id, incident: 2, site: '2.example', partner: 'brightside' },
      ...{ joinedAt: later(2), leftAt: later(6), parting: 'outlasted' },
    })
  })

  test('an incident may join any open parent but one that it parted from, none besides one that it is under, and none that has ended', async (t) => {
    const store = await (await place(t)).open()
    const { first, second } = await store.transaction(async (tx) => ({
      first: await openParent(tx, anchor, START),
      second: await openParent(tx, { ...anchor, value: 'other-hosting' }, START),
    }))
    const joins = (parent: number, incident: number) =>
      store.transaction((tx) => joinParent(tx, parent, { incident, site: `${incident}.example`, partner: 'brightside' }, START))
    const may = async (incident: number) => (await openToJoin(store.db, incident)).map(({ parent, isUnder }) => [parent.id, isUnder])
    assert.deepEqual(await may(1), [[first.id, false], [second.id, false]]) // prettier-ignore
    await joins(first.id, 1)
    assert.deepEqual(await may(1), [[first.id, true]])
    assert.deepEqual([await firstUnder(store.db, first.id, 5), await countUnder(store.db, first.id, 'fjord')], [[1], 0])
    await store.transaction((tx) => endParent(tx, first.id, later(1)))
    assert.equal((await openParentOf(store.db, 'hosting', 'anchor-hosting'))?.id, first.id, 'one under which an incident is does not end')
    await store.transaction((tx) => leaveParent(tx, first.id, 1, later(2), 'outlasted'))
    assert.deepEqual(await may(1), [[second.id, false]])
    await store.transaction((tx) => endParent(tx, first.id, later(3)))
    assert.deepEqual(await may(2), [[second.id, false]])
    const holds = (parent: number) => store.transaction((tx) => holdOpenParent(tx, parent, 'to-join'))
    assert.deepEqual([await holds(first.id), await holds(second.id)], [false, true])
  })

  test('beside an incident stand those of its own tenant under the same parent, and none once it has left', async (t) => {
    const store = await (await place(t)).open()
    const { id } = await store.transaction((tx) => openParent(tx, anchor, START))
    for (const [incident, partner] of [
      [1, 'brightside'],
      [2, 'fjord'],
      [3, 'brightside'],
    ] as const)
      // prettier-ignore
      await store.transaction((tx) => joinParent(tx, id, { incident, site: `${incident}.example`, partner }, START))
    assert.deepEqual(new Set(await incidentsBeside(store.db, 'brightside', 3)), new Set([1, 3]))
    assert.deepEqual(await incidentsBeside(store.db, 'fjord', 3), [])
    await store.transaction((tx) => leaveParent(tx, id, 3, later(1)))
    assert.deepEqual(await incidentsBeside(store.db, 'brightside', 3), [])
  })
})
