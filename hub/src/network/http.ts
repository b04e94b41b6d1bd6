import type { Socket, TcpNetConnectOpts } from 'node:net'
import type { TLSSocket } from 'node:tls'
import { takeBody } from './body.ts'
import { connect, ignore } from './connect.ts'
import type { Way } from './connect.ts'
import { abortCode, deadline, elapsed } from './deadline.ts'
import type { Remembering } from './memory.ts'
import type { Connected, HttpAnswer, HttpFailure, HttpRequest, NetworkCode } from './network.ts'
import { readAnswer } from './read-answer.ts'
import type { Head } from './read-answer.ts'
import { greet, shakeHands } from './tls.ts'
import type { Greeting, Trust } from './tls.ts'
import { portOf, readUrl } from './url.ts'

const MOST_BODY = 1024 * 1024
const EXCHANGE_MS = 120_000 // where the caller's deadline is later, or never comes
const STREAM_MS = 15 * 60_000 // the same of a body that is taken piece by piece

/** How our probe names itself. */
export const AGENT = 'Allclear (website monitoring)'

const HEADERS = { 'user-agent': AGENT, accept: '*/*', 'accept-encoding': 'identity', connection: 'close' }

type Asking = { readonly signal: AbortSignal; readonly remembering?: Remembering | undefined }
type Failed = { readonly code: NetworkCode; readonly tlsCode: string | null; readonly message: string; readonly afterBody: boolean }
type Answered = Omit<HttpAnswer, 'address' | 'family' | 'tookMs'>

/** One HTTP exchange on a connection of its own. A redirect is an answer; whatever goes wrong is a value. */
export async function request(way: Way, trust: Trust, order: HttpRequest, options: Asking): Promise<HttpAnswer | HttpFailure> {
  const { signal, remembering } = options
  const started = performance.now()
  const fail = (failed: Failed, address: string | null): HttpFailure => ({ ok: false, ...failed, address, tookMs: elapsed(started) })
  const read = readUrl(order.url)
  if (!read.ok) return fail(unsent('url_invalid', read.message), null)
  const { url } = read
  const { family, address, resolver } = order
  const { forTls, open } = secureWay(trust, url, order, remembering)
  const connected = await connect(way, { host: url.hostname, port: portOf(url), family, address, resolver, remembering }, signal, open)
  if (!connected.ok) return { ...connected, tlsCode: null, afterBody: false }
  const refused = forTls === null ? null : await secure(connected, forTls(connected.address), order, signal)
  if (refused !== null) return fail(refused, connected.address)
  const outcome = await exchange(connected.socket, url, order, signal)
  if (!('ok' in outcome)) return fail(outcome, connected.address)
  return { ...outcome, address: connected.address, family: connected.family, tookMs: elapsed(started) }
}

const unsent = (code: NetworkCode, message: string, tlsCode: string | null = null): Failed => ({ code, tlsCode, message, afterBody: false })

// With TLS, the socket that connects is the one that speaks it: one over the other would cost twice.
function secureWay(trust: Trust, url: URL, { insecure }: HttpRequest, remembering: Remembering | undefined) {
  if (url.protocol !== 'https:') return { forTls: null, open: undefined }
  const servername = url.hostname.replace(/^\[|\]$/g, '')
  const forTls = (address: string): Greeting => {
    const site = `${servername} ${portOf(url)} ${address}`
    return { servername, alpn: ['http/1.1'], resumes: insecure || !remembering ? null : { remembering, site } }
  }
  return { forTls, open: (to: TcpNetConnectOpts) => greet(trust, forTls(to.host!), to) }
}

/** Why nothing can be asked over this connection; null when it is as secure as it should be. */
async function secure({ socket }: Connected, greeting: Greeting, order: HttpRequest, signal: AbortSignal): Promise<Failed | null> {
  const secured = await shakeHands(socket as TLSSocket, greeting, signal)
  if (!secured.ok) {
    if (greeting.resumes) greeting.resumes.remembering.used = true // an everyday greeting offers less than a whole one
    return unsent(secured.code, secured.message, secured.tlsCode)
  }
  if (secured.authorized || order.insecure) return null
  socket.destroy()
  return unsent('tls_failed', `The certificate of ${greeting.servername} is not valid (${secured.code})`, secured.code)
}

