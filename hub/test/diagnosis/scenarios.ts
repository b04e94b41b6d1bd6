import type { Evidence } from '../../src/domain/diagnosis/evidence.ts'
import type { Verdict } from '../../src/domain/triage/verdict.ts'

/** What has to be said of a site of the lab that is broken in one way. */
export type Scenario = {
  readonly verdict: 'healthy' | Verdict['verdict']
  readonly cause: string | null // null: none, `unknown`: what can be seen is not enough
  readonly also?: readonly string[] // as right: the evidence does not tell them apart; with a verdict, such as `healthy`, that one is
  readonly from?: number // of confidence
  readonly below?: number
  readonly because?: RegExp // decisive facts
  readonly never?: readonly string[] // not as the primary cause, whatever the confidence
  readonly look?: (url: string) => string // the address that is looked at, where it is not the site's own
  readonly seen?: Partial<Pick<Evidence, 'pattern' | 'neighbours'>> // what a hub would know besides, and a single look does not
  readonly before?: string // a fault that stood there before and was looked at: what a registry said is remembered
  readonly blind?: Omit<Partial<Scenario>, 'blind'> // what differs where nothing is known of the site from when it was well
}

type More = Omit<Scenario, 'verdict' | 'cause'>
const genuine = (cause: string, more: More = {}): Scenario => ({ verdict: 'genuine', cause, ...more })
const falseAlarm = (cause: string, more: More = {}): Scenario => ({ verdict: 'false-alarm', cause, ...more })
const healthy = (more: More = {}): Scenario => ({ verdict: 'healthy', cause: null, ...more })
const maintenance: Scenario = { verdict: 'maintenance', cause: 'maintenance.planned' }

/** Without a memory: sure enough to act on, and not to tell. */
const suspected = { from: 0.6, below: 0.9 }

const withWww = (url: string) => url.replace('://', '://www.')
const HALF_HOUR_DOWN = { pattern: { looks: 30, failures: 25, failingInARow: 25, turns: 0 } }

