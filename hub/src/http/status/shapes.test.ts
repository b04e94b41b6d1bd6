import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { seededHub } from '../../../test/seeded-hub.ts'
import { routesOf } from '../routes.ts'
import { buildServer } from '../server.ts'

let hub: Awaited<ReturnType<typeof seededHub>>
let app: FastifyInstance
before(async () => {
  hub = await seededHub()
  app = await buildServer(hub.around, routesOf(hub.around))
})
after(async () => {
  await app.close()
  await hub.store.close()
})
const get = (path: string, headers = {}) => app.inject({ url: `/status/${path}`, headers })
const time = z.iso.datetime({ precision: undefined })

// The shapes as their makers publish them; nothing may be missing, and nothing be there that they do not know.
const page = z.strictObject({ id: z.string(), name: z.string(), url: z.url(), time_zone: z.string(), updated_at: time })
const status = z.strictObject({ indicator: z.enum(['none', 'minor', 'major', 'critical', 'maintenance']), description: z.string() })
const state = z.enum(['operational', 'degraded_performance', 'partial_outage', 'major_outage', 'under_maintenance'])
const component = z.strictObject({
  id: z.string(),
  name: z.string(),
  status: state,
  created_at: time,
  updated_at: time,
  position: z.int().positive(),
  description: z.string().nullable(),
  showcase: z.boolean(),
  start_date: z.iso.date().nullable(),
  group_id: z.string().nullable(),
  page_id: z.string(),
  group: z.boolean(),
  only_show_if_degraded: z.boolean(),
  components: z.array(z.string()).optional(),
})
const stage = z.enum(['investigating', 'identified', 'monitoring', 'resolved', 'postmortem'])
const incident = z.strictObject({
  id: z.string(),
  name: z.string(),
  status: stage,
  created_at: time,
  updated_at: time,
  monitoring_at: time.nullable(),
  resolved_at: time.nullable(),
  started_at: time,
  impact: z.enum(['none', 'minor', 'major', 'critical', 'maintenance']),
  shortlink: z.url(),
  page_id: z.string(),
  incident_updates: z.array(
    z.strictObject({
      id: z.string(),
      status: stage,
      body: z.string(),
      incident_id: z.string(),
      created_at: time,
      updated_at: time,
      display_at: time,
      affected_components: z.array(z.strictObject({ code: z.string(), name: z.string(), old_status: state, new_status: state })).nullable(),
      deliver_notifications: z.boolean(),
      custom_tweet: z.string().nullable(),
      tweet_id: z.string().nullable(),
    }),
  ),
  components: z.array(component),
})
const V2: Readonly<Record<string, z.ZodType>> = {
  'status.json': z.strictObject({ page, status }),
  'summary.json': z.strictObject({
    page,
    status,
    components: z.array(component),
    incidents: z.array(incident),
    scheduled_maintenances: z.array(z.unknown()),
  }),
  'components.json': z.strictObject({ page, components: z.array(component) }),
  'incidents.json': z.strictObject({ page, incidents: z.array(incident) }),
  'incidents/unresolved.json': z.strictObject({ page, incidents: z.array(incident) }),
}

for (const [name, shape] of Object.entries(V2)) {
  test(`${name} has the shape of the Statuspage API, with an outage and without, and any site may read it (COM-7)`, async () => {
    for (const slug of ['brightside', 'river-dental', 'operator']) {
      const { statusCode, headers, body } = await get(`${slug}/api/v2/${name}`)
      assert.deepEqual([statusCode, headers['access-control-allow-origin']], [200, '*'])
      shape.parse(JSON.parse(body))
    }
  })
}

test('a group is a component that lists the others, and what is over is listed as resolved', async () => {
  const { components } = (await get('brightside/api/v2/components.json')).json()
  const group = components.find((one: { group: boolean }) => one.group)
  assert.deepEqual([group.name, group.components], ['Corner Bakery', ['cornerbakery.example', 'lanternbooks.example']])
  const { incidents } = (await get('brightside/api/v2/incidents.json')).json()
  assert.deepEqual(incidents.map((one: { id: string; status: string }) => [one.id, one.status]), [['2', 'identified'], ['1', 'resolved']]) // prettier-ignore
})

test('scripts that read a page of Instatus or Better Stack find what they look for', async () => {
  const instatus = z.strictObject({
    page: z.strictObject({ name: z.string(), url: z.url(), status: z.enum(['UP', 'HASISSUES', 'UNDERMAINTENANCE']) }),
    activeIncidents: z.array(z.looseObject({ name: z.string(), started: time, status: z.string(), impact: z.string(), url: z.url() })),
    activeMaintenances: z.array(z.unknown()),
  })
  assert.equal(instatus.parse((await get('brightside/summary.json')).json()).page.status, 'HASISSUES')
  assert.equal(instatus.parse((await get('river-dental/summary.json')).json()).page.status, 'UP')
  const item = z.looseObject({ id: z.string(), type: z.string(), attributes: z.looseObject({}) })
  const betterStack = z.strictObject({
    data: item.extend({ attributes: z.looseObject({ aggregate_state: z.enum(['operational', 'degraded', 'downtime', 'maintenance']) }) }),
    included: z.array(item),
  })
  const { data, included } = betterStack.parse((await get('brightside/index.json')).json())
  assert.deepEqual([data.attributes.aggregate_state, included.length], ['downtime', 4])
})

