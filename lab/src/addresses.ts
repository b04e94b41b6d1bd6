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
  resolvers: ['127.8.8.8', '127.9.9.9'],
  parkingPage: '127.71.1.10',
  stranger: '127.72.1.10',
  panel: '127.73.1.10',
  mail: '127.74.1.25',
} as const

/** Those who answer for the zones of others. */
export type DnsProvider = 'namesilver' | 'anchor' | 'parking'

/** The names of a provider's two name servers, in the order of their addresses. */
export const NAME_SERVERS: Readonly<Record<DnsProvider, readonly string[]>> = {
  namesilver: ['ns1.namesilver.example', 'ns2.namesilver.example'],
  anchor: ['ns1.anchor.example', 'ns2.anchor.example'],
  parking: ['ns1.pendingrenewaldeletion.com', 'ns2.pendingrenewaldeletion.com'],
}
