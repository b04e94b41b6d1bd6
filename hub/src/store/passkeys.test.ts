import assert from 'node:assert/strict'
import { test } from 'node:test'
import { after, minutes } from '../domain/instant.ts'
import { keepChallenge, spendChallenge } from './challenges.ts'
import { addPasskey, findPasskey, passkeysOf, removePasskey, usePasskey } from './passkeys.ts'
import { onEveryDatabase, START } from './stores.double.ts'

const later = (n: number) => after(START, minutes(n))
const KEY = {
  ...{ id: 'key', person: 'ana', name: 'My phone', rp: 'allclear.example', handle: 'h', publicKey: 'p', counter: 1 },
  ...{ multiDevice: true, backedUp: false, transports: ['internal', 'hybrid'], madeAt: START },
}

onEveryDatabase((place) => {
  test('a challenge is spent once, in time and for its purpose, however many answer together', async (t) => {
    const here = await place(t)
    const store = await here.open()
    const hubs = [store, await here.another(store)]
    const challenge = { hash: 'c', purpose: 'passkey-login', body: 'for ana', expiresAt: later(5), now: START } as const
    await keepChallenge(store, challenge)
    assert.equal(await spendChallenge(store, 'openid', 'c', later(1)), null)
    assert.equal(await spendChallenge(store, 'passkey-login', 'c', later(5)), null)
    const answers = Array.from({ length: 6 }, (_, n) => spendChallenge(hubs[n % 2]!, 'passkey-login', 'c', later(1)))
    assert.deepEqual((await Promise.all(answers)).filter((body) => body !== null), ['for ana']) // prettier-ignore
  })

  test('a passkey is kept once, used only from the counter it was read at, and removed by its person', async (t) => {
    const here = await place(t)
    const { db, transaction } = await here.open()
    assert.deepEqual([await transaction((tx) => addPasskey(tx, KEY)), await transaction((tx) => addPasskey(tx, { ...KEY, person: 'eve' }))], [true, false]) // prettier-ignore
    const found = (await findPasskey(db, 'key'))!
    assert.deepEqual(found, { ...KEY, usedAt: null })
    assert.equal(await usePasskey(db, found, { counter: 2, backedUp: true }, later(1)), true)
    assert.equal(await usePasskey(db, found, { counter: 2, backedUp: true }, later(1)), false, 'another was there first')
    await transaction((tx) => removePasskey(tx, 'eve', 'key'))
    assert.deepEqual((await passkeysOf(db, 'ana')).map(({ counter, backedUp, usedAt }) => [counter, backedUp, usedAt]), [[2, true, later(1)]]) // prettier-ignore
    await transaction((tx) => removePasskey(tx, 'ana', 'key'))
    assert.deepEqual(await passkeysOf(db, 'ana'), [])
  })
})
