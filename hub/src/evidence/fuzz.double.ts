import { createSocket } from 'node:dgram'
import { createServer as createTlsServer } from 'node:tls'
import { once } from 'node:events'
import { connect } from 'node:net'
import type { AddressInfo, Socket } from 'node:net'
import { gzipSync } from 'node:zlib'
import { AUTHORITATIVE_ANSWER, decode, encode } from 'dns-packet'
import type { Answer } from 'dns-packet'
import { foundAuthority } from '../../../lab/src/authority.ts'
import { dice } from '../../test/stories/dice.ts'
import type { Instant } from '../domain/instant.ts'
import { createNetwork } from '../network/create-network.ts'
import { listen, loopbackPlan } from '../network/loopback.double.ts'
import type { Collector, Subject } from './collector.ts'
import { dns } from './dns.ts'
import { page } from './page.ts'
import { provider } from './provider.ts'
import { registrationFrom } from './registration.ts'
import { subjectOf } from './subject-of.ts'
import { tls } from './tls.ts'
import { variants } from './variants.ts'

export const KINDS = ['dns', 'rdap', 'whois', 'tls', 'http'] as const
export type Kind = (typeof KINDS)[number]
export type Fuzzed = {
  readonly cases: number
  readonly seed: number
  readonly slowestMs: number // from the start of a case to its end
  readonly largest: number // characters of what a case brought home, as JSON
  readonly said: Readonly<Record<Kind, number>> // cases that brought anything home
  readonly wrong: readonly string[] // what must not happen, with the case it happened in
}
type Roll = (below: number) => number

const DEADLINE_MS = 150
const SLACK_MS = 1500 // of two busy cores, after the deadline
const LARGEST = 512 * 1024
const AT_ONCE = 16

/** Lets every collector meet servers that answer with mangled, endless, dripping or cut answers, and says what must not have happened. */
export async function fuzzEvidence(options: { readonly cases: number; readonly seed: number }): Promise<Fuzzed> {
  const { cases, seed } = options
  await using world = await openWorld(seed)
  const said = { dns: 0, rdap: 0, whois: 0, tls: 0, http: 0 }
  const wrong: string[] = []
  let slowestMs = 0
  let largest = 0
  let next = 0
  const work = async () => {
    for (let number = next++; number < cases; number = next++) {
      const kind = KINDS[number % KINDS.length]!
      const met = await meet(world, kind, number)
      slowestMs = Math.max(slowestMs, met.tookMs)
      largest = Math.max(largest, met.size)
      if (met.size > 4) said[kind]++
      if (met.thrown !== null) wrong.push(`case ${number} (${kind}) threw ${met.thrown}`)
      if (met.tookMs > DEADLINE_MS + SLACK_MS) wrong.push(`case ${number} (${kind}) took ${Math.round(met.tookMs)} ms`)
      if (met.size > LARGEST) wrong.push(`case ${number} (${kind}) brought home ${met.size} characters`)
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, work))
  return { cases, seed, slowestMs: Math.round(slowestMs), largest, said, wrong }
}

type Met = { readonly tookMs: number; readonly size: number; readonly thrown: string | null }

async function meet(world: World, kind: Kind, number: number): Promise<Met> {
  const started = performance.now()
  const collectors: Record<Kind, readonly Collector[]> = {
    dns: [dns],
    rdap: [registrationFrom({ services: new Map(), registrations: new Map() })],
    whois: [registrationFrom({ services: new Map(), registrations: new Map() })],
    tls: [tls],
    http: number % 2 === 0 ? [page, provider] : [variants],
  }
  try {
    const subject = world.subject(kind, number)
    const found = await inTime(Promise.all(collectors[kind].map(({ collect }) => collect(subject))))
    const size = Math.max(...found.map((one) => JSON.stringify(one).length))
    return { tookMs: performance.now() - started, size, thrown: null }
  } catch (error) {
    return { tookMs: performance.now() - started, size: 0, thrown: error instanceof Error ? (error.stack ?? '').slice(0, 400) : 'nothing' }
  }
}

