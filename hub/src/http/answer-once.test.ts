import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { TestContext } from 'node:test'
import { seededHub } from '../../test/seeded-hub.ts'
import { after, hours } from '../domain/instant.ts'
import { findToken } from '../store/tokens.ts'
import { beginRequest } from '../store/kept-answers.ts'
import type { Around } from './around.ts'
import { routesOf } from './routes.ts'
import { buildServer } from './server.ts'
import { hashToken } from './tokens.ts'

async function anApi(t: TestContext, more: Partial<Around> = {}) {
  const hub = await seededHub()
  const around = { ...hub.around, ...more }
  const app = await buildServer(around, routesOf(around))
  t.after(async () => {
    await app.close()
    await hub.store.close()
  })
  const post = (token: string, key: string, payload: object, url = '/api/v1/incidents/2/note') =>
    app.inject({ method: 'POST', url, headers: { authorization: `Bearer ${token}`, 'idempotency-key': key }, payload })
  return { ...hub, post }
}

test('a request that is sent twice with one Idempotency-Key is done once and answered twice, for a day', async (t) => {
  const { post, token, happened, clock } = await anApi(t)
  const mine = await token('responder')
  const first = await post(mine, '"8e03978e-40d5"', { text: 'The host is on it.' })
  const second = await post(mine, '8e03978e-40d5', { text: 'The host is on it.' })
  assert.deepEqual([second.statusCode, second.body], [first.statusCode, first.body])
  assert.deepEqual([first.headers['idempotency-replayed'], second.headers['idempotency-replayed']], [undefined, 'true'])
  assert.equal(happened.length, 1)

  const other = await post(mine, '8e03978e-40d5', { text: 'It is not.' })
  assert.deepEqual([other.statusCode, other.json().code], [422, 'idempotency_key_reused'])
  assert.equal((await post(mine, 'a b', { text: 'x' })).json().code, 'idempotency_key_invalid')
  assert.equal(happened.length, 1)

  await post(await token('responder'), '8e03978e-40d5', { text: 'Another caller has keys of their own.' })
  clock.at = after(clock.at, hours(24))
  await post(mine, '8e03978e-40d5', { text: 'The host is on it.' })
  assert.equal(happened.length, 3)
})

test('a request that was refused has done nothing, so its key is free again', async (t) => {
  const { post, token, happened } = await anApi(t)
  const mine = await token('responder')
  assert.equal((await post(mine, 'k', { text: 'x' }, '/api/v1/incidents/1/acknowledge')).statusCode, 400)
  assert.equal((await post(mine, 'k', {}, '/api/v1/incidents/1/acknowledge')).json().code, 'incident_already_resolved')
  assert.equal((await post(mine, 'k', {}, '/api/v1/incidents/2/acknowledge')).statusCode, 200)
  assert.equal(happened.length, 1)
})

test('while the first has no answer yet, the same request is told to wait', async (t) => {
  const { promise: begun, resolve: isBegun } = Promise.withResolvers<void>()
  const { promise: held, resolve: letGo } = Promise.withResolvers<void>()
  const respond = async () => {
    isBegun()
    await held
  }
  const { post, token } = await anApi(t, { respond })
  const mine = await token('responder')
  const first = post(mine, 'k', { text: 'Slowly.' })
  await begun
  const early = await post(mine, 'k', { text: 'Slowly.' })
  assert.deepEqual([early.statusCode, early.json().code, early.headers['retry-after']], [409, 'request_under_way', '1'])
  letGo()
  assert.equal((await first).statusCode, 200)
  assert.equal((await post(mine, 'k', { text: 'Slowly.' })).headers['idempotency-replayed'], 'true')
})

test('a secret in an answer is repeated to whom it was shown, and lies in no table', async (t) => {
  const { post, token, store, clock } = await anApi(t)
  const mine = await token('owner')
  const asked = { name: 'a script', role: 'viewer' }
  const [first, second] = [await post(mine, 'k', asked, '/api/v1/tokens'), await post(mine, 'k', asked, '/api/v1/tokens')]
  assert.deepEqual([first.statusCode, second.body], [201, first.body])
  const { id } = (await findToken(store.db, hashToken(mine), clock.at))!
  const kept = await beginRequest(store.db, { partner: 'operator', token: id, key: hashToken('k'), asked: '' }, clock.at)
  assert.match(kept!.answer!, /^s1\.token\.[\w-]+$/)
})
