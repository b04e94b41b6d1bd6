import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Instant } from '../domain/instant.ts'
import { readBootstrap, readRegistration } from './read-rdap.ts'

const NAME = 'cornerbakery.example'
const AT = Date.UTC(2026, 10, 21) as Instant
const domain = (more: Record<string, unknown> = {}) => ({
  objectClassName: 'domain',
  ldhName: 'CORNERBAKERY.example.',
  status: ['client hold'],
  events: [{ eventAction: 'expiration', eventDate: '2027-05-01T00:00:00Z' }],
  entities: [{ roles: ['registrar'], vcardArray: ['vcard', [['version', {}, 'text', '4.0'], ['fn', {}, 'text', 'NameSilver']]] }],
  nameservers: [{ ldhName: 'NS1.namesilver.example' }],
  ...more,
}) // prettier-ignore
const event = (eventDate: unknown, eventAction = 'expiration') => ({ eventAction, eventDate })

test('what the registrar says is kept apart from what the registry says (DIA-2)', () => {
  const { registration } = readRegistration(
    domain({ events: [event('2027-05-01T00:00:00Z'), event('2026-05-01T00:00:00.5+02:00', 'Registrar Expiration')] }),
    NAME,
    AT,
  )!
  assert.equal(registration.registryExpires, Date.parse('2027-05-01T00:00:00Z'))
  assert.equal(registration.registrarExpires, Date.parse('2026-04-30T22:00:00.5Z'))
  assert.deepEqual([registration.registrar, registration.nameServers], ['NameSilver', ['ns1.namesilver.example']])
})

for (const events of [
  undefined,
  [],
  'soon',
  [event('2026-02-30T00:00:00Z')],
  [event('2026-01-01')],
  [event('01/02/2026')],
  [event(1_700_000_000)],
  [event('')],
  [event('2026-12-31T23:59:60Z')], // a leap second (F9)
  [event('2026-01-01T00:00:00Z'), event('2027-01-01T00:00:00Z')],
]) {
  test(`an expiry such as ${JSON.stringify(events)} is not known, never the past`, () => {
    assert.equal(readRegistration(domain({ events }), NAME, AT)?.registration.registryExpires, null)
  })
}

test('EPP’s spelling of a status is RDAP’s', () => {
  const { status } = readRegistration(domain({ status: ['clientHold', 'auto renew period', 7, 'x\u001b[31m'] }), NAME, AT)!.registration
  assert.deepEqual(status, ['client hold', 'auto renew period', 'x [31m'])
})

test('what is no answer about this domain is no answer', () => {
  for (const json of [null, [], 'x', {}, { objectClassName: 'entity' }, domain({ ldhName: 'other.example' }), { errorCode: 404 }]) {
    assert.equal(readRegistration(json, NAME, AT), null)
  }
  assert.equal(
    readRegistration(domain({ entities: [{ roles: ['registrar'], vcardArray: 'odd' }], nameservers: null }), NAME, AT)?.registration
      .registrar,
    null,
  )
})

test('the bootstrap prefers https and passes over what is no address', () => {
  const services = readBootstrap({ services: [[['com', 'NET'], ['http://a.example/rdap', 'https://a.example/rdap']], [['org'], ['nonsense']]] })! // prettier-ignore
  assert.equal(services.get('net')?.href, 'https://a.example/rdap/')
  assert.equal(services.get('org'), undefined)
  for (const json of [null, {}, { services: [['com']] }]) assert.equal(readBootstrap(json), null)
})