// A promise that nobody keeps ends a process without a word; here it is told.
async function inTime<T>(work: Promise<T>): Promise<T> {
  const { promise, reject } = Promise.withResolvers<never>()
  const timer = setTimeout(() => reject(new Error('it never ended')), DEADLINE_MS + SLACK_MS)
  try {
    return await Promise.race([work, promise])
  } finally {
    clearTimeout(timer)
  }
}

type World = AsyncDisposable & { subject(kind: Kind, number: number): Subject }

/** One server of each kind; which case it answers stands in the name it is asked for. */
async function openWorld(seed: number): Promise<World> {
  const roll = (number: number, salt: number) => dice(seed + number * 7919 + salt).upTo
  const names = await openNames(roll)
  const serve = (answer: (roll: Roll, said: string) => Buffer, salt: number) =>
    listen((socket) =>
      socket.once('data', (bytes: Buffer) => {
        const said = bytes.toString('latin1')
        const number = caseIn(said)
        const isWhole = said.includes('dns.json') // without it nothing more is asked
        tell(socket, answer(roll(number, salt), said), isWhole ? WHOLE : roll(number, salt + said.length))
      }),
    )
  const web = await serve(httpAnswer, 1)
  const whois = await serve((roll, said) => whoisAnswer(roll, said.trim()), 3)
  const secure = await openSecure(roll)
  const subject = (kind: Kind, number: number): Subject => {
    const scheme = kind === 'tls' || kind === 'dns' ? 'https' : 'http'
    const ports = { 53: names.port, 80: web.port, 443: secure.port }
    const at = kind === 'dns' ? `127.0.0.1:${names.port}` : `127.0.0.1:${names.honest}`
    const network = createNetwork({ plan: loopbackPlan({ resolvers: [at], rootServers: [at], ports }), trustedCa: null })
    return subjectOf({
      url: new URL(`${scheme}://c${number}.example/`),
      rdapBootstrap: kind === 'rdap' ? `http://127.0.0.1:${web.port}/c${number}/dns.json` : 'http://127.0.0.1:1/',
      whois: `127.0.0.1:${whois.port}`,
      feeds: [{ provider: 'anchor', kind: 'hosting', url: `http://c${number}.example/status` }],
      baseline: null,
      network,
      now: () => Date.now() as Instant,
      signal: AbortSignal.timeout(DEADLINE_MS),
    })
  }
  const close = async () => {
    await Promise.all([names, web, whois, secure].map((server) => server[Symbol.asyncDispose]()))
  }
  return { subject, [Symbol.asyncDispose]: close }
}

const caseIn = (said: string) => Number(/\bc(\d+)(?:\.example|\/)/.exec(said)?.[1] ?? 0)
const WHOLE: Roll = () => 7

/** Sends an answer whole, in two pieces, cut short, over and over, or byte by byte. */
function tell(socket: Socket, bytes: Buffer, roll: Roll): void {
  const how = roll(8)
  if (how === 0) return void socket.end(bytes.subarray(0, roll(bytes.length + 1)))
  if (how === 1) return void socket.resetAndDestroy()
  if (how === 2) {
    const again = () => !socket.destroyed && socket.write(bytes.length > 0 ? bytes : 'x', (error) => !error && setImmediate(again))
    return void again()
  }
  if (how === 3) {
    let at = 0
    const drip = setInterval(() => (socket.destroyed ? clearInterval(drip) : socket.write(bytes.subarray(at, ++at))), 20)
    return
  }
  socket.write(bytes.subarray(0, 40))
  socket.end(bytes.subarray(40))
}

