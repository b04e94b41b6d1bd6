import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'

/** What a browser or a program asked, read whole. */
export type Asked = {
  readonly method: string
  readonly path: string
  readonly query: URLSearchParams
  readonly headers: IncomingMessage['headers']
  readonly body: string
  readonly form: URLSearchParams
}
export type Told = {
  readonly status?: number
  readonly type?: string
  readonly headers?: Readonly<Record<string, string>>
  readonly body: string
}
export type Loopback = { readonly url: string; readonly port: number; close(): Promise<void> }

const LARGEST_BODY = 1024 * 1024
const LOCAL_NAMES = ['127.0.0.1', 'localhost']

export const json = (value: unknown, status = 200): Told => ({ status, type: 'application/json', body: JSON.stringify(value) })
export const page = (body: string, status = 200): Told => ({ status, body })
export const notFound: Told = { status: 404, type: 'text/plain; charset=utf-8', body: 'There is no such page in the lab.\n' }
export const seeOther = (location: string): Told => ({ status: 303, headers: { location }, body: '' })

/**
 * Serves plain http on 127.0.0.1. A request under another host's name (DNS rebinding) or a change ordered by another
 * site's page (its `Origin`) is refused before `answer` hears of it.
 */
export async function serveLoopback(answer: (asked: Asked) => Told | Promise<Told>, port = 0): Promise<Loopback> {
  const server = createServer((request, response) => {
    void respond(request, answer)
      .catch((error: unknown): Told => ({ status: 500, type: 'text/plain', body: `The lab failed: ${String(error)}\n` }))
      .then((told) => write(response, told))
  })
  await new Promise<void>((done, failed) => server.once('error', failed).listen(port, '127.0.0.1', done))
  const actual = (server.address() as { port: number }).port
  const close = async () => {
    const closed = new Promise<void>((done) => server.close(() => done()))
    server.closeAllConnections()
    await closed
  }
  return { url: `http://127.0.0.1:${actual}`, port: actual, close }
}

async function respond(request: IncomingMessage, answer: (asked: Asked) => Told | Promise<Told>): Promise<Told> {
  const refusal = refusalOf(request)
  if (refusal) return { status: 403, type: 'text/plain; charset=utf-8', body: `${refusal}\n` }
  const body = await readBody(request)
  if (body === null) return { status: 413, type: 'text/plain', body: 'The body is larger than 1 MiB.\n' }
  const url = new URL(request.url ?? '/', 'http://lab')
  const { method = 'GET', headers } = request
  return answer({ method, path: url.pathname, query: url.searchParams, headers, body, form: new URLSearchParams(body) })
}

function refusalOf({ method, headers, socket }: IncomingMessage): string | null {
  const own = LOCAL_NAMES.map((name) => `${name}:${socket.localPort}`)
  if (!own.includes(headers.host ?? '')) return 'The lab answers only under its own loopback address.'
  const isChange = method !== 'GET' && method !== 'HEAD'
  const isForeign = headers.origin !== undefined && !own.some((host) => headers.origin === `http://${host}`)
  if (isChange && (isForeign || headers['sec-fetch-site'] === 'cross-site')) return 'The lab takes no orders from the pages of other sites.'
  return null
}

async function readBody(request: IncomingMessage): Promise<string | null> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length
    if (size > LARGEST_BODY) return null
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString('utf8')
}

function write(response: ServerResponse, { status = 200, type = 'text/html; charset=utf-8', headers = {}, body }: Told) {
  response.writeHead(status, { 'content-type': type, 'cache-control': 'no-store', 'x-content-type-options': 'nosniff', ...headers })
  response.end(body)
}
