import { ADDRESSES, NAME_SERVERS, type DnsProvider } from './addresses.ts'
import { CANARIES } from './sites.ts'
import type { SiteState, World } from './world.ts'
import type { Zone, ZoneRecord } from './zone.ts'

const TTL = 300
const TLD_SERVERS = ['a.nic.example', 'b.nic.example']

/** Domains that carry mail and no website: the operator, the partners, a mailbox provider. */
const MAIL_DOMAINS = ['harbor.example', 'brightside.example', 'northlight.example', 'mailbox.example']

/** Every domain that exists under `example`, with who answers for it when all is well. */
export function domains(world: World): readonly { readonly name: string; readonly dns: DnsProvider; readonly state: SiteState | null }[] {
  return [
    ...world.sites.map((state) => ({ name: state.site.name, dns: state.site.dns, state })),
    ...CANARIES.map(({ name, dns }) => ({ name, dns, state: null })),
    ...MAIL_DOMAINS.map((name) => ({ name, dns: 'namesilver' as const, state: null })),
    { name: 'namesilver.example', dns: 'namesilver', state: null },
    { name: 'anchor.example', dns: 'anchor', state: null },
  ]
}

/** Whom the parent names for a domain: a lapsed one is handed to the parking provider. */
export const delegatedTo = ({ dns, state }: { dns: DnsProvider; state: SiteState | null }): DnsProvider =>
  state?.fault?.registration === 'expired' ? 'parking' : dns

/** The root zone: it knows the two top-level domains of the lab and nothing else. */
export const rootZone = (world: World): Zone => ({
  origin: '',
  records: [
    soa('', 'a.root.example', world, 0),
    { type: 'NS', name: '.', ttl: TTL, data: 'a.root.example' },
    ...['example', 'com'].flatMap((tld) => TLD_SERVERS.map((data): ZoneRecord => ({ type: 'NS', name: tld, ttl: TTL, data }))),
    ...addressesOf(TLD_SERVERS, ADDRESSES.tld),
  ],
})

/** What the servers of the top-level domains hold. */
export function tldZones(world: World): readonly Zone[] {
  const delegations = domains(world).flatMap((domain) => nameServersOf(domain.name, delegatedTo(domain)))
  const changes = world.sites.reduce((sum, { changes }) => sum + changes, 0)
  const apex = (tld: string) => [soa(tld, 'a.nic.example', world, changes), ...named(tld, TLD_SERVERS)]
  const glue = [...addressesOf(NAME_SERVERS.namesilver, ADDRESSES.namesilver), ...addressesOf(NAME_SERVERS.anchor, ADDRESSES.anchor)]
  const parking = [...nameServersOf('pendingrenewaldeletion.com', 'parking'), ...addressesOf(NAME_SERVERS.parking, ADDRESSES.parking)]
  return [
    {
      origin: 'example',
      records: [
        ...apex('example'),
        ...addressesOf(TLD_SERVERS, ADDRESSES.tld),
        a('a.root.example', ADDRESSES.root[0]),
        ...delegations,
        ...glue,
      ],
    },
    { origin: 'com', records: [...apex('com'), ...parking] },
  ]
}

/** What the name servers of a provider hold: the zones of its customers and its own. */
export function providerZones(world: World, provider: DnsProvider): readonly Zone[] {
  if (provider === 'parking') return [ownZone(world, 'pendingrenewaldeletion.com', 'parking'), ...parkedZones(world)]
  return domains(world).flatMap(({ name, dns, state }) => {
    if (dns !== provider) return []
    if (state) return [siteZone(world, state)]
    const canary = CANARIES.find((one) => one.name === name)
    return [
      canary
        ? zone(world, name, dns, 0, [a(name, canary.address)])
        : MAIL_DOMAINS.includes(name)
          ? mailZone(world, name)
          : ownZone(world, name, dns),
    ]
  })
}

function siteZone(world: World, { site, fault, changes }: SiteState): Zone {
  const address = fault?.records === 'elsewhere' ? ADDRESSES.stranger : site.address
  return zone(world, site.name, site.dns, changes, [
    ...(fault?.records === 'missing' ? [] : [a(site.name, address)]),
    { type: 'CNAME', name: `www.${site.name}`, ttl: TTL, data: site.name },
    ...mailRecords(site.name),
  ])
}

// A parking provider answers with its own page for every name below the domain.
const parkedZones = (world: World): readonly Zone[] =>
  world.sites
    .filter(({ fault }) => fault?.registration === 'expired')
    .map(({ site: { name }, changes }) =>
      zone(world, name, 'parking', changes, [a(name, ADDRESSES.parkingPage), a(`*.${name}`, ADDRESSES.parkingPage)]),
    )

const mailZone = (world: World, name: string): Zone => zone(world, name, 'namesilver', 0, mailRecords(name))

function ownZone(world: World, name: string, provider: DnsProvider): Zone {
  const hosts = provider === 'anchor' ? [a('panel.anchor.example', ADDRESSES.panel), a('mail.anchor.example', ADDRESSES.mail)] : []
  return zone(world, name, provider, 0, [...addressesOf(NAME_SERVERS[provider], ADDRESSES[provider]), ...hosts])
}

const zone = (world: World, origin: string, provider: DnsProvider, changes: number, records: readonly ZoneRecord[]): Zone => ({
  origin,
  records: [soa(origin, NAME_SERVERS[provider][0] ?? origin, world, changes), ...nameServersOf(origin, provider), ...records],
})

const mailRecords = (name: string): readonly ZoneRecord[] => [
  { type: 'MX', name, ttl: TTL, data: { preference: 10, exchange: 'mail.anchor.example' } },
  { type: 'TXT', name, ttl: TTL, data: 'v=spf1 mx -all' },
]

const nameServersOf = (name: string, provider: DnsProvider): readonly ZoneRecord[] => named(name, NAME_SERVERS[provider])

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
