import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { askedHub } from '../../../test/asked-hub.ts'
import { webhookSignature } from '../../channels/webhook.ts'
import { createChannelNetwork } from '../../network/create-network.ts'
import { startHttpDouble } from '../../network/http.double.ts'
import type { Heard, Said } from '../../network/http.double.ts'
import { findWebhookPost, replayWebhookPost, webhookPosts } from '../../store/webhook-posts.ts'
import { postDueWebhooks } from './post-webhooks.ts'

const closing: (() => Promise<void>)[] = []
after(() => Promise.all(closing.map((close) => close())))

const SECRET = `whsec_${Buffer.from('a key of this test').toString('base64')}`
const network = createChannelNetwork({ operatorHosts: ['127.0.0.1'] })

async function hubWithWebhook(answers: (heard: Heard, number: number) => Said = () => ({ status: 204 })) {
  const double = await startHttpDouble(answers)
  const hub = await askedHub({ 'channels.webhook.secret': SECRET })
  Object.assign(hub.plan, { channels: { ...hub.plan.channels, webhook: { url: `${double.url}/hook` } } })
  closing.push(async () => {
    await double.close()
    await hub.close()
    assert.deepEqual(hub.bugs, [])
  })
  const said = () => double.heard.map(({ body }) => JSON.parse(body) as { type: string; data: Record<string, unknown> })
  const around = { ...hub.around, channels: network, onBug: (bug: unknown) => hub.bugs.push(bug) }
  const posts = async () => {
    while ((await postDueWebhooks(around, new AbortController().signal)) > 0);
  }
  return { ...hub, double, said, posts }
}

test('the signature is that of the example of Standard Webhooks', () => {
  const secret = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw'
  const text = 'msg_p5jXN8AQM9LWM0D4loKWxJek.1614265330.{"test": 2432232314}'
  assert.equal(webhookSignature(text, secret), 'g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=')
})

test('every task that is opened, changed or closed is posted, signed, with the incident’s own news (REA-12)', async () => {
  const hub = await hubWithWebhook()
  const number = await hub.asks('domain.expired')
  await hub.happens(number, { type: 'task-taken', task: 'follow-through', by: 'ana' })
  await hub.happens(number, { type: 'task-done', task: 'follow-through', by: 'ana' })
  await hub.posts()
  const ofTask = hub.said().filter(({ data }) => data['task'] === 'follow-through')
  assert.deepEqual(
    ofTask.map(({ type, data }) => [type, data['incident'], data['site'], data['title']]),
    ['task.opened', 'task.changed', 'task.closed'].map((type) => [
      type,
      '1',
      'cornerbakery.example',
      'See the outage of cornerbakery.example through',
    ]),
  )
  assert.deepEqual([ofTask[1]!.data['owner'], ofTask[2]!.data['doneAt']], ['ana', '2026-03-04T16:00:00Z'])
  assert.deepEqual(
    hub.said().flatMap(({ type, data }) => (type.startsWith('incident.') ? [[type, data['cause']]] : [])),
    [
      ['incident.opened', null],
      ['incident.cause', 'domain.expired'],
    ],
  )
  const { headers, body } = hub.double.heard[0]!
  const signed = `${String(headers['webhook-id'])}.${String(headers['webhook-timestamp'])}.${body}`
  assert.equal(headers['webhook-signature'], `v1,${webhookSignature(signed, SECRET)}`)
  assert.equal(headers['webhook-timestamp'], String(hub.clock.at / 1000))
})

test('what is not accepted is tried again under the same id, and keeps what comes after it of the same task waiting', async () => {
  let isDown = true
  const hub = await hubWithWebhook((_, n) => (isDown ? (n % 2 === 0 ? { status: 500 } : 'drop') : { status: 200 }))
  const number = await hub.asks('domain.expired')
  await hub.happens(number, { type: 'task-taken', task: 'follow-through', by: 'ana' })
  await hub.posts()
  const isOfTask = ({ data }: { data: Record<string, unknown> }) => data['task'] === 'follow-through'
  assert.deepEqual(hub.said().filter(isOfTask).map(({ type }) => type), ['task.opened']) // prettier-ignore
  isDown = false
  hub.passes('5s')
  await hub.posts()
  assert.deepEqual(
    hub.said().filter(isOfTask).map(({ type }) => type), // prettier-ignore
    ['task.opened', 'task.opened', 'task.changed'],
  )
  const ids = hub.double.heard.filter(({ body }) => isOfTask(JSON.parse(body))).map(({ headers }) => headers['webhook-id'])
  assert.equal(ids[0], ids[1])
  assert.notEqual(ids[1], ids[2])
})

test('after three days it is given up and shown as refused, and the next goes out', async () => {
  const hub = await hubWithWebhook(() => ({ status: 410, body: 'gone' }))
  await hub.asks('domain.expired')
  for (let times = 0; times < 14; times++) {
    await hub.posts()
    hub.passes('6h')
  }
  const refused = await webhookPosts(hub.store.db, { state: 'refused', limit: 50 })
  assert.ok(refused.length > 0)
  assert.equal(refused[0]!.reason, 'Given up after three days: The webhook answered 410: gone')
})

test('what has ended goes out once more under its id and with its body, when somebody asks for it', async () => {
  const hub = await hubWithWebhook()
  await hub.asks('domain.expired')
  await hub.posts()
  const { db } = hub.store
  const [post] = await webhookPosts(db, { state: 'delivered', limit: 1 })
  assert.deepEqual([post!.tries, post!.triedAt], [1, hub.clock.at])
  hub.passes('4d')
  assert.equal(await replayWebhookPost(db, post!.seq, hub.clock.at), true)
  assert.equal(await replayWebhookPost(db, post!.seq, hub.clock.at), false, 'it is on its way')
  await hub.posts()
  const again = hub.double.heard.filter(({ headers }) => headers['webhook-id'] === `msg_${post!.seq}`)
  assert.deepEqual([again.length, again[0]!.body], [2, again[1]!.body])
  assert.deepEqual(await findWebhookPost(db, post!.seq), { ...post, tries: 2, triedAt: hub.clock.at, dueAt: hub.clock.at + 60_000 })
})

test('without a webhook nothing is kept for one', async () => {
  const hub = await askedHub()
  closing.push(() => hub.close())
  await hub.asks('domain.expired')
  assert.deepEqual(await webhookPosts(hub.store.db, { state: 'waiting', limit: 50 }), [])
})
