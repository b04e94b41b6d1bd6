const NAMES = ['dns.record_missing', 'dns.record_wrong', 'dns.www_cname', 'dns.inconsistent']
const SERVERS = ['hosting.provider_outage', 'host.service_down', 'hosting.capacity']
const CERTIFICATES = [
  'tls.expired',
  'tls.not_yet_valid',
  'tls.name_mismatch',
  'tls.self_signed',
  'tls.chain',
  'tls.untrusted',
  'tls.handshake',
]
const OTHER_PAGE = ['hosting.unmapped', 'app.blank', 'app.assets', 'security.redirect', 'security.defacement', 'security.malware']
const APPLICATION = ['app.db_connect', 'app.fatal', 'app.blank', 'app.truncated', 'app.assets']
const ELSEWHERE = [...SERVERS, ...CERTIFICATES, ...OTHER_PAGE]

const LAPSED = [
  ...NAMES,
  'dns.ns_moved_records_missing',
  'dns.lame',
  'dns.provider_outage',
  'dns.dnssec',
  ...ELSEWHERE,
  'app.redirect_loop',
]
const SUSPENDED = [...CERTIFICATES, 'dns.record_wrong', 'host.service_down', ...OTHER_PAGE, ...APPLICATION]
const STARVED = ['hosting.capacity', 'host.service_down', ...APPLICATION]

/** What else a broken layer breaks (causes.md 3.2): the cause on the left also produces what is on the right, which is then no news. */
export const explains: Readonly<Record<string, readonly string[]>> = {
  'domain.expired': [...LAPSED, 'domain.hold'],
  'domain.hold': LAPSED,
  'domain.redemption': [...LAPSED, 'domain.expired', 'domain.hold'],
  'domain.pending_delete': [...LAPSED, 'domain.expired', 'domain.hold'],
  'dns.provider_outage': [...NAMES, 'dns.lame', ...SERVERS, 'tls.handshake'],
  'dns.ns_moved_records_missing': [...NAMES, 'dns.lame', 'dns.provider_outage', 'dns.dnssec', ...ELSEWHERE],
  'dns.lame': [...NAMES, ...ELSEWHERE],
  'dns.dnssec': [...NAMES, 'dns.provider_outage', ...SERVERS, 'tls.handshake'],
  'dns.inconsistent': ['dns.record_missing', 'dns.record_wrong', 'dns.www_cname', ...ELSEWHERE],
  'dns.www_cname': ['dns.record_missing', 'dns.record_wrong', ...ELSEWHERE],
  'dns.record_missing': [...SERVERS, 'tls.handshake'],
  'dns.record_wrong': ELSEWHERE,
  'dns.proxy_conflict': ['dns.record_wrong', 'app.redirect_loop', 'tls.origin', 'tls.handshake', 'tls.name_mismatch', ...SERVERS],
  'hosting.provider_outage': ['host.service_down', 'hosting.capacity', 'tls.handshake', 'tls.origin', ...APPLICATION],
  'hosting.suspended_unknown': SUSPENDED,
  'hosting.billing': [...SUSPENDED, 'hosting.suspended_unknown'],
  'hosting.suspended_abuse': [...SUSPENDED, 'hosting.suspended_unknown'],
  'hosting.unmapped': [
    'tls.name_mismatch',
    'tls.self_signed',
    'tls.handshake',
    'tls.untrusted',
    'app.blank',
    'app.assets',
    'security.defacement',
  ],
  'hosting.capacity': ['host.service_down', ...APPLICATION],
  'hosting.dos': [...STARVED, 'hosting.provider_outage'],
  'host.service_down': ['tls.handshake', 'app.fatal'],
  'host.load': STARVED,
  'host.disk_full': [...STARVED, 'tls.expired', 'host.mail_queue'],
  'host.inodes': [...STARVED, 'tls.expired'],
  'host.oom': STARVED,
  'host.miner': [...STARVED, 'host.load'],
  'host.db_down': ['app.db_connect', 'app.fatal'],
  'tls.self_signed': ['tls.name_mismatch', 'tls.untrusted'],
  'tls.untrusted': ['tls.name_mismatch'],
  'app.db_connect': ['app.fatal', 'app.assets'],
  'app.fatal': ['app.blank', 'app.truncated', 'app.assets'],
  'app.not_installed': ['app.config_missing'],
  'app.maintenance_stuck': ['hosting.capacity', 'host.service_down'],
  'security.malware': ['security.redirect', 'security.seo_spam', 'security.page_miner', 'security.blocklisted'],
}
