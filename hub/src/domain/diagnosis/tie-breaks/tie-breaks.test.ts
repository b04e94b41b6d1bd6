import assert from 'node:assert/strict'
import { test } from 'node:test'
import { diagnose } from '../diagnose.ts'
import type { Diagnosis } from '../diagnosis.ts'
import type { Evidence, NeighboursEvidence } from '../evidence.ts'
import {
  AT,
  badTls,
  dnsSaying,
  evidence,
  goodBefore,
  HOST,
  noDelegation,
  noPage,
  pageSaying,
  registered,
  variantOf,
  wellDns,
  wellPage,
  wellProvider,
  wellRegistration,
  wellVariant,
  wellVariants,
} from '../evidence.double.ts'
import { tieBreaks } from './index.ts'

const EXPIRED = { validTo: Date.parse('2026-11-20T00:00:00Z') as Evidence['at'] }
const STRANGER = { names: ['shop.stranger.example'], subject: 'CN=shop.stranger.example' }
const mismatch = badTls('ERR_TLS_CERT_ALTNAME_INVALID', STRANGER, { nameMatches: false })
const ELSEWHERE = ['198.51.100.9']
const none = { sites: 0, failing: 0 }
const neighbours = (more: Partial<NeighboursEvidence>): NeighboursEvidence => ({
  sameAddress: none,
  sameHosting: none,
  sameNameServers: none,
  ...more,
})
const pattern = (turns: number) => ({ looks: 30, failures: turns > 0 ? 12 : 30, failingInARow: turns > 0 ? 3 : 30, turns })
const parking = { ...wellDns, delegation: ['ns1.sedoparking.com', 'ns2.sedoparking.com'] }
const parked = pageSaying('x', 'This domain is parked')
const lander = pageSaying(HOST, 'Click here', { excerpt: '<script>window.onload=function(){window.location.href="/lander"}</script>' })
const database = {
  ...pageSaying('Database Error', 'Error establishing a database connection'),
  status: 500,
}
const status = (code: number, title: string, server = 'nginx') => ({
  ...pageSaying(title, title),
  status: code,
  hops: [{ url: `https://${HOST}/`, status: code, location: null, headers: { server } }],
})
const suspended = pageSaying('Account Suspended', 'This account has been suspended')
const www = { host: `www.${HOST}`, url: `https://www.${HOST}/`, registrar: null, hosting: null }
const ipv6 = (outcome: 'connected' | 'timeout') => [
  { address: '192.0.2.10', family: 4 as const, outcome: 'connected' as const },
  { address: '2001:db8::1', family: 6 as const, outcome },
]

/** What a rule makes of a case, and what would be said without it: a rule that changes nothing is none. */
type Case = {
  readonly rule: number
  readonly world: string
  readonly seen: Partial<Evidence>
  readonly says: (said: Diagnosis) => boolean
}
const is =
  (cause: string, from = 0.6, below = 1.01) =>
  (said: Diagnosis) =>
    said.cause === cause && said.confidence >= from && said.confidence < below

