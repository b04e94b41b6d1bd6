import { fork } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { createServer, get } from 'node:http'
import type { IncomingMessage } from 'node:http'
import { connect } from 'node:net'
import type { AddressInfo } from 'node:net'
import { performance } from 'node:perf_hooks'
import { setTimeout as rest } from 'node:timers/promises'
import { startServer } from '../hub/src/http/server.ts'
import type { Instant } from '../hub/src/domain/instant.ts'
import { seededHub } from '../hub/test/seeded-hub.ts'

// How many requests a second status pages answer during an outage, beside a bare `node:http` server that sends the same bytes from the same
// process: by turns in one run, over connections that stay open. Then how long each of 500 readers waits while news of the outage come in.
const GOAL = 0.8
const PAGES = ['operator', 'brightside', 'corner-bakery', 'fjord', 'pine-cabins'].map((slug) => `/status/${slug}/`)
const ROUNDS = 9
const ROUND_MS = 1000
const READERS = 16
const CROWD = 500
const CROWD_MS = 5000
const ASKS = { host: '127.0.0.1', 'accept-encoding': 'gzip, deflate, br', 'accept-language': 'en-GB,en;q=0.9', accept: 'text/html,*/*' }

type Told = { readonly path: string; readonly status: number; readonly headers: string[]; readonly bytes: string }

if (process.send) await serve()
else await measure()

// The child: the hub's own server, and a bare one that is told what to send.
async function serve() {
  const hub = await seededHub()
  const began = hub.clock.at - Date.now()
  setInterval(() => (hub.clock.at = (Date.now() + began) as Instant), 50)
  const { url } = await startServer(hub.around, { host: '127.0.0.1', port: 0 })
  const answers = new Map<string, { readonly status: number; readonly headers: string[]; readonly bytes: Buffer }>()
  const bare = createServer({ keepAliveTimeout: 72_000 }, (request, response) => {
    const { status, headers, bytes } = answers.get(request.url!)!
    response.writeHead(status, headers)
    response.end(bytes)
  }).listen(0, '127.0.0.1')
  await once(bare, 'listening')
  process.on('message', (told: Told | 'news') => {
    if (told === 'news') hub.news({ partner: 'brightside', incident: 2 })
    else answers.set(told.path, { ...told, bytes: Buffer.from(told.bytes, 'base64') })
  })
  process.send!({ hub: Number(new URL(url).port), bare: (bare.address() as AddressInfo).port })
}

async function measure() {
  const child = fork(import.meta.filename, { execArgv: ['--no-warnings'] })
  try {
    const [ports] = (await once(child, 'message')) as [Ports]
    const shares = [await compare(child, ports, 'packed pages', false), await compare(child, ports, 'known pages (304)', true)]
    await crowd(child, ports.hub)
    process.exitCode = shares.every((share) => share >= GOAL) ? 0 : 1
  } finally {
    child.kill()
  }
}

type Ports = { readonly hub: number; readonly bare: number }

async function compare(child: ChildProcess, ports: Ports, what: string, isKnown: boolean): Promise<number> {
  const requests: Buffer[] = []
  const sizes: number[] = []
  for (const path of PAGES) {
    const first = await ask(ports.hub, path, ASKS)
    const asks = isKnown ? { ...ASKS, 'if-none-match': String(first.headers.etag) } : ASKS
    const { status, headers, bytes } = await ask(ports.hub, path, asks)
    child.send({ path, status, headers: own(headers), bytes: bytes.toString('base64') } satisfies Told)
    requests.push(requestOf(path, asks))
    sizes.push(bytes.length)
  }
  const rates = { hub: [] as number[], bare: [] as number[] }
  for (let round = 0; round < ROUNDS; round++)
    for (const server of round % 2 === 0 ? (['hub', 'bare'] as const) : (['bare', 'hub'] as const)) {
      const waits = await load(ports[server], requests, READERS, ROUND_MS)
      if (round > 0) rates[server].push((waits.length * 1000) / ROUND_MS) // the first round warms both up
    }
  const [hub, bare] = [at(rates.hub, 0.5), at(rates.bare, 0.5)]
  const range = (all: number[]) => `${Math.round(Math.min(...all))} … ${Math.round(Math.max(...all))}`
  say(`${what}: ${Math.round(hub)} a second (${range(rates.hub)}), bare node:http ${Math.round(bare)} (${range(rates.bare)})`)
  say(`  ${(hub / bare).toFixed(2)} of it, goal ${GOAL}; ${PAGES.length} pages, ${sizes.join(', ')} bytes each, ${READERS} readers`)
  return hub / bare
}