test('the feeds tell the same updates, the newest first, each with an id that stays and a page of its own', async () => {
  const atom = (await get('brightside/feed.atom')).body
  const rss = (await get('brightside/feed.rss')).body
  const { items } = (await get('brightside/feed.json')).json()
  const ids = items.map(({ id }: { id: string }) => id)
  assert.deepEqual([...atom.matchAll(/<entry>\s*<id>(.*?)<\/id>/g)].map(([, id]) => id), ids) // prettier-ignore
  assert.deepEqual([...rss.matchAll(/<guid isPermaLink="false">(.*?)<\/guid>/g)].map(([, id]) => id), ids) // prettier-ignore
  assert.equal(ids.length, 3)
  assert.equal(items[0].url, 'http://127.0.0.1:8470/status/brightside/incidents/2.html')
  assert.match(rss, /<pubDate>Wed, 04 Mar 2026 16:03:00 GMT<\/pubDate>/)
  assert.equal((await get('brightside/history.atom')).body, atom)
})

test('the badge says the worst state in words, and is drawn for every page', async () => {
  const { headers, body } = await get('brightside/badge.svg')
  assert.equal(headers['content-type'], 'image/svg+xml')
  assert.match(body, /aria-label="Status: Major outage"/)
  assert.match((await get('river-dental/badge.svg')).body, /aria-label="Status: Operational"/)
  assert.equal((await get('river-dental/badge.json')).json().message, 'Operational')
})

test('the embed is small, may be framed by any site, and is empty while all is well (COM-10)', async () => {
  const script = (await get('brightside/embed.js')).body
  assert.ok(Buffer.byteLength(script) <= 2048, `${Buffer.byteLength(script)} bytes`)
  const { headers, body } = await get('brightside/embed.html')
  assert.match(String(headers['content-security-policy']), /frame-ancestors \*/)
  assert.match(body, /cornerbakery\.example is not available/)
  assert.doesNotMatch((await get('river-dental/embed.html')).body, /<p|available/)
  assert.equal((await get('river-dental/embed.json')).json().indicator, 'none')
  assert.match(String((await get('brightside/')).headers['content-security-policy']), /frame-ancestors 'none'/)
})

test('a notice speaks in the client’s own name and names no cause, no partner and no operator (COM-10)', async () => {
  const { headers, body } = await get('corner-bakery/notices/2.txt')
  assert.match(String(headers['content-type']), /^text\/plain/)
  assert.match(body, /Our website cornerbakery\.example has not been available as usual since Wed 4 Mar 2026, 09:53 CST/)
  assert.match(body, /Corner Bakery\n$/)
  const page = (await get('corner-bakery/notices/2')).body
  for (const said of [body, page]) assert.doesNotMatch(said, /Brightside|Harbor|Allclear|certificate/i)
  assert.equal((await get('brightside/notices/2')).statusCode, 404)
})

test('a page comes in the language of its owner, unless its reader asks for another', async () => {
  const first = async (path: string, language?: string) => {
    const { body } = await get(path, language === undefined ? {} : { 'accept-language': language })
    return `${/<html lang="(\w+)"/.exec(body)![1]}: ${/<h1[^>]*>([^<]*)</.exec(body)![1]}`
  }
  assert.equal(await first('river-dental/'), 'en: riverdental.example is available.')
  assert.equal(await first('river-dental/', 'fr-CA,fr;q=0.9,en;q=0.8'), 'fr: riverdental.example est disponible.')
  assert.equal(await first('river-dental/', 'ja, de;q=0.5'), 'de: riverdental.example ist erreichbar.')
  assert.equal(await first('river-dental/?lang=es', 'fr'), 'es: riverdental.example está disponible.')
  assert.equal(await first('river-dental/index.pt.html', 'fr'), 'pt: riverdental.example está disponível.')
  assert.equal(await first('river-dental/?lang=xx'), 'en: riverdental.example is available.')
})

test('a month, an incident and the days of a site have pages of their own, and what is not there is not found', async () => {
  assert.match((await get('brightside/history/2026-02')).body, /riverdental\.example is not available/)
  assert.match((await get('brightside/history/2026-01.de.html')).body, /Keine Störungen im Januar 2026/)
  assert.match((await get('brightside/incidents/1')).body, /The web server had stopped and was started again/)
  assert.match((await get('brightside/days/riverdental.example')).body, /23 February 2026<\/th>\s*<td>outage<\/td>\s*<td>48m<\/td>/)
  for (const path of ['history/2019-01', 'incidents/3', 'days/pinecabins.example', '..%2foperator%2f', 'constructor', 'api/v2/nope.json'])
    assert.equal((await get(`brightside/${path}`)).statusCode, 404, path)
})
