import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sampleOf } from '../../domain/host/sample.double.ts'
import { after, minutes } from '../../domain/instant.ts'
import type { Instant } from '../../domain/instant.ts'
import type { Plan } from '../../domain/plan/plan.ts'
import { siteAt } from '../../checks/site.double.ts'
import { wordpressClean } from '../../actions/on-host.ts'
import type { Action } from '../../actions/action.ts'
import { endOrder, findOrder, giveOrders, waitingOrders } from '../../store/agent-orders.ts'
import { hearAgent, placeAgent } from '../../store/agents.ts'
import { openStore } from '../../store/store.ts'
import { handsOn } from './agent-hands.ts'
import { agree } from './place-order.ts'
import type { Placing } from './place-order.ts'

const NOW = Date.parse('2026-03-01T03:10:00Z') as Instant
const site = { ...siteAt('https://cornerbakery.example/'), host: 'web-1' }
const installation = { path: '/var/www/cornerbakery.example', version: '6.9', compared: 1, files: 1, unreadable: 0, findings: [], more: 0, changed: { count: 0, files: [] } } // prettier-ignore

test('a playbook cleans a site through its agent once two people have agreed, and takes nobody’s place while it waits (REA-7, REA-11)', async (t) => {
  const store = await openStore({})
  t.after(() => store.close())
  const around: Placing = {
    ...{ store, clock: { now: () => NOW }, page: async () => {} },
    plan: () => ({ hosts: {}, people: {}, sites: { [site.id]: site } }) as unknown as Plan,
    respond: async (_, __, ___, first) => void (await store.transaction(first!)),
  }
  await store.transaction(async (tx) => {
    await placeAgent(tx, { host: 'web-1', id: 'a1', publicKey: '', at: NOW })
    const sample = sampleOf({ integrity: { checkedAt: 0, installations: [installation] } })
    const state = { version: '', sample, faulty: [], allows: ['clean-core'], levels: {} }
    await hearAgent(tx, { host: 'web-1', id: 'a1', number: 1, boot: 'b', at: NOW, missed: 0, state })
  })
  const ends = (id: string, output: string) => store.transaction((tx) => endOrder(tx, 'web-1', id, { result: 'done', output, at: NOW }))
  const given = () => store.transaction((tx) => giveOrders(tx, 'web-1', NOW))
  const [waits, waiting] = [[] as boolean[], Promise.withResolvers<void>()]
  const onWait = (is: boolean) => {
    waits.push(is)
    if (is) waiting.resolve()
  }
  const asking = { incident: { partner: 'brightside', number: 7 }, run: 'brightside/7/clean-on-host/1', endsBy: after(NOW, minutes(30)) }
  const agent = await handsOn(around, site, { ...asking, signal: AbortSignal.timeout(10_000), onWait })
  const done = wordpressClean.run({ site, agent } as unknown as Parameters<Action['run']>[0])
  await waiting.promise
  const [order] = await waitingOrders(store.db, NOW, 10)
  assert.equal(order!.waitsUntil, after(NOW, minutes(20)), 'what is agreed to must still be done')
  await given()
  await ends(order!.dryRun!, 'two files differ')
  assert.deepEqual(await agree(around, order!.id, 'ana'), { id: order!.id, waits: true })
  assert.deepEqual(await agree(around, order!.id, 'ben'), { id: order!.id, waits: false })
  assert.equal((await given()).length, 1)
  await ends(order!.id, 'Success')
  assert.deepEqual(await done, { result: 'done', output: 'Success' })
  assert.deepEqual([waits[0], waits.at(-1)], [true, false])
  assert.equal((await findOrder(store.db, order!.id))?.secondBy, 'ben')
})
