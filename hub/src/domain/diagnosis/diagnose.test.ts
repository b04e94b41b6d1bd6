import assert from 'node:assert/strict'
import { test } from 'node:test'
import { causes } from './causes/index.ts'
import { diagnose } from './diagnose.ts'
import type { Evidence } from './evidence.ts'
import {
  badTls,
  dnsSaying,
  evidence,
  goodBefore,
  noDelegation,
  noPage,
  pageSaying,
  registered,
  server,
  wellDns,
  wellTls,
} from './evidence.double.ts'
import { isReplaced } from './is-replaced.ts'
import { findCause } from './taxonomy.ts'

type Row = {
  readonly world: string
  readonly seen: Partial<Evidence>
  readonly cause: string
  readonly from?: number // lowest confidence
  readonly below?: number
  readonly never?: readonly string[] // neither the cause nor above 0.6 among the alternatives
}

const EXPIRED = { validTo: Date.parse('2026-11-20T00:00:00Z') as Evidence['at'] }
const LATER = { validFrom: Date.parse('2026-12-01T00:00:00Z') as Evidence['at'] }
const STRANGER = { names: ['shop.stranger.example'], subject: 'CN=shop.stranger.example' }
const parkingDns = { ...wellDns, delegation: ['ns1.pendingrenewaldeletion.com', 'ns2.pendingrenewaldeletion.com'] }
const lander = pageSaying('cornerbakery.example', 'Click here', {
  excerpt: '<script>window.onload=function(){window.location.href="/lander"}</script>',
})
const nginx = pageSaying('Welcome to nginx!', 'Welcome to nginx! If you see this page, the web server works.')
const suspended = pageSaying('Account Suspended', 'Account Suspended This Account has been suspended. Contact your hosting provider.')