/** Changes, cuts out, doubles and shuffles bytes; one in four stays as it was. */
export function mangle(bytes: Buffer, roll: Roll, from = 0): Buffer {
  if (bytes.length <= from || roll(4) === 0) return bytes
  let mangled = Buffer.from(bytes)
  for (let times = 1 + roll(6); times > 0; times--) {
    const at = from + roll(Math.max(1, mangled.length - from))
    const end = Math.min(mangled.length, at + 1 + roll(40))
    const how = roll(6)
    if (how === 0) mangled[at] = roll(256)
    else if (how === 1) mangled = Buffer.concat([mangled.subarray(0, at), mangled.subarray(end)])
    else if (how === 2) mangled = Buffer.concat([mangled.subarray(0, end), mangled.subarray(at)])
    else if (how === 3) mangled = mangled.subarray(0, at)
    else if (how === 4) mangled.fill(roll(256), at, end)
    else mangled = Buffer.concat([mangled.subarray(0, at), Buffer.from(NASTY[roll(NASTY.length)]!), mangled.subarray(at)])
    if (mangled.length <= from) return mangled
  }
  return mangled
}

const NASTY = [
  ...[
    '\0',
    '\r\n\r\n',
    '\u001b[31m',
    '\u202e',
    '<script>',
    ']]>',
    '"',
    '\\',
    '{"a":',
    '[[[[[[[[',
    '999999999999999999999',
    '-1',
    '%00',
    '../',
  ],
  ...['é'.repeat(200), 'a'.repeat(5000), '\xff\xfe', 'NaN', '1e999', '2026-02-30T00:00:00Z', 'http://[::1', '<a href="', '&#x110000;'],
]

type Rolls = (number: number, salt: number) => Roll

async function openNames(roll: Rolls) {
  const reply = (bytes: Buffer, mangles: boolean): Buffer | null => {
    const query = decode(bytes)
    const { name, type } = query.questions![0]!
    const dice = roll(caseIn(name), bytes.length + (query.id! & 0xff))
    if (mangles && dice(12) === 0) return null
    const whole = encode({ type: 'response', id: query.id!, flags: AUTHORITATIVE_ANSWER | (mangles && dice(9) === 0 ? dice(6) : 0), questions: query.questions!, ...sections(name, type, dice, mangles) }) // prettier-ignore
    return mangles ? mangle(whole, dice, dice(3) === 0 ? 2 : 12 + name.length + 6) : whole
  }
  const open = async (mangles: boolean) => {
    const tcp = await listen((socket) => {
      socket.once('data', (bytes: Buffer) => {
        const answer = reply(bytes.subarray(2), mangles)
        if (answer) socket.end(Buffer.concat([Buffer.from([answer.length >> 8, answer.length & 0xff]), answer]))
      })
    })
    const udp = createSocket('udp4')
    udp.on('message', (bytes, peer) => {
      const answer = reply(bytes, mangles)
      if (answer) udp.send(answer.subarray(0, 8000), peer.port, peer.address)
    })
    await new Promise<void>((done) => udp.bind(tcp.port, '127.0.0.1', done))
    const close = () => {
      udp.close()
      return tcp[Symbol.asyncDispose]()
    }
    return { port: tcp.port, close }
  }
  const [wild, honest] = await Promise.all([open(true), open(false)])
  const close = async () => void (await Promise.all([wild.close(), honest.close()]))
  return { port: wild.port, honest: honest.port, [Symbol.asyncDispose]: close }
}

function sections(name: string, type: string, roll: Roll, mangles: boolean): { answers: Answer[]; authorities: Answer[] } {
  const ns = Array.from({ length: mangles ? 1 + roll(30) : 1 }, (_, n): Answer => ({ type: 'NS', name, ttl: 60, data: `ns${n}.${name}` }))
  const key = Buffer.alloc(1 + roll(300), roll(256))
  const made: Record<string, () => Answer[]> = {
    A: () => [{ type: 'A', name, ttl: 60, data: '127.0.0.1' }],
    NS: () => ns,
    MX: () => [{ type: 'MX', name, ttl: 60, data: { preference: roll(100), exchange: `mail.${name}` } }],
    SOA: () => [{ type: 'SOA', name, ttl: 60, data: { mname: `ns.${name}`, rname: 'a.b', serial: roll(4e9), refresh: 1, retry: 1, expire: 1, minimum: 1 } }], // prettier-ignore
    CAA: () => [{ type: 'CAA', name, ttl: 60, data: { flags: 0, tag: 'issue', value: 'ca.example' } }],
    DS: () => [{ type: 'DS', name, ttl: 60, data: { keyTag: roll(65_536), algorithm: 13, digestType: 1 + roll(4), digest: key } }],
    DNSKEY: () => [{ type: 'DNSKEY', name, ttl: 60, data: { flags: 257, algorithm: 13, key } }],
  }
  const loop: Answer = { type: 'CNAME', name, ttl: 60, data: name }
  return { answers: mangles && roll(10) === 0 ? [loop] : (made[type]?.() ?? []), authorities: mangles && roll(5) === 0 ? ns : [] }
}

