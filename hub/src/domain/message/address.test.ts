import assert from 'node:assert/strict'
import { test } from 'node:test'
import { addressFault, displayNameFault, readMailbox } from './address.ts'

const GOOD = ['bo@cornerbakery.example', "o'hara+inc-7@mail.example", 'a.b.c@x', `${'l'.repeat(64)}@example.com`, 'x@xn--bcher-kva.example']
const BAD = [
  '',
  'bo',
  '@example.com',
  'bo@',
  'bo@@example.com',
  'bo @example.com',
  'bo@example.com ',
  'bo@exa mple.com',
  'bo@example.com\r\nRCPT TO:<eve@evil.example>',
  'bo@example.com\u0000',
  '"bo hart"@example.com',
  'bo(work)@example.com',
  'bo@example.com(comment)',
  'team: a@example.com, b@example.com;',
  'a@example.com,b@example.com',
  '<bo@example.com>',
  '@relay.example:bo@example.com',
  'bo%evil.example@[127.0.0.1]',
  'bo@127.0.0.1',
  '.bo@example.com',
  'bo.@example.com',
  'b..o@example.com',
  'bö@example.com',
  'bo@bücher.example',
  'bo@-example.com',
  'bo@example-.com',
  'bo@example..com',
  'bo@example.com.',
  `${'l'.repeat(65)}@example.com`,
  `bo@${'d'.repeat(64)}.com`,
  `bo@${'long.'.repeat(60)}com`,
]

for (const address of GOOD) test(`${address.slice(0, 40)} is an address we write to`, () => assert.equal(addressFault(address), null))
for (const address of BAD) {
  test(`${JSON.stringify(address).slice(0, 60)} is no address we write to, and we say why`, () =>
    assert.match(addressFault(address) ?? '', /^(has|is|does|ends) /))
}

test('a mailbox is read with its name, and one that hides a second address is not', () => {
  assert.deepEqual(readMailbox('Brightside Care <care@brightside.example>'), {
    name: 'Brightside Care',
    address: 'care@brightside.example',
  })
  assert.deepEqual(readMailbox('"Care, Brightside" <care@brightside.example>'), {
    name: 'Care, Brightside',
    address: 'care@brightside.example',
  })
  assert.deepEqual(readMailbox('care@brightside.example'), { name: '', address: 'care@brightside.example' })
  assert.equal(readMailbox('Care <care@brightside.example> <eve@evil.example>'), null)
  assert.equal(readMailbox('Care\r\nBcc: eve@evil.example <care@brightside.example>'), null)
  assert.equal(readMailbox('Care'), null)
})

test('a name that would begin a header of its own is refused', () => {
  assert.equal(displayNameFault('Crème & Söhne'), null)
  assert.match(displayNameFault('Care\r\nBcc: eve@evil.example')!, /line break/)
  assert.match(displayNameFault('x'.repeat(201))!, /longer/)
})