// The rows of the fault lab (causes.md 6) that these causes cover, by number where they have one.
const rows: readonly Row[] = [
  {
    world: '1: an expired name on a registrar’s parking servers',
    seen: { registration: registered('2026-11-01', '2026-11-01'), dns: parkingDns, page: lander, tls: badTls('ERR_TLS_CERT_ALTNAME_INVALID', STRANGER, { nameMatches: false }) },
    cause: 'domain.expired',
    from: 0.95,
    never: ['tls.name_mismatch', 'dns.record_wrong'],
  },
  {
    world: '2: an expired name that the registry renewed by itself',
    seen: { registration: registered('2026-11-01', '2027-11-01', 'auto renew period'), page: lander },
    cause: 'domain.expired',
    from: 0.9,
  },
  {
    world: '2: the same without the registrar’s date, by its landing page alone',
    seen: { registration: registered(null, '2027-11-01', 'auto renew period'), page: lander, baseline: null },
    cause: 'domain.expired',
    from: 0.9,
  },
  { world: '3: a name on hold whose date is not past', seen: { registration: registered('2027-05-01', '2027-05-01', 'client hold'), dns: noDelegation, page: noPage('timeout') }, cause: 'domain.hold', from: 0.6, below: 0.9, never: ['domain.expired'] },
  { world: 'a lapsed name that its registrar took out of the zone', seen: { registration: registered('2026-11-01', null, 'client hold'), dns: noDelegation, page: null, tls: null }, cause: 'domain.expired', from: 0.95 },
  { world: 'a registry’s date in the past and nothing else of it to be seen', seen: { registration: registered(null, '2026-11-01', 'active'), page: noPage('refused') }, cause: 'host.service_down', never: ['domain.expired'] },
  { world: 'a missing date and a name that is gone', seen: { registration: registered(null, null, 'active'), dns: noDelegation, page: noPage('timeout', { transports: [] }), tls: null }, cause: 'unknown', never: ['domain.expired'] },
  { world: 'a parked page on a name that is paid for, moved elsewhere today', seen: { dns: { ...parkingDns, delegation: ['ns1.sedoparking.com'] }, page: pageSaying('x', 'This domain is parked') }, cause: 'dns.ns_moved_records_missing', from: 0.6, below: 0.9, never: ['domain.expired'] },
  { world: 'a name that nobody registered, once known', seen: { registration: { ...registered(null, null), found: false }, dns: noDelegation, page: null, tls: null }, cause: 'domain.expired', from: 0.9 },
  { world: '10: the address record is gone from every name server', seen: { dns: dnsSaying({ a: [] }), page: noPage('timeout', { transports: [], plain: null }), tls: null }, cause: 'dns.record_missing', from: 0.95 },
  { world: '10: the same without a last known good', seen: { dns: dnsSaying({ a: [] }), page: null, tls: null, baseline: null }, cause: 'dns.record_missing', from: 0.9 },
  { world: '8: the new name servers refuse the zone', seen: { dns: dnsSaying({ a: [], verdict: 'refused' }, { delegation: ['ns1.other.example'] }), page: null, tls: null }, cause: 'dns.ns_moved_records_missing', from: 0.95, never: ['dns.record_missing', 'dns.provider_outage'] },
  { world: 'the known name servers refuse the zone', seen: { dns: dnsSaying({ a: [], verdict: 'refused' }), page: null, tls: null }, cause: 'dns.lame', from: 0.95, never: ['dns.record_missing'] },
  { world: '9: name servers changed, records missing', seen: { dns: dnsSaying({ a: [] }, { delegation: ['ns1.other.example'] }), page: null, tls: null }, cause: 'dns.ns_moved_records_missing', from: 0.95, never: ['dns.record_missing'] },
  { world: 'one of two name servers lacks the record and the other is well', seen: { dns: { ...wellDns, servers: [server(), server({ a: [] })] }, page: noPage('timeout') }, cause: 'dns.inconsistent', from: 0.6, below: 0.9, never: ['dns.record_missing'] },
  { world: '11: the record points at a stranger’s server', seen: { dns: dnsSaying({ a: ['198.51.100.9'] }), page: nginx, tls: badTls('ERR_TLS_CERT_ALTNAME_INVALID', STRANGER, { nameMatches: false }) }, cause: 'dns.record_wrong', from: 0.95, never: ['tls.name_mismatch'] },
  { world: '11: the same without a last known good is worth a person’s look', seen: { page: nginx, tls: badTls('ERR_TLS_CERT_ALTNAME_INVALID', STRANGER, { nameMatches: false }), baseline: null }, cause: 'dns.record_wrong', from: 0.6, below: 0.9 },
  { world: 'another address where nothing answers', seen: { dns: dnsSaying({ a: ['198.51.100.9'] }), page: noPage('refused', { transports: [{ address: '198.51.100.9', family: 4, outcome: 'refused' }] }), tls: null }, cause: 'dns.record_wrong', from: 0.6, never: ['host.service_down'] },
  { world: '13: an alias that leads nowhere', seen: { dns: dnsSaying({ a: [], cname: 'gone.example' }), page: null, tls: null }, cause: 'dns.record_wrong', from: 0.6, never: ['dns.record_missing'] },
  { world: '25: the certificate has expired', seen: { tls: badTls('CERT_HAS_EXPIRED', EXPIRED) }, cause: 'tls.expired', from: 0.95 },
  { world: '30: an intermediate certificate has expired', seen: { tls: badTls('CERT_HAS_EXPIRED', {}, { chain: [wellTls.chain[0]!, { ...wellTls.chain[1]!, ...EXPIRED }] }) }, cause: 'tls.expired', from: 0.95 },
  { world: '37: our own clock is a year ahead', seen: { tls: badTls('CERT_HAS_EXPIRED', EXPIRED, { clockSkewMs: 31_536_000_000 }) }, cause: 'unknown', never: ['tls.expired'] },
  { world: 'a clock 120 s off is still sound', seen: { tls: badTls('CERT_HAS_EXPIRED', EXPIRED, { clockSkewMs: -120_000 }) }, cause: 'tls.expired' },
  { world: 'a certificate from the future', seen: { tls: badTls('CERT_NOT_YET_VALID', LATER) }, cause: 'tls.not_yet_valid', from: 0.95 },
  { world: '27: another name at the known address', seen: { tls: badTls('ERR_TLS_CERT_ALTNAME_INVALID', STRANGER, { nameMatches: false }) }, cause: 'tls.name_mismatch', from: 0.95, never: ['dns.record_wrong'] },
  { world: '28: a hosting panel’s own certificate', seen: { tls: badTls('DEPTH_ZERO_SELF_SIGNED_CERT', { subject: 'CN=Plesk', names: ['Plesk'], selfSigned: true }, { nameMatches: false }) }, cause: 'tls.self_signed', from: 0.95, never: ['tls.name_mismatch', 'tls.untrusted'] },
  { world: '29: a missing intermediate', seen: { tls: badTls('UNABLE_TO_VERIFY_LEAF_SIGNATURE') }, cause: 'tls.chain', from: 0.95 },
  { world: 'a private root', seen: { tls: badTls('SELF_SIGNED_CERT_IN_CHAIN') }, cause: 'tls.untrusted', from: 0.95 },
  { world: '32: only TLS 1.0', seen: { tls: badTls('ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION', {}, { chain: [] }) }, cause: 'tls.handshake', from: 0.95 },
  { world: '33: no cipher in common', seen: { tls: badTls('ERR_SSL_SSLV3_ALERT_HANDSHAKE_FAILURE', {}, { chain: [] }) }, cause: 'tls.handshake', from: 0.95 },
  { world: '34: plain http on the secure port', seen: { tls: badTls('ERR_SSL_WRONG_VERSION_NUMBER', {}, { chain: [] }), page: noPage('connected') }, cause: 'tls.handshake', from: 0.95 },
  { world: '35: the secure port is closed, the plain one open', seen: { tls: badTls('connection_refused', {}, { chain: [] }), page: noPage('refused', { plain: 'connected' }) }, cause: 'host.service_down', from: 0.6 },
  { world: '36: the host knows no such name', seen: { tls: badTls('ERR_SSL_TLSV1_UNRECOGNIZED_NAME', {}, { chain: [] }), page: noPage('connected', { failure: 'ERR_SSL_TLSV1_UNRECOGNIZED_NAME' }) }, cause: 'hosting.unmapped', from: 0.9, never: ['tls.handshake'] },
  { world: '38: a suspended account', seen: { page: { ...suspended, hops: [{ url: 'https://cornerbakery.example/', status: 302, location: '/cgi-sys/suspendedpage.cgi', headers: {} }] } }, cause: 'hosting.suspended_unknown', from: 0.95, never: ['hosting.billing'] },
  { world: '39: a suspended account with status 200 and no path that tells', seen: { page: suspended, baseline: null }, cause: 'hosting.suspended_unknown', from: 0.95 },
  { world: 'a suspended account behind an expired certificate', seen: { page: suspended, tls: badTls('CERT_HAS_EXPIRED', EXPIRED) }, cause: 'hosting.suspended_unknown', from: 0.95 },
  { world: '46: every port refuses', seen: { page: noPage('refused'), tls: badTls('connection_refused', {}, { chain: [] }) }, cause: 'host.service_down', from: 0.95, never: ['hosting.provider_outage'] },
  { world: '47: silence on every port', seen: { page: noPage('timeout'), tls: badTls('connection_timeout', {}, { chain: [] }) }, cause: 'unknown', never: ['host.service_down'] },
  { world: '48: a connection dropped as soon as it is made', seen: { page: noPage('connected', { failure: 'connection_reset' }), tls: badTls('ECONNRESET', {}, { chain: [] }) }, cause: 'host.service_down', from: 0.6, never: ['tls.handshake'] },
  { world: 'a gateway with nothing behind it', seen: { page: { ...pageSaying('502 Bad Gateway', '502 Bad Gateway nginx'), status: 502 } }, cause: 'host.service_down', from: 0.6, below: 0.9 },
  { world: '86: an article that quotes “this domain has expired”', seen: { page: { ...pageSaying('Corner Bakery', 'what to do when this domain has expired'), words: 2400, bytes: 40_000 } }, cause: 'unknown', never: ['domain.expired'] },
  { world: '86: a short post that quotes it, on a name that is paid for, never seen before', seen: { page: pageSaying('Our blog', 'They wrote: this domain has expired. It had not.'), baseline: null }, cause: 'unknown', never: ['domain.expired'] },
  { world: '87: name servers that half the web uses', seen: { dns: { ...wellDns, delegation: ['ns01.domaincontrol.com', 'ns02.domaincontrol.com'] }, baseline: null }, cause: 'unknown', never: ['domain.expired'] },
  { world: 'nothing could be collected', seen: { page: null, tls: null, dns: null, registration: null, baseline: null }, cause: 'unknown', below: 0.01 },
] // prettier-ignore

