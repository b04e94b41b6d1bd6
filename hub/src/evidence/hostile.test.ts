import assert from 'node:assert/strict'
import type { RequestListener } from 'node:http'
import { test } from 'node:test'
import type { Instant } from '../domain/instant.ts'
import { startDns } from '../network/loopback.double.ts'
import type { DnsScript } from '../network/loopback.double.ts'
import { dns } from './dns.ts'
import { page } from './page.ts'
import { registrationFrom } from './registration.ts'
import { subject, webServer, ZONE } from './subject.double.ts'

const referral = (owner: string): ReturnType<DnsScript> => ({
  authoritative: false,
  authorities: [{ type: 'NS', name: owner, data: 'ns.evil.example', ttl: 60 }],
  additionals: [{ type: 'A', name: 'ns.evil.example', data: '127.0.0.1', ttl: 60 }],
})

/** Asks one server that is root, parent, zone and resolver at once. */
const walk = async (script: DnsScript, ms = 2000) => {
  await using server = await startDns(script)
  const found = (await dns.collect(subject(`https://${ZONE}/`, { dns: server.address, ms })))!
  return { ...found, asked: server.asked.length }
}

test('referrals that lead nowhere, upwards or in a circle end', async () => {
  assert.equal((await walk(() => referral('.'))).delegationCode, 'nodata')
  assert.equal((await walk(() => referral('example'))).delegationCode, 'nodata')
  assert.equal((await walk(() => referral('evil.example'))).delegationCode, 'nodata')
})

test('garbage and silence from every server are no answer, and in time', async () => {
  assert.equal((await walk(() => ({ raw: Buffer.from('garbage') }), 300)).delegationCode, 'no_answer')
  const started = performance.now()
  assert.equal((await walk(() => null, 300)).delegationCode, 'no_answer')
  assert.ok(performance.now() - started < 5000)
})

test('a thousand name servers are asked no more than a few', async () => {
  const many = Array.from({ length: 60 }, (_, n) => ({ type: 'NS' as const, name: ZONE, data: `ns${n}.evil.example`, ttl: 60 }))
  const { servers, asked } = await walk((_, type) => (type === 'NS' ? { answers: many } : {}))
  assert.equal(servers.length, 8)
  assert.ok(asked < 60, `${asked} questions`)
})

for (const [verdict, reply] of [
  ['refused', { rcode: 5 }],
  ['servfail', { rcode: 2 }],
  ['not_authoritative', { authoritative: false }],
  ['upward_referral', referral('example')],
  ['nxdomain', { rcode: 3 }],
  ['ok', {}],
] as const) {
  test(`a name server’s ${verdict} is called so (DIA-6)`, async () => {
    const { servers } = await walk((_, type) => (type === 'NS' ? referral(ZONE) : reply))
    assert.equal(servers[0]?.verdict, verdict)
  })
}

const rdapAnswers: readonly [string, RequestListener, 'unknown' | 'unregistered'][] = [
  ['a page of HTML', (_, response) => response.end('<html>'), 'unknown'],
  ['too many requests', (_, response) => response.writeHead(429, { 'retry-after': '1' }).end('{}'), 'unknown'],
  ['a redirect to itself', (request, response) => response.writeHead(302, { location: request.url! }).end(), 'unknown'],
  ['a connection that is cut', (request) => request.socket.destroy(), 'unknown'],
  ['JSON of another kind', (_, response) => response.end('{"objectClassName":"entity"}'), 'unknown'],
  ['deep JSON', (_, response) => response.end('['.repeat(200_000)), 'unknown'],
  ['eight megabytes', (_, response) => response.end(Buffer.alloc(8_000_000, 32)), 'unknown'],
  ['silence', () => {}, 'unknown'],
  ['not found', (_, response) => response.writeHead(404).end('<h1>404</h1>'), 'unregistered'],
]

for (const [what, answer, expected] of rdapAnswers) {
  test(`RDAP that answers with ${what} leaves the registration ${expected}`, async (t) => {
    const base = await webServer(
      t,
      (request, response) =>
      request.url === '/dns.json' ? response.end(JSON.stringify({ services: [[['example'], ['/rdap', `http://${request.headers.host}/rdap`]]] })) : answer(request, response), // prettier-ignore
    )
    const found = await registrationFrom({ services: new Map(), registrations: new Map() }).collect(
      subject(`https://${ZONE}/`, { rdap: `${base}/dns.json`, ms: 400 }),
    )
    assert.equal(found === null ? 'unknown' : found.found ? 'registered' : 'unregistered', expected)
  })
}

test('the bootstrap is read once a day', async (t) => {
  let reads = 0
  const base = await webServer(t, (request, response) => {
    if (request.url === '/dns.json') reads++
    response.end(JSON.stringify({ services: [] }))
  })
  const collector = registrationFrom({ services: new Map(), registrations: new Map() })
  let now = Date.now() as Instant
  const ask = () => collector.collect({ ...subject(`https://${ZONE}/`, { rdap: `${base}/dns.json` }), now: () => now })
  await ask()
  await ask()
  now = (now + 86_400_000) as Instant
  await ask()
  assert.equal(reads, 2)
})

test('redirects are followed relative and only so far; a refresh counts as one', async (t) => {
  const base = await webServer(t, (request, response) => {
    if (request.url === '/') return response.writeHead(302, { location: 'b/c' }).end()
    if (request.url === '/b/c') return response.end('<meta http-equiv=refresh content="0; url=d">')
    if (request.url === '/b/d') return response.end('<title>There</title>')
    response.writeHead(302, { location: `${request.url}x` }).end()
  })
  const there = (await page.collect(subject(`${base}/`, { ports: {} })))!
  assert.deepEqual([there.finalUrl, there.title, there.hops.length, there.failure], [`${base}/b/d`, 'There', 3, null])
  const lost = (await page.collect(subject(`${base}/x`, { ports: {} })))!
  assert.deepEqual([lost.hops.length, lost.failure], [10, 'redirect_loop'])
})
