/**
 * Who lives where on loopback. Every website has a network of its own, so that a stopped server stops one site only,
 * and so that sites look as unrelated as they are in the world.
 */
export const ADDRESSES = {
  root: ['127.53.0.1'],
  tld: ['127.53.1.1', '127.53.2.1'],
  namesilver: ['127.54.1.1', '127.54.2.1'],
  anchor: ['127.55.1.1', '127.55.2.1'],
  parking: ['127.56.1.1', '127.56.2.1'],
  edgeNames: ['127.57.1.1', '127.57.2.1'],
  elsewhere: ['127.58.1.1', '127.58.2.1'],
  zonehaus: ['127.59.1.1', '127.59.2.1'],
  resolvers: ['127.8.8.8', '127.9.9.9', '127.7.7.7'],
  parkingPage: '127.71.1.10',
  stranger: '127.72.1.10',
  panel: '127.73.1.10',
  mail: '127.74.1.25',
  whoisRegistry: '127.75.1.43',
  whoisRegistrar: '127.76.1.43',
  statusPages: '127.77.1.10',
  revocations: '127.78.1.10',
  sharedServer: '127.41.1.10',
  deadIpv6: '::1', // nothing listens there
} as const

/** What visitors of another country come from: a client may bind to an address of it (`geo-block` lets them in). */
export const OTHER_COUNTRY = '127.200.0.0/16'

/** Whether an address lies in a range such as 127.200.0.0/16; ranges of 16 bits are all that the lab has. */
export const isUnderRange = (address: string, range: string): boolean =>
  address.replace('::ffff:', '').startsWith(range.split('.').slice(0, 2).join('.') + '.')

/** A company's name servers: the names that parents write, and where they answer. */
export type NameServers = { readonly names: readonly string[]; readonly addresses: readonly string[] }

const both = (names: readonly string[], addresses: readonly string[]): NameServers => ({ names, addresses })
const numbered = (domain: string, addresses: readonly string[]) => both([`ns1.${domain}`, `ns2.${domain}`], addresses)
const { parking, edgeNames, elsewhere } = ADDRESSES

/** Those who answer for the zones of others. Companies that park lapsed domains share servers here and differ by name. */
export const NAME_SERVERS = {
  namesilver: numbered('namesilver.example', ADDRESSES.namesilver),
  anchor: numbered('anchor.example', ADDRESSES.anchor),
  zonehaus: numbered('zonehaus.example', ADDRESSES.zonehaus),
  newhost: numbered('newhost.example', elsewhere),
  edge: both(['ada.ns.cloudflare.com', 'rex.ns.cloudflare.com'], edgeNames),
  domaincontrol: both(['ns41.domaincontrol.com', 'ns42.domaincontrol.com'], edgeNames),
  registrarServers: both(['dns1.registrar-servers.com', 'dns2.registrar-servers.com'], edgeNames),
  parking: numbered('pendingrenewaldeletion.com', parking),
  renewYourName: numbered('renewyourname.net', parking),
  nameBright: both(['expired1.namebrightdns.com', 'expired2.namebrightdns.com'], parking),
  hichina: both(['expirens3.hichina.com', 'expirens4.hichina.com'], parking),
  expirationWarning: both(['ns3.expirationwarning.net', 'ns7.expirationwarning.net'], parking),
  sedo: numbered('sedoparking.com', parking),
  bodis: numbered('bodis.com', parking),
  parkingCrew: numbered('parkingcrew.net', parking),
  dnsParking: numbered('dns-parking.com', parking),
  verification: both(['failed-whois-verification.namecheap.com', 'verify-contact-details.namecheap.com'], parking),
  emailVerification: numbered('emailverification.info', parking),
} as const satisfies Record<string, NameServers>
export type DnsProvider = keyof typeof NAME_SERVERS

/** The domain in which a company's name servers have their names. */
export const domainOf = (provider: DnsProvider): string => NAME_SERVERS[provider].names[0]!.split('.').slice(-2).join('.')

/** Every address at which a name server of a company answers. */
export const nameServerAddresses = (): readonly string[] => [
  ...new Set(Object.values(NAME_SERVERS).flatMap(({ addresses }): readonly string[] => addresses)),
]
