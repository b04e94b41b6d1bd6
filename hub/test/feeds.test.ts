import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { FastifyInstance } from 'fastify'
import { parseFeed } from 'htmlparser2'
import ICAL from 'ical.js'
import { z } from 'zod'
import { after as later, days, hours, seconds } from '../src/domain/instant.ts'
import { routesOf } from '../src/http/routes.ts'
import { buildServer } from '../src/http/server.ts'
import { NOW, seededHub } from './seeded-hub.ts'
import { planWindows } from './seeded-maintenance.ts'

let hub: Awaited<ReturnType<typeof seededHub>>
let app: FastifyInstance
before(async () => {
  hub = await seededHub()
  await planWindows(hub)
  app = await buildServer(hub.around, routesOf(hub.around))
})
after(async () => {
  await app.close()
  await hub.store.close()
})
const get = async (path: string) => (await app.inject({ url: `/status/${path}` })).body

// https://www.jsonfeed.org/version/1.1/
const jsonFeed = z.strictObject({
  version: z.literal('https://jsonfeed.org/version/1.1'),
  title: z.string().min(1),
  home_page_url: z.url(),
  feed_url: z.url(),
  language: z.string(),
  authors: z.array(z.strictObject({ name: z.string() })),
  items: z.array(
    z.strictObject({ id: z.string(), url: z.url(), title: z.string(), content_text: z.string(), date_published: z.iso.datetime() }),
  ),
})

test('another maker’s parser reads the same entries in both feeds, and the JSON feed has its published shape', async () => {
  const json = jsonFeed.parse(JSON.parse(await get('brightside/feed.json')))
  const said = json.items.map(({ id, title, url, date_published }) => ({ id, title, link: url, pubDate: new Date(date_published) }))
  for (const [path, type] of [
    ['brightside/feed.atom', 'atom'],
    ['brightside/feed.rss', 'rss'],
  ] as const) {
    const feed = parseFeed(await get(path))!
    assert.deepEqual([feed.type, feed.title, feed.link], [type, json.title, json.home_page_url])
    assert.deepEqual(
      feed.items.map(({ id, title, link, pubDate }) => ({ id, title, link, pubDate })),
      said,
    )
  }
})

test('another maker’s parser reads the calendar: a moved window with its new time and words, one that was called off as such (RFC 5545)', async () => {
  const startsAt = later(NOW, days(12))
  await hub.around.maintenance.change('operator', 'disks', { type: 'moved', by: 'ana', startsAt, lasts: hours(1), emergency: null })
  hub.clock.at = later(NOW, seconds(1)) // however much happens, a page is rendered once a second
  const moved = (await eventsIn('brightside')).find(({ startDate }) => startDate.toJSDate().valueOf() === startsAt)!
  assert.equal(moved.endDate.toJSDate().valueOf() - startsAt, hours(1))
  assert.deepEqual([moved.sequence, moved.summary], [1, 'Planned maintenance: cornerbakery.example'])
  const [disrupts, sites, reason] = moved.description.split('\n')
  assert.match(disrupts!, /unreachable for up to 45 minutes\.$/)
  assert.deepEqual([sites, reason], ['Sites: cornerbakery.example', 'Reason: Security update of the operating system.'])
  const [calledOff] = await eventsIn('operator')
  assert.equal(calledOff!.component.getFirstPropertyValue('status'), 'CANCELLED')
})

const eventsIn = async (page: string) =>
  new ICAL.Component(ICAL.parse(await get(`${page}/maintenance.ics`))).getAllSubcomponents('vevent').map((event) => new ICAL.Event(event))