const cases: readonly Case[] = [
  { rule: 1, world: 'a parked page on a name that is paid for, its name servers changed', seen: { dns: parking, page: parked }, says: is('dns.ns_moved_records_missing', 0.6, 0.9) },
  { rule: 1, world: 'the same with a registration changed two days ago, which may be a theft', seen: { dns: parking, page: parked, registration: { ...wellRegistration, changedAt: (AT - 2 * 86_400_000) as Evidence['at'] } }, says: (said) => is('dns.ns_moved_records_missing', 0.8)(said) && said.facts['changed-on'] === '2026-11-19' },
  { rule: 2, world: 'the registry’s date ahead, renewed by itself, and a landing page', seen: { registration: registered(null, '2027-11-01', 'auto renew period'), page: lander, baseline: null }, says: is('domain.expired', 0.95) },
  { rule: 2, world: 'the same name on hold', seen: { registration: registered(null, '2027-11-01', 'auto renew period', 'client hold'), dns: noDelegation, page: null, tls: null }, says: is('domain.expired', 0.95) },
  { rule: 3, world: 'a name on hold that is paid for, and nobody says why', seen: { registration: registered('2027-05-01', '2027-05-01', 'client hold'), dns: noDelegation, page: null, tls: null }, says: is('domain.hold', 0.6, 0.9) },
  { rule: 4, world: 'an expired certificate in a zone that forbids its issuer', seen: { tls: badTls('CERT_HAS_EXPIRED', EXPIRED), dns: { ...wellDns, caa: ['0 issue "digicert.com"'] } }, says: (said) => is('tls.expired', 0.95)(said) && said.root === 'dns.record_wrong' },
  { rule: 4, world: 'an expired certificate of a site that has moved', seen: { tls: badTls('CERT_HAS_EXPIRED', EXPIRED), dns: dnsSaying({ a: ELSEWHERE }) }, says: (said) => said.cause === 'tls.expired' && said.root === 'dns.record_wrong' },
  { rule: 5, world: 'a stranger’s certificate at the known address', seen: { tls: mismatch }, says: is('tls.name_mismatch', 0.95) },
  { rule: 5, world: 'a stranger’s certificate at another address', seen: { tls: mismatch, dns: dnsSaying({ a: ELSEWHERE }), page: null }, says: is('dns.record_wrong', 0.97) },
  { rule: 6, world: 'silence while the other sites on the server are well', seen: { page: noPage('timeout'), tls: null, neighbours: neighbours({ sameAddress: { sites: 4, failing: 0 } }) }, says: is('hosting.suspended_unknown', 0.6, 0.9) },
  { rule: 6, world: 'silence, and the other sites on the server are dark too', seen: { page: noPage('timeout'), tls: null, neighbours: neighbours({ sameAddress: { sites: 4, failing: 4 } }) }, says: is('hosting.provider_outage', 0.9) },
  { rule: 7, world: 'every port refuses and the site is alone on its server', seen: { page: noPage('refused'), tls: null }, says: is('host.service_down', 0.95) },
  { rule: 8, world: 'the proxy cannot reach a server that answers us', seen: { page: status(521, 'Web server is down', 'cloudflare'), variants: { ...wellVariants, origin: wellVariant } }, says: is('dns.proxy_conflict', 0.6, 0.9) },
  { rule: 8, world: 'neither the proxy nor we reach the server', seen: { page: status(522, 'Connection timed out', 'cloudflare'), variants: { ...wellVariants, origin: variantOf(noPage('timeout')) } }, says: is('hosting.provider_outage', 0.75) },
  { rule: 9, world: 'errors that come and go while files are served', seen: { page: status(503, 'Service Unavailable'), pattern: pattern(3), variants: { ...wellVariants, asset: wellVariant } }, says: is('hosting.capacity', 0.9) },
  { rule: 9, world: 'an error that stays while files are served', seen: { page: status(500, 'Internal Server Error'), pattern: pattern(0), variants: { ...wellVariants, asset: wellVariant } }, says: is('app.fatal', 0.8) },
  { rule: 10, world: 'a database that refuses at peaks', seen: { page: database, pattern: pattern(3) }, says: is('hosting.capacity', 0.6, 0.9) },
  { rule: 10, world: 'a database that stays away', seen: { page: database, pattern: pattern(0) }, says: is('app.db_connect', 0.97) },
  { rule: 11, world: 'damage beside an expired certificate is dealt with by itself', seen: { tls: badTls('CERT_HAS_EXPIRED', EXPIRED), page: pageSaying('Hacked by nobody', 'hacked by nobody') }, says: (said) => said.cause === 'tls.expired' && said.because.some((line) => /^Beside it/.test(line)) },
  { rule: 11, world: 'a suspended account whose page speaks of damage', seen: { page: suspended, variants: { ...wellVariants, referred: [1, 2].map(() => ({ ...wellVariant, finalUrl: 'https://pills.example/' })) } }, says: is('hosting.suspended_abuse') },
  { rule: 12, world: 'three of our sites at one host, its status page green', seen: { page: noPage('timeout'), tls: null, provider: wellProvider, neighbours: neighbours({ sameHosting: { sites: 3, failing: 3 } }) }, says: (said) => is('hosting.provider_outage', 0.8)(said) && said.because.some((line) => /status page is green/.test(line)) },
  { rule: 13, world: 'www leads elsewhere and the bare domain is well', seen: { site: www, dns: dnsSaying({ a: ELSEWHERE }), page: pageSaying('Welcome to nginx!', 'Welcome to nginx!'), tls: null, variants: { ...wellVariants, other: wellVariant } }, says: is('dns.www_cname', 0.8, 0.9) },
  { rule: 13, world: 'one half fails at the known address', seen: { page: status(404, 'Not Found'), variants: { ...wellVariants, other: wellVariant } }, says: is('hosting.unmapped') },
  { rule: 14, world: 'IPv6 leads nowhere', seen: { page: { ...wellPage, transports: ipv6('timeout') } }, says: (said) => is('dns.record_wrong', 0.6, 0.9)(said) && said.facts['family'] === 'IPv6' },
  { rule: 15, world: 'a small page that answers well and lacks the site’s words', seen: { page: pageSaying('Hmm', 'No Site For Domain') }, says: is('hosting.unmapped', 0.9) },
] // prettier-ignore

for (const { rule, world, seen, says } of cases) {
  test(`rule ${rule}: ${world} (DIA-1)`, () => {
    const said = diagnose(evidence(seen))
    assert.ok(says(said), JSON.stringify(said, null, 1))
    const without = diagnose(
      evidence(seen),
      tieBreaks.filter(({ number }) => number !== rule),
    )
    assert.ok(!says(without), `the same without the rule: ${JSON.stringify(without, null, 1)}`)
  })
}

test('there are fifteen rules, in the order of their numbers, and each has its case', () => {
  assert.deepEqual(
    tieBreaks.map(({ number }) => number),
    Array.from({ length: 15 }, (_, index) => index + 1),
  )
  assert.deepEqual(
    [...new Set(cases.map(({ rule }) => rule))].toSorted((a, b) => a - b),
    tieBreaks.map(({ number }) => number),
  )
})

test('a well site is nobody’s case', () => {
  for (const baseline of [goodBefore, null]) {
    const seen = evidence({
      baseline,
      variants: wellVariants,
      pattern: pattern(0),
      neighbours: neighbours({ sameAddress: { sites: 2, failing: 0 } }),
    })
    assert.deepEqual(
      tieBreaks.flatMap(({ rule }) => rule(seen, () => 0)),
      [],
    )
  }
})