function httpAnswer(roll: Roll, request: string): Buffer {
  const path = request.split(' ')[1] ?? '/'
  const host = /host: (\S+)/i.exec(request)?.[1] ?? 'x'
  const name = /\bc\d+/.exec(request)?.[0] ?? 'c0'
  const body = path.endsWith('dns.json')
    ? JSON.stringify({ services: [[['example'], [`http://${host}/${name}/`]]] })
    : path.includes('/domain/')
      ? JSON.stringify(registration(`${name}.example`, roll))
      : path === '/status'
        ? STATUS[roll(STATUS.length)]!
        : HTML[roll(HTML.length)]!
  const isBootstrap = path.endsWith('dns.json')
  const mangled = isBootstrap && roll(4) > 0 ? Buffer.from(body) : mangle(Buffer.from(body), roll)
  return isBootstrap
    ? whole(mangled, 200, {})
    : mangle(whole(mangled, STATUSES[roll(STATUSES.length)]!, headers(roll, name)), dice(roll(1e6)).upTo)
}

const STATUSES = [200, 200, 200, 200, 204, 301, 302, 304, 404, 429, 500, 503, 999]

function headers(roll: Roll, name: string): Record<string, string> {
  const all: Record<string, string>[] = [
    {},
    { 'content-encoding': 'gzip' },
    { 'content-encoding': 'br' },
    { 'transfer-encoding': 'chunked' },
    {
      location: ['/', '//', `http://${name}.example/${roll(9)}`, 'javascript:alert(1)', 'http://169.254.169.254/', 'file:///etc/passwd'][
        roll(6)
      ]!,
    },
    { 'retry-after': ['5', '-1', '1e99', 'Wed, 21 Oct 2099 07:28:00 GMT', 'soon'][roll(5)]! },
    { 'content-length': ['0', '5', '99999999', '-1', 'x'][roll(5)]! },
    { 'x-long': 'a'.repeat(roll(40_000)) },
  ]
  return { 'content-type': ['text/html', 'text/html; charset=utf-16', 'application/json', ''][roll(4)]!, ...all[roll(all.length)] }
}

function whole(body: Buffer, status: number, headers: Record<string, string>): Buffer {
  const sent = headers['content-encoding'] === 'gzip' ? gzipSync(Buffer.concat([body, Buffer.alloc(200_000)])) : body
  const lines = Object.entries(headers).map(([key, value]) => `${key}: ${value}\r\n`)
  return Buffer.concat([Buffer.from(`HTTP/1.1 ${status} X\r\n${lines.join('')}\r\n`), sent])
}

function registration(domain: string, roll: Roll) {
  const dates = ['2027-05-01T00:00:00Z', '2026-02-30T00:00:00Z', 'soon', '', '9999-99-99', '1970-01-01T00:00:00+99:99']
  const event = (eventAction: string) => ({ eventAction, eventDate: dates[roll(dates.length)] })
  return {
    objectClassName: 'domain',
    ldhName: domain,
    status: ['client hold', 'active', null, 7].slice(0, roll(5)),
    events: ['expiration', 'registrar expiration', 'transfer', 'last changed'].map(event),
    entities: [{ roles: ['registrar'], vcardArray: ['vcard', [['fn', {}, 'text', 'A\r\nB']]] }],
    nameservers: [{ ldhName: 'NS1.EXAMPLE.' }],
    links: [{ rel: 'related', href: `http://${domain}/domain/`, type: 'application/rdap+json' }],
  }
}

