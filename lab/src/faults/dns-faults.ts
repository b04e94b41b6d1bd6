import { ADDRESSES } from '../addresses.ts'
import { cloudflare1xxx } from '../pages/edge-pages.ts'
import { addressRecord, alsoHas, apexAt, changes, emptied, noWww, onlyAt, wwwAt, wwwTo } from '../record-changes.ts'
import { leadsTo } from '../site-answers.ts'
import { SERVFAIL, REFUSED, type Reply } from '../zone.ts'
import type { AtServer, DnsChange, FaultEntry } from './fault.ts'

const { stranger } = ADDRESSES
const NXDOMAIN: Reply = { ...SERVFAIL, rcode: 'NXDOMAIN' }
const NODATA: Reply = { ...SERVFAIL, rcode: 'NOERROR' }
const UPWARD: Reply = { ...NODATA, authorities: [{ type: 'NS', name: '.', ttl: 518_400, data: 'a.root.example' }] }

/** Replaces every answer of those servers. */
const insteadAt =
  (servers: readonly number[], said: Reply | null): NonNullable<DnsChange['server']> =>
  (reply, { server }) =>
    servers.includes(server) ? said : reply
const everyServer = (said: Reply | null) => insteadAt([0, 1], said)
const inRounds =
  (isDown: (at: AtServer) => boolean, said: Reply | null): NonNullable<DnsChange['server']> =>
  (reply, at) =>
    isDown(at) ? said : reply

/** Every five questions of one kind, the second and the fourth fail at both servers. */
const twoOfFive = ({ round }: AtServer): boolean => round % 5 === 2 || round % 5 === 4
const twoSecondsOfFive = (): boolean => Math.floor(Date.now() / 1000) % 5 < 2

const lies =
  (said: Reply | null, liars: readonly number[]): NonNullable<DnsChange['resolver']> =>
  (index) =>
    liars.includes(index) ? said : undefined

const ownGlue = (glue: readonly string[]): DnsChange => ({
  delegation: ({ name }) => ({ names: [`ns1.${name}`, `ns2.${name}`], glue }),
  records: (records, { site }) => [
    ...records.filter(({ type, name }) => !(type === 'NS' && name === site.name)),
    ...['ns1', 'ns2'].map((host) => ({ type: 'NS' as const, name: site.name, ttl: 300, data: `${host}.${site.name}` })),
    ...['ns1', 'ns2'].map((host, index) =>
      addressRecord(`${host}.${site.name}`, ADDRESSES[site.dns === 'anchor' ? 'anchor' : 'namesilver'][index]!),
    ),
  ],
})

