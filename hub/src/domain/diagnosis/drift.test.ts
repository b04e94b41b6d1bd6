import assert from 'node:assert/strict'
import { test } from 'node:test'
import { driftOf, rollBaseline } from './drift.ts'
import { goodBefore } from './evidence.double.ts'
import type { Baseline } from './evidence.ts'

type Change = { readonly [Key in 'dns' | 'registration' | 'tls' | 'page']?: Partial<NonNullable<Baseline[Key]>> }

const tls = { issuer: "Let's Encrypt", fingerprint: 'AA', names: ['cornerbakery.example', 'www.cornerbakery.example'] }
const before: Baseline = { ...goodBefore, tls, page: { ...goodBefore.page!, scripts: ['cdn.example'], server: 'nginx/1.24', headers: {} } }

const changed = (change: Change, from = before): Baseline => ({
  ...from,
  dns: { ...from.dns!, ...change.dns },
  registration: { ...from.registration!, ...change.registration },
  tls: { ...from.tls!, ...change.tls },
  page: { ...from.page!, ...change.page },
})
const edge = { 'cf-ray': 'present', server: 'cloudflare' }

const noise: readonly [string, Change][] = [
  ['another address of the same network', { dns: { a: ['192.0.2.77'] } }],
  ['one address more', { dns: { a: ['192.0.2.10', '203.0.113.4'] } }],
  ['name servers in another order and case', { dns: { ns: ['NS2.namesilver.example.', 'ns1.namesilver.example'] } }],
  ['a time to live that breathes', { dns: { ttl: 120 } }],
  ['a renewed certificate', { tls: { fingerprint: 'BB' } }],
  ['a renewed registration', { registration: { expires: '2028-05-01' } }],
  ['a state every domain has', { registration: { status: ['active', 'client transfer prohibited'] } }],
  ['a title with news in it', { page: { title: 'Corner Bakery: new cakes' } }],
  ['a page twice as long', { page: { bytes: [9000, 36_000] } }],
  ['a script that is gone', { page: { scripts: [] } }],
  ['a new version of the server', { page: { server: 'nginx/1.26' } }],
  [
    'what was not seen this time',
    { dns: { ns: null, mx: null, ds: null }, page: { title: null, bytes: null, scripts: null, server: null } },
  ],
]

for (const [what, change] of noise) {
  test(`${what} is no drift (DIA-6)`, () => assert.deepEqual(driftOf(before, changed(change)), []))
}

const told: readonly [string, Change, string, RegExp][] = [
  ['other name servers', { dns: { ns: ['a.other.example'] } }, 'dns.ns', /were ns1\.namesilver.*now they are a\.other\.example/],
  ['an address elsewhere', { dns: { a: ['203.0.113.9'] } }, 'dns.address', /was 192\.0\.2\.10; now it is 203\.0\.113\.9/],
  ['a time to live cut short', { dns: { ttl: 60 } }, 'dns.ttl', /300 seconds; now for 60/],
  ['another registrar', { registration: { registrar: 'Elsewhere' } }, 'registration.registrar', /NameSilver; now it is Elsewhere/],
  ['an earlier end', { registration: { expires: '2026-12-01' } }, 'registration.expires', /ends on 2026-12-01/],
  ['a hold', { registration: { status: ['client hold'] } }, 'registration.status', /client hold/],
  ['another issuer', { tls: { issuer: 'Other CA' } }, 'tls.issuer', /now it comes from Other CA/],
  ['a name left out', { tls: { names: ['cornerbakery.example'] } }, 'tls.names', /no longer for www/],
  ['visitors led elsewhere', { page: { finalUrl: 'https://casino.example/' } }, 'page.address', /end at casino\.example/],
  ['a title without a word of the old', { page: { title: 'Best Casino' } }, 'page.title', /“Best Casino”/],
  ['a page that shrank to nothing', { page: { bytes: [50, 200] } }, 'page.size', /far smaller/],
  ['a script from a new host', { page: { scripts: ['cdn.example', 'evil.example'] } }, 'page.scripts', /from evil\.example/],
  ['another web server', { page: { server: 'Apache' } }, 'page.server', /now it is Apache/],
]

for (const [what, change, kind, words] of told) {
  test(`${what} is told in a sentence`, () => {
    const [drift, ...more] = driftOf(before, changed(change))
    assert.deepEqual([drift?.what, more], [kind, []])
    assert.match(drift!.said, words)
  })
}

test('the edges of one CDN may be anywhere, and a move behind one is told', () => {
  const behind = changed({ dns: { a: ['198.51.100.1'] }, page: { headers: edge, server: 'cloudflare' } })
  assert.deepEqual(driftOf(behind, changed({ dns: { a: ['203.0.113.9'] } }, behind)), [])
  assert.deepEqual(
    driftOf(before, behind).map(({ what }) => what),
    ['dns.address', 'page.server'],
  )
})

test('the baseline learns addresses that rotate and sizes that breathe, and forgets a place the site has left', () => {
  const rotated = rollBaseline(before, changed({ dns: { a: ['192.0.2.77'] }, page: { bytes: [5000, 20_000] } }), false)
  assert.deepEqual(
    [rotated.dns?.a, rotated.page?.bytes],
    [
      ['192.0.2.77', '192.0.2.10'],
      [5000, 20_000],
    ],
  )
  assert.deepEqual(rollBaseline(rotated, changed({ dns: { a: ['203.0.113.9'] } }), false).dns?.a, ['203.0.113.9'])
})

test('a new script host is no part of the known good until it is trusted', () => {
  const now = changed({ page: { scripts: ['evil.example'] } })
  assert.deepEqual(rollBaseline(before, now, false).page?.scripts, ['cdn.example'])
  assert.deepEqual(rollBaseline(before, now, true).page?.scripts, ['cdn.example', 'evil.example'])
  assert.equal(driftOf(rollBaseline(before, now, false), now).length, 1)
})

test('what one look did not see stays known from the look before', () => {
  const blind: Baseline = { ...before, dns: null, registration: null, tls: null, page: null, hosting: null }
  const { dns, registration, tls: certificate, page, hosting } = rollBaseline(before, blind, false)
  assert.deepEqual({ dns, registration, tls: certificate, page, hosting }, { dns: before.dns, registration: before.registration, tls, page: before.page, hosting: before.hosting }) // prettier-ignore
  assert.deepEqual(driftOf(before, blind), [])
})
