import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { gzipSync } from 'node:zlib'
import { answering, listen, loopbackPlan, startDns, zone } from '../network/loopback.double.ts'
import type { Closable } from '../network/loopback.double.ts'
import { createNetwork } from '../network/create-network.ts'
import type { Instant } from '../domain/instant.ts'
import { http } from './http.ts'
import { look, siteAt } from './site.double.ts'

const dns = await startDns(
  zone({
    'shop.test': ['127.0.0.1'],
    'both.test': ['127.0.0.1', '::1'],
    // Where no other test listens, whatever port is drawn.
    'six.test': ['127.86.0.9', '::1'],
    'two.test': ['127.0.0.9', '127.0.0.1'],
    'empty.test': [],
    'other.test': ['127.0.0.1'],
  }),
)
after(() => dns[Symbol.asyncDispose]())

const page = (status: number, body: string, headers = '') =>
  `HTTP/1.1 ${status} x\r\ncontent-length: ${Buffer.byteLength(body)}\r\nconnection: close\r\n${headers}\r\n${body}`
const to = (location: string) => page(302, '', `location: ${location}\r\n`)

type Around = { options?: unknown; deadlineMs?: number; expect?: { status?: number; contains?: string } }
const lookAt = (url: string, server: Closable, { options, deadlineMs, expect }: Around = {}) =>
  look(http, siteAt(url, expect), { plan: { resolvers: [dns.address], ports: { 80: server.port } }, options, deadlineMs })

/** A web server that answers by path; `*` for any other. */
const site = (pages: Readonly<Record<string, string>>) =>
  listen((socket) => {
    socket.once('data', (bytes: Buffer) => {
      const path = bytes.toString().split(' ')[1]!
      socket.end(pages[path] ?? pages['*'] ?? page(404, ''))
    })
  })

test('a site that answers 2xx with its words is up, and the result says where and how fast (MON-2)', async () => {
  await using server = await site({ '/': page(200, '<h1>Fresh\n  bread</h1>') })
  const seen = await lookAt('http://shop.test/', server, { expect: { status: 200, contains: 'Fresh bread' } })
  assert.deepEqual([seen.state, seen.code, seen.class], ['up', null, null])
  assert.deepEqual(seen.facts, { url: 'http://shop.test/', address: '127.0.0.1', redirects: 0, status: 200, bytes: 22, ipv4: 'well' })
  assert.match(
    seen.diary.join('\n'),
    /on shop\.test: A 127\.0\.0\.1, AAAA nodata\.\nGET http:\/\/shop\.test\/ at 127\.0\.0\.1: 200, 22 bytes/,
  )
})

test('JSON that holds what it should, within its size, is up, and nothing inherited is taken for its own (MON-2)', async () => {
  await using server = await site({ '/': page(200, '{"status":"ok","checks":[{"up":true,"n":3}]}') })
  const seen = async (json: object) => (await lookAt('http://shop.test/', server, { options: { json, least: 10, most: 100 } })).code
  assert.equal(await seen({ status: 'ok', 'checks.0.up': true, 'checks.0.n': 3 }), null)
  assert.equal(await seen({ 'toString.length': 0 }), 'json_unexpected')
})

