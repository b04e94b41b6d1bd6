import { X509Certificate } from 'node:crypto'
import { isIP } from 'node:net'
import type { Socket } from 'node:net'
import { connect as connectTls, createSecureContext, getCACertificates } from 'node:tls'
import type { SecureContext, TLSSocket } from 'node:tls'
import { Problem } from '../problem.ts'
import { isFor, readChain } from './certificates.ts'
import { connect } from './connect.ts'
import type { Way } from './connect.ts'
import { abortCode, deadline, elapsed } from './deadline.ts'
import { readHost } from './host.ts'
import type { Remembering } from './memory.ts'
import type { Connected, ConnectFailureWithTls, Handshake, NetworkCode, Target } from './network.ts'

/** What is trusted, made once and used for every handshake: building it costs more than the handshake. */
export type Trust = { readonly context: SecureContext }
export type Secured = {
  readonly ok: true
  readonly socket: TLSSocket
  readonly leaf: X509Certificate | null // null where an earlier session went on: no certificate is shown then
  readonly authorized: boolean // trusted chain, right dates and right name
  readonly code: string | null // what is wrong, in Node's and OpenSSL's words
  readonly nameMatches: boolean
}
export type Unsecured = { readonly ok: false; readonly code: NetworkCode; readonly tlsCode: string | null; readonly message: string }

type Resuming = { readonly remembering: Remembering; readonly site: string }

const TLS_MS = 10_000
export const WRONG_NAME = 'ERR_TLS_CERT_ALTNAME_INVALID'

/** The authorities Node knows, and those of `pem` besides. */
export function createTrust(pem: string | null): Trust {
  if (pem === null) return { context: createSecureContext({ minVersion: 'TLSv1.2' }) }
  try {
    new X509Certificate(pem)
  } catch (cause) {
    throw new Problem(
      'bad-input',
      'trusted_ca_unreadable',
      'The file named by network.trusted-ca holds no certificate',
      'Name a PEM file',
      { cause },
    )
  }
  return { context: createSecureContext({ ca: [...getCACertificates('default'), pem], minVersion: 'TLSv1.2' }) }
}

/**
 * TLS over a socket that is already connected, so that the address policy has been applied. A certificate nobody trusts is an
 * answer like any other: `authorized` and `code` say what is wrong with it. On failure the socket is destroyed.
 */
export function startTls(
  socket: Socket,
  trust: Trust,
  options: {
    readonly servername: string
    readonly signal: AbortSignal
    readonly alpn?: readonly string[]
    readonly resumes?: Resuming | null
  },
): Promise<Secured | Unsecured> {
  const { resumes = null } = options
  const session = resumes?.remembering.memory.sessionOf(resumes.site) ?? null
  const { promise, resolve } = Promise.withResolvers<Secured | Unsecured>()
  const name = readHost(options.servername)?.name ?? options.servername
  const secure = connectTls({
    socket,
    secureContext: trust.context,
    rejectUnauthorized: false,
    minVersion: 'TLSv1.2',
    ...(isIP(name) === 0 ? { servername: name } : {}), // RFC 6066 section 3: an address is no server name
    ...(options.alpn ? { ALPNProtocols: [...options.alpn] } : {}),
    ...(session === null ? {} : { session }),
    checkServerIdentity: () => undefined, // judged below, trusted chain or not
  })
  // Node would make objects of the whole chain for that question, which takes a tenth of a handshake.
  secure.getPeerCertificate = (() => ({})) as unknown as TLSSocket['getPeerCertificate']
  const fail = (code: NetworkCode, tlsCode: string | null, message: string) => {
    forget()
    secure.destroy()
    socket.destroy()
    resolve({ ok: false, code, tlsCode, message })
  }
  const forget = deadline(options.signal, TLS_MS, (by) => {
    fail(by === 'limit' ? 'tls_timeout' : abortCode(options.signal, 'tls_timeout'), null, 'The TLS handshake did not end in time')
  })
  secure.on('error', (error: NodeJS.ErrnoException) => fail(...describe(error)))
  secure.once('close', () => fail('connection_reset', 'ECONNRESET', 'The connection was closed during the TLS handshake'))
  if (resumes) secure.on('session', (fresh: Buffer) => resumes.remembering.memory.keepSession(resumes.site, fresh))
  secure.once('secureConnect', () => {
    forget()
    if (resumes && secure.isSessionReused()) {
      resumes.remembering.used = true
      return resolve({ ok: true, socket: secure, leaf: null, authorized: true, code: null, nameMatches: true })
    }
    const leaf = leafOf(secure)
    if (leaf === null) return fail('tls_failed', 'CERT_MALFORMED', 'The server showed no certificate that can be read')
    const nameMatches = isFor(leaf, name)
    const refusal = secure.authorizationError === null ? null : String(secure.authorizationError)
    const code = secure.authorized ? (nameMatches ? null : WRONG_NAME) : refusal
    // A session only goes on from a handshake that showed a certificate in order for this name.
    if (resumes && code === null) resumes.remembering.memory.shookHands(resumes.site, leaf.validToDate.getTime())
    resolve({ ok: true, socket: secure, leaf, authorized: code === null, code, nameMatches })
  })
  return promise
}

function leafOf(socket: TLSSocket): X509Certificate | null {
  try {
    return socket.getPeerX509Certificate() ?? null
  } catch {
    return null
  }
}

function describe(error: NodeJS.ErrnoException): [NetworkCode, string, string] {
  const tlsCode = error.code ?? 'ERR_SSL'
  if (tlsCode === 'ECONNRESET' || tlsCode === 'EPIPE')
    return ['connection_reset', tlsCode, 'The connection was reset during the TLS handshake']
  return ['tls_failed', tlsCode, `The TLS handshake failed (${tlsCode})`]
}

/** TLS laid over an open connection, as `Network` promises it. */
export async function secure(
  { socket, address }: Connected,
  trust: Trust,
  options: { readonly servername: string; readonly signal: AbortSignal },
): Promise<{ readonly ok: true; readonly socket: Socket; readonly tlsCode: string | null } | ConnectFailureWithTls> {
  const started = performance.now()
  const secured = await startTls(socket, trust, options)
  return secured.ok ? { ok: true, socket: secured.socket, tlsCode: secured.code } : { ...secured, address, tookMs: elapsed(started) }
}

/** A handshake and its facts; the connection is closed again. */
export async function handshake(
  way: Way,
  trust: Trust,
  target: Target & { readonly servername: string },
  options: { signal: AbortSignal; alpn?: readonly string[] },
): Promise<Handshake> {
  const started = performance.now()
  const connected = await connect(way, target, options.signal)
  if (!connected.ok) return { ...connected, tlsCode: null }
  const { address, family } = connected
  const secured = await startTls(connected.socket, trust, { servername: target.servername, ...options })
  if (!secured.ok) return { ...secured, address, tookMs: elapsed(started) }
  const chain = secured.leaf === null ? null : readChain(secured.leaf)
  const protocol = secured.socket.getProtocol() ?? 'unknown'
  secured.socket.destroy()
  if (chain === null) {
    const message = 'A certificate of the chain cannot be read'
    return { ok: false, code: 'tls_failed', tlsCode: 'CERT_MALFORMED', message, address, tookMs: elapsed(started) }
  }
  const { authorized, code, nameMatches } = secured
  return { ok: true, authorized, code, nameMatches, protocol, chain, address, family, tookMs: elapsed(started) }
}
