import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Happening, Incident } from '../../domain/incident/incident.ts'
import type { Instant } from '../../domain/instant.ts'
import { bouncedAddresses } from '../../store/bounced-addresses.ts'
import { openStore } from '../../store/store.ts'
import { flagContact } from './flag-contact.ts'

const told = (audience: string) => [{ key: 'k', audience, channel: 'mail', address: 'bo@mailbox.example' }]
const incident = (audience: string) => ({ partner: 'brightside', told: told(audience) }) as unknown as Incident
const ended = (outcome: 'delivered' | 'uncertain' | 'refused', reason: string | null = null): Happening => ({
  type: 'delivered',
  key: 'k',
  outcome,
  reason,
})

test('what a mail server refuses flags that address, the copy where it was the copy; what arrives takes the flag away (PRP-1)', async () => {
  const store = await openStore({ file: ':memory:' })
  const after = async (audience: string, happening: Happening) => {
    await store.transaction((tx) =>
      flagContact(tx, incident(audience), happening, { at: 1 as Instant, copies: ['rosa@brightside.example'] }),
    )
    return (await bouncedAddresses(store.db, 'brightside')).map(({ address }) => address)
  }
  const refusal = (address: string) => ended('refused', `mx.example answered 550 to ${address}: no such user`)
  assert.deepEqual(await after('client', ended('refused', 'The channel mail is off: channels.mail.smtp is empty.')), [])
  assert.deepEqual(await after('responder', refusal('bo@mailbox.example')), [])
  assert.deepEqual(await after('client', refusal('rosa@brightside.example')), ['rosa@brightside.example'])
  assert.deepEqual(await after('client', refusal('bo@mailbox.example')), ['bo@mailbox.example', 'rosa@brightside.example'])
  assert.deepEqual(await after('client', ended('uncertain')), ['bo@mailbox.example', 'rosa@brightside.example'])
  assert.deepEqual(await after('partner', ended('delivered')), ['rosa@brightside.example'])
  assert.deepEqual(await after('client', ended('delivered')), [])
  assert.deepEqual(await after('client', { type: 'bounced', address: 'al@a.example' }), ['al@a.example'])
  await store.close()
})
