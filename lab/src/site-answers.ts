import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { setTimeout as pause } from 'node:timers/promises'
import { promisify } from 'node:util'
import { gzip } from 'node:zlib'
import type { Exchange } from './host.ts'
import { emptiedPage, frontPage, suspendedPage } from './site-pages.ts'
import type { Website } from './sites.ts'

/** How a website answers a request. */
export type SiteAnswer = (exchange: Exchange, site: Website) => void | Promise<void>

const SLOW_MS = 2000
const SUSPENDED_PATH = '/cgi-sys/suspendedpage.cgi'

/** The healthy answer: the front page over https; everything else is led there. */
export const wellPage: SiteAnswer = async ({ request, response, secure }, site) => {
  if (!secure || ![site.name, site.address].includes(hostOf(request.headers.host)))
    return redirect(response, 301, `https://${site.name}${request.url ?? '/'}`)
  if (request.url === '/' || request.url?.startsWith('/?')) return send(response, 200, await frontPage(site))
  return send(response, 404, `<!doctype html><title>Not found</title><p>There is no such page on ${site.name}.`)
}

export const serverError: SiteAnswer = ({ response }) =>
  send(
    response,
    500,
    '<!doctype html><title>500 Internal Server Error</title><h1>Internal Server Error</h1><p>The server met an unexpected condition.</p>',
  )

export const accountSuspended: SiteAnswer = async ({ request, response, secure }, site) =>
  request.url === SUSPENDED_PATH
    ? send(response, 200, await suspendedPage())
    : redirect(response, 302, `${secure ? 'https' : 'http'}://${site.name}${SUSPENDED_PATH}`)

export const slowPage: SiteAnswer = async (exchange, site) => {
  await pause(SLOW_MS, undefined, { ref: false })
  if (!exchange.response.destroyed) await wellPage(exchange, site)
}

export const pageWithoutPhrase: SiteAnswer = async (exchange, site) =>
  exchange.secure ? send(exchange.response, 200, await emptiedPage(site)) : wellPage(exchange, site)

/** A gigabyte of zeros as one megabyte of gzip: 64 members of 16 MiB, one after another, as RFC 1952 allows. */
export const gzipBomb: SiteAnswer = async ({ response }) => {
  const member = await bombMember()
  response.writeHead(200, { 'content-type': 'text/html', 'content-encoding': 'gzip' })
  await pipeline(Readable.from(Array.from({ length: 64 }, () => member)), response)
}

/** Header after header, as long as the client listens. */
export const endlessHeaders: SiteAnswer = async ({ request: { socket }, hold }) => {
  hold(socket)
  await pipeline(Readable.from(fillers()), socket)
}

// Paced, so that the lab stays light: four kilobytes each two milliseconds.
async function* fillers() {
  yield 'HTTP/1.1 200 OK\r\ncontent-type: text/html\r\n'
  for (let line = 1; ; line++) {
    yield `x-filler-${line}: ${'a'.repeat(4000)}\r\n`
    await pause(2, undefined, { ref: false })
  }
}

export const notHttp: SiteAnswer = ({ request: { socket } }) => {
  socket.end('SSH-2.0-OpenSSH_9.6\r\n')
}

let member: Promise<Buffer> | null = null
const bombMember = () => (member ??= promisify(gzip)(Buffer.alloc(16 * 1024 * 1024)))

const hostOf = (header: string | undefined): string => (header ?? '').replace(/:\d+$/, '').toLowerCase()

export function send(response: Exchange['response'], status: number, body: string) {
  response.writeHead(status, { 'content-type': 'text/html; charset=utf-8', server: 'nginx', 'content-length': Buffer.byteLength(body) })
  response.end(body)
}

function redirect(response: Exchange['response'], status: number, location: string) {
  response.writeHead(status, { location, server: 'nginx', 'content-length': 0 })
  response.end()
}
