import assert from 'node:assert/strict'
import { test } from 'node:test'
import { diagnose } from '../diagnose.ts'
import type { DnsEvidence, Evidence, PageEvidence } from '../evidence.ts'
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
  server,
  variantOf,
  wellDns,
  wellPage,
  wellProvider,
  wellRegistration,
  wellTls,
  wellVariant,
  wellVariants,
} from '../evidence.double.ts'
import { sampleOf } from '../../host/sample.double.ts'
import { causes } from './index.ts'

type Row = {
  readonly world: string
  readonly seen: Partial<Evidence>
  readonly cause: string
  readonly from?: number
  readonly below?: number
  readonly because?: RegExp
  readonly never?: readonly string[]
}

const answering = (status: number, title: string | null, text: string, more: Partial<PageEvidence> = {}): PageEvidence => ({
  ...pageSaying(title, text, more),
  status,
  hops: [{ url: `https://${HOST}/`, status, location: null, headers: more.hops?.[0]?.headers ?? {} }],
})
const behind = (status: number, title: string, text: string, headers: Record<string, string> = { server: 'cloudflare', 'cf-ray': '1' }) =>
  answering(status, title, text, { hops: [{ url: '', status, location: null, headers }] })
const wordpress = (title: string, text: string, status = 500) =>
  answering(status, title, text, {
    excerpt: `<html><title>${title}</title><body id="error-page"><div class="wp-die-message"><h1>${text}</h1></div></body></html>`,
  })
const views = (...all: readonly (readonly [string, boolean, string, number | null])[]): DnsEvidence['views'] =>
  all.map(([resolver, checking, code, extended]) => ({ resolver, checking, code, extended, a: code === 'ok' ? ['192.0.2.10'] : [] }))
const two = (checked: string, unchecked: string, extended: number | null = null) =>
  views(
    ['192.0.2.1', true, checked, extended],
    ['192.0.2.1', false, unchecked, null],
    ['192.0.2.2', true, checked, extended],
    ['192.0.2.2', false, unchecked, null],
  )
const led = (...urls: string[]) => urls.map((url, at) => ({ url, status: 302, location: urls[at + 1] ?? null, headers: {} }))
const suspended = (text: string) => pageSaying('Account Suspended', text)
const twice = <T>(one: T): readonly T[] => [one, one]
const pills = { ...wellVariant, title: 'Buy Viagra online', text: 'buy viagra online without prescription cheap cialis', links: 90 }
const silentZone = dnsSaying(
  { verdict: 'no_response', a: [] },
  { views: two('servfail', 'servfail'), resolver: { code: 'servfail', a: [], aaaa: [], cname: null } },
)
const withoutPage = { page: noPage('timeout', { transports: [], plain: null }), tls: null }

