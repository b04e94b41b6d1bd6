import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { ContactBook } from '@allclear/wire/contact-book.ts'
import type { Readiness } from '@allclear/wire/readiness.ts'
import type { FastifyInstance } from 'fastify'
import { NOW, seededHub } from '../../test/seeded-hub.ts'
import { after as later, days } from '../domain/instant.ts'
import { keepReadinessOfToday } from '../engine/health/keep-readiness.ts'
import type { Room } from '../engine/room.ts'
import { readinessSince } from '../store/readiness.ts'
import { routesOf } from './routes.ts'
import { buildServer } from './server.ts'

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

const bearer = (token: string) => ({ authorization: `Bearer ${token}` })
const look = async (token: string, query = '') =>
  (await app.inject({ url: `/api/v1/readiness${query}`, headers: bearer(token) })).json() as Readiness
const lineOf = ({ groups }: Readiness, kind: string, subject: string) =>
  groups.find((group) => group.kind === kind)?.lines.find((line) => line.subject === subject)

test('what would fail us at 3 am is listed by kind, the heaviest first, and a line is gone when it is mended (PRP-2)', async () => {
  const owner = await hub.token('owner')
  const before = await look(owner)
  assert.match(before.sentence, /^\d+ things would fail us at 3 am, \d+ of them heavy$/)
  const wrong = before.groups.filter(({ lines }) => lines.length > 0)
  assert.deepEqual(wrong.map(({ weight }) => weight), wrong.map(({ weight }) => weight).toSorted((a, b) => b - a)) // prettier-ignore
  assert.equal(before.groups.find(({ kind }) => kind === 'playbook-missing')?.lines.length, 0, 'the built-in playbooks cover every family')
  assert.equal(lineOf(before, 'no-contact', 'corner-bakery')?.to, '/contacts/corner-bakery')
  assert.equal(lineOf(before, 'old-backup', 'hub')?.owner, 'operator')

  const tell = { method: 'POST', headers: bearer(owner) } as const
  assert.equal((await app.inject({ ...tell, url: '/api/v1/backups', payload: {} })).statusCode, 200)
  const contacts = [{ name: 'Bo Hart', mail: 'bo@mailbox.example', phone: '+13125550120' }]
  const keep = { ...tell, method: 'PUT', url: '/api/v1/clients/corner-bakery/contacts', payload: { contacts } } as const
  assert.equal((await app.inject(keep)).statusCode, 200)
  const book = (await app.inject({ url: '/api/v1/contacts/corner-bakery', headers: bearer(owner) })).json() as ContactBook
  assert.deepEqual([book.name, book.contacts[0]?.phone, book.isStale, book.mayChange], ['Corner Bakery', '+13125550120', false, true])
  const now = await look(owner)
  assert.equal(lineOf(now, 'old-backup', 'hub'), undefined)
  assert.equal(lineOf(now, 'no-contact', 'corner-bakery'), undefined)
  assert.ok(now.score.percent! > before.score.percent!)
})

test('it is narrowed by partner, by who mends it and by site', async () => {
  const owner = await hub.token('owner')
  const fjord = await look(owner, '?partner=fjord&owner=partner')
  assert.deepEqual(new Set(fjord.groups.flatMap(({ lines }) => lines.map((line) => `${line.partner.id} ${line.owner}`))), new Set(['fjord partner'])) // prettier-ignore
  const site = await look(owner, '?site=cornerbakery.example')
  assert.ok(lineOf(site, 'unknown-registrar', 'cornerbakery.example'))
  assert.equal(site.trend, null)
  assert.equal(lineOf(site, 'no-watcher', 'hub'), undefined)
})

test("who sees one tenant only sees what is theirs, and of another's nothing (I-58)", async () => {
  const token = await hub.token('viewer', 'brightside')
  const own = await look(token)
  assert.ok(own.groups.length > 0)
  assert.doesNotMatch(JSON.stringify(own), /fjord|pinecabins|northlight|Harbor/i)
  assert.deepEqual((await look(token, '?partner=fjord')).groups, [])
  assert.deepEqual((await look(token, '?site=pinecabins.example')).groups, [])
})

test('a partner reads in its portal what it can mend itself, in its language, and nothing of others; its clients read nothing of it', async () => {
  const page = async (role: 'partner-member' | 'client') =>
    (await app.inject({ url: '/portal/', headers: bearer(await hub.token(role, 'brightside')) })).body
  const theirs = await page('partner-member')
  assert.match(theirs, /What would hold us up at night/)
  assert.match(theirs, /River Dental: nobody can be told of an outage\.\s*<a href="\/portal\/contacts#river-dental">/)
  assert.doesNotMatch(theirs, /fjord|Pine Cabins|Allclear itself|backup/i)
  assert.doesNotMatch(await page('client'), /hold us up/)
})

test('how it stands is kept while it changes: no row for a day on which nothing did', async () => {
  const room = { ...hub.around, secrets: () => new Map() } as unknown as Room
  const rows = () => readinessSince(hub.store.db, 'operator', later(NOW, days(-30)))
  await keepReadinessOfToday(room)
  hub.clock.at = later(NOW, days(1))
  await keepReadinessOfToday(room)
  assert.equal((await rows()).length, 1)
  hub.clock.at = later(NOW, days(3)) // the backup is old by now
  await keepReadinessOfToday(room)
  const [first, second, ...none] = await rows()
  assert.deepEqual([second!.open['old-backup'], first!.open['old-backup'], none.length], [1, undefined, 0])
  const { trend } = await look(await hub.token('viewer', 'fjord'))
  assert.equal(trend?.length, 1, 'nothing changed for them')
})