for (const { world, seen, cause, from = 0, below = 1.01, never = [] } of rows) {
  test(`${world} is ${cause} (DIA-1, DIA-2, DIA-4, DIA-6)`, () => {
    const said = diagnose(evidence(seen))
    assert.equal(said.cause, cause, JSON.stringify(said))
    assert.ok(said.confidence >= from && said.confidence < below, `confidence ${said.confidence}`)
    assert.ok(said.because.length > 0 && said.because.every((sentence) => /^\S.{8,}[.]$/.test(sentence)), said.because.join('\n'))
    for (const id of never) {
      assert.notEqual(said.cause, id)
      assert.ok((said.alternatives.find((other) => other.cause === id)?.confidence ?? 0) < 0.6, `${id} stays likely`)
    }
  })
}

test('a well site has no cause, with and without a last known good', () => {
  for (const baseline of [goodBefore, null]) {
    const said = diagnose(evidence({ baseline }))
    assert.deepEqual([said.cause, said.alternatives], ['unknown', []])
    assert.equal(isReplaced(evidence({ baseline }), said), false)
  }
})

test('silence names the provider as the best guess (row 47)', () => {
  const said = diagnose(evidence({ page: noPage('timeout'), tls: null }))
  assert.equal(said.alternatives[0]?.cause, 'hosting.provider_outage')
})

