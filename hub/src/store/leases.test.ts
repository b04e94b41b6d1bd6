import assert from 'node:assert/strict'
import { test } from 'node:test'
import { after, seconds } from '../domain/instant.ts'
import { SHARDS } from '../domain/triage/divide.ts'
import { holdsLease, releaseLease, takeLease } from './leases.ts'
import { holdsShard, leaseShards, leaveShards, livingProbes } from './shards.ts'
import type { Store } from './store.ts'
import { onEveryDatabase, START } from './stores.double.ts'

const SPAN = seconds(10)
const at = (n: number) => after(START, seconds(n))

onEveryDatabase((place) => {
  test('a lease is one hub’s until it ends, and its token counts each change of hands (I-49)', async (t) => {
    const here = await place(t)
    const one = await here.open()
    const other = await here.another(one)
    const take = (store: Store, holder: string, n: number) => takeLease(store.db, 'correlate', holder, at(n), SPAN)
    const first = await take(one, 'a', 0)
    assert.deepEqual(first, { name: 'correlate', token: 1 })
    assert.equal(await take(other, 'b', 9), null)
    assert.equal((await take(one, 'a', 9))?.token, 1)
    assert.equal(await take(other, 'b', 18), null)
    const second = await take(other, 'b', 19)
    assert.equal(second?.token, 2)
    const held = await one.transaction(async (tx) => [await holdsLease(tx, first!), await holdsLease(tx, second!)])
    assert.deepEqual(held, [false, true])
    await releaseLease(one.db, first!) // too late: it is another's
    assert.equal(await take(one, 'a', 20), null)
    await releaseLease(other.db, second!)
    assert.equal((await take(one, 'a', 20))?.token, 3)
  })

  test('of many that reach for a lease one gets it', async (t) => {
    const here = await place(t)
    const stores = [await here.open()]
    stores.push(await here.another(stores[0]!))
    const taken = await Promise.all(Array.from({ length: 16 }, (_, n) => takeLease(stores[n % 2]!.db, 'reports', `hub ${n}`, START, SPAN)))
    assert.equal(taken.filter((lease) => lease !== null).length, 1)
  })

  test('probes of a location share its shards, and take over what a dead one held (MON-1)', async (t) => {
    const here = await place(t)
    const store = await here.open()
    const other = await here.another(store)
    const looker = (probe: string) => ({ location: 'vienna', probe })
    const lease = (from: Store, probe: string, n: number) => leaseShards(from, looker(probe), at(n), SPAN)
    assert.equal((await lease(store, 'a', 0)).size, SHARDS)
    assert.equal((await lease(other, 'b', 1)).size, 0) // nothing is taken from one that lives
    const a = await lease(store, 'a', 3)
    const b = await lease(other, 'b', 4)
    assert.deepEqual([a.size, b.size, [...a.keys()].some((shard) => b.has(shard))], [128, 128, false])
    assert.equal((await leaseShards(store, { location: 'oslo', probe: 'a' }, at(4), SPAN)).size, SHARDS)

    const [shard, token] = [...b][0]!
    assert.equal((await lease(store, 'a', 12)).size, 128) // `b` may still live
    const all = await lease(store, 'a', 14) // ten seconds after its last word it does not
    assert.equal(all.size, SHARDS)
    assert.deepEqual(await livingProbes(store.db, 'vienna', at(14)), ['a'])
    const holds = (probe: string, under: number) => other.transaction((tx) => holdsShard(tx, looker(probe), shard, under))
    assert.deepEqual([await holds('b', token), await holds('a', token), await holds('a', all.get(shard)!)], [false, false, true])

    assert.equal((await lease(other, 'b', 15)).size, 0) // it was only paused, and comes anew
    await leaveShards(store, looker('a'))
    assert.equal((await lease(other, 'b', 16)).size, SHARDS)
  })

  test('probes that come and go at the same moment never hold the same shard', async (t) => {
    const here = await place(t)
    const store = await here.open()
    const stores = [store, await here.another(store)]
    const probes = Array.from({ length: 5 }, (_, n) => ({ location: 'vienna', probe: `p${n}` }))
    for (let round = 0; round < 4; round++) {
      const held = await Promise.all(probes.map((probe, n) => leaseShards(stores[n % 2]!, probe, at(round), SPAN)))
      if (round < 3) continue
      const shards = held.flatMap((holding) => [...holding.keys()])
      assert.deepEqual([shards.length, new Set(shards).size], [SHARDS, SHARDS])
    }
  })
})