/** Names that lead nowhere, elsewhere, or to different places depending on whom one asks. */
export const DNS_FAULTS: readonly FaultEntry[] = [
  {
    id: 'name-servers-moved-lame',
    row: 8,
    description: 'The domain was pointed at another provider, which knows no such zone and refuses.',
    dns: { delegation: 'newhost' },
    registration: { changedDays: -1 },
    variants: {
      'upward-referral': {
        dns: { delegation: 'newhost', there: 'same', server: everyServer(UPWARD) },
        description: 'The new servers point back at the root.',
      },
      'not-authoritative': {
        dns: { delegation: 'newhost', there: 'same', server: everyServer(NODATA) },
        description: 'The new servers answer emptily and without authority.',
      },
      servfail: { dns: { delegation: 'newhost', there: 'same', server: everyServer(SERVFAIL) } },
      'no-such-servers': {
        dns: { delegation: () => ({ names: ['ns1.nowhere-hosting.example', 'ns2.nowhere-hosting.example'], glue: [] }) },
        description: 'The parent names servers that do not exist.',
      },
      'one-of-two': { dns: { server: insteadAt([1], REFUSED) }, description: 'Only one of the two servers refuses.' },
    },
  },
  {
    id: 'name-servers-moved-empty',
    row: 9,
    description: 'The domain was pointed at another provider, whose zone has the mail records and no address.',
    dns: { delegation: 'newhost', there: 'same', records: apexAt() },
    registration: { changedDays: -1 },
    variants: {
      'nothing-at-all': { dns: { delegation: 'newhost', there: 'same', records: emptied }, description: 'The new zone is empty.' },
      'edge-names': { dns: { delegation: 'edge', there: 'same', records: apexAt() } },
      parked: {
        dns: { delegation: 'dnsParking', there: 'parked' },
        description: 'The new provider shows its own parking page; the registration is in order.',
      },
    },
  },
  {
    id: 'record-missing',
    row: 10,
    description: 'The address record is gone from every name server.',
    dns: { records: apexAt() },
    variants: {
      'www-too': { dns: { records: changes(apexAt(), noWww) } },
      'whole-zone': { dns: { records: emptied }, description: 'Mail records are gone as well.' },
    },
  },
  {
    id: 'record-wrong',
    row: 11,
    description: 'The address record points at a server that does not know the site.',
    dns: { records: apexAt(stranger) },
    variants: {
      'two-addresses': {
        dns: { records: (records, about) => [...records, addressRecord(about.site.name, stranger)] },
        description: 'One of two addresses is wrong.',
      },
      'nobody-there': { dns: { records: apexAt('127.99.1.10') }, description: 'Nothing listens at the address.' },
    },
  },
  {
    id: 'www-dangling',
    row: 12,
    description: 'The alias of www leads to a name that does not exist; the apex is well.',
    dns: { records: wwwTo(({ name }) => `${name.split('.')[0]}.nowhere-hosting.example`) },
    variants: {
      elsewhere: { dns: { records: wwwAt(stranger) }, description: 'The name www leads to a stranger’s server.' },
      missing: { dns: { records: noWww }, description: 'The name www is gone.' },
      'no-address': { dns: { records: wwwTo(() => 'mailbox.example') }, description: 'The alias leads to a name without an address.' },
    },
  },
  {
    id: 'alias-loop',
    row: 13,
    description: 'Two aliases lead to each other.',
    dns: {
      records: changes(
        wwwTo(({ name }) => `web.${name}`),
        apexAt(),
        (records, { site: { name } }) => [
          ...records,
          { type: 'CNAME', name: `web.${name}`, ttl: 300, data: `www.${name}` },
          { type: 'CNAME', name, ttl: 300, data: `www.${name}` },
        ],
      ),
    },
    variants: {
      itself: {
        dns: {
          records: changes(
            apexAt(),
            alsoHas(({ name }) => [{ type: 'CNAME', name, ttl: 300, data: name }]),
          ),
        },
      },
    },
  },
  {
    id: 'proxy-on-proxy',
    row: 14,
    description: 'The record points at a proxy that would lead back to itself: error 1000.',
    edge: { brand: 'cloudflare', says: cloudflare1xxx(403, 1000, 'DNS points to prohibited IP') },
    variants: {
      'status-530': {
        edge: {
          brand: 'cloudflare',
          says: cloudflare1xxx(
            530,
            1000,
            'DNS points to prohibited IP',
            'The owner of this website has a DNS record that points to an IP of our network.',
          ),
        },
      },
      'error-1002': { edge: { brand: 'cloudflare', says: cloudflare1xxx(403, 1002, 'DNS points to Prohibited IP') } },
      'names-moved': { dns: { delegation: 'edge', there: 'same' } },
      'redirect-loop': {
        edge: {
          brand: 'cloudflare',
          says: leadsTo(301, ({ name }) => `https://${name}/`, [
            ['server', 'cloudflare'],
            ['cf-ray', '9a1c7e52bd80f1e2-LAB'],
          ]),
        },
        description: 'The proxy asks by http, the host answers with a redirect to https, for ever.',
      },
    },
  },
  {
    id: 'alias-across-accounts',
    row: 15,
    description: 'The alias leads into another customer’s account of the same proxy: error 1014.',
    edge: { brand: 'cloudflare', says: cloudflare1xxx(403, 1014, 'CNAME Cross-User Banned') },
    variants: {
      'status-530': {
        edge: {
          brand: 'cloudflare',
          says: cloudflare1xxx(530, 1014, 'CNAME Cross-User Banned', 'You have requested a page that is part of another account.'),
        },
      },
    },
  },
  {
    id: 'edge-in-front',
    row: 16,
    description: 'Healthy: a delivery network was put in front of the site and brings the same pages.',
    edge: { brand: 'cloudflare' },
    variants: {
      fastly: { edge: { brand: 'fastly' } },
      akamai: { edge: { brand: 'akamai' } },
      cloudfront: { edge: { brand: 'cloudfront' } },
      sucuri: { edge: { brand: 'sucuri' } },
      brightedge: { edge: { brand: 'brightedge' } },
      'names-moved': { edge: { brand: 'cloudflare' }, dns: { delegation: 'edge', there: 'same' } },
    },
  },
  {
    id: 'one-name-server-dead',
    row: 17,
    description: 'One of the two name servers is silent.',
    dns: { server: insteadAt([1], null) },
    variants: {
      first: { dns: { server: insteadAt([0], null) } },
      'both-dead': { row: 83, dns: { server: everyServer(null) }, description: 'Both name servers are silent.' },
      'both-servfail': { row: 83, dns: { server: everyServer(SERVFAIL) }, description: 'Both name servers fail.' },
      servfail: { dns: { server: insteadAt([1], SERVFAIL) }, description: 'One of the two name servers fails.' },
    },
  },
  {
    id: 'name-servers-disagree',
    row: 18,
    description: 'The second name server has an old zone: another serial, another address.',
    dns: { records: onlyAt(1, apexAt(stranger)) },
    variants: {
      'nothing-there': {
        dns: { records: onlyAt(1, apexAt()) },
        description: 'The second name server has an old zone without the address.',
      },
      first: { dns: { records: onlyAt(0, apexAt(stranger)) } },
      'serial-only': {
        dns: { records: onlyAt(1, (records) => records) },
        description: 'Only the serials differ; the answers are the same.',
      },
    },
  },
  {
    id: 'name-servers-flapping',
    row: 19,
    description: 'Of every five questions of a kind, both name servers fail two.',
    dns: { server: inRounds(twoOfFive, SERVFAIL) },
    variants: {
      silent: { dns: { server: inRounds(twoOfFive, null) } },
      'by-the-clock': {
        dns: { server: inRounds(twoSecondsOfFive, SERVFAIL) },
        description: 'Both name servers fail for two of every five seconds.',
      },
    },
  },
  {
    id: 'dnssec-stale-ds',
    row: 20,
    description: 'The zone was signed anew when it moved; the parent still has the DS of the old key.',
    dns: { dnssec: { ds: 'stale', signatures: 'good' } },
    variants: {
      unsigned: {
        dns: { dnssec: { ds: 'stale', signatures: 'absent' } },
        description: 'The new provider does not sign; the parent still has a DS.',
      },
      moved: {
        dns: { delegation: 'newhost', there: 'same', dnssec: { ds: 'stale', signatures: 'absent' } },
        registration: { changedDays: -1 },
      },
    },
  },
  {
    id: 'dnssec-signatures-expired',
    row: 21,
    description: 'The signatures of the zone ran out yesterday.',
    dns: { dnssec: { ds: 'right', signatures: 'expired' } },
  },
  {
    id: 'dnssec-well',
    row: null,
    description: 'Healthy: the zone is signed and everything fits.',
    dns: { dnssec: { ds: 'right', signatures: 'good' } },
  },
  {
    id: 'glue-wrong',
    row: 22,
    description: 'The parent’s glue leads to servers that know nothing; the zone itself gives the right addresses.',
    dns: ownGlue(ADDRESSES.elsewhere),
    variants: {
      'nobody-there': { dns: ownGlue(['127.99.53.1', '127.99.53.2']), description: 'Nothing listens where the parent’s glue leads.' },
    },
  },
  {
    id: 'one-resolver-lies',
    row: 23,
    description: 'The first resolver fails for this name; the name servers and the other resolvers are well.',
    dns: { resolver: lies(SERVFAIL, [0]) },
    variants: {
      'no-such-name': { dns: { resolver: lies(NXDOMAIN, [0]) }, description: 'The first resolver says that the name does not exist.' },
      'no-address': { dns: { resolver: lies(NODATA, [0]) } },
      filtered: { dns: { resolver: lies({ ...NXDOMAIN, why: { code: 17, text: 'Filtered' } }, [0]) } },
      silent: { dns: { resolver: lies(null, [0]) } },
      second: { dns: { resolver: lies(SERVFAIL, [1]) } },
    },
  },
  {
    id: 'ipv6-dead',
    row: 24,
    description: 'An IPv6 address was added at which nothing listens; IPv4 is well.',
    dns: { records: alsoHas(({ name }) => [addressRecord(name, ADDRESSES.deadIpv6)]) },
    variants: {
      'www-too': {
        dns: {
          records: alsoHas(({ name }) => [addressRecord(name, ADDRESSES.deadIpv6), addressRecord(`www.${name}`, ADDRESSES.deadIpv6)]),
        },
      },
      'with-old-certificate': {
        certificate: 'expired',
        description: 'The IPv6 address is dead, and the certificate ran out: the second is what visitors notice.',
      },
    },
  },
]
