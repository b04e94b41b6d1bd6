import type { RegistrationEvidence } from '../domain/diagnosis/evidence.ts'
import type { Network } from '../network/network.ts'
import type { Subject } from './collector.ts'
import { readWhois } from './read-whois.ts'

const MOST_BYTES = 64 * 1024
const ONE_MS = 3000
const MOST_SERVERS = 4 // root, ofRegistry, registrar, and one more
const PORT = 43

/** Asks WHOIS from the root down: each server may name the next, and the later one knows the registrar's own dates (causes.md 1.4). */
export async function askWhois({ whois, domain, network, now, signal }: Subject): Promise<RegistrationEvidence | null> {
  const asked = new Set<string>()
  let found: RegistrationEvidence | null = null
  let server = serverIn(whois)
  while (server !== null && asked.size < MOST_SERVERS && !asked.has(server.host) && !signal.aborted) {
    asked.add(server.host)
    const limit = AbortSignal.any([signal, AbortSignal.timeout(ONE_MS)])
    const { registration, referral }: ReturnType<typeof readWhois> = readWhois(await askOne(server, domain, network, limit), domain, now())
    found = merge(found, registration)
    server = referral === null ? null : { host: referral, port: PORT }
  }
  return found
}

type Server = { readonly host: string; readonly port: number }

function serverIn(text: string): Server | null {
  const match = /^(.+):(\d+)$/.exec(text)
  return match ? { host: match[1]!, port: Number(match[2]) } : null
}

// The registry's word on whether it is registered and in which state, the registrar's on when it ends.
function merge(ofRegistry: RegistrationEvidence | null, ofRegistrar: RegistrationEvidence | null): RegistrationEvidence | null {
  if (ofRegistry === null || ofRegistrar === null) return ofRegistry ?? ofRegistrar
  if (!ofRegistrar.found) return ofRegistry
  if (!ofRegistry.found) return ofRegistrar
  return {
    ...ofRegistry,
    registrar: ofRegistry.registrar ?? ofRegistrar.registrar,
    status: ofRegistry.status.length > 0 ? ofRegistry.status : ofRegistrar.status,
    registryExpires: ofRegistry.registryExpires ?? ofRegistrar.registryExpires,
    registrarExpires: ofRegistrar.registrarExpires ?? ofRegistry.registrarExpires ?? ofRegistrar.registryExpires,
    nameServers: ofRegistry.nameServers.length > 0 ? ofRegistry.nameServers : ofRegistrar.nameServers,
  }
}

/** One question and what comes back until the end, 64 kB or the signal. A server that does not answer has said nothing. */
async function askOne(server: Server, domain: string, network: Network, signal: AbortSignal): Promise<string> {
  const connected = await network.connect(server, { signal })
  if (!connected.ok) return ''
  const { socket } = connected
  const { promise, resolve } = Promise.withResolvers<void>()
  const pieces: Buffer[] = []
  let room = MOST_BYTES
  const stop = () => resolve()
  signal.addEventListener('abort', stop, { once: true })
  socket.on('data', (piece: Buffer) => {
    pieces.push(piece.subarray(0, room))
    room -= Math.min(room, piece.length)
    if (room === 0) stop()
  })
  socket.once('end', stop).once('close', stop)
  socket.write(`${domain}\r\n`)
  if (!signal.aborted) await promise
  signal.removeEventListener('abort', stop)
  socket.destroy()
  return Buffer.concat(pieces).toString('utf8')
}
