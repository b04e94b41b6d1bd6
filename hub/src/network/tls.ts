import { X509Certificate } from 'node:crypto'
import { isIP } from 'node:net'
import type { Socket, TcpNetConnectOpts } from 'node:net'
import { connect as connectTls, createSecureContext, getCACertificates } from 'node:tls'
import type { SecureContext, SecureContextOptions, TLSSocket } from 'node:tls'
import { Problem } from '../problem.ts'
import { isFor, readChain } from './certificates.ts'
import { connect, ignore } from './connect.ts'
import type { Way } from './connect.ts'
import { abortCode, deadline, elapsed } from './deadline.ts'
import { readHost } from './host.ts'
import type { Remembering } from './memory.ts'
import type { Connected, ConnectFailureWithTls, Handshake, NetworkCode, Target } from './network.ts'

/** What is trusted, made once and used for every handshake: building it costs more than the handshake. */
export type Trust = { readonly whole: () => SecureContext; readonly everyday: () => SecureContext }
export type Secured = {
  readonly ok: true
  readonly socket: TLSSocket
  readonly leaf: X509Certificate | null // null where an earlier session went on: no certificate is shown then
  readonly authorized: boolean // trusted chain, right dates and right name
  readonly code: string | null // what is wrong, in Node's and OpenSSL's words
  readonly nameMatches: boolean
}
export type Unsecured = { readonly ok: false; readonly code: NetworkCode; readonly tlsCode: string | null; readonly message: string }

/** How a server is greeted; `resumes` as everyday looks do it: at the least cost, going on from an earlier session of this site where one is remembered. */
export type Greeting = {
  readonly servername: string
  readonly alpn?: readonly string[]
  readonly resumes?: { readonly remembering: Remembering; readonly site: string } | null
}

const TLS_MS = 10_000
export const WRONG_NAME = 'ERR_TLS_CERT_ALTNAME_INVALID'
// What every server knows. The share of X25519MLKEM768 that Node offers besides takes a tenth of a look; who verifies offers it too.
const EVERYDAY_GROUPS = 'X25519:P-256:P-384:P-521'

/** The authorities Node knows, and those of `pem` besides. */
export function createTrust(pem: string | null): Trust {
  if (pem !== null) refuseUnreadable(pem)
  const make = (more: SecureContextOptions) =>
    createSecureContext({ minVersion: 'TLSv1.2', ...(pem === null ? {} : { ca: [...getCACertificates('default'), pem] }), ...more })
  let whole: SecureContext | null = null
  let everyday: SecureContext | null = null
  return {
    whole: () => (whole ??= make({})),
    everyday: () => (everyday ??= make({ ecdhCurve: EVERYDAY_GROUPS })),
  }
}

function refuseUnreadable(pem: string) {
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
}

/** A socket that speaks TLS over another, or as soon as it is connected itself. How its handshake ends is told by `shakeHands`. */
export function greet(
  trust: Trust,
  { servername, alpn, resumes }: Greeting,
  over: { readonly socket: Socket } | TcpNetConnectOpts,
): TLSSocket {
  const session = resumes?.remembering.memory.sessionOf(resumes.site) ?? null
  const name = readHost(servername)?.name ?? servername
  const secure = connectTls({
    ...over,
    secureContext: resumes ? trust.everyday() : trust.whole(),
    rejectUnauthorized: false,
    minVersion: 'TLSv1.2',
    ...(isIP(name) === 0 ? { servername: name } : {}), // RFC 6066 section 3: an address is no server name
    ...(alpn ? { ALPNProtocols: [...alpn] } : {}),
    ...(session === null ? {} : { session }),
    checkServerIdentity: () => undefined, // judged by `shakeHands`, trusted chain or not
  })
  // Node would make objects of the whole chain for that question, which takes a tenth of a handshake.
  secure.getPeerCertificate = (() => ({})) as unknown as TLSSocket['getPeerCertificate']
  return secure
}

/**
 * Waits for the handshake of a socket that was made with this greeting. A certificate nobody trusts is an answer like any other: `authorized` and
 * `code` say what is wrong with it. On failure the socket is destroyed.
 */
export function shakeHands(secure: TLSSocket, { servername, resumes }: Greeting, signal: AbortSignal): Promise<Secured | Unsecured> {
  const { promise, resolve } = Promise.withResolvers<Secured | Unsecured>()
  const name = readHost(servername)?.name ?? servername
  const fail = (code: NetworkCode, tlsCode: string | null, message: string) => {
    forget()
    secure.destroy()
    resolve({ ok: false, code, tlsCode, message })
  }
  const onError = (error: NodeJS.ErrnoException) => fail(...describe(error))
  const onClose = () => fail('connection_reset', 'ECONNRESET', 'The connection was closed during the TLS handshake')
  const forgetTime = deadline(signal, TLS_MS, (by) => {
    fail(by === 'limit' ? 'tls_timeout' : abortCode(signal, 'tls_timeout'), null, 'The TLS handshake did not end in time')
  })
  const forget = () => {
    forgetTime()
    secure.off('error', onError).off('close', onClose).on('error', ignore) // whoever uses it hears of its end by `close`
  }
  secure.on('error', onError).on('close', onClose)
  secure.once('secureConnect', () => {
    if (resumes && secure.isSessionReused()) {
      forget()
      resumes.remembering.used = true
      return resolve({ ok: true, socket: secure, leaf: null, authorized: true, code: null, nameMatches: true })
    }
    const leaf = leafOf(secure)
    if (leaf === null) return fail('tls_failed', 'CERT_MALFORMED', 'The server showed no certificate that can be read')
    forget()
    const nameMatches = isFor(leaf, name)
    const refusal = secure.authorizationError === null ? null : String(secure.authorizationError)
    const code = secure.authorized ? (nameMatches ? null : WRONG_NAME) : refusal
    if (resumes && code === null) keepSessions(secure, resumes, leaf)
    resolve({ ok: true, socket: secure, leaf, authorized: code === null, code, nameMatches })
  })
  return promise
}

// A session only goes on from a handshake that showed a certificate in order for this name.
function keepSessions(secure: TLSSocket, { remembering: { memory }, site }: NonNullable<Greeting['resumes']>, leaf: X509Certificate) {
  if (memory.shookHands(site, leaf.validToDate.getTime())) secure.on('session', (fresh: Buffer) => memory.keepSession(site, fresh))
}

/** TLS over a socket that is already connected, so that the address policy has been applied. On failure the socket is destroyed. */
function startTls(socket: Socket, trust: Trust, greeting: Greeting, signal: AbortSignal): Promise<Secured | Unsecured> {
  return shakeHands(greet(trust, greeting, { socket }), greeting, signal)
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
  const secured = await startTls(socket, trust, options, options.signal)
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
  const secured = await startTls(connected.socket, trust, { servername: target.servername, ...options }, options.signal)
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
