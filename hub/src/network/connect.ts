import { connect as dialSocket } from 'node:net'
import type { Socket, TcpNetConnectOpts } from 'node:net'
import { judgeAddress } from './addresses.ts'
import { abortCode, deadline, elapsed } from './deadline.ts'
import { readHost } from './host.ts'
import type { Host } from './host.ts'
import type { Remembering } from './memory.ts'
import type { ConnectFailure, Connected, NetworkCode, Target } from './network.ts'

/** What the way out is made of: the ports as they truly are, the leave to reach networks of one's own, and who knows addresses. */
export type Way = {
  readonly ports: Readonly<Record<number, number>>
  readonly mayBePrivate: (host: string) => boolean
  readonly addressesOf: (
    host: string,
    family: 4 | 6,
    options: { signal: AbortSignal; resolver?: number; remembering?: Remembering | undefined },
  ) => Promise<Found>
}
export type Found = { readonly ok: true; readonly addresses: readonly string[] } | Failed
type Failed = { readonly ok: false; readonly code: NetworkCode; readonly message: string }

/** Makes the socket that dials; `to.host` is an address that may be dialled. */
export type Open = (to: TcpNetConnectOpts) => Socket

const CONNECT_MS = 10_000 // of one address
const MOST_ADDRESSES = 4 // of one family

const CODES: Readonly<Record<string, NetworkCode>> = {
  ECONNREFUSED: 'connection_refused',
  ECONNRESET: 'connection_reset',
  ECONNABORTED: 'connection_reset',
  EPIPE: 'connection_reset',
  ETIMEDOUT: 'connection_timeout',
}
const SAYS: Readonly<Partial<Record<NetworkCode, string>>> = {
  connection_refused: 'refused the connection',
  connection_reset: 'reset the connection',
  connection_timeout: 'did not answer in time',
  aborted: 'was given up',
}

/**
 * A TCP connection to a name or an address. A name is resolved once, and each address is judged before it is dialled and again by
 * what the socket says it reached. IPv4 is tried before IPv6 unless `family` says which; there is no race between them.
 */
export async function connect(way: Way, target: Target, signal: AbortSignal, open: Open = dialSocket): Promise<Connected | ConnectFailure> {
  const started = performance.now()
  const failed = (failure: Failed, address: string | null): ConnectFailure => ({ ...failure, address, tookMs: elapsed(started) })
  const host = readHost(target.host)
  if (host === null) return failed({ ok: false, code: 'url_invalid', message: `${target.host} is no host name` }, null)
  let first: ConnectFailure | null = null
  for (const family of familiesOf(host, target)) {
    if (signal.aborted) break
    const found = await addressesOf(way, host, family, target, signal)
    if (!found.ok) {
      if (first === null || first.code === 'name_without_address') first = failed(found, null)
      if (found.code === 'name_not_found') break
      continue
    }
    const outcome = await dialEach(way, { host: host.name, family, port: target.port }, found.addresses, signal, open)
    if ('socket' in outcome) return { ok: true, ...outcome, family, tookMs: elapsed(started) }
    if (first === null || first.address === null) first = failed(outcome.failure, outcome.address)
  }
  return first ?? failed({ ok: false, code: abortCode(signal, 'timeout'), message: `Looking for ${host.name} was given up` }, null)
}

/** The families in which a target is tried, in this order. */
export function familiesOf(host: Host, target: Omit<Target, 'port'>): readonly (4 | 6)[] {
  const address = target.address === undefined ? host : readHost(target.address)
  if (address !== null && address.address !== null) return [address.family]
  return target.family === undefined ? [4, 6] : [target.family]
}

/** The addresses that may be dialled: those of a name, or the one that the target is; none of them when one may not. */
export async function addressesOf(way: Way, host: Host, family: 4 | 6, target: Omit<Target, 'port'>, signal: AbortSignal): Promise<Found> {
  const known = target.address === undefined ? host.address : (readHost(target.address)?.address ?? null)
  if (known === null && target.address !== undefined) {
    return { ok: false, code: 'url_invalid', message: `${target.address} is no address` }
  }
  const found: Found =
    known === null
      ? await way.addressesOf(host.name, family, { signal, resolver: target.resolver, remembering: target.remembering })
      : { ok: true, addresses: [known] }
  if (!found.ok) return found
  // One private address among public ones is the mark of rebinding: then none of them is dialled.
  const refused = found.addresses.find((address) => !isAllowed(way, host.name, address))
  return refused === undefined ? found : notPublic(host.name, refused)
}

/** Whether `address` may be dialled for `host`. */
export function isAllowed(way: Pick<Way, 'mayBePrivate'>, host: string, address: string): boolean {
  const { reach } = judgeAddress(address)
  return reach === 'public' || (reach === 'private' && way.mayBePrivate(host))
}

const notPublic = (host: string, address: string): Failed => ({
  ok: false,
  code: 'address_not_public',
  message: `${host === address ? address : `${host} has the address ${address}, which`} is not on the public Internet (${judgeAddress(address).kind})`,
})

type Dialled = { readonly socket: Socket; readonly address: string } | { readonly failure: Failed; readonly address: string }

async function dialEach(
  way: Way,
  { host, family, port }: { readonly host: string; readonly family: 4 | 6; readonly port: number },
  addresses: readonly string[],
  signal: AbortSignal,
  open: Open,
): Promise<Dialled> {
  let first: Dialled | null = null
  for (const address of addresses.slice(0, MOST_ADDRESSES)) {
    const outcome = await dial(address, family, way.ports[port] ?? port, signal, open)
    if ('code' in outcome) {
      first ??= { failure: outcome, address }
      if (signal.aborted) break
      continue
    }
    const reached = outcome.remoteAddress ?? ''
    if (isAllowed(way, host, reached)) return { socket: outcome, address }
    outcome.destroy()
    first ??= { failure: notPublic(host, reached), address }
  }
  return first!
}

// Of no scope, so that a socket that Node keeps past its end holds nothing of ours.
export const ignore = () => {}

function dial(address: string, family: 4 | 6, port: number, signal: AbortSignal, open: Open): Promise<Socket | Failed> {
  const { promise, resolve } = Promise.withResolvers<Socket | Failed>()
  const socket = open({ host: address, port, family, autoSelectFamily: false, noDelay: true })
  const fail = (code: NetworkCode, why: string) => {
    forget()
    socket.off('error', onError).on('error', ignore).destroy()
    resolve({ ok: false, code, message: `${address} port ${port} ${SAYS[code] ?? `cannot be reached (${why})`}` })
  }
  const forget = deadline(signal, CONNECT_MS, (by) => {
    fail(by === 'limit' ? 'connection_timeout' : abortCode(signal, 'connection_timeout'), 'silence')
  })
  const onError = (error: NodeJS.ErrnoException) => fail(CODES[error.code ?? ''] ?? 'address_unreachable', error.code ?? error.message)
  socket.on('error', onError)
  socket.once('connect', () => {
    forget()
    // Stays for the life of the socket: whoever uses it hears of the end by `close`.
    socket.off('error', onError).on('error', ignore)
    resolve(socket)
  })
  return promise
}