const expired = genuine('domain.expired', {
  from: 0.9,
  because: /expired|renewed/,
  never: ['dns.ns_moved_records_missing', 'dns.record_wrong', 'tls.name_mismatch', 'domain.hold'],
})
const onHold = genuine('domain.hold', {
  from: 0.6,
  below: 0.9,
  because: /on hold/,
  never: ['domain.expired', 'dns.record_missing', 'dns.ns_moved_records_missing'],
})
const unverified = genuine('domain.hold', {
  from: 0.9,
  because: /not confirmed|unconfirmed|verif/i,
  never: ['domain.expired', 'dns.ns_moved_records_missing'],
})
const moved = genuine('dns.ns_moved_records_missing', {
  from: 0.9,
  because: /name servers are/,
  never: ['dns.record_missing', 'dns.provider_outage', 'domain.expired'],
  blind: { from: 0.6, because: /registration was changed/ },
})
const hijacked = genuine('dns.ns_moved_records_missing', { from: 0.6, below: 0.95, because: /paid for until/, never: ['domain.expired'] })
const missing = genuine('dns.record_missing', {
  from: 0.95,
  because: /no address record|does not exist/,
  never: ['dns.ns_moved_records_missing', 'dns.provider_outage'],
})
const wwwOnly = genuine('dns.www_cname', { from: 0.8, look: withWww, never: ['dns.record_missing', 'domain.expired', 'tls.name_mismatch'] })
const proxies = genuine('dns.proxy_conflict', { from: 0.9, never: ['dns.record_wrong', 'false_alarm.waf_block'] })
const dnssec = genuine('dns.dnssec', { from: 0.95, never: ['dns.provider_outage', 'dns.record_missing'] })
const resolver = falseAlarm('false_alarm.resolver', {
  also: ['healthy'],
  never: ['dns.record_missing', 'dns.provider_outage', 'dns.dnssec'],
})
const dead = genuine('dns.provider_outage', { from: 0.6, never: ['dns.record_missing', 'hosting.provider_outage', 'dns.dnssec'] })
const suspended = genuine('hosting.suspended_unknown', {
  from: 0.9,
  because: /suspen|replace/i,
  never: ['hosting.billing', 'hosting.suspended_abuse'],
})
const inTranslation = genuine('hosting.suspended_unknown', { from: 0.6, never: ['hosting.billing', 'hosting.suspended_abuse'] })
const unpaid = genuine('hosting.billing', { from: 0.6, never: ['hosting.suspended_abuse'] })
const unmapped = genuine('hosting.unmapped', { from: 0.6, never: ['dns.record_wrong', 'app.fatal', 'hosting.billing'] })
const lostSite = genuine('hosting.unmapped', {
  from: 0.9,
  because: /known to be right/,
  never: ['dns.record_wrong'],
  blind: { from: 0, also: ['unknown'], below: 0.9, because: /./ },
})
const capacity = genuine('hosting.capacity', { from: 0.6, never: ['app.fatal', 'hosting.provider_outage'] })
const database = genuine('app.db_connect', { from: 0.8, because: /database/, never: ['hosting.capacity', 'app.fatal', 'host.db_down'] })
const fatal = genuine('app.fatal', { from: 0.8, never: ['app.db_connect', 'hosting.capacity'] })
const truncated = genuine('app.truncated', { from: 0.6 })
const stuck = genuine('app.maintenance_stuck', { from: 0.6, seen: HALF_HOUR_DOWN, never: ['maintenance.planned'] })
const loop = genuine('app.redirect_loop', { from: 0.9, never: ['security.redirect'] })
const originDown = genuine('host.service_down', {
  also: ['unknown', 'hosting.provider_outage', 'hosting.capacity', 'dns.record_wrong'],
  below: 0.95,
  never: ['tls.expired', 'dns.provider_outage'],
})
const originCertificate = genuine('tls.origin', { from: 0.6, never: ['tls.expired'] })
const wall = falseAlarm('false_alarm.waf_block', { never: ['hosting.suspended_unknown', 'app.fatal'] })
const spam = genuine('security.seo_spam', { from: 0.6, because: /[Ss]earch engines/ })
const ledAway = genuine('security.redirect', { from: 0.6, because: /sent to|end on/ })
// Whether the owner moved there himself only memory tells.
const movedAway = { also: ['unknown'], below: 0.6 }
const infected = genuine('security.malware', { from: 0.6, also: ['healthy'] })
const defaced = genuine('security.defacement', { from: 0.6, never: ['hosting.unmapped'] })
const mined = genuine('security.page_miner', { from: 0.6 })
// The address of the server behind the network is not known, so nobody can ask it.
const unasked = { also: ['unknown', 'host.service_down', 'hosting.provider_outage'], below: 0.9, because: /./, never: ['app.fatal'] }
const edgeItself = genuine('hosting.provider_outage', { also: ['unknown'], below: 0.9, never: ['app.fatal', 'tls.origin'] })
const dark = genuine('unknown', { also: ['hosting.provider_outage'], below: 0.6, never: ['host.service_down', 'tls.handshake'] })
const handshake = genuine('tls.handshake', { from: 0.9, never: ['tls.untrusted', 'tls.chain'] })

