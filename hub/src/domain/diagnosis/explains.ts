/** What else a broken layer breaks (causes.md 3.2): the cause on the left also produces what is on the right, which is then no news. */
export const explains: Readonly<Record<string, readonly string[]>> = {
  'domain.expired': [
    'dns.record_missing',
    'dns.record_wrong',
    'hosting.provider_outage',
    'host.service_down',
    'tls.expired',
    'tls.name_mismatch',
    'tls.self_signed',
    'tls.chain',
    'tls.untrusted',
    'tls.handshake',
  ],
  'dns.record_missing': ['hosting.provider_outage', 'host.service_down'],
  'dns.record_wrong': [
    'hosting.provider_outage',
    'host.service_down',
    'tls.name_mismatch',
    'tls.self_signed',
    'tls.chain',
    'tls.untrusted',
    'tls.handshake',
  ],
  'host.service_down': ['tls.handshake'],
  'tls.self_signed': ['tls.name_mismatch'],
  'hosting.suspended_unknown': ['tls.name_mismatch', 'tls.self_signed', 'dns.record_wrong', 'host.service_down'],
}