// Every quarter of a second something happens to the incident that the page tells of.
async function crowd(child: ChildProcess, port: number) {
  const path = '/status/brightside/'
  const news = setInterval(() => child.send('news'), 250)
  const firsts: number[] = []
  const waits = await load(port, [requestOf(path, ASKS)], CROWD, CROWD_MS, firsts)
  clearInterval(news)
  const [middle, p99] = [0.5, 0.99].map((share) => at(waits, share).toFixed(1))
  say(`${CROWD} connections during an incident with news four times a second: ${Math.round((waits.length * 1000) / CROWD_MS)} a second`)
  say(`  half waited at most ${middle} ms, 99 of 100 ${p99} ms, the last ${at(waits, 1).toFixed(1)} ms`)
  say(
    `  the first answer on each connection came within ${at(firsts, 0.5).toFixed(1)} ms for half, ${at(firsts, 1).toFixed(1)} ms for the last`,
  )
}

/**
 * How many milliseconds each answer took, over connections that ask again as soon as they are answered. The first on each stands apart: Node
 * takes one new connection at each turn of its loop (libuv since 1.46), so while many others ask without a pause the last waits for hundreds of turns.
 */
async function load(
  port: number,
  requests: readonly Buffer[],
  connections: number,
  forMs: number,
  firsts: number[] = [],
): Promise<number[]> {
  const waits: number[] = []
  const until = performance.now() + forMs
  await Promise.all(Array.from({ length: connections }, (_, n) => read(port, requests, n, until, { waits, firsts })))
  return waits
}

type Waits = { readonly waits: number[]; readonly firsts: number[] }

async function read(port: number, requests: readonly Buffer[], from: number, until: number, { waits, firsts }: Waits): Promise<void> {
  const socket = connect(port, '127.0.0.1').setNoDelay()
  await once(socket, 'connect')
  let asked = 0
  let turn = from
  let left = 0
  let head: Buffer = Buffer.alloc(0)
  const next = () => {
    if (performance.now() >= until) return socket.destroy()
    asked = performance.now()
    socket.write(requests[turn++ % requests.length]!)
  }
  socket.on('data', (part: Buffer) => {
    if (left === 0) {
      head = head.length === 0 ? part : Buffer.concat([head, part])
      const end = head.indexOf('\r\n\r\n')
      if (end < 0) return
      left = end + 4 + lengthIn(head.toString('latin1', 0, end)) - head.length
      head = Buffer.alloc(0)
    } else left -= part.length
    if (left > 0) return
    const list = turn - from === 1 ? firsts : waits
    list.push(performance.now() - asked)
    next()
  })
  next()
  await once(socket, 'close')
}

function lengthIn(head: string): number {
  if (!/^HTTP\/1\.1 (200|304) /.test(head)) throw new Error(head)
  return Number(/content-length: (\d+)/i.exec(head)?.[1] ?? 0)
}

function requestOf(path: string, headers: Readonly<Record<string, string>>): Buffer {
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`)
  return Buffer.from(`GET ${path} HTTP/1.1\r\n${lines.join('')}\r\n`)
}

// Without those that a server adds by itself.
function own(headers: IncomingMessage['headers']): string[] {
  return Object.entries(headers).flatMap(([name, value]) => (/^(date|connection|keep-alive)$/.test(name) ? [] : [name, String(value)]))
}

async function ask(port: number, path: string, headers: Readonly<Record<string, string>>) {
  // The second time it comes as everyone gets it.
  for (let tries = 0; ; tries++) {
    const [answer] = (await once(get({ host: '127.0.0.1', port, path, headers, agent: false }), 'response')) as [IncomingMessage]
    const bytes = Buffer.concat(await answer.toArray())
    if (tries > 0) return { status: answer.statusCode!, headers: answer.headers, bytes }
    await rest(20)
  }
}

function at(numbers: readonly number[], share: number): number {
  return numbers.toSorted((a, b) => a - b)[Math.min(numbers.length - 1, Math.floor(numbers.length * share))] ?? Number.NaN
}

function say(line: string) {
  process.stdout.write(`${line}\n`)
}
