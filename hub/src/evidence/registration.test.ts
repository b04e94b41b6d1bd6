import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { TestContext } from 'node:test'
import { after, hours } from '../domain/instant.ts'
import type { Instant } from '../domain/instant.ts'
import { listen, startDns, zone } from '../network/loopback.double.ts'
import type { Closable } from '../network/loopback.double.ts'
import { registrationFrom } from './registration.ts'
import { subject, webServer, ZONE } from './subject.double.ts'

const NOW = Date.parse('2026-11-21T12:00:00Z') as Instant
const fresh = () => registrationFrom({ services: new Map(), registrations: new Map() })
const RECORD = `Domain Name: ${ZONE}\r\nRegistrar: NameSilver\r\nRegistry Expiry Date: 2027-05-01T00:00:00Z\r\n`

/** RDAP whose answers a test gives in turn; the last one stays. */
async function rdap(t: TestContext, ...answers: readonly [status: number, body: unknown, headers?: Record<string, string>][]) {
  let turn = 0
  const base = await webServer(t, (request, response) => {
    if (request.url === '/dns.json')
      return response.end(JSON.stringify({ services: [[['example'], [`http://${request.headers.host}/rdap`]]] }))
    const [status, body, headers] = answers[Math.min(turn++, answers.length - 1)]!
    response.writeHead(status, headers).end(JSON.stringify(body))
  })
  return `${base}/dns.json`
}
const said = { objectClassName: 'domain', ldhName: ZONE, events: [{ eventAction: 'expiration', eventDate: '2027-05-01T00:00:00Z' }, { eventAction: 'transfer', eventDate: '2026-11-20T00:00:00Z' }] } // prettier-ignore

/** WHOIS on port 43 of 127.0.0.1 and 127.0.0.2, where the tests' referrals lead. */
const whois = (answer: string | ((query: string) => string), host = '127.0.0.1', port = 0): Promise<Closable> =>
  listen(
    (socket) => socket.once('data', (query: Buffer) => socket.end(typeof answer === 'string' ? answer : answer(String(query)))),
    host,
    port,
  )

test('where RDAP does not answer, WHOIS is asked from the root down and the registrar’s own date counts (DIA-2, row 7)', async (t) => {
  const asked: string[] = []
  const registrarSays = `Domain Name: ${ZONE}\r\nRegistrar Registration Expiration Date: 2026-11-01T00:00:00Z\r\n`
  await using registrar = await whois((query) => (asked.push(query), registrarSays), '127.0.0.2')
  await using upper = await whois(
    (query) => (asked.push(query), `${RECORD}Registrar WHOIS Server: whois.namesilver.example\r\n`),
    '127.0.0.1',
    0,
  )
  await using names = await startDns(zone({ 'whois.namesilver.example': ['127.0.0.2'] }))
  const ports = { 53: names.port, 43: registrar.port }
  const known = subject(`https://${ZONE}/`, {
    dns: names.address,
    ports,
    rdap: await rdap(t, [503, {}]),
    whois: `127.0.0.1:${upper.port}`,
  })
  const found = (await fresh().collect(known))!
  assert.deepEqual([found.source, found.found, found.registrar], ['whois', true, 'NameSilver'])
  assert.deepEqual([found.registryExpires, found.registrarExpires], [Date.parse('2027-05-01'), Date.parse('2026-11-01')])
  assert.deepEqual(asked, [`${ZONE}\r\n`, `${ZONE}\r\n`])
})

test('a registry that has heard enough is believed for a day by what it said last, marked by when, and says when to ask again', async (t) => {
  const collector = fresh()
  const bootstrap = await rdap(t, [200, said], [429, {}, { 'retry-after': '120' }])
  const ask = (now: Instant) => collector.collect(subject(`https://${ZONE}/`, { rdap: bootstrap, now: () => now }))
  const first = (await ask(NOW))!
  assert.deepEqual([first.learntAt, first.retryAt, first.changedAt], [NOW, null, Date.parse('2026-11-20')])
  const later = after(NOW, hours(2))
  assert.deepEqual(await ask(later), { ...first, retryAt: later + 120_000 })
  assert.equal(await ask(after(NOW, hours(25))), null)
})

test('a WHOIS server that drips, floods or sends markup hurts nobody and is cut', async (t) => {
  const bootstrap = await rdap(t, [500, {}])
  const ask = async (server: Closable, ms: number) => {
    await using _ = server
    return await fresh().collect(subject(`https://${ZONE}/`, { rdap: bootstrap, whois: `127.0.0.1:${server.port}`, ms }))
  }
  const started = performance.now()
  assert.equal(await ask(await listen((socket) => void socket.write('D')), 300), null)
  const flood = 'x'.repeat(65_536)
  const endless = await listen((socket) => {
    const more = () => socket.write(flood, (error) => error || setImmediate(more))
    socket.once('data', more)
  })
  assert.equal(await ask(endless, 1000), null)
  const found = await ask(await whois(`${RECORD.replace('NameSilver', '<script>alert(1)</script>')}`), 1000)
  assert.equal(found?.registrar, '<script>alert(1)</script>')
  assert.ok(performance.now() - started < 10_000)
})

test('servers that refer to each other end', async () => {
  let asked = 0
  await using circle = await whois(() => (asked++, `refer: whois.a.example\r\n`))
  await using names = await startDns(zone({ 'whois.a.example': ['127.0.0.1'] }))
  const known = subject(`https://${ZONE}/`, {
    dns: names.address,
    ports: { 53: names.port, 43: circle.port },
    whois: `127.0.0.1:${circle.port}`,
  })
  assert.equal(await fresh().collect(known), null)
  assert.equal(asked, 2)
})
