import assert from 'node:assert/strict'
import { test } from 'node:test'
import { after, minutes, seconds } from '../domain/instant.ts'
import { insertIncident } from './incidents.ts'
import { installationKey } from './installation-key.ts'
import { messageNumbered, messageReferred } from './messages.ts'
import { postMessage, settleMessage, takeDueMessage } from './outbox.ts'
import { aMessage, anIncident, onEveryDatabase, START } from './stores.double.ts'
import { keepVote, votesOf } from './votes.ts'

onEveryDatabase((place) => {
  test('a reader has one vote on a message, the last one; another partner sees none of it (COM-11)', async (t) => {
    const store = await (await place(t)).open()
    await store.transaction((tx) => insertIncident(tx, anIncident(), 1))
    const vote = { partner: 'brightside', incident: 1, message: 'm1', helpful: true, comment: null, by: 'Ada Baker', at: START }
    const changed = { ...vote, helpful: false, comment: 'Which password?', at: after(START, minutes(1)) }
    const other = { ...vote, message: 'm2' }
    for (const one of [vote, other, changed]) await keepVote(store.db, one)
    assert.deepEqual(await votesOf(store.db, 'brightside', 1), [other, changed])
    assert.deepEqual(await votesOf(store.db, 'fjord', 1), [])
    await assert.rejects(keepVote(store.db, { ...vote, partner: 'fjord' }), 'nothing hangs onto the incident of another')
  })

  test('a message is found by its number, and by what its service calls it for its own partner alone', async (t) => {
    const store = await (await place(t)).open()
    await store.transaction((tx) => postMessage(tx, aMessage('m1')))
    const taken = (await takeDueMessage(store.db, START, seconds(60)))!
    await settleMessage(store.db, taken, { state: 'delivered', reason: null, reference: '17.1', thread: null, now: START })
    assert.equal((await messageNumbered(store.db, taken.seq))?.key, 'm1')
    assert.equal(await messageNumbered(store.db, taken.seq + 1), null)
    assert.equal((await messageReferred(store.db, 'brightside', 'mail', '17.1'))?.key, 'm1')
    assert.equal(await messageReferred(store.db, 'fjord', 'mail', '17.1'), null)
    assert.equal(await messageReferred(store.db, 'brightside', 'slack', '17.1'), null)
  })

  test('hubs that start together have one key', async (t) => {
    const here = await place(t)
    const store = await here.open()
    const hubs = [store, await here.another(store)]
    const keys = await Promise.all(hubs.map((hub, n) => installationKey(hub, `made by ${n}`)))
    assert.equal(new Set(keys).size, 1)
  })
})