/** By fault of the lab, or by `fault/variant` where a variant is told otherwise. */
export const SCENARIOS: Readonly<Record<string, Scenario>> = {
  // Registration
  'domain-expired': expired,
  'domain-expired-auto-renewed': expired,
  'domain-expired-auto-renewed/warning-names': { ...expired, also: ['unknown'] },
  'domain-on-hold': onHold,
  'domain-on-hold/date-past': genuine('domain.expired', { from: 0.9, never: ['dns.record_missing'] }),
  'domain-unverified': unverified,
  'domain-redemption': genuine('domain.redemption', { from: 0.95, because: /redemption/, never: ['domain.expired', 'domain.pending_delete'] }),
  'domain-redemption/restoring': genuine('domain.pending_delete', { from: 0.9, also: ['domain.redemption'], never: ['domain.expired'] }),
  'domain-pending-delete': genuine('domain.pending_delete', { from: 0.95, never: ['domain.expired', 'domain.redemption'] }),
  'domain-pending-delete/after-redemption': genuine('domain.redemption', { from: 0.9, also: ['domain.pending_delete'] }), // RFC 3915: both words mean redemption
  'domain-pending-delete/dropped': genuine('domain.expired', { from: 0.9, because: /knows no registration/, blind: suspected }),
  'domain-expired-by-whois': { ...expired, because: /expired on/ },
  'domain-expired-by-whois/whois-quota': genuine('domain.expired', { from: 0.6, before: 'domain-expired-by-whois' }),
  'domain-hijacked': hijacked,
  'ordinary-name-servers': healthy(),
  'auto-renewed-and-well': healthy(),

  // Names
  'name-servers-moved-lame': moved,
  'name-servers-moved-lame/servfail': { ...moved, from: 0.6, also: ['dns.lame'], blind: { also: ['dns.lame', 'unknown'] } },
  'name-servers-moved-lame/no-such-servers': { ...moved, from: 0.6, also: ['dns.lame'] },
  'name-servers-moved-lame/one-of-two': healthy(),
  // That the record is missing is as true; that it never was there only memory tells.
  'name-servers-moved-empty': { ...moved, blind: { also: ['dns.record_missing'], below: 0.9, because: /./, never: ['dns.provider_outage', 'domain.expired'] } },
  'name-servers-moved-empty/parked': hijacked,
  'record-missing': missing,
  'record-wrong': genuine('dns.record_wrong', { from: 0.9, blind: { ...suspected, because: /certificate for/ }, because: /points at .* it pointed at/, never: ['tls.name_mismatch', 'hosting.unmapped'] }),
  'record-wrong/two-addresses': { verdict: 'healthy', cause: null, also: ['dns.record_wrong', 'unknown', 'false_alarm.transient'], never: ['tls.name_mismatch'] },
  'record-wrong/nobody-there': genuine('dns.record_wrong', { from: 0.6, blind: { also: ['host.service_down'], below: 0.9, never: ['hosting.provider_outage'] }, never: ['host.service_down', 'hosting.provider_outage'] }),
  'www-dangling': wwwOnly,
  'www-dangling/missing': { ...wwwOnly, from: 0.6, never: ['domain.expired', 'dns.provider_outage'], also: ['dns.record_missing'] },
  'alias-loop': genuine('dns.record_wrong', { from: 0.6, also: ['unknown'], never: ['dns.record_missing', 'dns.dnssec'] }),
  'proxy-on-proxy': proxies,
  'proxy-on-proxy/redirect-loop': genuine('dns.proxy_conflict', { from: 0.6, also: ['app.redirect_loop'], below: 0.99 }),
  'alias-across-accounts': proxies,
  'edge-in-front': healthy(),
  'one-name-server-dead': healthy(),
  'one-name-server-dead/both-dead': dead,
  'one-name-server-dead/both-servfail': dead,
  'name-servers-disagree': { verdict: 'healthy', cause: null, also: ['dns.inconsistent', 'false_alarm.transient'], never: ['dns.record_wrong', 'tls.name_mismatch'] },
  'name-servers-disagree/nothing-there': { verdict: 'healthy', cause: null, also: ['dns.inconsistent', 'false_alarm.transient', 'false_alarm.resolver'], never: ['dns.record_missing'] },
  'name-servers-disagree/serial-only': healthy(),
  'name-servers-flapping': { verdict: 'healthy', cause: null, also: ['dns.provider_outage', 'dns.lame', 'unknown', 'false_alarm.transient', 'false_alarm.resolver'], never: ['dns.record_missing', 'dns.dnssec'] },
  'dnssec-stale-ds': dnssec,
  'dnssec-stale-ds/moved': { ...dnssec, also: ['dns.ns_moved_records_missing'] },
  'dnssec-signatures-expired': dnssec,
  'dnssec-well': healthy(),
  'glue-wrong': genuine('dns.lame', { from: 0.6, also: ['dns.ns_moved_records_missing'], never: ['dns.record_missing'] }),
  'glue-wrong/nobody-there': genuine('dns.lame', { from: 0.6, also: ['dns.provider_outage', 'dns.ns_moved_records_missing', 'unknown'], below: 0.99, never: ['dns.record_missing'] }),
  'one-resolver-lies': resolver,
  'one-resolver-lies/silent': { ...resolver, also: ['healthy', 'false_alarm.transient'] },
  'one-resolver-lies/second': healthy(),
  'ipv6-dead': healthy({ also: ['dns.record_wrong'] }),
  'ipv6-dead/with-old-certificate': genuine('tls.expired', { from: 0.95, never: ['dns.record_wrong'] }),

  // Certificates
  'certificate-expired': genuine('tls.expired', { from: 0.95, because: /expired on \d{4}-\d\d-\d\d/ }),
  'certificate-expired/behind-edge': { ...originCertificate, also: ['unknown'] },
  'certificate-expired-issuer-forbidden': genuine('tls.expired', { from: 0.95, because: /could not be renewed/ }),
  'certificate-not-yet-valid': genuine('tls.not_yet_valid', { from: 0.95, because: /valid only from/, never: ['tls.expired'] }),
  'certificate-wrong-name': genuine('tls.name_mismatch', { from: 0.9, blind: suspected, because: /certificate is for/, never: ['dns.record_wrong', 'hosting.unmapped'] }),
  'certificate-wrong-name/host-wildcard': genuine('tls.name_mismatch', { from: 0.6, also: ['dns.record_wrong'], because: /certificate/ }),
  'certificate-wrong-name/address-moved': genuine('dns.record_wrong', { from: 0.9, blind: suspected, never: ['tls.name_mismatch'] }),
  'certificate-wrong-name/without-www': genuine('tls.name_mismatch', { from: 0.9, look: withWww, never: ['dns.www_cname'] }),
  'certificate-self-signed': genuine('tls.self_signed', { from: 0.95, because: /signed by itself/, never: ['tls.untrusted', 'hosting.unmapped'] }),
  'certificate-chain': genuine('tls.chain', { from: 0.95, because: /without that of/, never: ['tls.untrusted'] }),
  'certificate-chain/wrong-intermediate': genuine('tls.chain', { from: 0.6, also: ['tls.untrusted'] }),
  'certificate-intermediate-expired': genuine('tls.expired', { from: 0.9, because: /intermediate certificate/, also: ['tls.chain', 'healthy'] }),
  'certificate-intermediate-expired/behind-edge': { ...originCertificate, also: ['unknown', 'healthy', 'host.service_down'] },
  'certificate-untrusted': genuine('tls.untrusted', { from: 0.95, never: ['tls.self_signed'] }),
  'certificate-revoked': genuine('tls.revoked', { from: 0.95, because: /revoked/ }),
  'certificate-revoked/forged-list': healthy({ never: ['tls.revoked'] }),
  'tls-too-old': handshake,
  'tls-no-common-cipher': handshake,
  'tls-plain-http': handshake,
  'tls-port-closed': genuine('host.service_down', { from: 0.6, also: ['tls.handshake'], never: ['hosting.provider_outage'] }),
  'tls-port-closed/silent': genuine('unknown', { also: ['tls.handshake', 'host.service_down'], below: 0.95, never: ['hosting.suspended_unknown'] }),
  'tls-port-closed/hang-up': genuine('host.service_down', { from: 0.6, also: ['tls.handshake'] }),
  'tls-name-unknown': genuine('hosting.unmapped', { from: 0.9, blind: suspected, never: ['tls.handshake'] }),

  // Transport
  'server-stopped': genuine('host.service_down', { from: 0.9, blind: suspected, because: /refuses the connection/, never: ['hosting.provider_outage'] }),
  'server-stopped/behind-edge': originDown,
  'server-silent': dark,
  'server-silent/behind-edge': originDown,
  'server-silent/behind-fastly': originDown,
  'connection-reset': genuine('host.service_down', { from: 0.6, because: /drops it at once/, never: ['tls.handshake'] }),
  'connection-reset/behind-edge': originDown,
  blip: falseAlarm('false_alarm.transient', { also: ['healthy'] }),
  'far-away': healthy(),
  slow: { verdict: 'healthy', cause: null, also: ['slow'] },
  'slow-but-well': healthy(),

  // Account
  suspended,
  'suspended/no-redirect-spanish': inTranslation,
  'suspended/no-redirect-german': inTranslation,
  'suspended/no-redirect-french': inTranslation,
  'suspended/reseller': inTranslation,
  'suspended/plesk': inTranslation,
  'suspended-unpaid': genuine('hosting.billing', { from: 0.95, because: /gives the reason: “(Nonpayment|Overdue)/, never: ['hosting.suspended_unknown', 'hosting.suspended_abuse'] }),
  'suspended-unpaid/plesk': { ...suspended, never: ['hosting.billing', 'hosting.suspended_abuse'] },
  'suspended-for-resources': genuine('hosting.capacity', { from: 0.95, because: /gives the reason/, never: ['hosting.billing', 'hosting.suspended_abuse'] }),
  'suspended-for-abuse': genuine('hosting.suspended_abuse', { from: 0.9, never: ['hosting.billing', 'security.blocklisted'] }),
  'platform-unpaid': unpaid,
  'platform-paused': genuine('hosting.suspended_unknown', { from: 0.6, never: ['hosting.billing'] }),
  'platform-paused/blocked': genuine('hosting.suspended_unknown', { from: 0.6, also: ['hosting.suspended_abuse', 'unknown'], never: ['hosting.billing', 'false_alarm.waf_block'] }),
  'platform-paused/throttled': capacity,
  'platform-paused/function-timeout': { ...capacity, also: ['app.fatal'], never: ['hosting.provider_outage'] },
  'platform-unmapped': unmapped,
  'platform-unmapped/wp-engine-short': { ...unmapped, also: ['unknown'] },
  'platform-crashed': fatal,
  'default-page': lostSite,
  'default-page/placeholder': { ...lostSite, from: 0, because: /.../, also: ['unknown'] },
  'default-page/litespeed-404': { ...lostSite, from: 0, because: /.../, also: ['unknown'] },
  'provider-outage': dark,
  'provider-outage/refused': genuine('host.service_down', { from: 0.6, also: ['hosting.provider_outage'] }),
  'provider-outage/resets': genuine('host.service_down', { from: 0.6, also: ['hosting.provider_outage'] }),

  // Resources
  'resource-limit': capacity,
  'resource-limit/at-peaks': { ...capacity, from: 0, also: ['healthy', 'false_alarm.transient'] },
  unavailable: genuine('unknown', { also: ['hosting.capacity', 'host.service_down'], below: 0.9, never: ['app.fatal', 'hosting.provider_outage'] }),
  'unavailable/too-many-requests': genuine('unknown', { also: ['hosting.capacity', 'false_alarm.waf_block'], below: 0.95 }),
  'gateway-timeout': capacity,
  'gateway-timeout/stalled': { ...dark, also: ['hosting.provider_outage', 'hosting.capacity'], never: ['tls.handshake', 'host.service_down'] },
  'bad-gateway': genuine('host.service_down', { from: 0.6, below: 0.95, never: ['hosting.provider_outage', 'app.fatal'] }),
  'bandwidth-used-up': capacity,

  // Application
  'error-500': genuine('unknown', { also: ['app.fatal'], below: 0.9, because: /500/, never: ['hosting.capacity', 'host.service_down'] }),
  'database-error': database,
  'database-error/spanish': { ...database, from: 0.6 },
  'database-error/custom-page': genuine('unknown', { also: ['app.db_connect', 'app.fatal', 'hosting.capacity', 'host.service_down', 'maintenance.planned'], below: 0.95 }),
  'database-full-up': { ...capacity, because: /database/, never: ['app.db_connect', 'hosting.provider_outage'] },
  'database-login-refused': { ...database, from: 0.6 },
  'not-installed': genuine('app.not_installed', { from: 0.95 }),
  'config-missing': genuine('app.config_missing', { from: 0.95 }),
  'critical-error': fatal,
  'critical-error/disk-full': genuine('host.disk_full', { from: 0.6, also: ['app.fatal'] }),
  'critical-error/memory': { ...fatal, from: 0.6 },
  'blank-page': genuine('app.blank', { from: 0.95 }),
  'blank-page/error-500': genuine('unknown', { also: ['app.fatal', 'app.blank'], below: 0.9 }),
  'page-cut-short': truncated,
  'page-cut-short/with-error': { ...truncated, also: ['app.fatal'] },
  'maintenance-fresh': maintenance,
  'maintenance-stuck': stuck,
  'maintenance-stuck/plugin': { ...stuck, also: ['unknown', 'hosting.capacity'] },
  'redirect-loop': loop,
  'redirect-loop/ever-longer': { ...loop, from: 0.6 },
  'redirect-loop/www-and-back': loop,
  'core-file-modified': genuine('security.malware', { from: 0.6, below: 0.9, because: /not as published/, never: ['security.defacement', 'app.assets'] }),
  'content-missing': genuine('unknown', { never: ['app.blank', 'security.defacement', 'hosting.unmapped'] }),

  // Delivery networks
  'edge-cannot-reach-origin': originDown,
  'edge-cannot-reach-origin/origin-well': genuine('dns.proxy_conflict', { from: 0.6, below: 0.9, because: /answers us/, never: ['host.service_down'], blind: unasked }),
  'edge-cannot-reach-origin/origin-well-522': genuine('dns.proxy_conflict', { from: 0.6, below: 0.9, because: /answers us/, never: ['hosting.provider_outage'], blind: unasked }),
  'edge-origin-certificate': originCertificate,
  'edge-origin-certificate/cloudfront': { ...originCertificate, also: ['unknown', 'host.service_down'] },
  'edge-origin-certificate/fastly': { ...originCertificate, also: ['unknown', 'host.service_down'] },
  'edge-down': { ...edgeItself, blind: unasked },
  'edge-5xx': { ...originDown, also: [...originDown.also!, 'app.fatal', 'dns.proxy_conflict'] },
  'edge-5xx/524': { ...capacity, also: ['dns.proxy_conflict'] },
  'edge-5xx/525': originCertificate,
  'edge-5xx/526': originCertificate,
  'edge-1xxx': genuine('dns.record_missing', { from: 0.6 }),
  'edge-1xxx/1004': { ...proxies, from: 0.6 },
  'edge-1xxx/1018': genuine('dns.record_missing', { from: 0.6, also: ['dns.ns_moved_records_missing', 'unknown'] }),
  'edge-1xxx/1023': genuine('dns.record_missing', { from: 0.6, also: ['dns.ns_moved_records_missing', 'unknown'] }),
  'edge-1xxx/1033': genuine('host.service_down', { from: 0.6 }),
  'edge-1xxx/1034': genuine('dns.record_wrong', { from: 0.6, blind: { also: ['unknown'] } }),
  'edge-1xxx/1101': genuine('app.fatal', { from: 0.6, also: ['unknown'] }),
  'edge-1xxx/1102': capacity,
  'edge-1xxx/1200': { ...capacity, also: ['unknown'] },
  'edge-akamai': originDown,
  'edge-akamai/dns': genuine('dns.record_missing', { from: 0.6 }),
  'edge-akamai/not-configured': unmapped,
  'edge-akamai/origin-tls': originCertificate,
  'edge-cloudfront': originDown,
  'edge-cloudfront/origin-dns': genuine('dns.record_missing', { from: 0.6 }),
  'edge-cloudfront/alias-unknown': genuine('hosting.unmapped', { also: ['unknown', 'false_alarm.waf_block'] }),
  'edge-cloudfront/timeout': { ...capacity, from: 0, also: ['unknown'] },
  'edge-cloudfront/function-503': { ...capacity, from: 0, also: ['unknown', 'app.fatal'], never: [] },
  'edge-fastly': originDown,
  'edge-fastly/unknown-domain': unmapped,
  'edge-fastly/first-byte': capacity,
  'edge-sucuri': originDown,

  // Walls
  'wall-for-programs': wall,
  'wall-for-programs/error-1015': { ...wall, also: ['hosting.capacity'] },
  'wall-for-programs/hang-up': { ...wall, also: ['false_alarm.transient', 'unknown', 'host.service_down'] },
  'wall-for-programs/crawlers-only': healthy({ never: ['security.seo_spam'] }),
  challenge: wall,
  'challenge/staging-lock': { ...wall, also: ['unknown'] },
  'geo-block': falseAlarm('false_alarm.geo_block', { also: ['false_alarm.waf_block', 'unknown'], never: ['hosting.suspended_unknown'] }),

  // Damage
  'cloaked-spam': spam,
  'referrer-redirect': ledAway,
  'foreign-siteurl': { ...ledAway, blind: movedAway, never: ['app.redirect_loop', 'dns.record_wrong'] },
  'injected-script': infected,
  defaced,
  'defaced/image-only': genuine('unknown', { also: ['security.defacement', 'app.blank', 'healthy'], below: 0.9 }),
  'page-miner': mined,
  blocklisted: genuine('security.blocklisted', { from: 0.95, because: /warn every visitor/, never: ['security.malware', 'hosting.suspended_abuse'] }),

  // Traps
  'quoting-article': healthy(),
  'cookie-wall': healthy(),
  'cookie-wall/set-and-return': healthy({ also: ['false_alarm.waf_block'] }),
  'for-sale-sign': healthy(),
  'updated-behind-cache': healthy({ never: ['security.malware'] }),

  // Hostile
  'gzip-bomb': genuine('unknown', { below: 0.6, also: ['healthy', 'false_alarm.transient'] }),
  'endless-headers': genuine('unknown', { below: 0.6 }),
  'not-http': genuine('unknown', { below: 0.9, also: ['host.service_down'] }),
} // prettier-ignore

