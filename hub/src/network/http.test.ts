import assert from 'node:assert/strict'
import { createServer } from 'node:http'
import type { RequestListener } from 'node:http'
import { test } from 'node:test'
import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync } from 'node:zlib'
import { createNetwork } from './create-network.ts'
import { answering, disposable, listen, loopbackPlan } from './loopback.double.ts'
import type { Closable } from './loopback.double.ts'
import type { HttpAnswer, HttpFailure, HttpRequest } from './network.ts'

const network = createNetwork({ plan: loopbackPlan(), trustedCa: null })
const soon = () => AbortSignal.timeout(150)
const later = () => AbortSignal.timeout(2500)

const get = (server: Closable, signal = later(), order: Partial<HttpRequest> = {}) =>
  network.request({ url: `http://127.0.0.1:${server.port}/`, ...order }, { signal })

async function serve(answer: RequestListener): Promise<Closable> {
  const server = createServer(answer)
  return disposable(server, '127.0.0.1', () => server.closeAllConnections())
}

const codeOf = (seen: HttpAnswer | HttpFailure) => (seen.ok ? `answered ${seen.status}` : seen.code)

test('a page is read whole, asked without compression on a connection of its own (MON-2)', async () => {
  let asked: unknown
  await using server = await serve((request, response) => {
    asked = [request.headers['accept-encoding'], request.headers['connection'], request.headers['host']]
    response.setHeader('set-cookie', ['a=1', 'b=2']).end('Fresh bread')
  })
  const seen = await get(server)
  assert.ok(seen.ok)
  assert.deepEqual([seen.status, seen.body, seen.bytes, seen.complete, seen.limit], [200, 'Fresh bread', 11, true, null])
  assert.equal(seen.headers['set-cookie'], 'a=1\nb=2')
  assert.deepEqual(asked, ['identity', 'close', `127.0.0.1:${server.port}`])
})

test('a redirect is an answer and is not followed', async () => {
  await using server = await serve((_, response) => response.writeHead(302, { location: '/elsewhere' }).end())
  const seen = await get(server)
  assert.ok(seen.ok)
  assert.deepEqual([seen.status, seen.headers['location']], [302, '/elsewhere'])
})

test('refused, reset, closed without a word, and silent are told apart', async () => {
  const closed = await listen(() => {})
  await closed[Symbol.asyncDispose]()
  assert.equal(codeOf(await get(closed)), 'connection_refused')
  await using reset = await listen((socket) => void socket.once('data', () => socket.resetAndDestroy()))
  assert.equal(codeOf(await get(reset)), 'connection_reset')
  await using mute = await listen((socket) => void socket.once('data', () => socket.end()))
  assert.equal(codeOf(await get(mute)), 'connection_reset')
  await using silent = await listen(() => {})
  assert.equal(codeOf(await get(silent, soon())), 'timeout')
})

test('who calls it off gets "aborted", not a time-out', async () => {
  await using silent = await listen(() => {})
  const stop = new AbortController()
  const asked = get(silent, stop.signal)
  stop.abort()
  assert.equal(codeOf(await asked), 'aborted')
})

const ABSURD: readonly [string, string | Buffer, string][] = [
  ['another protocol', '220 mail.example ESMTP\r\n', 'protocol_error'],
  ['"HTTP/9 banana"', 'HTTP/9 banana\r\n\r\n', 'protocol_error'],
  ['a status that is no number', 'HTTP/1.1 abc OK\r\n\r\n', 'protocol_error'],
  ['a length and chunks at once', 'HTTP/1.1 200 OK\r\ncontent-length: 5\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n', 'protocol_error'],
  ['a switch of protocols', 'HTTP/1.1 101 Switching Protocols\r\nupgrade: x\r\nconnection: upgrade\r\n\r\n', 'protocol_error'],
  ['interim answers without end', 'HTTP/1.1 102 Processing\r\n\r\n'.repeat(5000), 'protocol_error'],
  ['a megabyte of headers', `HTTP/1.1 200 OK\r\n${'x: y\r\n'.repeat(200_000)}\r\n`, 'headers_too_large'],
  ['one header of a megabyte', `HTTP/1.1 200 OK\r\ncookie: ${'x'.repeat(1_000_000)}`, 'headers_too_large'],
]
for (const [what, bytes, code] of ABSURD) {
  test(`${what}: ${code}, and nothing breaks (MON-2)`, async () => {
    await using server = await answering(bytes, 'stay')
    assert.equal(codeOf(await get(server)), code)
  })
}