const DOWN: readonly [string, string, string, string, Around?][] = [
  ['an error of the server', page(500, 'oops'), 'status_unexpected', 'status'],
  ['a page that is not there', page(404, 'gone'), 'status_unexpected', 'status'],
  ['another status than the expected', page(200, 'x'), 'status_unexpected', 'status', { expect: { status: 204 } }],
  ['a page without its words', page(200, 'Welcome to nginx!'), 'content_missing', 'content', { expect: { contains: 'Fresh bread' } }],
  [
    'JSON that says otherwise',
    page(200, '{"checks":[{"state":"bad"}]}'),
    'json_unexpected',
    'content',
    { options: { json: { 'checks.0.state': 'good' } } },
  ],
  ['words where JSON is due', page(200, '<h1>Welcome'), 'json_unreadable', 'content', { options: { json: { status: 'ok' } } }],
  ['less than there should be', page(200, 'x'), 'body_too_small', 'content', { options: { least: 100 } }],
  ['more than there should be', page(200, 'x'.repeat(101)), 'body_too_large', 'content', { options: { most: 100 } }],
  ['a page cut short', 'HTTP/1.1 200 OK\r\ncontent-length: 900\r\n\r\nFresh', 'body_truncated', 'reset'],
  ['another protocol', 'SSH-2.0-OpenSSH_9.2\r\n', 'protocol_error', 'protocol'],
  ['endless headers', `HTTP/1.1 200 OK\r\n${`x: ${'y'.repeat(90)}\r\n`.repeat(1000)}`, 'headers_too_large', 'protocol'],
  ['a redirect to itself', to('/'), 'redirect_loop', 'protocol'],
  ['a redirect to another scheme', to('ftp://shop.test/'), 'redirect_blocked', 'protocol'],
  ['a redirect with a password in it', to('http://a:b@shop.test/'), 'redirect_blocked', 'protocol'],
  ['a suspended account, by its redirect', to('/cgi-sys/suspendedpage.cgi'), 'hosting.suspended_unknown', 'deterministic'],
  [
    'a suspended account, by its refresh',
    page(200, '<head><meta http-equiv="refresh" content="0; url=/cgi-sys/suspendedpage.cgi"></head>'),
    'hosting.suspended_unknown',
    'deterministic',
  ],
]
for (const [what, bytes, code, failure, around] of DOWN) {
  test(`${what} is down: ${code} (MON-2)`, async () => {
    await using server = await site({ '*': bytes })
    const seen = await lookAt('http://shop.test/', server, around)
    assert.deepEqual([seen.state, seen.code, seen.class], ['down', code, failure], seen.diary.join('\n'))
  })
}

test('refused, reset and silent are told apart, and the deadline holds', async () => {
  const closed = await listen(() => {})
  await closed[Symbol.asyncDispose]()
  const refused = await lookAt('http://shop.test/', closed)
  assert.deepEqual([refused.state, refused.code, refused.class], ['down', 'connection_refused', 'refused'])
  await using resetting = await listen((socket) => socket.resetAndDestroy())
  const reset = await lookAt('http://shop.test/', resetting)
  assert.deepEqual([reset.code, reset.class], ['connection_reset', 'reset'])
  await using silent = await listen(() => {})
  const waited = await lookAt('http://shop.test/', silent, { deadlineMs: 150 })
  assert.deepEqual([waited.code, waited.class, waited.tookMs < 600], ['timeout', 'timeout', true])
})

test('a name that is gone and one without an address are down by DNS', async () => {
  await using server = await site({})
  const gone = await lookAt('http://gone.test/', server)
  assert.deepEqual([gone.state, gone.code, gone.class], ['down', 'name_not_found', 'dns'])
  const empty = await lookAt('http://empty.test/', server)
  assert.deepEqual([empty.code, empty.class], ['name_without_address', 'dns'])
})

test('redirects are followed to the page, across hosts, five at most', async () => {
  const chain = { '/': to('/1'), '/1': to('/2'), '/2': to('http://other.test/3'), '/3': to('/4'), '/4': to('/5'), '/5': page(200, 'here') }
  await using server = await site(chain)
  const seen = await lookAt('http://shop.test/', server, { expect: { contains: 'here' } })
  assert.deepEqual([seen.state, seen.facts['redirects'], seen.facts['url']], ['up', 5, 'http://other.test/5'])
  const fewer = await lookAt('http://shop.test/', server, { options: { redirects: 4 } })
  assert.equal(fewer.code, 'redirect_loop')
})

test('a redirect that is itself expected is not followed', async () => {
  await using server = await site({ '*': page(301, '', 'location: http://gone.test/\r\n') })
  assert.equal((await lookAt('http://shop.test/', server, { expect: { status: 301 } })).state, 'up')
})

