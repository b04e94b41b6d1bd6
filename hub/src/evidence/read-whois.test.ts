import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Instant } from '../domain/instant.ts'
import { readDate } from './read-date.ts'
import { readWhois } from './read-whois.ts'

const AT = Date.UTC(2026, 10, 21) as Instant
const day = (at: Instant | null | undefined) => (at == null ? null : new Date(at).toISOString().slice(0, 10))

const records: Readonly<Record<string, [domain: string, text: string]>> = {
  'a gTLD registry': [
    'cornerbakery.example',
    '   Domain Name: CORNERBAKERY.EXAMPLE\r\n   Registrar WHOIS Server: whois.namesilver.example\r\n   Updated Date: 2026-05-02T10:00:00Z\r\n' +
      '   Registry Expiry Date: 2027-05-01T04:00:00Z\r\n   Registrar: NameSilver\r\n   Domain Status: clientHold https://icann.org/epp#clientHold\r\n' +
      '   Name Server: NS1.NAMESILVER.EXAMPLE\r\n>>> Last update of whois database: 2026-11-21T00:00:00Z <<<\r\nNOTICE: The expiration date: is not found here.\r\n',
  ],
  'an indented one': [
    'cornerbakery.co.uk',
    '\r\n    Domain name:\r\n        cornerbakery.co.uk\r\n\r\n    Registrar:\r\n        NameSilver [Tag = NAMESILVER]\r\n        URL: https://x.example\r\n\r\n' +
      '    Relevant dates:\r\n        Registered on: 26-Nov-1996\r\n        Expiry date:  01-May-2027\r\n        Last updated:  02-May-2026\r\n\r\n' +
      '    Registration status:\r\n        Registered until expiry date.\r\n    Status: clientHold\r\n\r\n    Name servers:\r\n        ns1.namesilver.example   192.0.2.1\r\n',
  ],
  'one in brackets': [
    'cornerbakery.jp',
    '[Domain Name]                   CORNERBAKERY.JP\n\n[Registrar]  NameSilver\n[Name Server]   ns1.namesilver.example\n[Expires on]  2027/05/01\n[Status]  client hold\n[Last Updated] 2026/05/02 10:00:00 (JST)\n',
  ],
  'one of objects': [
    'cornerbakery.ru',
    '% By submitting a query\n\ndomain:        CORNERBAKERY.RU\nnserver:       ns1.namesilver.example.\nstate:         client hold, VERIFIED\nregistrar:     NameSilver\npaid-till:     2027-05-01T21:00:00Z\nchanged:       20260502\nsource:        TCI\n',
  ],
}

for (const [what, [domain, text]] of Object.entries(records)) {
  test(`the WHOIS of ${what} is read: who, until when, in which state (DIA-2)`, () => {
    const { registration } = readWhois(text, domain, AT)
    assert.deepEqual(
      [
        registration?.registrar,
        day(registration?.registryExpires),
        registration?.status,
        registration?.nameServers,
        day(registration?.changedAt),
      ],
      ['NameSilver', '2027-05-01', ['client hold'], ['ns1.namesilver.example'], '2026-05-02'],
    )
    assert.deepEqual([registration?.source, registration?.found, registration?.learntAt], ['whois', true, AT])
  })
}

test('whom to ask next is a host name, and nothing else', () => {
  const to = (value: string) => readWhois(`refer: ${value}\r\n\r\ndomain: COM\r\n`, 'cornerbakery.com', AT).referral
  assert.deepEqual(['whois.verisign-grs.com', 'whois://whois.nic.example', 'whois.nic.example:43', 'http://whois.nic.example/'].map(to), [
    'whois.verisign-grs.com',
    'whois.nic.example',
    'whois.nic.example',
    'whois.nic.example',
  ])
  for (const odd of ['', 'localhost', 'whois.nic.example:25', 'a b', '../x', 'https://x.example/a?b', `${'a'.repeat(300)}.example`]) {
    assert.equal(to(odd), null, odd)
  }
})

for (const text of [
  'No match for "CORNERBAKERY.EXAMPLE".\r\n',
  'NOT FOUND\n',
  'Domain not found.\n',
  '% No entries found in the database.\n',
  'Status: free\n',
  'The queried object does not exist: x\n',
]) {
  test(`“${text.trim()}” is a domain that nobody has registered`, () => {
    assert.equal(readWhois(text, 'cornerbakery.example', AT).registration?.found, false)
  })
}

for (const text of [
  '',
  'Query rate limit exceeded, not found.\n',
  'WHOIS LIMIT EXCEEDED - SEE WWW.PIR.ORG/WHOIS FOR DETAILS\n',
  'Domain Name: OTHER.EXAMPLE\nRegistrar: X\n',
  '<html><body>404 Not Found</body></html>',
  'a\0b\u001b[31m',
]) {
  test(`${JSON.stringify(text.slice(0, 40))} says nothing of the domain`, () => {
    assert.equal(readWhois(text, 'cornerbakery.example', AT).registration, null)
  })
}

test('a record with markup, control characters or two ends of a line is text', () => {
  const { registration } = readWhois('Domain Name: cornerbakery.example\rRegistrar: <b>Name\u001b[31mSilver</b>\u202e\r\nExpiry Date: 2027-05-01\nExpiry Date: 2028-05-01\n', 'cornerbakery.example', AT) // prettier-ignore
  assert.equal(registration?.registrar, '<b>Name [31mSilver</b>')
  assert.equal(registration?.registryExpires, null, 'two dates are none')
})

for (const [text, means] of [
  ['2027-05-01T04:00:00Z', '2027-05-01T04:00:00.000Z'],
  ['2027-05-01T04:00:00.0Z', '2027-05-01T04:00:00.000Z'],
  ['2027-05-01T04:00:00+0200', '2027-05-01T02:00:00.000Z'],
  ['2027-05-01 04:00:00', '2027-05-01T04:00:00.000Z'],
  ['2027-05-01', '2027-05-01T00:00:00.000Z'],
  ['2027/05/01 00:00:00 (JST)', '2027-05-01T00:00:00.000Z'],
  ['2027. 05. 01.', '2027-05-01T00:00:00.000Z'],
  ['20270501', '2027-05-01T00:00:00.000Z'],
  ['20270501 #12345', '2027-05-01T00:00:00.000Z'],
  ['01-May-2027', '2027-05-01T00:00:00.000Z'],
  ['1 May 2027', '2027-05-01T00:00:00.000Z'],
  ['May 1, 2027', '2027-05-01T00:00:00.000Z'],
  ['Sat May  1 10:00:00 UTC 2027', '2027-05-01T10:00:00.000Z'],
  ['1.5.2027 10:00:00', '2027-05-01T10:00:00.000Z'],
  ['31/12/2027', '2027-12-31T00:00:00.000Z'],
  ['01/02/2027', null],
  ['2027-02-30', null],
  ['31.02.2027', null],
  ['2027-13-01', null],
  ['0000-00-00', null],
  ['1 Foo 2027', null],
  ['2027-05-01T99:00:00Z', null],
  ['soon', null],
  ['', null],
] as const) {
  test(`the date “${text}” is ${means ?? 'not known'}`, () => {
    const at = readDate(text)
    assert.equal(at === null ? null : new Date(at).toISOString(), means)
  })
}
