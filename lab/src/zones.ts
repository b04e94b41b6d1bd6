import type { Question } from 'dns-packet'
import { ADDRESSES, domainOf, NAME_SERVERS, type DnsProvider, type NameServers } from './addresses.ts'
import { dsOf, sign } from './dnssec.ts'
import { EDGES, edgeOf } from './edges.ts'
import { CANARIES } from './sites.ts'
import { STATUS_PAGES } from './status-pages.ts'
import type { SiteState, World } from './world.ts'
import { answerFrom, canonical, isUnder, type Reply, type Zone, type ZoneRecord } from './zone.ts'

const TTL = 300
const TLD_SERVERS = ['a.nic.example', 'b.nic.example']
export const TLDS = ['example', 'com', 'net', 'info'] as const

/** Domains that carry mail and no website: the operator, the partners, a mailbox provider. */
const MAIL_DOMAINS = ['harbor.example', 'brightside.example', 'northlight.example', 'mailbox.example']

/** Domains of companies with hosts of their own, beside those that name servers have their names in. */
const COMPANIES = [
  'labca.example',
  'stranger.example',
  'domaindepot.example',
  'kranich.example',
  'hafen.example',
  ...EDGES.map(({ domain }) => domain),
]

const PROVIDERS = Object.keys(NAME_SERVERS) as DnsProvider[]
const PROVIDER_DOMAINS = new Map(PROVIDERS.map((provider) => [domainOf(provider), provider]))

export type Domain = { readonly name: string; readonly dns: DnsProvider; readonly state: SiteState | null }

/** Every domain that exists, with who answers for it when all is well. */
export function domains(world: World): readonly Domain[] {
  const plain = (name: string, dns: DnsProvider) => ({ name, dns, state: null })
  return [
    ...world.sites.map((state) => ({ name: state.site.name, dns: state.site.dns, state })),
    ...CANARIES.map(({ name, dns }) => plain(name, dns)),
    ...[...MAIL_DOMAINS, ...COMPANIES].map((name) => plain(name, 'namesilver')),
    ...[...PROVIDER_DOMAINS].map(([name, provider]) => plain(name, provider)),
    ...world.members.map((state) => ({ name: state.site.name, dns: state.site.dns, state })),
  ]
}

/** What the parent writes for a domain: names of servers, with glue where they lie inside it; null when it writes nothing. */
export function delegationOf({ dns, state }: Domain): { readonly names: readonly string[]; readonly glue: readonly string[] } | null {
  const wanted = state?.fault?.dns?.delegation ?? dns
  if (wanted === 'nobody') return null
  if (typeof wanted === 'function') return wanted(state!.site)
  return { names: NAME_SERVERS[wanted].names, glue: [] }
}

/** The root zone: it knows the top-level domains of the lab and nothing else. */
export const rootZone = (world: World): Zone => ({
  origin: '',
  records: [
    soa('', 'a.root.example', world, 0),
    { type: 'NS', name: '.', ttl: TTL, data: 'a.root.example' },
    ...TLDS.flatMap((tld) => named(tld, TLD_SERVERS)),
    ...addressesOf(TLD_SERVERS, ADDRESSES.tld),
  ],
})

/** What the servers of the top-level domains hold: delegations, glue, DS, and the registry's own hosts. */
export function tldZones(world: World): readonly Zone[] {
  const changes = world.all.reduce((sum, { changes }) => sum + changes, 0)
  const all = domains(world)
  const registry = [
    ...addressesOf(TLD_SERVERS, ADDRESSES.tld),
    a('a.root.example', ADDRESSES.root[0]),
    a('whois.nic.example', ADDRESSES.whoisRegistry),
  ]
  return TLDS.map((tld) => ({
    origin: tld,
    records: [
      soa(tld, 'a.nic.example', world, changes),
      ...named(tld, TLD_SERVERS),
      ...(tld === 'example' ? registry : []),
      ...all.filter(({ name }) => isUnder(name, tld)).flatMap(parentRecords),
    ],
  }))
}

function parentRecords(domain: Domain): readonly ZoneRecord[] {
  const delegation = delegationOf(domain)
  if (!delegation) return []
  const own = PROVIDER_DOMAINS.get(domain.name)
  const { site, fault } = domain.state ?? {}
  return [
    ...named(domain.name, delegation.names),
    ...(own ? hostsOf(own) : addressesOf(delegation.names.slice(0, delegation.glue.length), delegation.glue)),
    ...(site && fault?.dns?.dnssec ? [dsOf(site.name, fault.dns.dnssec, TTL)] : []),
  ]
}

/** What a name server at this address says of a question, whatever a fault makes of the answer; null is silence. */
export function answerAt(world: World, address: string, question: Question, wantsSignatures: boolean): Reply | null {
  const here = PROVIDERS.map((provider) => ({ provider, server: serverAt(NAME_SERVERS[provider], address) })).filter(
    ({ server }) => server >= 0,
  )
  const server = here[0]?.server ?? 0
  const reply = answerFrom(
    here.flatMap(({ provider }) => providerZones(world, provider, server)),
    question,
  )
  const state = world.all.find(({ site }) => isUnder(canonical(question.name), site.name))
  const change = state?.fault?.dns
  if (!state || !change) return reply
  const whole = change.dnssec ? sign(reply, state.site.name, change.dnssec, question) : reply
  const signed = wantsSignatures
    ? whole
    : { ...whole, answers: whole.answers.filter(isNoSignature), authorities: whole.authorities.filter(isNoSignature) }
  return change.server
    ? change.server(signed, { site: state.site, server, question, round: world.round(state.site.name, question, server) })
    : signed
}