/** Sends the request over `socket` and reads the answer; ends with `signal`. */
function exchange(socket: Socket, url: URL, order: HttpRequest, signal: AbortSignal): Promise<Answered | Failed> {
  const { promise, resolve } = Promise.withResolvers<Answered | Failed>()
  const sent = { whole: false }
  let head: Head | null = null
  let body: ReturnType<typeof takeBody> | null = null
  const finish = (outcome: Answered | Failed) => {
    forget()
    // Node keeps a socket for long after its end: what it read would be kept with it.
    socket.off('data', take).off('error', onError).off('end', onEnd).off('close', onEnd)
    socket.on('error', ignore).destroy()
    resolve(outcome)
  }
  const fail = (code: NetworkCode, message: string, tlsCode: string | null = null) =>
    finish({ code, message, tlsCode, afterBody: sent.whole })
  const forget = deadline(signal, order.into ? STREAM_MS : EXCHANGE_MS, () =>
    fail(signal.aborted ? abortCode(signal, 'timeout') : 'timeout', 'The answer did not come in time'),
  )
  const reader = readAnswer(order.method ?? 'GET', {
    onHead(read) {
      head = read
      body = takeBody(read.headers, order.maxBytes ?? MOST_BODY, order, ({ text, ...rest }) =>
        finish({ ok: true, ...read, body: text, ...rest }),
      )
    },
    onBody: (piece) => body!.take(piece),
    onEnd: (isWhole) => body!.end(isWhole),
    onWrong: fail,
  })
  const lose = (code: NetworkCode, message: string, tlsCode: string | null) => (head === null ? fail(code, message, tlsCode) : reader.end())
  const take = (chunk: Buffer) => reader.take(chunk)
  const onError = (error: NodeJS.ErrnoException) => lose(...describe(error))
  const onEnd = () => lose(...CLOSED)
  const words = write(url, order)
  if (words === null) {
    fail('protocol_error', 'The request cannot be written: it holds a line break or another sign that has no place in it')
    return promise
  }
  socket.on('data', take).on('error', onError).on('end', onEnd).on('close', onEnd)
  send(socket, words, order, sent).catch((error: Error) => fail('aborted', `The request was held back: ${error.message}`))
  return promise
}

const CLOSED = ['connection_reset', 'The connection was closed without an answer', null] as const
const TOKEN = /^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/
const FIELD = /^[\t\x20-\x7e\x80-\xff]*$/

/** The head of the request, and its body; null when something of it has no place there. */
function write(url: URL, order: HttpRequest): { readonly head: string; readonly body: Buffer } | null {
  const { method = 'GET', body: given, headers: more } = order
  const body = given === undefined ? NO_BODY : typeof given === 'string' ? Buffer.from(given) : given
  const hasLength = given !== undefined || method === 'POST' || method === 'PUT'
  const first = `${method} ${url.pathname}${url.search} HTTP/1.1\r\n`
  if (more === undefined && !hasLength) return { head: `${first}host: ${url.host}\r\n${EVERYDAY_HEADERS}\r\n`, body }
  const length: Record<string, string> = hasLength ? { 'content-length': String(body.length) } : {}
  const headers = writeHeaders({ host: url.host, ...HEADERS, ...more, ...length })
  return headers === null ? null : { head: `${first}${headers}\r\n`, body }
}

function writeHeaders(headers: Readonly<Record<string, string>>): string | null {
  const all = Object.entries(headers)
  return all.every(([name, value]) => TOKEN.test(name) && FIELD.test(value)) ? all.map((one) => `${one.join(': ')}\r\n`).join('') : null
}

const NO_BODY = Buffer.alloc(0)
const EVERYDAY_HEADERS = writeHeaders(HEADERS)!

// The last byte leaves only when everything before it has been handed to the kernel and `onBodySent` has agreed:
// without it no server has a whole request, so until then nothing can have happened there.
async function send(
  socket: Socket,
  { head, body }: { readonly head: string; readonly body: Buffer },
  order: HttpRequest,
  sent: { whole: boolean },
): Promise<void> {
  const isLong = body.length > 1
  if (isLong) {
    socket.write(head, 'latin1')
    await new Promise<unknown>((written) => socket.write(body.subarray(0, -1), written))
  }
  if (socket.destroyed) return
  if (order.onBodySent) await order.onBodySent()
  if (socket.destroyed) return
  sent.whole = true
  if (isLong) socket.write(body.subarray(-1))
  else socket.write(body.length === 0 ? head : Buffer.concat([Buffer.from(head, 'latin1'), body]), 'latin1')
}

function describe(error: NodeJS.ErrnoException): [NetworkCode, string, string | null] {
  const code = error.code ?? ''
  if (code === 'ETIMEDOUT') return ['timeout', 'The connection went silent', null]
  if (code.startsWith('ERR_SSL') || code === 'EPROTO') return ['tls_failed', `TLS failed after the handshake (${code})`, code]
  return [...CLOSED]
}