test('headers that never end are cut off', async () => {
  await using server = await listen((socket) => {
    const more = () => socket.write('x: y\r\n'.repeat(1000), (error) => error || more())
    socket.write('HTTP/1.1 200 OK\r\n', more)
  })
  assert.equal(codeOf(await get(server)), 'headers_too_large')
})

test('a page that arrives a byte at a time, or never ends, is given up at the deadline', async () => {
  await using drip = await listen((socket) => {
    const timer = setInterval(() => socket.write('H'), 20)
    socket.on('close', () => clearInterval(timer))
  })
  assert.notEqual((await get(drip, soon())).ok, true)
  await using endless = await answering('HTTP/1.1 200 OK\r\n\r\nand then', 'stay')
  assert.equal(codeOf(await get(endless, soon())), 'timeout')
})

test('a body that ends early is an answer that is not complete; one without a length ends with the connection', async () => {
  await using short = await answering('HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\nFresh')
  const cut = await get(short)
  assert.ok(cut.ok)
  assert.deepEqual([cut.body, cut.complete, cut.limit], ['Fresh', false, null])
  await using plain = await answering('HTTP/1.1 200 OK\r\n\r\nFresh')
  const whole = await get(plain)
  assert.deepEqual(whole.ok && [whole.body, whole.complete], ['Fresh', true])
})

test('a body is read to its limit and no further', async () => {
  await using server = await serve((_, response) => void response.end('x'.repeat(3_000_000)))
  const seen = await get(server)
  assert.ok(seen.ok)
  assert.deepEqual([seen.bytes, seen.body.length, seen.complete, seen.limit], [1_048_576, 1_048_576, false, 'body_limit'])
})

const bomb = gzipSync(Buffer.alloc(150_000_000))

test('a gzip bomb is stopped early, in memory and in time', async () => {
  await using server = await serve((_, response) => void response.setHeader('content-encoding', 'gzip').end(bomb))
  const before = process.memoryUsage().rss
  const seen = await get(server)
  assert.ok(seen.ok)
  assert.deepEqual([seen.limit, seen.complete], ['body_limit', false])
  assert.ok(seen.body.length <= 4 * 1024 * 1024 && seen.tookMs < 1000, `${seen.body.length} in ${seen.tookMs} ms`)
  assert.ok(process.memoryUsage().rss - before < 60_000_000)
})

test('gzip and deflate are read although nobody asked for them', async () => {
  const page = Buffer.from('Fresh bread '.repeat(100))
  for (const [encoding, bytes] of [
    ['gzip', gzipSync(page)],
    ['x-gzip', gzipSync(page)],
    ['deflate', deflateSync(page)],
    ['deflate', deflateRawSync(page)],
  ] as const) {
    await using server = await serve((_, response) => void response.setHeader('content-encoding', encoding).end(bytes))
    const seen = await get(server)
    assert.deepEqual(seen.ok && [seen.body, seen.complete, seen.bytes], [page.toString(), true, bytes.length], encoding)
  }
})

test('gzip that ends early or is none is not complete', async () => {
  for (const bytes of [gzipSync('Fresh bread'.repeat(1000)).subarray(0, 30), Buffer.from('no gzip at all')]) {
    await using server = await serve((_, response) => void response.setHeader('content-encoding', 'gzip').end(bytes))
    const seen = await get(server)
    assert.deepEqual(seen.ok && [seen.complete, seen.limit], [false, null])
  }
})

for (const encoding of ['br', 'zstd', 'gzip, gzip', Array(1000).fill('gzip').join(', ')]) {
  test(`a body in "${encoding.slice(0, 12)}" is never decoded`, async () => {
    const bytes = brotliCompressSync('Fresh bread')
    await using server = await serve((_, response) => void response.setHeader('content-encoding', encoding).end(bytes))
    const seen = await get(server)
    assert.deepEqual(seen.ok && [seen.status, seen.limit, seen.body, seen.bytes], [200, 'encoding_refused', '', bytes.length])
  })
}

