import type { DnsEvidence } from '../domain/diagnosis/evidence.ts'
import type { DnsAnswer, DnsRecord, Network } from '../network/network.ts'

const MOST_LEVELS = 8
const MOST_TRIES = 3 // servers of one level

export type Known = { readonly name: string; readonly address: string | null }
export type Asking = { readonly network: Network; readonly signal: AbortSignal }
export type Delegation = {
  readonly code: DnsEvidence['delegationCode']
  readonly servers: readonly Known[]
  readonly parents: readonly Known[] // who said so
}
type Answered = DnsAnswer & { readonly ok: true }

/** Follows referrals from the root to the zone: whom the level above names for it, or that it names nobody. */
export async function walkDown(zone: string, around: Asking): Promise<Delegation> {
  let servers: readonly Known[] = around.network.rootServers.map((address) => ({ name: address, address }))
  let reached = ''
  for (let level = 0; level < MOST_LEVELS; level++) {
    const answer = await askAny(servers, zone, around)
    if (answer === null) return { code: 'no_answer', servers: [], parents: servers }
    const named = [...answer.answers, ...answer.authorities].filter(({ type, name }) => type === 'NS' && isAtOrAbove(name, zone))
    const owner = named.reduce((deepest, { name }) => (name.length > deepest.length ? name : deepest), '')
    if (answer.rcode === 'NXDOMAIN') return { code: 'nxdomain', servers: [], parents: servers }
    if (owner === zone) return { code: 'found', servers: serversIn(answer, zone), parents: servers }
    // A referral must lead deeper; what does not is an answer that there is nothing below.
    if (owner.length <= reached.length) return { code: 'nodata', servers: [], parents: servers }
    reached = owner
    servers = serversIn(answer, owner)
  }
  return { code: 'no_answer', servers: [], parents: [] }
}

/** Whether a name is the zone or one above it. */
export const isAtOrAbove = (name: string, zone: string) => name === zone || name === '' || zone.endsWith(`.${name}`)

async function askAny(servers: readonly Known[], zone: string, around: Asking): Promise<Answered | null> {
  for (const server of servers.slice(0, MOST_TRIES)) {
    if (around.signal.aborted) return null
    const address = await addressOf(server, around)
    const answer = address === null ? null : await around.network.ask(address, zone, 'NS', { signal: around.signal })
    if (answer?.ok && (answer.rcode === 'NOERROR' || answer.rcode === 'NXDOMAIN')) return answer
  }
  return null
}

function serversIn(answer: Answered, owner: string): Known[] {
  const isNs = ({ type, name }: DnsRecord) => type === 'NS' && name === owner
  const names = [...new Set([...answer.answers, ...answer.authorities].filter(isNs).map(({ data }) => data))]
  const glue = (name: string) => answer.additionals.filter((record) => record.name === name)
  return names.map((name) => {
    const records = glue(name)
    return { name, address: (records.find(({ type }) => type === 'A') ?? records.find(({ type }) => type === 'AAAA'))?.data ?? null }
  })
}

/** The address of a name server: its glue, else as the resolver knows it. */
export async function addressOf({ name, address }: Known, { network, signal }: Asking): Promise<string | null> {
  if (address !== null) return address
  const a = await network.lookup(name, 'A', { signal })
  if (a.records[0]) return a.records[0]
  return (await network.lookup(name, 'AAAA', { signal })).records[0] ?? null
}
