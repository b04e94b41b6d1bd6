import type { Instant } from '../instant.ts'
import type {
  Baseline,
  DnsEvidence,
  Evidence,
  NameServerEvidence,
  PageEvidence,
  PageVariant,
  ProviderEvidence,
  RegistrationEvidence,
  TlsEvidence,
  VariantsEvidence,
} from './evidence.ts'

/** Evidence of a well site, for tests to break one part of. */
export const AT = Date.parse('2026-11-21T12:00:00Z') as Instant
export const HOST = 'cornerbakery.example'
const instant = (text: string) => Date.parse(text) as Instant

export const wellPage: PageEvidence = {
  transports: [{ address: '192.0.2.10', family: 4, outcome: 'connected' }],
  plain: 'connected',
  hops: [{ url: `https://${HOST}/`, status: 200, location: null, headers: { server: 'nginx' } }],
  finalUrl: `https://${HOST}/`,
  status: 200,
  title: 'Corner Bakery',
  text: 'corner bakery fresh bread from six in the morning, every day but monday.',
  excerpt: '<!doctype html><title>Corner Bakery</title>',
  words: 320,
  bytes: 9000,
  complete: true,
  failure: null,
  scriptHosts: [],
  links: 3,
  language: 'en',
  generator: null,
  plugins: [],
}

export const pageSaying = (title: string | null, text: string, more: Partial<PageEvidence> = {}): PageEvidence => ({
  ...wellPage,
  title,
  text: text.toLowerCase(),
  words: text.split(' ').length,
  bytes: text.length + 300,
  excerpt: `<title>${title ?? ''}</title>${text}`,
  ...more,
})

export const noPage = (outcome: PageEvidence['transports'][number]['outcome'], more: Partial<PageEvidence> = {}): PageEvidence => ({
  ...wellPage,
  transports: [{ address: '192.0.2.10', family: 4, outcome }],
  plain: outcome,
  hops: [],
  status: null,
  title: null,
  text: '',
  excerpt: '',
  words: 0,
  bytes: 0,
  complete: false,
  failure: outcome === 'refused' ? 'connection_refused' : 'connection_timeout',
  scriptHosts: [],
  links: 0,
  language: null,
  ...more,
})

export const variantOf = (page: PageEvidence, more: Partial<PageVariant> = {}): PageVariant => {
  const { transports: _transports, plain: _plain, generator: _generator, plugins: _plugins, ...variant } = page
  return { ...variant, ...more }
}
export const wellVariant: PageVariant = variantOf(wellPage)
export const wellVariants: VariantsEvidence = {
  plain: wellVariant,
  other: wellVariant,
  fresh: wellVariant,
  crawler: [wellVariant, wellVariant],
  referred: [wellVariant, wellVariant],
  mobile: wellVariant,
  origin: null,
  admin: { ...wellVariant, status: 404 },
  rest: { ...wellVariant, status: 404 },
  asset: { ...wellVariant, status: 404 },
}
export const wellProvider: ProviderEvidence = {
  provider: 'anchor-hosting',
  feed: 'https://status.anchor.example/api/v2/summary.json',
  shape: 'statuspage',
  state: 'operational',
  notices: [],
}

const leaf = {
  subject: `CN=${HOST}`,
  issuer: "C=US, O=Let's Encrypt, CN=R11",
  names: [HOST, `www.${HOST}`],
  validFrom: instant('2026-10-01T00:00:00Z'),
  validTo: instant('2026-12-30T00:00:00Z'),
  fingerprint: 'AA:BB',
  selfSigned: false,
}
export const wellTls: TlsEvidence = {
  authorized: true,
  code: null,
  protocol: 'TLSv1.3',
  chain: [leaf, { ...leaf, subject: 'CN=R11', names: [], validTo: instant('2030-01-01T00:00:00Z') }],
  nameMatches: true,
  withoutName: null,
  revoked: null,
  listIgnored: null,
  clockSkewMs: 0,
}
export const badTls = (code: string, changes: Partial<typeof leaf> = {}, more: Partial<TlsEvidence> = {}): TlsEvidence => ({
  ...wellTls,
  authorized: false,
  code,
  chain: [{ ...leaf, ...changes }],
  ...more,
})

