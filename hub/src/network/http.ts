import { request as sendRequest } from 'node:http'
import type { ClientRequest, IncomingMessage } from 'node:http'
import type { Socket } from 'node:net'
import { readBody } from './body.ts'
import { connect } from './connect.ts'
import type { Way } from './connect.ts'
import { abortCode, deadline, elapsed } from './deadline.ts'
import type { Connected, HttpAnswer, HttpFailure, HttpRequest, NetworkCode } from './network.ts'
import { startTls } from './tls.ts'
import type { Trust } from './tls.ts'
import { portOf, readUrl } from './url.ts'

const MOST_BODY = 1024 * 1024
const MOST_HEADERS = 32 * 1024
const MOST_INTERIM = 10 // answers of status 1xx
const EXCHANGE_MS = 120_000 // where the caller's deadline is later, or never comes
const STREAM_MS = 15 * 60_000 // the same of a body that is taken piece by piece

/** How our probe names itself. */
export const AGENT = 'Allclear (website monitoring)'

const HEADERS = { 'user-agent': AGENT, accept: '*/*', 'accept-encoding': 'identity', connection: 'close' }

type Failed = { readonly code: NetworkCode; readonly tlsCode: string | null; readonly message: string; readonly afterBody: boolean }
type Answered = Omit<HttpAnswer, 'address' | 'family' | 'tookMs'>

/** One HTTP exchange on a connection of its own. A redirect is an answer; whatever goes wrong is a value. */
export async function request(way: Way, trust: Trust, order: HttpRequest, signal: AbortSignal): Promise<HttpAnswer | HttpFailure> {
  const started = performance.now()
  const fail = (failed: Failed, address: string | null): HttpFailure => ({ ok: false, ...failed, address, tookMs: elapsed(started) })
  const read = readUrl(order.url)
  if (!read.ok) return fail(unsent('url_invalid', read.message), null)
  const { url } = read
  const { family, address, resolver } = order
  const connected = await connect(way, { host: url.hostname, port: portOf(url), family, address, resolver }, signal)
  if (!connected.ok) return { ...connected, tlsCode: null, afterBody: false }
  const socket = url.protocol === 'https:' ? await secure(connected, trust, url, order, signal) : connected.socket
  if ('code' in socket) return fail(socket, connected.address)
  const outcome = await exchange(socket, url, order, signal)
  socket.destroy()
  if (!('ok' in outcome)) return fail(outcome, connected.address)
  return { ...outcome, address: connected.address, family: connected.family, tookMs: elapsed(started) }
}

const unsent = (code: NetworkCode, message: string, tlsCode: string | null = null): Failed => ({ code, tlsCode, message, afterBody: false })

async function secure(connected: Connected, trust: Trust, url: URL, order: HttpRequest, signal: AbortSignal): Promise<Socket | Failed> {
  const servername = url.hostname.replace(/^\[|\]$/g, '')
  const secured = await startTls(connected.socket, trust, { servername, signal, alpn: ['http/1.1'] })
  if (!secured.ok) return unsent(secured.code, secured.message, secured.tlsCode)
  if (secured.authorized || order.insecure) return secured.socket
  secured.socket.destroy()
  return unsent('tls_failed', `The certificate of ${servername} is not valid (${secured.code})`, secured.code)
}

/** Sends the request over `socket` and reads the answer; ends with `signal`. */
function exchange(socket: Socket, url: URL, order: HttpRequest, signal: AbortSignal): Promise<Answered | Failed> {
  const { promise, resolve } = Promise.withResolvers<Answered | Failed>()
  const sent = { whole: false }
  let isAnswered = false
  let interim = 0
  let outgoing: ClientRequest | null = null
  const finish = (outcome: Answered | Failed) => {
    forget()
    outgoing?.destroy()
    resolve(outcome)
  }
  const fail = (code: NetworkCode, message: string, tlsCode: string | null = null) =>
    finish({ code, message, tlsCode, afterBody: sent.whole })
  const forget = deadline(signal, order.into ? STREAM_MS : EXCHANGE_MS, () =>
    fail(signal.aborted ? abortCode(signal, 'timeout') : 'timeout', 'The answer did not come in time'),
  )
  try {
    outgoing = open(socket, url, order)
  } catch (error) {
    fail('protocol_error', `The request cannot be written: ${(error as Error).message}`)
    return promise
  }
  outgoing.on('error', (error: NodeJS.ErrnoException) => fail(...describe(error)))
  outgoing.on('close', () => isAnswered || fail('connection_reset', 'The connection was closed without an answer'))
  outgoing.on('upgrade', () => fail('protocol_error', 'The server switched to another protocol'))
  outgoing.on('information', () => ++interim > MOST_INTERIM && fail('protocol_error', 'The server sent only interim answers'))
  outgoing.on('response', async (response) => {
    isAnswered = true // from here on the body tells how it ended
    const body = await readBody(response, order.maxBytes ?? MOST_BODY, order)
    finish(answerOf(response, body))
  })
  send(outgoing, order, sent).catch((error: Error) => fail('aborted', `The request was held back: ${error.message}`))
  return promise
}

function open(socket: Socket, url: URL, order: HttpRequest): ClientRequest {
  const length = Buffer.byteLength(order.body ?? '')
  const hasLength = order.body !== undefined || order.method === 'POST' || order.method === 'PUT'
  return sendRequest({
    createConnection: () => socket,
    method: order.method ?? 'GET',
    path: url.pathname + url.search,
    headers: { host: url.host, ...HEADERS, ...order.headers, ...(hasLength ? { 'content-length': length } : {}) },
    maxHeaderSize: MOST_HEADERS,
    insecureHTTPParser: false,
    setHost: false,
  })
}

// The last byte leaves only when everything before it has been handed to the kernel and `onBodySent` has agreed:
// without it no server has a whole request, so until then nothing can have happened there.
async function send(outgoing: ClientRequest, order: HttpRequest, sent: { whole: boolean }): Promise<void> {
  const { body: words = '' } = order
  const body = typeof words === 'string' ? Buffer.from(words) : words
  if (body.length > 1) await new Promise((written) => outgoing.write(body.subarray(0, -1), written))
  if (outgoing.destroyed) return
  await order.onBodySent?.()
  if (outgoing.destroyed) return
  sent.whole = true
  outgoing.end(body.subarray(-1))
}

function answerOf(response: IncomingMessage, body: Awaited<ReturnType<typeof readBody>>): Answered {
  const headers: Record<string, string> = {}
  for (const [name, value] of Object.entries(response.headers)) headers[name] = [value ?? ''].flat().join('\n')
  const { bytes, text, complete, limit } = body
  return { ok: true, status: response.statusCode ?? 0, headers, body: text, bytes, complete, limit }
}

function describe(error: NodeJS.ErrnoException): [NetworkCode, string, string | null] {
  const code = error.code ?? ''
  if (code === 'HPE_HEADER_OVERFLOW') return ['headers_too_large', `The headers are longer than ${MOST_HEADERS / 1024} kB`, null]
  if (code.startsWith('HPE_')) return ['protocol_error', `The answer is not HTTP (${code})`, null]
  if (code === 'ETIMEDOUT') return ['timeout', 'The connection went silent', null]
  if (code.startsWith('ERR_SSL') || code === 'EPROTO') return ['tls_failed', `TLS failed after the handshake (${code})`, code]
  return ['connection_reset', 'The connection was closed without an answer', null]
}
