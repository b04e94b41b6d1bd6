import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Instant } from '../domain/instant.ts'
import { minutes, seconds } from '../domain/instant.ts'
import { DIGEST } from '../domain/message/digest.ts'
import { carriedBy, endedDigests, foldInto, informedAt, settleCarried, takeApart, waitingBeside } from './digests.ts'
import { listMessages, unheardEnds } from './messages.ts'
import { postMessage, settleMessage, takeDueMessage } from './outbox.ts'
import type { Message, NewMessage } from './messages.ts'
import type { Store } from './store.ts'
import { aMessage, onEveryDatabase, START } from './stores.double.ts'

const LEASE = seconds(60)
const later = (n: number) => (START + n * 1000) as Instant
const post = (store: Store, message: NewMessage) => store.transaction((tx) => postMessage(tx, message))

// What a hub does with a message that it took, but for the words.
function folds(store: Store, first: Message): Promise<Message | null> {
  return store.transaction(async (tx) => {
    const beside = await waitingBeside(tx, first, 50)
    const digest = aMessage(`digest/${first.key}`, { recipient: first.recipient, template: DIGEST, incident: null })
    return beside.length === 0 ? first : foldInto(tx, digest, { first, beside }, { now: later(1), lease: LEASE })
  })
}

const to = (n: number) => ({ ...aMessage('').recipient, address: [`bo-${n}@cornerbakery.example`] })

onEveryDatabase((place) => {
  test('of two hubs each message goes by itself or within one digest, never twice and never not at all (I-31, I-36)', async (t) => {
    const here = await place(t)
    const store = await here.open()
    const other = await here.another(store)
    for (let n = 0; n < 60; n++) await post(store, aMessage(`m${n}`, { recipient: to(n % 6), gist: `m${n}` }))
    const carried: string[] = []
    const hub = async (mine: Store) => {
      for (let taken = await takeDueMessage(mine.db, later(1), LEASE); taken; taken = await takeDueMessage(mine.db, later(1), LEASE)) {
        const sent = await folds(mine, taken)
        assert.ok(sent)
        const all = sent.template === DIGEST ? await carriedBy(mine.db, sent) : [sent]
        carried.push(...all.map(({ key }) => key))
      }
    }
    await Promise.all([store, other, store, other].map(hub))
    assert.equal(carried.length, 60)
    assert.equal(new Set(carried).size, 60)
  })

  test('what a digest carried ends with it, once, whoever says so first', async (t) => {
    const here = await place(t)
    const store = await here.open()
    const other = await here.another(store)
    for (const key of ['a', 'b', 'c']) await post(store, aMessage(key, { gist: key }))
    const digest = (await folds(store, (await takeDueMessage(store.db, later(1), LEASE))!))!
    assert.deepEqual(await informedAt(store.db, digest, 5), [digest.dueAt])
    assert.equal(await takeDueMessage(store.db, later(2), LEASE), null)
    await settleMessage(store.db, digest, { state: 'delivered', reason: null, reference: 'r', thread: null, now: later(2) })
    const [ended] = await endedDigests(store.db)
    await Promise.all([store, other].map((hub) => hub.transaction((tx) => settleCarried(tx, ended!))))
    const all = await listMessages(store.db, { limit: 9, carried: false })
    assert.deepEqual(all.map(({ key, state }) => `${key} ${state}`), ['digest/a delivered']) // prettier-ignore
    assert.deepEqual((await carriedBy(store.db, digest)).map(({ state, reference }) => `${state} ${reference}`), Array(3).fill('delivered r')) // prettier-ignore
    assert.equal((await unheardEnds(store.db, 9)).length, 3)
  })

  test('a digest is taken apart by whoever holds it, and by nobody else', async (t) => {
    const store = await (await place(t)).open()
    for (const key of ['a', 'b']) await post(store, aMessage(key, { gist: key }))
    const digest = (await folds(store, (await takeDueMessage(store.db, later(1), LEASE))!))!
    const when = { dueAt: later(9), reason: 'busy', now: later(2), giveUp: (START - minutes(1)) as Instant }
    assert.equal(await store.transaction((tx) => takeApart(tx, { ...digest, fence: 0 }, when)), false)
    assert.equal(await store.transaction((tx) => takeApart(tx, digest, when)), true)
    const all = await listMessages(store.db, { limit: 9 })
    assert.deepEqual(all.map(({ key, state, dueAt }) => `${key} ${state} ${dueAt - START}`), ['b waiting 9000', 'a waiting 9000']) // prettier-ignore
  })
})
