import assert from 'node:assert/strict'
import { after as afterwards, before, test } from 'node:test'
import { gunzipSync } from 'node:zlib'
import type { FastifyInstance } from 'fastify'
import { seededHub } from '../../../test/seeded-hub.ts'
import { buildServer } from '../server.ts'
import { routesOf } from '../routes.ts'
import { after, seconds } from '../../domain/instant.ts'
import { pagesOf } from './pages.ts'

let hub: Awaited<ReturnType<typeof seededHub>>
let app: FastifyInstance
before(async () => {
  hub = await seededHub()
  app = await buildServer(hub.around, routesOf(hub.around))
})
afterwards(async () => {
  await app.close()
  await hub.store.close()
})
const get = async (url: string, headers = {}) => app.inject({ url, headers })

test('a white-label page speaks in its partner’s brand and names neither the operator nor another tenant (COM-6)', async () => {
  for (const path of [
    '',
    'api/v2/summary.json',
    'feed.atom',
    'feed.rss',
    'feed.json',
    'maintenance.ics',
    'summary.json',
    'index.json',
    'incidents/2',
  ]) {
    const { body, statusCode } = await get(`/status/brightside/${path}`)
    assert.equal(statusCode, 200)
    assert.match(body, /Brightside Studio/)
    assert.doesNotMatch(body, /Harbor|Fjord|pinecabins|northlight|Allclear/i, path)
  }
  assert.match((await get('/status/corner-bakery/')).body, /Brightside Studio/)
  assert.doesNotMatch((await get('/status/corner-bakery/')).body, /riverdental/)
  assert.doesNotMatch((await get('/status/operator/')).body, /cornerbakery|pinecabins/)
})

test('the page says in one sentence what is the matter, with the newest words first and times in the zone of its readers', async () => {
  const { body } = await get('/status/brightside/')
  assert.match(body, /<h1[^>]*>cornerbakery\.example is not available, and we are working on it\.<\/h1>/)
  assert.ok(body.indexOf('We are renewing it') < body.indexOf('We have seen that'))
  assert.match(body, /10:03 CST/)
  assert.match(body, /http-equiv="refresh"/)
  assert.match(body, /<script src="status\.js" defer>/)
})

test('what was never announced on the page stays off it once it is over, and an empty page says since when it watches', async () => {
  const { body } = await get('/status/river-dental/')
  assert.match(body, /riverdental\.example is available\./)
  assert.doesNotMatch(body, /http-equiv="refresh"/)
  assert.match(body, /No incidents since/)
})

test('the summary has the shape of the Statuspage API', async () => {
  const { page, status, components, incidents, scheduled_maintenances } = (await get('/status/brightside/api/v2/summary.json')).json()
  assert.deepEqual([page.id, page.name, page.time_zone], ['brightside', 'Brightside Studio', 'America/Chicago'])
  assert.deepEqual(status, { indicator: 'major', description: 'Partial System Outage' })
  assert.deepEqual(
    components.map((component: { name: string; status: string }) => [component.name, component.status]),
    [
      ['cornerbakery.example', 'major_outage'],
      ['riverdental.example', 'operational'],
      ['lanternbooks.example', 'operational'],
      ['Corner Bakery', 'partial_outage'],
    ],
  )
  assert.equal(incidents[0].status, 'identified')
  assert.deepEqual(
    incidents[0].incident_updates.map((update: { status: string }) => update.status),
    ['identified', 'investigating'],
  )
  assert.deepEqual(scheduled_maintenances, [])
})

test('a page is rendered once until something happens to its tenant, and no more than once a second then (COM-9)', async () => {
  const now = hub.clock.at
  const page = () => pagesOf(hub.around).page('brightside')
  const first = await page()
  assert.equal(await page(), first)
  hub.news({ partner: 'fjord', incident: 3 })
  hub.clock.at = after(now, seconds(2))
  assert.equal(await page(), first)
  hub.news({ partner: 'brightside', incident: 2 })
  const second = await page()
  assert.notEqual(second, first)
  hub.news({ partner: 'brightside', incident: 2 })
  assert.equal(await page(), second)
  hub.clock.at = after(now, seconds(40))
  assert.notEqual(await page(), second)
  hub.clock.at = now
})

test('who can unpack gets it packed, and both are the same', async () => {
  const packed = await get('/status/brightside/', { 'accept-encoding': 'gzip, br' })
  assert.equal(packed.headers['content-encoding'], 'gzip')
  assert.equal(gunzipSync(packed.rawPayload).toString(), (await get('/status/brightside/')).body)
})

test('a reader that has the page already is told so, and an unknown page is not found', async () => {
  const first = await get('/status/brightside/')
  const again = await get('/status/brightside/', { 'if-none-match': first.headers.etag })
  assert.deepEqual([again.statusCode, again.body], [304, ''])
  for (const slug of ['nope', '__proto__', 'constructor', '..%2f']) assert.equal((await get(`/status/${slug}/`)).statusCode, 404, slug)
})