const rows: readonly Row[] = [
  // Registration
  { world: '5: a name in redemption', seen: { registration: registered(null, '2026-10-01', 'redemption period', 'pending delete'), dns: noDelegation, ...withoutPage }, cause: 'domain.redemption', from: 0.95, never: ['domain.pending_delete', 'domain.expired'] },
  { world: '6: a name about to be deleted', seen: { registration: registered(null, '2026-09-01', 'pending delete'), dns: noDelegation, ...withoutPage }, cause: 'domain.pending_delete', from: 0.95, never: ['domain.redemption'] },
  { world: 'a restoration that is under way', seen: { registration: registered(null, '2026-09-01', 'pending restore'), dns: noDelegation, ...withoutPage }, cause: 'domain.pending_delete', from: 0.95 },
  { world: '3: a name on hold', seen: { registration: registered('2027-05-01', '2027-05-01', 'client hold'), dns: noDelegation, ...withoutPage }, cause: 'domain.hold', from: 0.6, below: 0.9, never: ['domain.expired'] },
  { world: '4: a name whose owner has not confirmed the contact address', seen: { dns: { ...wellDns, delegation: ['failed-whois-verification.namecheap.com', 'verify-contact-details.namecheap.com'] }, ...withoutPage }, cause: 'domain.hold', from: 0.95, because: /not confirmed/, never: ['domain.expired', 'dns.ns_moved_records_missing'] },
  { world: '4: the same when the registry gives no answer', seen: { dns: { ...wellDns, delegation: ['failed-whois-verification.namecheap.com'] }, registration: null, baseline: null, ...withoutPage }, cause: 'domain.hold', from: 0.95 },
  // Delegation
  { world: '8: new name servers that refuse the zone', seen: { dns: dnsSaying({ verdict: 'refused', a: [] }, { delegation: ['ns1.new.example', 'ns2.new.example'] }), ...withoutPage }, cause: 'dns.ns_moved_records_missing', from: 0.95 },
  { world: '9: new name servers with the mail records only', seen: { dns: dnsSaying({ a: [], mx: ['10 mail.example'] }, { delegation: ['ns1.new.example'] }), ...withoutPage }, cause: 'dns.ns_moved_records_missing', from: 0.95, because: /mail records are there/ },
  { world: 'the known name servers lost the zone', seen: { dns: dnsSaying({ verdict: 'not_authoritative', a: [] }), ...withoutPage }, cause: 'dns.lame', from: 0.95 },
  { world: 'lame name servers never seen before are not said to be new', seen: { dns: dnsSaying({ verdict: 'refused', a: [] }), baseline: null, ...withoutPage }, cause: 'dns.lame', from: 0.6, below: 0.9 },
  { world: '19: no name server answers, and no resolver finds out', seen: { dns: silentZone, ...withoutPage }, cause: 'dns.provider_outage', from: 0.9, never: ['dns.record_missing'] },
  { world: 'the same while other sites on those servers are well', seen: { dns: silentZone, neighbours: { sameAddress: { sites: 0, failing: 0 }, sameHosting: { sites: 0, failing: 0 }, sameNameServers: { sites: 4, failing: 0 } }, ...withoutPage }, cause: 'unknown' },
  { world: '20: a stale DS after a move', seen: { dns: { ...wellDns, ds: ['1 8 2 AA'], signed: 'broken', views: two('servfail', 'ok', 9), resolver: { code: 'servfail', a: [], aaaa: [], cname: null } }, ...withoutPage }, cause: 'dns.dnssec', from: 0.95, because: /keys are missing/ },
  { world: 'one resolver of two dislikes the signatures', seen: { dns: { ...wellDns, ds: ['1 8 2 AA'], signed: 'unknown', views: [...views(['192.0.2.1', true, 'servfail', 6], ['192.0.2.1', false, 'ok', null], ['192.0.2.2', true, 'ok', null])] } }, cause: 'unknown' },
  { world: 'a resolver’s trouble with an unsigned zone', seen: { dns: { ...wellDns, views: two('servfail', 'servfail') } }, cause: 'unknown', never: ['dns.dnssec'] },
  // Records
  { world: '18: two versions of a zone', seen: { dns: { ...wellDns, servers: [server({ serial: 7 }), server({ name: 'ns2.namesilver.example', serial: 5, a: ['198.51.100.9'] })] } }, cause: 'dns.inconsistent', from: 0.9 },
  { world: 'answers that rotate', seen: { dns: { ...wellDns, servers: [server({ a: ['192.0.2.10', '192.0.2.11'] }), server({ a: ['192.0.2.12'] })] } }, cause: 'unknown', never: ['dns.inconsistent'] },
  { world: '12: www is an alias of nothing, the bare domain well', seen: { site: { host: `www.${HOST}`, url: '', registrar: null, hosting: null }, dns: dnsSaying({ a: [], cname: 'gone.example' }, { resolver: { code: 'nxdomain', a: [], aaaa: [], cname: 'gone.example' } }), variants: wellVariants, ...withoutPage }, cause: 'dns.www_cname', from: 0.9, never: ['dns.record_wrong', 'dns.record_missing'] },
  { world: '14: a proxy in front of another', seen: { page: behind(403, 'DNS points to prohibited IP', 'error 1000 dns points to prohibited ip'), dns: dnsSaying({ a: ['104.16.1.1'] }) }, cause: 'dns.proxy_conflict', from: 0.95, never: ['dns.record_wrong'] },
  { world: '15: an alias into another customer’s zone', seen: { page: behind(403, 'CNAME Cross-User Banned', 'error 1014 cname cross-user banned') }, cause: 'dns.proxy_conflict', from: 0.9 },
  { world: '16: a proxy before a proxy that works', seen: { page: { ...wellPage, hops: [{ url: '', status: 200, location: null, headers: { server: 'cloudflare' } }] }, dns: dnsSaying({ a: ['104.16.1.1'] }) }, cause: 'unknown', never: ['dns.proxy_conflict', 'dns.record_wrong'] },
  // Transport, TLS
  { world: '44: silence and a provider that reports an outage', seen: { page: noPage('timeout'), tls: null, provider: { ...wellProvider, state: 'major', notices: [{ title: 'Power failure in rack 4', kind: 'incident', since: AT, until: null, parts: [] }] } }, cause: 'hosting.provider_outage', from: 0.9, because: /Power failure/ },
  { world: 'a provider’s trouble while the site is well', seen: { provider: { ...wellProvider, state: 'major' } }, cause: 'unknown', never: ['hosting.provider_outage'] },
  { world: '31: a revoked certificate', seen: { tls: badTls('CERT_REVOKED') }, cause: 'tls.revoked', from: 0.95 },
  { world: 'a certificate on its issuer’s list, which Node does not read', seen: { tls: { ...wellTls, revoked: true } }, cause: 'tls.revoked', from: 0.95 },
  { world: 'a proxy that refuses the certificate behind it', seen: { page: behind(526, 'Invalid SSL certificate', 'invalid ssl certificate') }, cause: 'tls.origin', from: 0.95, never: ['host.service_down'] },
  { world: '36: a server that knows no such name', seen: { tls: badTls('ERR_SSL_TLSV1_UNRECOGNIZED_NAME', {}, { chain: [] }), page: noPage('connected', { failure: 'ERR_SSL_TLSV1_UNRECOGNIZED_NAME' }) }, cause: 'hosting.unmapped', from: 0.9, never: ['tls.handshake'] },
  // Account
  { world: '38: a suspended account', seen: { page: suspended('This account has been suspended. Contact billing for more information.') }, cause: 'hosting.suspended_unknown', from: 0.95, never: ['hosting.billing', 'hosting.suspended_abuse'] },
  { world: '40: a suspension page that names the unpaid invoice', seen: { page: suspended('This account has been suspended for non-payment.') }, cause: 'hosting.billing', from: 0.9 },
  { world: '41: a suspension page that names abuse', seen: { page: suspended('This account has been suspended for a violation of our terms of service.') }, cause: 'hosting.suspended_abuse', from: 0.8, never: ['hosting.billing'] },
  { world: '42: a platform that answers payment required', seen: { page: answering(402, 'Payment required', 'deployment_disabled this deployment is disabled') }, cause: 'hosting.billing', from: 0.95 },
  { world: 'a bare 402 asks a person', seen: { page: answering(402, 'Payment required', 'payment required') }, cause: 'hosting.billing', from: 0.6, below: 0.9 },
  { world: '43: a host without the site', seen: { page: answering(404, 'WP Engine', 'This domain is successfully pointed at WP Engine, but is not configured for an account on our platform') }, cause: 'hosting.unmapped', from: 0.95 },
  { world: 'a default page at the known address', seen: { page: pageSaying('Welcome to nginx!', 'Welcome to nginx!') }, cause: 'hosting.unmapped', from: 0.9, never: ['dns.record_wrong'] },
  // Resources
  { world: '49: a limit of the plan', seen: { page: answering(508, '508 Resource Limit Is Reached', 'resource limit is reached the website is temporarily unable to service your request as it exceeded resource limit') }, cause: 'hosting.capacity', from: 0.95 },
  { world: '50: workers that are all busy', seen: { page: answering(504, '504 Gateway Time-out', '504 gateway time-out nginx') }, cause: 'hosting.capacity', from: 0.6, below: 0.9, never: ['host.service_down'] },
  { world: '52: the transfer of the month is used up', seen: { page: answering(509, '509 Bandwidth Limit Exceeded', 'bandwidth limit exceeded') }, cause: 'hosting.capacity', from: 0.75 },
  { world: 'a bare 503 may be anything', seen: { page: answering(503, null, 'down') }, cause: 'unknown' },
  { world: '50: all workers of PHP-FPM are busy, and visitors wait', seen: { page: answering(503, null, 'busy'), host: { name: 'Web 1', silentFor: null, sample: sampleOf({ services: [{ kind: 'php-fpm', name: 'www', reachable: true, says: '5 of 5 workers', used: 1, waiting: 12 }] }), siblings: { sites: 1, failing: 1 } } }, cause: 'hosting.capacity', from: 0.6 },
  { world: '46: PHP-FPM has been stopped behind its server', seen: { page: answering(502, null, 'Bad Gateway'), host: { name: 'Web 1', silentFor: null, sample: sampleOf({ services: [{ kind: 'php-fpm', name: 'www', reachable: false, says: 'its socket is not there any more', used: null, waiting: null }] }), siblings: { sites: 1, failing: 1 } } }, cause: 'host.service_down', from: 0.9 },
  { world: '51: a flood that the access log of the host shows', seen: { page: answering(503, null, 'down'), host: { name: 'Web 1', silentFor: null, sample: sampleOf({ visitors: { requests: 9000, failures: 4000, urls: [['/xmlrpc.php', 8500]], addresses: [['203.0.113.9', 8600]] } }), siblings: { sites: 1, failing: 1 } } }, cause: 'hosting.dos', from: 0.6 },
  { world: '51: a flood that the provider reports', seen: { page: answering(503, null, 'down'), provider: { ...wellProvider, state: 'degraded', notices: [{ title: 'DDoS attack on the Vienna network', kind: 'incident', since: AT, until: null, parts: [] }] } }, cause: 'hosting.dos', from: 0.6 },
  // Application
  { world: '53: no database', seen: { page: wordpress('Database Error', 'Error establishing a database connection') }, cause: 'app.db_connect', from: 0.95, never: ['hosting.capacity', 'app.fatal'] },
  { world: '53: no database, in a language we do not know', seen: { page: wordpress('Błąd bazy danych', 'Nie można połączyć się z bazą danych') }, cause: 'app.db_connect', from: 0.95 },
  { world: '56: a site that asks to be installed', seen: { page: { ...pageSaying('WordPress › Installation', 'Welcome'), hops: led(`https://${HOST}/`, `https://${HOST}/wp-admin/install.php`), finalUrl: `https://${HOST}/wp-admin/install.php` } }, cause: 'app.not_installed', from: 0.95 },
  { world: 'a site without its settings', seen: { page: { ...pageSaying('WordPress › Setup', 'Welcome'), hops: led(`https://${HOST}/`, `https://${HOST}/wp-admin/setup-config.php`), finalUrl: `https://${HOST}/wp-admin/setup-config.php` } }, cause: 'app.config_missing', from: 0.95 },
  { world: '57: a fatal error', seen: { page: answering(500, 'WordPress › Error', 'There has been a critical error on this website.') }, cause: 'app.fatal', from: 0.8 },
  { world: 'a bare 500 may be anything', seen: { page: answering(500, '500 Internal Server Error', 'internal server error') }, cause: 'unknown' },
  { world: '58: an empty page', seen: { page: pageSaying(null, '', { words: 0, bytes: 0, text: '', excerpt: '' }) }, cause: 'app.blank', from: 0.95 },
  { world: 'a page that its scripts will fill', seen: { page: pageSaying('Corner Bakery', '', { words: 0, bytes: 900, text: '', excerpt: '<div id="root"></div><script src="/app.js"></script>' }), baseline: null }, cause: 'unknown', never: ['app.blank'] },
  { world: '59: a page cut in the middle', seen: { page: { ...wellPage, bytes: 1800, complete: false, text: 'corner bakery', words: 90, excerpt: '<html><body><p>corner bakery' } }, cause: 'app.truncated', from: 0.9 },
  { world: 'an old page that never writes its end', seen: { page: { ...wellPage, excerpt: '<html><body><p>fresh bread', bytes: 3000 }, baseline: null }, cause: 'unknown', never: ['app.truncated'] },
  { world: '61: maintenance that does not end', seen: { page: answering(503, 'Maintenance', 'Briefly unavailable for scheduled maintenance. Check back in a minute.'), pattern: { looks: 30, failures: 20, failingInARow: 20, turns: 0 } }, cause: 'app.maintenance_stuck', from: 0.9 },
  { world: '62: a circle', seen: { page: noPage('connected', { status: 301, failure: 'redirect_loop', hops: led(...Array.from({ length: 10 }, (_, at) => (at % 2 ? `http://${HOST}/` : `https://${HOST}/`))) }) }, cause: 'app.redirect_loop', from: 0.95 },
  { world: 'a style sheet that we gave up waiting for', seen: { page: { ...wellPage, generator: 'WordPress 6.8' }, variants: { ...wellVariants, asset: { ...wellVariant, status: null, failure: 'timeout' } } }, cause: 'unknown', never: ['app.assets'] },
  { world: 'a closed port at an address that nobody saw well', seen: { page: noPage('refused'), tls: null, baseline: null }, cause: 'host.service_down', from: 0.6, below: 0.9 },
  { world: 'failing name servers of a registration that was changed yesterday, what they were before not known', seen: { dns: { ...wellDns, servers: [server({ verdict: 'servfail', a: [] }), server({ verdict: 'servfail', a: [] })], views: [] }, page: null, tls: null, baseline: null, registration: { ...wellRegistration, changedAt: (AT - 86_400_000) as Evidence['at'] } }, cause: 'unknown', never: ['dns.provider_outage'] },
  { world: 'a default page behind the site’s own certificate, at an address not known', seen: { page: pageSaying('Welcome to nginx!', 'Welcome to nginx!'), baseline: null }, cause: 'hosting.unmapped', from: 0.6, below: 0.9 },
  { world: 'a default page under both names, at an address not known', seen: { page: pageSaying('Welcome to nginx!', 'Welcome to nginx!'), tls: null, baseline: null, variants: { ...wellVariants, other: variantOf(pageSaying('Welcome to nginx!', 'Welcome to nginx!')) } }, cause: 'unknown', never: ['hosting.unmapped'] },
  { world: 'a page without its style', seen: { page: { ...wellPage, generator: 'WordPress 6.8' }, variants: { ...wellVariants, asset: { ...wellVariant, status: 500 } } }, cause: 'app.assets', from: 0.6 },
  // Content
  { world: '63: medicines for search engines', seen: { variants: { ...wellVariants, crawler: twice(pills) } }, cause: 'security.seo_spam', from: 0.9 },
  { world: 'a crawler that is merely refused', seen: { variants: { ...wellVariants, crawler: twice({ ...wellVariant, status: 403, title: 'Forbidden' }) } }, cause: 'unknown', never: ['security.seo_spam'] },
  { world: 'a title that changes with the visit', seen: { variants: { ...wellVariants, crawler: twice({ ...wellVariant, title: 'Corner Bakery – open today' }) } }, cause: 'unknown', never: ['security.seo_spam'] },
  { world: '64: visitors from a search engine are sent away', seen: { variants: { ...wellVariants, referred: twice({ ...wellVariant, finalUrl: 'https://prizes.invalid.test/win' }) } }, cause: 'security.redirect', from: 0.95 },
  { world: 'visitors are sent to the site’s own shop', seen: { variants: { ...wellVariants, mobile: { ...wellVariant, finalUrl: `https://m.${HOST}/` } } }, cause: 'unknown', never: ['security.redirect'] },
  { world: '65: strange code from a new place', seen: { page: { ...wellPage, scriptHosts: ['cdn.cornerbakery.example', 'evil.test'], excerpt: '<script>eval(atob("ZG9j"))</script>' }, variants: { ...wellVariants, fresh: { ...wellVariant, scriptHosts: ['evil.test'] }, mobile: { ...wellVariant, scriptHosts: ['evil.test'] }, other: { ...wellVariant, scriptHosts: ['evil.test'] }, referred: twice({ ...wellVariant, scriptHosts: ['evil.test'] }) }, baseline: { ...goodBefore, page: { ...goodBefore.page!, scripts: ['cdn.cornerbakery.example'] } } }, cause: 'security.malware', from: 0.6 },
  { world: 'a new script of a well-behaved kind', seen: { page: { ...wellPage, scriptHosts: ['statistics.test'] }, baseline: { ...goodBefore, page: { ...goodBefore.page!, scripts: [] } } }, cause: 'unknown' },
  { world: '66: a defacement', seen: { page: pageSaying('Hacked by Nobody', 'hacked by nobody') }, cause: 'security.defacement', from: 0.9 },
  { world: 'an article about break-ins', seen: { page: { ...wellPage, title: 'Hacked by whom? What we learnt', words: 2400, bytes: 60_000 }, baseline: null }, cause: 'unknown', never: ['security.defacement'] },
  { world: '67: a miner in the page', seen: { page: { ...wellPage, scriptHosts: ['coinhive.com'], excerpt: '<script>new CoinHive.Anonymous("x")</script>' }, baseline: { ...goodBefore, page: { ...goodBefore.page!, scripts: [] } } }, cause: 'security.page_miner', from: 0.85 },
] // prettier-ignore

