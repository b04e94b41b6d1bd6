import assert from 'node:assert/strict'
import { test } from 'node:test'
import { after, minutes } from '../domain/instant.ts'
import { addOrder, agreeToOrder, findOrder, giveOrders } from './agent-orders.ts'
import { onEveryDatabase, saySkipped, START } from './stores.double.ts'

saySkipped()

onEveryDatabase((place) => {
  test('of all who say yes at the same moment, on any hub, two different people agree and nobody counts twice (REA-11)', async (t) => {
    const here = await place(t)
    const store = await here.open()
    const hubs = [store, await here.another(store)]
    const placed = (first: string) => ({ body: `agreed first by ${first}`, expiresAt: after(START, minutes(10)) })
    for (let n = 0; n < 8; n++) {
      const id = `order-${n}`
      const order = { id, host: 'web-1', body: 'waits', madeAt: START, expiresAt: after(START, minutes(30)) }
      await store.transaction((tx) =>
        addOrder(tx, { ...order, waitsUntil: order.expiresAt, incident: { partner: 'brightside', number: 7 } }),
      )
      const sayYes = (by: string, hub: number) => hubs[hub]!.transaction((tx) => agreeToOrder(tx, id, by, START, placed))
      assert.deepEqual((await Promise.all([sayYes('ana', 0), sayYes('ana', 1)])).toSorted(), ['first', null])
      assert.deepEqual(await store.transaction((tx) => giveOrders(tx, 'web-1', START)), [])
      const second = await Promise.all([sayYes('ben', 0), sayYes('kofi', 1), sayYes('ana', 0)])
      assert.deepEqual(second.filter((said) => said !== null), ['both']) // prettier-ignore
      const { firstBy, secondBy, waitsUntil, incident } = (await findOrder(store.db, id))!
      assert.ok(firstBy === 'ana' && (secondBy === 'ben' || secondBy === 'kofi') && waitsUntil === null)
      assert.deepEqual(incident, { partner: 'brightside', number: 7 })
      assert.deepEqual(await store.transaction((tx) => giveOrders(tx, 'web-1', START)), ['agreed first by ana'])
      await store.transaction((tx) => tx.updateTable('agent_order').set({ ended_at: START }).where('id', '=', id).execute())
    }
  })
})
