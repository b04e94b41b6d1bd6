import assert from 'node:assert/strict'
import { test } from 'node:test'
import { after, minutes } from '../domain/instant.ts'
import { bouncedAddresses, clearAddress, flagAddress } from './bounced-addresses.ts'
import { mailRoutesOf, saveMailRoute } from './mail-routes.ts'
import { onEveryDatabase, START } from './stores.double.ts'

const LATER = after(START, minutes(5))

onEveryDatabase((placeOf) => {
  test('who takes the mail of a domain is kept for each tenant apart, the newest look only (COM-4)', async (t) => {
    const store = await (await placeOf(t)).open()
    const route = { domain: 'mailbox.example', hosts: ['mx.example'], addresses: ['203.0.113.7'] }
    await saveMailRoute(store.db, 'brightside', START, { ...route, hosts: ['old.example'] })
    await saveMailRoute(store.db, 'brightside', LATER, route)
    assert.deepEqual(await mailRoutesOf(store.db, 'brightside'), [{ ...route, seenAt: LATER }])
    assert.deepEqual(await mailRoutesOf(store.db, 'fjord'), [])
    await store.close()
  })

  test('an address that failed is flagged until a message arrives there, for its own tenant alone (PRP-1)', async (t) => {
    const store = await (await placeOf(t)).open()
    const flag = { address: 'bo@mailbox.example', at: START, reason: 'no such user' }
    await store.transaction((tx) => flagAddress(tx, { ...flag, partner: 'brightside' }))
    await store.transaction((tx) => flagAddress(tx, { ...flag, partner: 'fjord' }))
    await store.transaction((tx) => flagAddress(tx, { ...flag, partner: 'brightside', at: LATER, reason: 'box full' }))
    assert.deepEqual(await bouncedAddresses(store.db, 'brightside'), [
      { partner: 'brightside', address: 'bo@mailbox.example', at: LATER, reason: 'box full' },
    ])
    await store.transaction((tx) => clearAddress(tx, 'brightside', 'bo@mailbox.example'))
    assert.deepEqual(
      (await bouncedAddresses(store.db, null)).map(({ partner }) => partner),
      ['fjord'],
    )
    await store.close()
  })
})