for (const { world, seen, cause, from = 0, below = 1.01, because, never = [] } of rows) {
  test(`${world} is ${cause} (DIA-1)`, () => {
    const said = diagnose(evidence(seen))
    assert.equal(said.cause, cause, JSON.stringify(said, null, 1))
    assert.ok(said.confidence >= from && said.confidence < below, `confidence ${said.confidence}: ${JSON.stringify(said.because)}`)
    if (because) assert.match(said.because.join('\n'), because)
    for (const sentence of [...said.because, ...(said.against ?? [])]) assert.match(sentence, /^\S.{8,}[.?]$/)
    for (const id of never) {
      assert.notEqual(said.cause, id)
      assert.ok((said.alternatives.find((other) => other.cause === id)?.confidence ?? 0) < 0.6, `${id} stays likely`)
    }
  })
}

test('nothing speaks for any cause on a site that is well, with everything looked at', () => {
  const seen = evidence({ variants: wellVariants, provider: wellProvider, registration: wellRegistration })
  const heard = causes.filter((cause) =>
    cause.weigh(seen).some((sign) => sign !== null && !['against', 'contradicts'].includes(sign.strength)),
  )
  assert.deepEqual(
    heard.map(({ id }) => id),
    [],
  )
})

test('each cause has one line that an engineer can run or open', () => {
  for (const cause of causes) assert.match(cause.check(evidence()), /^\S[^\n]{5,}$/, cause.id)
})