function whoisAnswer(roll: Roll, domain: string): Buffer {
  const date = ['2027-05-01T00:00:00Z', '01-May-2027', '01/02/2027', '2027. 5. 1.', 'Mon May  3 10:00:00 UTC 2027', '31.02.2027', 'never'][
    roll(7)
  ]
  const texts = [
    `Domain Name: ${domain.toUpperCase()}\r\nRegistrar: X\r\nRegistry Expiry Date: ${date}\r\nDomain Status: clientHold https://icann.org/epp#clientHold\r\nName Server: NS1.X.EXAMPLE\r\nRegistrar WHOIS Server: 127.0.0.1\r\n`, // prettier-ignore
    `% notice\n\nrefer: whois.${domain}\n\ndomain: EXAMPLE\n`,
    `No match for "${domain}".\r\n`,
    `    Domain name:\r\n        ${domain}\r\n\r\n    Relevant dates:\r\n        Expiry date:  ${date}\r\n`,
    `[Domain Name] ${domain}\n[Expires on] ${date}\n[State] Active\n`,
    'Query rate limit exceeded. Try again.\n',
  ]
  return mangle(Buffer.from(texts[roll(texts.length)]!), roll)
}

const HTML = [
  '<!doctype html><html lang="en"><head><title>Corner Bakery</title><meta name="generator" content="WordPress 6.8.1"><script src="/wp-content/plugins/x/a.js?ver=1"></script></head><body><p>Fresh bread</p></body></html>',
  '<title>'.repeat(500),
  '<div>'.repeat(20_000),
  '<meta http-equiv=refresh content="0;url=/">',
  `<a href="${'x'.repeat(3000)}">`.repeat(50),
  '<p>&#x110000;&#0;&amp;&bogus;',
  '<script src="//evil.example/a.js"></script>'.repeat(3000),
  '',
]
const STATUS = [
  JSON.stringify({ status: { indicator: 'major' }, components: [{ name: 'Web', status: 'major_outage' }], incidents: [{ name: 'x', status: 'investigating', impact: 'major', started_at: '2026-11-21T10:00:00Z', components: [{ name: 'Web' }] }], scheduled_maintenances: [] }), // prettier-ignore
  JSON.stringify({
    page: { status: 'HASISSUES' },
    activeIncidents: [{ name: 'x', status: 'INVESTIGATING', impact: 'MAJOROUTAGE', started: 'x' }],
  }),
  JSON.stringify({ data: { type: 'status_page', attributes: { aggregate_state: 'downtime' } }, included: [{ id: 1, type: 'status_page_resource', attributes: { public_name: 'Web', status: 'downtime' } }] }), // prettier-ignore
  '<?xml version="1.0"?><rss><channel><item><title>Outage</title><pubDate>Sat, 21 Nov 2099 10:00:00 GMT</pubDate></item></channel></rss>',
  '[['.repeat(5000),
]

/** TLS 1.2, where the certificates go in clear, behind a wire that mangles what the server says. */
async function openSecure(roll: Rolls) {
  const { key, cert } = await (await foundAuthority()).issue({ names: ['*.example'], addresses: [], flaw: undefined })
  const server = createTlsServer(
    { key, cert, maxVersion: 'TLSv1.2' },
    (socket) => void socket.on('error', () => {}).end('HTTP/1.1 200 OK\r\n\r\n'),
  )
  server.on('tlsClientError', () => {}).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const behind = (server.address() as AddressInfo).port
  const front = await listen((socket) => {
    socket.once('data', (hello: Buffer) => {
      const rolls = roll(caseIn(hello.toString('latin1')), 5)
      const wire = connect(behind, '127.0.0.1')
      wire.on('error', () => socket.destroy()).on('close', () => socket.end())
      socket.on('close', () => wire.destroy()).on('data', (bytes: Buffer) => wire.write(bytes))
      wire.on('data', (bytes: Buffer) => socket.write(mangle(bytes, rolls, rolls(2) * 5)))
      wire.write(hello)
    })
  })
  const close = async () => {
    await front[Symbol.asyncDispose]()
    server.close() // not waited for: of handshakes that break off some are never counted as closed
  }
  return { port: front.port, [Symbol.asyncDispose]: close }
}
