import assert from 'node:assert/strict'
import { test } from 'node:test'
import { after, type Instant, minutes, seconds } from '../domain/instant.ts'
import { insertIncident } from './incidents.ts'
import * as messages from './messages.ts'
import * as outbox from './outbox.ts'
import type { Store } from './store.ts'
import { aMessage, anIncident, onEveryDatabase, START } from './stores.double.ts'

const LEASE = seconds(60)
const later = (n: number) => after(START, seconds(n))

const post = (store: Store, ...messages: messages.NewMessage[]) =>
  store.transaction(async (tx) => {
    for (const message of messages) await outbox.postMessage(tx, message)
  })
const take = async (store: Store, now: Instant = START) => (await outbox.takeDueMessage(store.db, now, LEASE))?.key ?? null
const settled = { state: 'delivered', reason: null, reference: 'queued as 7', thread: null, now: START } as const

onEveryDatabase((place) => {
  test('sixteen that reach for two hundred messages get two hundred different ones (I-31)', async (t) => {
    const here = await place(t)
    const store = await here.open()
    const hubs = [store, await here.another(store)]
    await post(store, ...Array.from({ length: 200 }, (_, n) => aMessage(`m${n}`)))
    const taken: string[] = []
    const race = async (hub: Store) => {
      for (let key = await take(hub); key !== null; key = await take(hub)) taken.push(key)
    }
    await Promise.all(Array.from({ length: 16 }, (_, n) => race(hubs[n % hubs.length]!)))
    assert.deepEqual([taken.length, new Set(taken).size], [200, 200])
  })

  test('the same key posted twice is one message, of another partner it is another one', async (t) => {
    const store = await (await place(t)).open()
    const said = await store.transaction(async (tx) => [
      await outbox.postMessage(tx, aMessage('notice', { subject: 'first' })),
      await outbox.postMessage(tx, aMessage('notice', { subject: 'second' })),
      await outbox.postMessage(tx, aMessage('notice', { partner: 'operator' })),
    ])
    assert.deepEqual(said, [true, false, true])
    assert.equal((await messages.findMessage(store.db, 'brightside', 'notice'))?.subject, 'first')
    assert.equal((await messages.listMessages(store.db, { partner: 'brightside', limit: 10 })).length, 1)
    assert.equal((await messages.listMessages(store.db, { partner: null, limit: 10 })).length, 2)
  })

  test('a message comes back as it was ordered', async (t) => {
    const store = await (await place(t)).open()
    const ordered = aMessage('notice', { html: '<p>Its certificate …', dueAt: later(5) })
    await post(store, ordered)
    assert.equal(await take(store, later(4)), null)
    const message = await outbox.takeDueMessage(store.db, later(5), LEASE)
    const { seq, leaseUntil, ...kept } = message!
    assert.deepEqual(kept, {
      ...ordered,
      ...{ state: 'sending', tries: 1, fence: 1, settledAt: null, reason: null, reference: null, thread: null },
      ...{ gist: null, foldedInto: null },
    })
    assert.deepEqual([seq > 0, leaseUntil], [true, later(65)])
  })

  test('a page overtakes every notice that waits (REA-6)', async (t) => {
    const store = await (await place(t)).open()
    await post(store, aMessage('old notice', { dueAt: later(-60) }), aMessage('notice'), aMessage('page', { contract: 'page' }))
    assert.deepEqual([await take(store), await take(store), await take(store), await take(store)], ['page', 'old notice', 'notice', null])
  })

  test('one address hears of one incident in the order in which it was said', async (t) => {
    const store = await (await place(t)).open()
    await store.transaction((tx) => insertIncident(tx, anIncident(), 1))
    const other = { ...aMessage('').recipient, address: ['ben@cornerbakery.example'] }
    await post(
      store,
      aMessage('down', { incident: 1 }),
      aMessage('all clear', { incident: 1, dueAt: later(-60) }),
      aMessage('to another', { incident: 1, recipient: other, dueAt: later(1) }),
    )
    const first = await outbox.takeDueMessage(store.db, later(2), LEASE)
    assert.equal(first?.key, 'down')
    assert.equal(await take(store, later(2)), 'to another')
    assert.equal(await take(store, later(2)), null)
    await outbox.retryMessage(store.db, first!, { dueAt: later(30), reason: 'greylisted' })
    assert.equal(await take(store, later(2)), null)
    const again = await outbox.takeDueMessage(store.db, later(30), LEASE)
    assert.deepEqual([again?.key, again?.tries, again?.reason], ['down', 2, 'greylisted'])
    assert.equal(await outbox.settleMessage(store.db, again!, settled), true)
    assert.equal(await take(store, later(30)), 'all clear')
    assert.equal((await messages.firstDelivered(store.db, 'brightside', [1], 'mail', 'ada@cornerbakery.example'))?.reference, 'queued as 7')
    assert.equal(await messages.firstDelivered(store.db, 'brightside', [1], 'slack', 'ada@cornerbakery.example'), null)
  })

  test('a channel that is busy keeps nobody else waiting', async (t) => {
    const store = await (await place(t)).open()
    await post(store, aMessage('mail'), aMessage('slack', { recipient: { ...aMessage('').recipient, channel: 'slack' }, dueAt: later(1) }))
    assert.equal((await outbox.takeDueMessage(store.db, later(1), LEASE, { channels: ['mail'], addresses: [] }))?.key, 'slack')
    assert.equal(await outbox.takeDueMessage(store.db, later(1), LEASE, { channels: ['mail', 'slack'], addresses: [] }), null)
  })

  test('whoever was too slow is refused before anything is sent (I-49)', async (t) => {
    const store = await (await place(t)).open()
    await post(store, aMessage('notice'))
    const slow = (await outbox.takeDueMessage(store.db, START, LEASE))!
    assert.equal(await outbox.markCommitting(store.db, slow, later(60), LEASE), false)
    assert.equal(await outbox.recoverMessages(store.db, later(59)), 0)
    assert.equal(await outbox.recoverMessages(store.db, later(60)), 1)
    const quick = (await outbox.takeDueMessage(store.db, later(60), LEASE))!
    assert.equal(await outbox.markCommitting(store.db, slow, later(60), LEASE), false)
    assert.equal(await outbox.settleMessage(store.db, slow, settled), false)
    assert.equal(await outbox.retryMessage(store.db, slow, { dueAt: later(90), reason: 'late' }), false)
    assert.equal(await outbox.markCommitting(store.db, quick, later(61), LEASE), true)
    assert.equal(await outbox.markCommitting(store.db, quick, later(61), LEASE), false)
    assert.equal(await outbox.settleMessage(store.db, quick, settled), true)
    assert.equal((await messages.findMessage(store.db, 'brightside', 'notice'))?.state, 'delivered')
  })

  test('who renews a message keeps it; what may have been accepted keeps the end that it has (I-49)', async (t) => {
    const store = await (await place(t)).open()
    await post(store, aMessage('notice'))
    const mine = (await outbox.takeDueMessage(store.db, START, LEASE))!
    const renew = (n: number) => outbox.renewMessage(store.db, mine, later(n), LEASE)
    const leaseUntil = async () => (await messages.findMessage(store.db, 'brightside', 'notice'))?.leaseUntil
    assert.deepEqual([await renew(50), await leaseUntil(), await outbox.recoverMessages(store.db, later(109))], [true, later(110), 0])
    await outbox.markCommitting(store.db, mine, later(100), seconds(40))
    assert.deepEqual([await renew(110), await leaseUntil()], [true, later(140)])
    await outbox.recoverMessages(store.db, later(140))
    assert.equal(await renew(140), false)
  })

  test('what a crash cut short is uncertain for a client and waits again for a responder (I-31)', async (t) => {
    const here = await place(t)
    const store = await here.open()
    await store.transaction((tx) => insertIncident(tx, anIncident(), 1))
    const of = { incident: 1 }
    await post(
      store,
      aMessage('page', { ...of, contract: 'page' }),
      aMessage('notice', of),
      aMessage('unbegun', { ...of, dueAt: later(9) }),
    )
    for (let n = 0; n < 2; n++) {
      const taken = (await outbox.takeDueMessage(store.db, START, LEASE))!
      assert.equal(await outbox.markCommitting(store.db, taken, START, LEASE), true)
    }
    await store.close()
    const next = await here.open()
    assert.equal(await outbox.recoverMessages(next.db, later(1)), 0)
    assert.equal(await outbox.recoverMessages(next.db, later(1), 'all'), 2)
    const states = await messages.listMessages(next.db, { partner: 'brightside', incident: 1, limit: 10 })
    assert.deepEqual(
      states.map(({ key, state, settledAt }) => [key, state, settledAt]),
      [
        ['unbegun', 'waiting', null],
        ['notice', 'uncertain', later(1)],
        ['page', 'waiting', null],
      ],
    )
    assert.deepEqual(
      (await messages.unheardEnds(next.db, 10)).map(({ key }) => key),
      ['notice'],
    )
    assert.equal(await take(next, later(1)), 'page')
  })

  test('what was taken and not begun waits again after its lease', async (t) => {
    const store = await (await place(t)).open()
    await post(store, aMessage('notice'))
    await take(store)
    assert.equal(await take(store, later(61)), null)
    await outbox.recoverMessages(store.db, later(61))
    const again = await outbox.takeDueMessage(store.db, later(61), LEASE)
    assert.deepEqual([again?.key, again?.tries, again?.fence], ['notice', 2, 3])
  })

  test('an incident cancels what has not begun and hears of every end once (I-47)', async (t) => {
    const store = await (await place(t)).open()
    await store.transaction((tx) => insertIncident(tx, anIncident(), 1))
    const waits = { incident: 1, dueAt: after(START, minutes(5)) }
    await post(
      store,
      aMessage('begun', { incident: 1 }),
      aMessage('waiting', waits),
      aMessage('waiting page', { ...waits, contract: 'page' }),
      aMessage('of no incident', { dueAt: waits.dueAt }),
    )
    const begun = (await outbox.takeDueMessage(store.db, START, LEASE))!
    const cancel = (contract: messages.Contract) =>
      store.transaction((tx) => outbox.cancelMessages(tx, 'brightside', 1, later(1), 'All clear.', contract))
    assert.deepEqual([await cancel('page'), await cancel('message'), await cancel('message')], [1, 1, 0])
    const cancelled = await messages.findMessage(store.db, 'brightside', 'waiting')
    assert.deepEqual([cancelled?.state, cancelled?.reason, cancelled?.settledAt], ['cancelled', 'All clear.', later(1)])
    assert.deepEqual(await messages.unheardEnds(store.db, 10), [])
    await outbox.settleMessage(store.db, begun, { ...settled, state: 'refused', reason: '550 no such mailbox' })
    const [end, ...none] = await messages.unheardEnds(store.db, 10)
    assert.deepEqual([end?.key, end?.state, end?.reason, none], ['begun', 'refused', '550 no such mailbox', []])
    const told = await store.transaction(async (tx) => [await outbox.markTold(tx, end!), await outbox.markTold(tx, end!)])
    assert.deepEqual(told, [true, false])
    assert.deepEqual(await messages.unheardEnds(store.db, 10), [])
  })
})
