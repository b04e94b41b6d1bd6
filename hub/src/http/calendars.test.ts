import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { FastifyInstance } from 'fastify'
import { onCallHub } from '../../test/on-call-hub.ts'
import { buildServer } from './server.ts'
import { routesOf } from './routes.ts'

let hub: Awaited<ReturnType<typeof onCallHub>>
let app: FastifyInstance
let mei: string

before(async () => {
  hub = await onCallHub()
  app = await buildServer(hub.around, routesOf(hub.around))
  mei = await hub.token('responder', null, 'mei')
})
after(async () => {
  await app.close()
  await hub.store.close()
})

const post = async (url: string, token: string, payload: object = {}) =>
  app.inject({ method: 'POST', url, payload, headers: { authorization: `Bearer ${token}` } })
const addresses = async () => {
  const { person, schedules } = (await post('/api/v1/people/mei/calendar-address', mei)).json()
  return [person, schedules['first-line']].map((url: string) => new URL(url).pathname + new URL(url).search) as [string, string]
}

test('a calendar program reads a person’s turns, and a schedule, by an address alone (RES-1)', async () => {
  const [own, schedule] = await addresses()
  const calendar = await app.inject(own)
  assert.equal(calendar.headers['content-type'], 'text/calendar; charset=utf-8')
  assert.match(calendar.body, /SUMMARY:On call: first-line\r\n/)
  assert.match(
    calendar.body,
    /UID:first-line-mei-1772665200000@127\.0\.0\.1\r\nSEQUENCE:0\r\nDTSTAMP:20260304T160500Z\r\nDTSTART:20260304T230000Z\r\nDTEND:20260305T080000Z/,
  )
  assert.match((await app.inject(schedule)).body, /SUMMARY:Ana Ruiz\r\n/)
})

test('a turn that an override cuts short keeps its UID, and its sequence grows (RES-1)', async () => {
  const [own] = await addresses()
  const night = { from: '2026-03-05T04:00:00Z', until: '2026-03-05T08:00:00Z', people: ['kofi'] }
  await post('/api/v1/schedules/first-line/overrides', await hub.token('responder'), night)
  assert.match(
    (await app.inject(own)).body,
    /UID:first-line-mei-1772665200000@127\.0\.0\.1\r\nSEQUENCE:1\r\n.*\r\n.*\r\nDTEND:20260305T040000Z/,
  )
})

test('an address opens one’s own calendar and nothing else, and ends when it is withdrawn or made anew (I-16)', async () => {
  const [first] = await addresses()
  const [own, schedule] = await addresses()
  const key = own.split('key=')[1]!
  const refused = [first, own.replace('mei', 'ana'), '/api/v1/people/mei/calendar.ics', '/api/v1/people/mei/calendar.ics?key=guess']
  for (const url of refused) assert.equal((await app.inject(url)).statusCode, 404, url)
  assert.equal((await app.inject({ url: '/api/v1/schedules', headers: { cookie: `allclear=${key}` } })).statusCode, 401)
  assert.equal((await post('/api/v1/people/ana/calendar-address', mei)).json().code, 'calendar_foreign')
  assert.equal((await post('/api/v1/people/mei/calendar-address/withdraw', mei)).json().ended, 1)
  for (const url of [own, schedule]) assert.equal((await app.inject(url)).statusCode, 404, url)
})
