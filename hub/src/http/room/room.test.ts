import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Layers, Room } from '@allclear/wire/room.ts'
import { Room as RoomShape } from '@allclear/wire/room.ts'
import type { FastifyInstance } from 'fastify'
import { seededHub } from '../../../test/seeded-hub.ts'
import { after as later, iso, minutes } from '../../domain/instant.ts'
import { findIncident, saveIncident } from '../../store/incidents.ts'
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

async function ask(path: string, role: 'viewer' | 'responder', partner: string | null = null) {
  const authorization = `Bearer ${await hub.token(role, partner, partner === null ? 'ana' : null)}`
  return app.inject({ url: `/api/v1/incidents/${path}`, headers: { authorization } })
}
const roomFor = async (role: 'viewer' | 'responder', partner: string | null = null, after = 0): Promise<Room> =>
  (await ask(`2/room?after=${after}`, role, partner)).json()

test('the room has the shape that the screen reads', async () => {
  RoomShape.parse(await roomFor('responder'))
  RoomShape.parse((await ask('1/room', 'viewer')).json())
  RoomShape.parse((await ask('3/room', 'viewer', 'fjord')).json())
})

test('the cause says how it behaves and what speaks against it; how to see it for oneself is for the operator’s people', async () => {
  const [ours, theirs] = [await roomFor('viewer'), await roomFor('viewer', 'brightside')]
  for (const { cause } of [ours, theirs]) {
    assert.equal(cause.pattern, 'all the time')
    assert.match(cause.against.join(), /more than one serial number/)
    assert.equal(cause.alternatives.length, 1)
  }
  assert.match(ours.cause.check ?? '', /openssl s_client .* <\/dev\/null/)
  assert.equal(theirs.cause.check, null)
})

test('of the timeline only what came after the last known line is given', async () => {
  const whole = await roomFor('viewer')
  assert.deepEqual(whole.timeline[0], { seq: 1, at: whole.detectedAt, kind: 'state', icon: 'flag', what: 'Suspected', detail: null })
  const [before, last] = whole.timeline.slice(-2)
  assert.deepEqual((await roomFor('viewer', null, before!.seq)).timeline, [last])
})

test('who may only look is offered no deed, a partner nobody of the operator, and each step says whose turn it is', async () => {
  const [ours, theirs, looking] = [await roomFor('responder'), await roomFor('responder', 'brightside'), await roomFor('viewer')]
  assert.ok(ours.may.acknowledge && theirs.may.acknowledge && !ours.may.take)
  assert.ok(ours.may.handOver!.some(({ id }) => id === 'kofi') && ours.may.providers.length > 0)
  assert.deepEqual([theirs.may.handOver, theirs.may.escalate, theirs.may.providers], [null, [{ id: 'next', name: 'The next rung' }], []])
  assert.deepEqual(
    Object.values(looking.may).filter((may) => may !== false && may !== null && !(Array.isArray(may) && may.length === 0)),
    [],
  )
  assert.deepEqual(
    ours.steps.map(({ hand, state }) => `${hand}: ${state.words}`),
    ['by itself: failed', 'by a person: under way', 'by itself: waits', 'by itself: waits'],
  )
})

test('an update names every page on which it will stand; the next word that is promised is a deadline (COM-6)', async () => {
  const found = (await findIncident(hub.store.db, 'brightside', 2))!
  const promisedAt = later(hub.clock.at, minutes(7))
  await hub.store.transaction((tx) => saveIncident(tx, found.version, { ...found.incident, promisedAt }))
  const { may, deadlines } = await roomFor('responder')
  assert.deepEqual(
    may.update!.pages.map(({ slug }) => slug),
    ['corner-bakery', 'brightside'],
  )
  assert.ok(may.update!.templates.includes('investigating'))
  assert.deepEqual(deadlines.at(-1), { name: 'Next update', at: iso(promisedAt), state: 'ahead' })
  await hub.store.transaction((tx) => saveIncident(tx, found.version + 1, found.incident))
})

test('evidence is told by layer from the registrar to the site, without what is missing, and only to whom the incident belongs', async () => {
  const { items } = (await ask('2/layers', 'viewer', 'brightside')).json() as Layers
  assert.deepEqual(
    items.map(({ id }) => id),
    ['registrar', 'dns', 'cdn', 'host', 'app', 'checks'],
  )
  const textOf = (id: string) =>
    items
      .find((layer) => layer.id === id)!
      .pieces.map(({ text }) => text)
      .join('\n')
  assert.match(textOf('cdn'), /CERT_HAS_EXPIRED/)
  assert.match(textOf('checks'), /<script>alert\(1\)/, 'as it came: the screen shows it as text')
  assert.equal((await ask('2/layers', 'viewer', 'fjord')).statusCode, 404)
  assert.deepEqual((await ask('2/room', 'viewer', 'fjord')).json().code, (await ask('77/room', 'viewer', 'fjord')).json().code)
})