const isNoSignature = ({ type }: { readonly type: string }): boolean => type !== 'RRSIG'

const serverAt = ({ addresses }: NameServers, address: string): number => addresses.indexOf(address)

/** What the name servers of a provider hold: the zones of its customers and its own. */
function providerZones(world: World, provider: DnsProvider, server: number): readonly Zone[] {
  return domains(world).flatMap((domain) => {
    const { name, dns, state } = domain
    if (state) return siteZones(world, state, provider, server)
    if (dns !== provider) return []
    const own = PROVIDER_DOMAINS.get(name)
    return [zone(world, name, dns, 0, [...(own ? hostsOf(own) : []), ...hostsIn(name)])]
  })
}

/** The old provider keeps the zone of a site that was delegated elsewhere; the new one may know it, park it or know nothing. */
function siteZones(world: World, state: SiteState, provider: DnsProvider, server: number): readonly Zone[] {
  const { site, fault, changes } = state
  const { delegation, there } = fault?.dns ?? {}
  const isThere = delegation === provider && there !== undefined
  if (isThere && there === 'parked') {
    const page = ADDRESSES.parkingPage
    return [zone(world, site.name, provider, changes, [a(site.name, page), a(`*.${site.name}`, page)])]
  }
  const isHeld = isThere || (site.dns === provider && delegation !== provider)
  return isHeld ? [siteZone(world, state, provider, server)] : []
}

function siteZone(world: World, { site, fault, changes }: SiteState, provider: DnsProvider, server: number): Zone {
  const edge = fault?.edge ? edgeOf(fault.edge.brand) : site.edge ? edgeOf(site.edge) : null
  const usual = zone(world, site.name, provider, changes, [
    ...(edge ? edge.addresses.map((address) => a(site.name, address)) : [a(site.name, site.address)]),
    { type: 'CNAME', name: `www.${site.name}`, ttl: TTL, data: site.name },
    { type: 'MX', name: site.name, ttl: TTL, data: { preference: 10, exchange: 'mail.anchor.example' } },
    { type: 'TXT', name: site.name, ttl: TTL, data: 'v=spf1 mx -all' },
  ])
  return { ...usual, records: fault?.dns?.records?.(usual.records, { site, server }) ?? usual.records }
}

/** The hosts that companies have under their domains. */
function hostsIn(domain: string): readonly ZoneRecord[] {
  const hosts = [
    ...CANARIES.map(({ name, address }) => a(name, address)),
    ...STATUS_PAGES.map(({ host }) => a(host, ADDRESSES.statusPages)),
    ...EDGES.flatMap(({ domain: origin, addresses }) => addresses.map((address) => a(`edge.${origin}`, address))),
    a('panel.anchor.example', ADDRESSES.panel),
    a('mail.anchor.example', ADDRESSES.mail),
    a('crl.labca.example', ADDRESSES.revocations),
    a('whois.namesilver.example', ADDRESSES.whoisRegistrar),
    a('whois.domaindepot.example', ADDRESSES.whoisRegistrar),
    a('stranger.example', ADDRESSES.stranger),
    a('*.stranger.example', ADDRESSES.stranger),
    a('server7.anchor.example', ADDRESSES.stranger),
  ]
  const mail: readonly ZoneRecord[] = MAIL_DOMAINS.includes(domain)
    ? [{ type: 'MX', name: domain, ttl: TTL, data: { preference: 10, exchange: 'mail.anchor.example' } }]
    : []
  return [...hosts.filter(({ name }) => isUnder(name, domain)), ...mail]
}

const zone = (world: World, origin: string, provider: DnsProvider, changes: number, records: readonly ZoneRecord[]): Zone => ({
  origin,
  records: [
    soa(origin, NAME_SERVERS[provider].names[0] ?? origin, world, changes),
    ...named(origin, NAME_SERVERS[provider].names),
    ...records,
  ],
})

const hostsOf = (provider: DnsProvider): readonly ZoneRecord[] =>
  addressesOf(NAME_SERVERS[provider].names, NAME_SERVERS[provider].addresses)

const named = (name: string, servers: readonly string[]): readonly ZoneRecord[] =>
  servers.map((data) => ({ type: 'NS', name, ttl: TTL, data }))

const addressesOf = (names: readonly string[], addresses: readonly string[]): readonly ZoneRecord[] =>
  names.map((name, index) => a(name, addresses[index] ?? '127.0.0.1'))

const a = (name: string, data: string): ZoneRecord => ({ type: 'A', name, ttl: TTL, data })

/** The serial is the day of the start and a count, as zone keepers write it: it grows with every change. */
function soa(origin: string, mname: string, world: World, changes: number): ZoneRecord {
  const day = Number(new Date(world.startedAt).toISOString().slice(0, 10).replaceAll('-', ''))
  const data = {
    mname,
    rname: `hostmaster.${mname}`,
    serial: day * 100 + 1 + changes,
    refresh: 7200,
    retry: 900,
    expire: 1_209_600,
    minimum: 60,
  }
  return { type: 'SOA', name: origin === '' ? '.' : origin, ttl: TTL, data }
}