test('a redirect to an address that is not public is blocked at that hop, and named (SSRF)', async () => {
  await using inside = await answering(page(200, 'secret'))
  const places = [
    'http://127.0.0.1/',
    'http://[::ffff:7f00:1]/',
    'http://2130706433/',
    'https://169.254.169.254/',
    'http://localhost/',
    'http://other.test/',
  ]
  for (const place of places) {
    await using server = await site({ '/': to(place) })
    const plan = loopbackPlan({
      allowPrivateTargets: false,
      resolvers: [dns.address],
      ports: { 8080: server.port, 80: inside.port, 443: inside.port },
    })
    const network = createNetwork({ plan, trustedCa: null, operatorHosts: ['shop.test'] })
    const around = { network, now: () => 0 as Instant, signal: AbortSignal.timeout(2000) }
    const seen = await http.look(siteAt('http://shop.test:8080/'), http.options.parse({}), around)
    assert.deepEqual([seen.state, seen.code], ['down', 'redirect_blocked'], place)
    assert.match(seen.diary.at(-1)!, /address_not_public/)
  }
})

test('a slow page is slow, not down (MON-3)', async () => {
  await using server = await listen((socket) => {
    socket.once('data', () => {
      for (const until = performance.now() + 5; performance.now() < until;);
      socket.end(page(200, 'x'))
    })
  })
  const seen = await lookAt('http://shop.test/', server, { options: { slow: '1ms' } })
  assert.deepEqual([seen.state, seen.code, seen.class], ['slow', 'response_slow', null])
})

test('when only one address family fails the site is not down: a warning says which (MON-2)', async () => {
  await using four = await answering(page(200, 'x'))
  const six = await lookAt('http://both.test/', four)
  assert.deepEqual([six.state, six.code, six.facts['ipv4'], six.facts['ipv6']], ['warning', 'ipv6_failing', 'well', 'connection_refused'])
  assert.equal((await lookAt('http://both.test/', four, { options: { families: 'ipv4' } })).state, 'up')
  {
    await using _ = await answering(page(200, 'x'), 'close', '::1', four.port)
    assert.equal((await lookAt('http://both.test/', four)).state, 'up')
  }
  await using alone = await answering(page(200, 'x'), 'close', '::1')
  const seen = await lookAt('http://six.test/', alone)
  assert.deepEqual([seen.state, seen.code, seen.class], ['warning', 'ipv4_failing', 'refused'])
  await using broken = await answering(page(500, ''))
  await using alsoBroken = await answering(page(500, ''), 'close', '::1', broken.port)
  assert.deepEqual([(await lookAt('http://both.test/', broken)).code, alsoBroken.port], ['status_unexpected', broken.port])
})

test('of several addresses a dead one does not make the site down, and stands in the diary', async () => {
  await using server = await site({ '/': page(200, 'x') })
  const seen = await lookAt('http://two.test/', server)
  assert.deepEqual([seen.state, seen.facts['address']], ['up', '127.0.0.1'])
  assert.match(seen.diary.join('\n'), /127\.0\.0\.9: connection_refused/)
})

test('a page we did not read whole is not said to lack its words: a warning tells why', async () => {
  const big = gzipSync('x'.repeat(8_000_000)).toString('latin1')
  const pages: [Buffer, string][] = [
    [Buffer.from(`HTTP/1.1 200 OK\r\ncontent-encoding: gzip\r\ncontent-length: ${big.length}\r\n\r\n${big}`, 'latin1'), 'body_limit'],
    [Buffer.from('HTTP/1.1 200 OK\r\ncontent-encoding: br\r\ncontent-length: 3\r\n\r\nabc'), 'encoding_refused'],
  ]
  for (const [bytes, code] of pages) {
    await using server = await answering(bytes)
    const wanted = await lookAt('http://shop.test/', server, { expect: { contains: 'Fresh bread' } })
    assert.deepEqual([wanted.state, wanted.code], ['warning', code])
    assert.equal((await lookAt('http://shop.test/', server)).state, 'up')
  }
})

test('the options of a monitor are read as people write them, and mistakes are refused', () => {
  assert.deepEqual(http.options.parse({}), {
    ...{ status: null, contains: null, json: null, least: null, most: null },
    ...{ slow: null, redirects: 5, families: 'both' },
  })
  assert.deepEqual(http.options.safeParse({ slow: '800ms', status: 301 }).success, true)
  for (const wrong of [
    { slow: '3' },
    { slow: '0s' },
    { redirects: 6 },
    { status: 99 },
    { contains: '' },
    { families: 'v6' },
    { contain: 'x' },
    { json: { 'a..b': 1 } },
    { most: 0 },
  ]) {
    assert.equal(http.options.safeParse(wrong).success, false, JSON.stringify(wrong))
  }
})
