import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { FastifyInstance } from 'fastify'
import { NOW, seededHub } from '../../test/seeded-hub.ts'
import { addTask } from '../store/tasks.ts'
import { routesOf } from './routes.ts'
import { buildServer } from './server.ts'

let hub: Awaited<ReturnType<typeof seededHub>>
let app: FastifyInstance

before(async () => {
  hub = await seededHub()
  const plan = hub.around.plan()
  const anchor = { ...plan.providers['anchor-hosting']!, credentials: 'vault, hosting/anchor' }
  const authority = { people: ['ana'], for: ['corner-bakery'], proof: 'signed 2026-02-01' }
  const known = { ...plan, providers: { 'anchor-hosting': { ...anchor, authority } } }
  const around = { ...hub.around, plan: () => known }
  app = await buildServer(around, routesOf(around))
})
after(async () => {
  await app.close()
  await hub.store.close()
})

const get = async (url: string, token: string) => app.inject({ url, headers: { authorization: `Bearer ${token}` } })
const post = async (url: string, payload: object, token: string) =>
  app.inject({ method: 'POST', url, payload, headers: { authorization: `Bearer ${token}` } })

test('who may speak with a provider, and where credentials are kept, is for the operator’s people alone (REA-10, PRP-5)', async () => {
  const ours = (await get('/api/v1/providers', await hub.token('viewer'))).json().items[0]
  assert.deepEqual(ours.authority, { people: ['ana'], for: ['corner-bakery'], proof: 'signed 2026-02-01' })
  assert.equal(ours.credentials, 'vault, hosting/anchor')
  const refused = await get('/api/v1/providers', await hub.token('responder', 'brightside', null))
  assert.equal(refused.statusCode, 403)
  assert.doesNotMatch(refused.body, /vault/)
})

test('a provider stands there with who may speak for whom and its open cases (PRP-5)', async () => {
  const vendorCase = { provider: 'anchor-hosting', number: 'ANC-4711' }
  const task = { partner: 'brightside', incident: 2, id: 'case-1', step: null, title: 'Case', for: 'on-call', people: [] }
  const rest = { dueAt: NOW, contact: null, followUp: false, checklist: [], vendorCase }
  await hub.store.transaction((tx) => addTask(tx, { ...task, ...rest }))
  const { items } = (await get('/api/v1/providers', await hub.token('viewer'))).json()
  assert.equal(items[0].authoritySays, 'Ana Ruiz, for Corner Bakery: signed 2026-02-01')
  assert.deepEqual(items[0].cases.map(({ incident, number }: Record<string, unknown>) => [incident, number]), [['2', 'ANC-4711']]) // prettier-ignore
})

test('a case with an unknown provider, a task for nobody and a time that has passed are refused by name', async () => {
  const token = await hub.token('responder')
  const tries = [
    ['/api/v1/incidents/2/cases', { provider: 'nobody', number: '1' }, 'provider_unknown'],
    ['/api/v1/incidents/2/tasks', { title: 'x', for: 'nobody' }, 'assignee_unknown'],
    ['/api/v1/incidents/2/tasks', { title: 'x', due: '2020-01-01T00:00:00Z' }, 'time_implausible'],
    ['/api/v1/incidents/2/tasks', { title: 'x', due: 'soon' }, 'field_invalid'],
    ['/api/v1/tasks/2/renew-by-hand/tick', { item: -1 }, 'field_invalid'],
  ] as const
  const before = hub.happened.length
  for (const [url, payload, code] of tries) assert.equal((await post(url, payload, token)).json().code, code, url)
  assert.equal(hub.happened.length, before)
})

test('tasks, measures and cases reach the incident (REA-9, REA-10, REA-12)', async () => {
  const token = await hub.token('responder')
  await post('/api/v1/incidents/2/tasks', { title: 'Call the host', checklist: ['find the number'] }, token)
  await post('/api/v1/incidents/2/measures', { text: 'served a copy' }, token)
  await post('/api/v1/incidents/2/cases', { provider: 'anchor-hosting', number: '4711' }, token)
  await post('/api/v1/tasks/2/renew-by-hand/take', {}, token)
  const types = hub.happened.slice(-4).map(({ happening }) => happening.type)
  assert.deepEqual(types, ['task-added', 'measure-taken', 'case-opened', 'task-taken'])
})
