import assert from 'node:assert/strict'
import { test } from 'node:test'
import { seededHub } from '../../test/seeded-hub.ts'
import { listAudit } from '../store/audit.ts'
import { endWebhookPost, orderWebhookPost, takeDueWebhookPost } from '../store/webhook-posts.ts'
import { minutes } from '../domain/instant.ts'
import { routesOf } from './routes.ts'
import { buildServer } from './server.ts'

test('what the webhook was told is listed with how it was taken, and is told once more on request', async (t) => {
  const hub = await seededHub()
  const app = await buildServer(hub.around, routesOf(hub.around))
  t.after(async () => {
    await app.close()
    await hub.store.close()
  })
  const { db } = hub.store
  for (const subject of ['incident', 'follow-through']) {
    const body = JSON.stringify({ type: `${subject}.opened`, data: {} })
    await orderWebhookPost(db, { partner: 'brightside', incident: 2, subject, orderedAt: hub.clock.at, body })
  }
  await endWebhookPost(db, (await takeDueWebhookPost(db, hub.clock.at, minutes(1)))!, 'refused', 'It answered 410.')
  const headers = { authorization: `Bearer ${await hub.token('responder')}` }
  const get = async (url: string) => (await app.inject({ url, headers })).json()

  const { items, next } = await get('/api/v1/webhook-posts?limit=1')
  assert.deepEqual([items.length, items[0].id, items[0].state], [1, 'msg_2', 'waiting'])
  const { items: older } = await get(`/api/v1/webhook-posts?limit=1&cursor=${next}`)
  const { id, type, state, tries, reason, nextAt } = older[0]
  assert.deepEqual([id, type, state, tries, reason, nextAt], ['msg_1', 'incident.opened', 'refused', 1, 'It answered 410.', null])
  assert.deepEqual((await get('/api/v1/webhook-posts?state=refused&incident=2')).items, older)
  assert.deepEqual((await get('/api/v1/webhook-posts/msg_1')).body, { type: 'incident.opened', data: {} })

  const replay = (url: string) => app.inject({ method: 'POST', url: `/api/v1/webhook-posts/${url}/replay`, headers, payload: {} })
  const again = await replay('msg_1')
  assert.deepEqual([again.statusCode, again.json().state], [202, 'waiting'])
  assert.equal((await replay('msg_1')).json().code, 'webhook_post_waiting')
  assert.equal((await replay('msg_998')).json().code, 'webhook_post_unknown')
  const [line] = await listAudit(db, { partner: null, limit: 1 })
  assert.deepEqual([line!.who, line!.what, line!.about], ['ana', 'webhook replayed', 'msg_1'])
  headers.authorization = `Bearer ${await hub.token('responder', 'brightside', null)}`
  assert.equal((await get('/api/v1/webhook-posts')).code, 'operator_only')
})