test('the sentences and facts are those that a message needs', () => {
  const expired = diagnose(evidence({ registration: registered('2026-11-01', null), dns: parkingDns, page: lander }))
  assert.equal(expired.because[0], 'NameSilver lists cornerbakery.example as expired on 2026-11-01.')
  assert.equal(expired.facts['expired-on'], '2026-11-01')
  assert.equal(expired.facts['registrar'], 'NameSilver')
  const certificate = diagnose(evidence({ tls: badTls('CERT_HAS_EXPIRED', EXPIRED) }))
  assert.equal(certificate.because[0], 'The certificate for cornerbakery.example expired on 2026-11-20; Let\'s Encrypt issued it.')
  assert.equal(certificate.facts['issuer'], "Let's Encrypt")
  const moved = diagnose(evidence({ dns: dnsSaying({ a: ['198.51.100.9'] }), page: nginx }))
  assert.deepEqual([moved.facts['address-seen'], moved.facts['address-before']], ['198.51.100.9', '192.0.2.10'])
}) // prettier-ignore

test('a page with status 200 that is not the site is told from the site', () => {
  const replaced = (seen: Partial<Evidence>) => isReplaced(evidence(seen), diagnose(evidence(seen)))
  assert.equal(replaced({ page: suspended, baseline: null }), true)
  assert.equal(replaced({ page: nginx }), true)
  assert.equal(replaced({ page: nginx, baseline: null }), false, 'somebody may serve just that')
  assert.equal(replaced({ page: pageSaying('Other shop', 'Shoes'), dns: dnsSaying({ a: ['198.51.100.9'] }) }), true)
  assert.equal(replaced({ page: pageSaying('Corner Bakery, new', 'All new') }), false, 'a new design at the known address')
  assert.equal(replaced({ dns: dnsSaying({ a: ['198.51.100.9'] }) }), false, 'row 16: moved, and well')
})

test('where no name server can be heard the resolver’s word counts for less than theirs', () => {
  const deaf = dnsSaying({ a: [], verdict: 'no_response' }, { resolver: { code: 'nodata', a: [], aaaa: [], cname: null } })
  const said = diagnose(evidence({ dns: deaf, page: null, tls: null }))
  assert.equal(said.cause, 'dns.record_missing')
  assert.ok(said.confidence < 0.9)
})

test('a registrar that is not the one on record is told, one that is spelt otherwise is not (DIA-2)', () => {
  const lapsed = { registration: registered('2026-11-01', null), dns: parkingDns }
  const on = (registrar: string) => diagnose(evidence({ ...lapsed, site: { ...evidence().site, registrar } })).facts['registrar-on-record']
  assert.equal(on('other-names'), 'other-names')
  assert.equal(on('namesilver'), undefined)
})

test('every cause of the list is in the taxonomy, once', () => {
  for (const { id } of causes) assert.ok(findCause(id), id)
  assert.equal(new Set(causes.map(({ id }) => id)).size, causes.length)
})
