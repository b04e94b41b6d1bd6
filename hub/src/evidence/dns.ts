import type { DnsEvidence, ResolverView } from '../domain/diagnosis/evidence.ts'
import type { DnsAnswer } from '../network/network.ts'
import { askServer, values } from './ask-server.ts'
import type { AskedServer } from './ask-server.ts'
import type { Collector } from './collector.ts'
import { judgeSignatures } from './judge-signatures.ts'
import { addressOf, walkDown } from './walk-down.ts'
import type { Asking, Delegation } from './walk-down.ts'
import { isAddress } from './zone-of.ts'

const MOST_SERVERS = 8 // name servers of the zone
const MOST_PARENTS = 2
const MOST_SIGNERS = 2
const MOST_RESOLVERS = 4
const MOST_VALUES = 20

/** Where the DNS of a site is served and what it says: from the root down, every name server of the zone by itself, every resolver of ours. */
export const dns: Collector<'dns'> = {
  key: 'dns',
  async collect({ url, domain, network, signal, now }) {
    const host = url.hostname.toLowerCase().replace(/\.$/, '')
    if (isAddress(host)) return null
    const around = { network, signal }
    const [zone, resolver, views, www, caa] = await Promise.all([
      askZone(domain, host, around),
      resolverSays(host, around),
      viewsOf(host, around),
      otherName(host, domain, around),
      authorities(host, domain, around),
    ])
    const { delegation, asked, ds, keys } = zone
    return {
      zone: domain,
      delegation: delegation.servers.map(({ name }) => name),
      delegationCode: delegation.code,
      servers: asked.map(({ ns: _ns, ...server }) => server),
      childNs: [...new Set(asked.flatMap(({ ns }) => ns))].toSorted().slice(0, MOST_VALUES),
      www,
      views,
      ds: ds ?? [],
      signed: judgeSignatures(domain, delegation.code === 'found' ? ds : null, keys, views, now()),
      caa,
      resolver,
    }
  },
}

type Zone = {
  readonly delegation: Delegation
  readonly asked: readonly AskedServer[]
  readonly ds: readonly string[] | null
  readonly keys: readonly DnsAnswer[]
}

async function askZone(domain: string, host: string, around: Asking): Promise<Zone> {
  const delegation = await walkDown(domain, around)
  const servers = delegation.servers.slice(0, MOST_SERVERS)
  const [asked, ds] = await Promise.all([
    Promise.all(servers.map((server) => askServer(server, domain, host, around))),
    delegation.code === 'found' ? digestsAt(delegation, domain, around) : null,
  ])
  return { delegation, asked, ds, keys: ds === null || ds.length === 0 ? [] : await keysOf(asked, domain, around) }
}

/** The DS records as the level above gives them; null when nobody there says. */
async function digestsAt({ parents }: Delegation, domain: string, around: Asking): Promise<readonly string[] | null> {
  const answers = await Promise.all(
    parents.slice(0, MOST_PARENTS).map(async (parent) => {
      const address = await addressOf(parent, around)
      return address === null ? null : around.network.ask(address, domain, 'DS', { signal: around.signal, dnssec: true })
    }),
  )
  const said = answers.find((answer) => answer?.ok && answer.rcode === 'NOERROR')
  return said ? values(said, 'DS') : null
}

async function keysOf(asked: readonly AskedServer[], domain: string, around: Asking): Promise<readonly DnsAnswer[]> {
  const signers = asked.flatMap(({ verdict, address }) => (verdict === 'ok' && address !== null ? [address] : [])).slice(0, MOST_SIGNERS)
  return Promise.all(signers.map((address) => around.network.ask(address, domain, 'DNSKEY', { signal: around.signal, dnssec: true })))
}

async function resolverSays(host: string, { network, signal }: Asking): Promise<DnsEvidence['resolver']> {
  const [a, aaaa] = await Promise.all([network.lookup(host, 'A', { signal }), network.lookup(host, 'AAAA', { signal })])
  const code = a.code === 'nodata' && aaaa.code === 'ok' ? 'ok' : a.code
  return { code, a: a.records.slice(0, MOST_VALUES), aaaa: aaaa.records.slice(0, MOST_VALUES), cname: a.cname ?? aaaa.cname }
}

/** Every configured resolver asked twice: as it answers everyone, and without checking signatures. */
function viewsOf(host: string, { network, signal }: Asking): Promise<ResolverView[]> {
  const each = Array.from({ length: Math.min(network.resolverCount, MOST_RESOLVERS) }, (_, resolver) => resolver)
  const view = async (resolver: number, checking: boolean): Promise<ResolverView> => {
    const said = await network.lookup(host, 'A', { signal, resolver, unchecked: !checking })
    return { resolver: said.resolver, checking, code: said.code, extended: said.extended, a: said.records.slice(0, MOST_VALUES) }
  }
  return Promise.all(each.flatMap((resolver) => [view(resolver, true), view(resolver, false)]))
}

/** The other of apex and `www`; null for a host that is neither. */
async function otherName(host: string, domain: string, { network, signal }: Asking): Promise<DnsEvidence['www']> {
  const other = host === domain ? `www.${domain}` : host === `www.${domain}` ? domain : null
  if (other === null) return null
  const { code, cname, records } = await network.lookup(other, 'A', { signal })
  return { code, cname, a: records.slice(0, MOST_VALUES) }
}

/** Who may issue certificates: the records of the host, else those of the zone above it (RFC 8659 section 3). */
async function authorities(host: string, domain: string, { network, signal }: Asking): Promise<readonly string[]> {
  const own = (await network.lookup(host, 'CAA', { signal })).records
  const above = own.length > 0 || host === domain ? own : (await network.lookup(domain, 'CAA', { signal })).records
  return above.slice(0, MOST_VALUES)
}