test('a page in another alphabet is read by the charset it names, and one that lies stays text', async () => {
  await using latin = await answering(
    Buffer.from('HTTP/1.1 200 OK\r\ncontent-type: text/html; charset=ISO-8859-1\r\n\r\nB\xe4cker', 'latin1'),
  )
  const seen = await get(latin)
  assert.equal(seen.ok && seen.body, 'Bäcker')
  await using lying = await answering('HTTP/1.1 200 OK\r\ncontent-type: text/html; charset=klingon\r\n\r\nBäcker')
  const lied = await get(lying)
  assert.equal(lied.ok && lied.body, 'Bäcker')
})

test('what cannot be written is told before anything is sent', async () => {
  await using server = await serve((_, response) => void response.end())
  const bad = await get(server, later(), { headers: { 'x-a': 'one\r\ntwo: three' } })
  assert.deepEqual([codeOf(bad), !bad.ok && bad.afterBody], ['protocol_error', false])
  assert.equal(codeOf(await get(server, later(), { url: 'http://user:pw@127.0.0.1/' })), 'url_invalid')
})

test('the last byte waits for leave, and only then may the other side have acted (at most once)', async () => {
  const heard: string[] = []
  await using server = await listen((socket) => void socket.on('data', (bytes) => heard.push(bytes.toString().split('\r\n\r\n').pop()!)))
  const failed = await get(server, later(), {
    method: 'POST',
    body: '{"text":"hello"}',
    onBodySent: async () => {
      while (heard.join('') === '') await new Promise(setImmediate)
      throw new Error('the database is gone')
    },
  })
  assert.deepEqual([codeOf(failed), !failed.ok && failed.afterBody, heard.join('')], ['aborted', false, '{"text":"hello"'])
})

test('a request that was not taken whole is safe to send again; one that was is uncertain', async () => {
  const order = { method: 'POST', body: 'x'.repeat(50_000_000) } as const
  await using stuck = await listen((socket) => socket.pause())
  const before = await get(stuck, soon(), order)
  assert.deepEqual([codeOf(before), !before.ok && before.afterBody], ['timeout', false])
  await using dropping = await listen((socket) => void socket.once('data', () => socket.resetAndDestroy()))
  const during = await get(dropping, later(), order)
  assert.deepEqual([codeOf(during), !during.ok && during.afterBody], ['connection_reset', false])
  await using swallowing = await listen((socket) => void socket.on('data', (bytes) => bytes.at(-1) === 0x7d && socket.resetAndDestroy()))
  const after = await get(swallowing, later(), { method: 'POST', body: '{}' })
  assert.deepEqual([codeOf(after), !after.ok && after.afterBody], ['connection_reset', true])
  await using silent = await listen(() => {})
  const unanswered = await get(silent, soon(), { method: 'POST', body: '{}' })
  assert.deepEqual([codeOf(unanswered), !unanswered.ok && unanswered.afterBody], ['timeout', true])
})

test('a body goes out as it was given, an empty one with its length', async () => {
  await using server = await serve(async (request, response) => {
    const pieces: Buffer[] = []
    for await (const piece of request) pieces.push(piece as Buffer)
    response.end(`${request.method} ${request.headers['content-length']} ${Buffer.concat(pieces).toString()}`)
  })
  for (const [order, said] of [
    [{ method: 'POST', body: 'grüße' }, 'POST 7 grüße'],
    [{ method: 'PUT', body: 'x' }, 'PUT 1 x'],
    [{ method: 'POST', body: '' }, 'POST 0 '],
    [{ method: 'POST' }, 'POST 0 '],
    [{ method: 'DELETE' }, 'DELETE undefined '],
  ] as const) {
    const seen = await get(server, later(), order)
    assert.equal(seen.ok && seen.body, said)
  }
})

test('an answer that comes before the whole request was sent is an answer', async () => {
  await using server = await answering('HTTP/1.1 413 Content Too Large\r\ncontent-length: 0\r\nconnection: close\r\n\r\n')
  const seen = await get(server, later(), { method: 'POST', body: '{"text":"hello"}', onBodySent: () => new Promise(() => {}) })
  assert.equal(codeOf(seen), 'answered 413')
})
