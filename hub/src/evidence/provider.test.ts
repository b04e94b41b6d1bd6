import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { TestContext } from 'node:test'
import { startDns } from '../network/loopback.double.ts'
import { provider } from './provider.ts'
import { subject, webServer, ZONE } from './subject.double.ts'

const part = (name: string, status = 'operational') => ({ name, status })
const summary = (components: readonly object[], incidents: readonly object[] = []) =>
  JSON.stringify({ status: { indicator: 'major' }, components, incidents, scheduled_maintenances: [] })

/** What is said of a site whose host is an alias of `web07.anchor.example`. */
async function said(t: TestContext, body: string, kind = 'hosting') {
  const url = await webServer(t, (request, response) =>
    request.url === '/moved' ? response.writeHead(302, { location: '/' }).end() : response.end(body),
  )
  await using names = await startDns((name, type) => {
    if (name === ZONE) return { answers: [{ type: 'CNAME', name, ttl: 60, data: 'web07.anchor.example' }] }
    return type === 'A' ? { answers: [{ type: 'A', name, ttl: 60, data: '127.0.0.1' }] } : {}
  })
  const feeds = [{ provider: 'anchor', kind, url: `${url}/moved` }]
  return await provider.collect(subject(`http://${ZONE}/`, { dns: names.address, feeds }))
}

for (const [what, components, state, kind] of [
  ['a red billing dashboard', [part('Billing dashboard', 'major_outage'), part('Web hosting')], 'operational'],
  ['a dead cluster', [part('Billing dashboard'), part('Web hosting', 'major_outage')], 'major'],
  ['another host’s trouble where ours is named', [part('web07'), part('web08', 'major_outage')], 'operational'],
  ['trouble of our own host', [part('Shared host web07.anchor.example', 'partial_outage'), part('web08')], 'degraded'],
  ['trouble of a host whose name only begins like ours', [part('web07'), part('web077', 'major_outage')], 'operational'],
  ['web trouble at who only serves our names', [part('DNS'), part('Web hosting', 'major_outage')], 'operational', 'dns'],
] as const) {
  test(`${what} on a status page means ${state} for the site (DIA-6)`, async (t) => {
    assert.equal((await said(t, summary(components), kind))?.state, state)
  })
}

test('an incident that names no part counts, one that names another part does not', async (t) => {
  const incident = (...parts: string[]) => ({
    name: 'Trouble',
    status: 'investigating',
    impact: 'major',
    components: parts.map((name) => ({ name })),
  })
  const parts = [part('Web hosting'), part('Mail')]
  assert.equal((await said(t, summary(parts, [incident()])))?.state, 'major')
  const other = await said(t, summary(parts, [incident('Mail')]))
  assert.deepEqual([other?.state, other?.notices], ['operational', []])
})

test('a page that is no status page says nothing, and neither does one that is not asked', async (t) => {
  assert.equal(await said(t, '<html>Sign in</html>'), null)
  assert.equal(await provider.collect(subject('http://127.0.0.1:1/')), null)
})

test('the feed of a delivery network is asked where that one is recognised, and its daily work is no news (DIA-3)', async (t) => {
  const work = { name: 'Lima', status: 'scheduled', impact: 'maintenance', components: [{ name: 'CDN/Cache' }], scheduled_for: '2020-01-01T00:00:00Z', scheduled_until: '2099-01-01T00:00:00Z' } // prettier-ignore
  let asked = 0
  const feed = (cache: string) =>
    webServer(t, (_, response) => {
      asked++
      response.end(
        JSON.stringify({
          status: { indicator: 'minor' },
          components: [part('CDN/Cache', cache), part('Lima - (LIM)', 'partial_outage'), part('Dashboard', 'major_outage')],
          incidents: [],
          scheduled_maintenances: [{ ...work, status: 'in_progress' }],
        }),
      )
    })
  const site = async (server: string) => `${await webServer(t, (_, response) => response.writeHead(503, { server }).end())}/`
  const states = []
  for (const [server, cache] of [
    ['cloudflare', 'operational'],
    ['cloudflare', 'major_outage'],
    ['nginx', 'major_outage'],
  ] as const) {
    // prettier-ignore
    const feeds = [{ provider: 'our-edge', kind: 'cdn', url: await feed(cache), onlyIf: ['our-edge', 'CloudFlare'] }]
    const said = await provider.collect(subject(await site(server), { feeds }))
    states.push(said && [said.state, said.notices.length])
  }
  assert.deepEqual([states, asked], [[['operational', 0], ['major', 0], null], 2]) // prettier-ignore
})