export const server = (more: Partial<NameServerEvidence> = {}): NameServerEvidence => ({
  name: 'ns1.namesilver.example',
  address: '192.0.2.53',
  verdict: 'ok',
  serial: 1,
  a: ['192.0.2.10'],
  aaaa: [],
  cname: null,
  mx: [],
  ttl: 300,
  tookMs: 2,
  ...more,
})
export const wellDns: DnsEvidence = {
  zone: HOST,
  delegation: ['ns1.namesilver.example', 'ns2.namesilver.example'],
  delegationCode: 'found',
  servers: [server(), server({ name: 'ns2.namesilver.example' })],
  childNs: ['ns1.namesilver.example', 'ns2.namesilver.example'],
  www: { code: 'ok', cname: HOST, a: ['192.0.2.10'] },
  views: [
    { resolver: '192.0.2.1', checking: true, code: 'ok', extended: null, a: ['192.0.2.10'] },
    { resolver: '192.0.2.1', checking: false, code: 'ok', extended: null, a: ['192.0.2.10'] },
  ],
  ds: [],
  signed: 'no',
  caa: [],
  resolver: { code: 'ok', a: ['192.0.2.10'], aaaa: [], cname: null },
}
export const dnsSaying = (more: Partial<NameServerEvidence>, zone: Partial<DnsEvidence> = {}): DnsEvidence => ({
  ...wellDns,
  servers: wellDns.servers.map((one) => ({ ...one, ...more })),
  resolver: { ...wellDns.resolver, a: more.a ?? wellDns.resolver.a },
  ...zone,
})
export const noDelegation: DnsEvidence = {
  ...wellDns,
  delegation: [],
  delegationCode: 'nxdomain',
  servers: [],
  childNs: [],
  www: { code: 'nxdomain', cname: null, a: [] },
  views: wellDns.views.map((view) => ({ ...view, code: 'nxdomain', a: [] })),
  signed: 'unknown',
  resolver: { code: 'nxdomain', a: [], aaaa: [], cname: null },
}

export const wellRegistration: RegistrationEvidence = {
  domain: HOST,
  source: 'rdap',
  found: true,
  registrar: 'NameSilver',
  status: ['active'],
  registryExpires: instant('2027-05-01T00:00:00Z'),
  registrarExpires: null,
  nameServers: ['ns1.namesilver.example'],
  changedAt: null,
  learntAt: AT,
  retryAt: null,
}
export const registered = (registrar: string | null, registry: string | null, ...status: string[]): RegistrationEvidence => ({
  ...wellRegistration,
  registrarExpires: registrar === null ? null : instant(`${registrar}T00:00:00Z`),
  registryExpires: registry === null ? null : instant(`${registry}T00:00:00Z`),
  status,
})

export const goodBefore: Baseline = {
  site: HOST,
  seen: instant('2026-11-01T00:00:00Z'),
  dns: {
    ns: ['ns1.namesilver.example', 'ns2.namesilver.example'],
    a: ['192.0.2.10'],
    aaaa: [],
    www: { cname: HOST },
    mx: null,
    ds: null,
    ttl: 300,
    ttls: null,
  },
  registration: { registrar: 'NameSilver', expires: '2027-05-01', status: ['active'] },
  tls: null,
  page: {
    status: 200,
    finalUrl: `https://${HOST}/`,
    title: 'Corner Bakery',
    contains: ['Fresh bread'],
    bytes: [6000, 12000],
    scripts: null,
    server: null,
    headers: null,
    generator: null,
    plugins: null,
  },
  hosting: 'anchor-hosting',
}

export const evidence = (more: Partial<Evidence> = {}): Evidence => ({
  at: AT,
  site: { host: HOST, url: `https://${HOST}/`, registrar: null, hosting: null },
  page: wellPage,
  tls: wellTls,
  dns: wellDns,
  registration: wellRegistration,
  variants: null,
  provider: null,
  listed: null,
  panel: null,
  core: null,
  baseline: goodBefore,
  pattern: null,
  neighbours: null,
  host: null,
  tookMs: {},
  missing: [],
  ...more,
})