const none = { sites: 0, failing: 0 }
const sameServer = { neighbours: { sameAddress: { sites: 5, failing: 5 }, sameHosting: { sites: 5, failing: 5 }, sameNameServers: none } }
const sameEdge = { neighbours: { sameAddress: { sites: 3, failing: 3 }, sameHosting: none, sameNameServers: none } }
const sameNames = { neighbours: { sameAddress: none, sameHosting: none, sameNameServers: { sites: 4, failing: 4 } } }
const outage = genuine('hosting.provider_outage', {
  from: 0.6,
  seen: sameServer,
  never: ['host.service_down', 'hosting.suspended_unknown'],
})

/** By the name of a scenario of many sites. The hub’s knowledge of the other sites is part of it. */
export const SHARED: Readonly<Record<string, Scenario>> = {
  'provider-outage-posted': { ...outage, from: 0.9, because: /status page reports/ },
  'provider-outage-unposted': outage,
  'provider-outage-elsewhere': outage,
  'provider-maintenance': maintenance,
  'probe-offline': falseAlarm('false_alarm.probe'),
  'clock-wrong': falseAlarm('false_alarm.clock', { never: ['tls.expired', 'tls.not_yet_valid'] }),
  'name-servers-shared-dead': { ...dead, from: 0.9, seen: sameNames },
  'registrar-shared-hold': onHold,
  'edge-shared-down': { ...edgeItself, also: [], below: 1, from: 0.6, because: /status page reports/, seen: sameEdge },
}

/** What is expected of a fault, or of one of its variants as `fault/variant`; null when nobody said. */
export const expectedOf = (fault: string): Scenario | null => SCENARIOS[fault] ?? SCENARIOS[fault.split('/')[0]!] ?? null
