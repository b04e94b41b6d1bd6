import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import type { AppKind } from '../domain/plan/app-kinds.ts'
import type { Plan } from '../domain/plan/plan.ts'
import { createChannelNetwork } from '../network/create-network.ts'
import { startHttpDouble } from '../network/http.double.ts'
import type { Heard, Said } from '../network/http.double.ts'
import { app } from './app.ts'
import { prove, provable } from './prove.ts'
import type { AppSettings, Outgoing } from './channel.ts'

// Each double answers as its maker documents; none of the services themselves was asked.
const network = createChannelNetwork({ operatorHosts: ['127.0.0.1'] })
const closing: (() => Promise<void>)[] = []
after(() => Promise.all(closing.map((close) => close())))

const LINK = 'https://hub.harbor.example/incidents/7'
const ACKNOWLEDGE = 'https://hub.harbor.example/a/token/acknowledge'
const PAGE: Outgoing = {
  ...{ key: '7/page-1/ana/app', messageId: '<7@harbor.example>', threadReference: null, to: ['ops'], cc: [], replyTo: null, html: null },
  ...{ from: { name: 'Harbor', address: 'noc@harbor.example' }, link: LINK },
  page: { incident: 7, acknowledge: ACKNOWLEDGE, token: 'token', deeds: ['acknowledge', 'take', 'escalate'] },
  subject: 'cornerbakery.example is down',
  text: 'The [certificate] has expired.\n@channel <users/all> _look_\n',
  at: Date.parse('2026-03-01T03:10:00Z'),
}
const NEWS: Partial<Outgoing> = { page: null, key: '7/incident-opened/brightside' }
const inPlace = (stand: 'taken' | 'over', threadReference: string): Partial<Outgoing> => ({
  ...{ isInPlace: true, stand, threadReference, key: `7/page-1/ana/app/shows/${stand}`, text: `${PAGE.text}\n\nKofi has it.` },
  page: { ...PAGE.page!, deeds: stand === 'taken' ? ['take'] : [] },
})

async function send(kind: AppKind, answer: (heard: Heard) => Said, more: Partial<Outgoing> = {}) {
  const double = await startHttpDouble(answer)
  closing.push(() => double.close())
  let commits = 0
  const settings: AppSettings = { kind, url: `${double.url}/hook?key=k`, token: 'a-token', to: '-100', api: double.url }
  const around = { network, signal: AbortSignal.timeout(2000), committing: async () => void commits++ }
  const delivery = await app.send({ ...PAGE, ...more }, { app: settings }, around)
  const last = double.heard.at(-1)
  return {
    delivery,
    commits,
    heard: double.heard,
    last,
    body: (last?.body ? JSON.parse(last.body) : {}) as Record<string, unknown>,
  }
}

test('Teams gets a card with the words as they are, and one press to the incident (RES-3)', async () => {
  const { delivery, commits, last, body } = await send('teams', () => ({ status: 202 }))
  assert.deepEqual([delivery, commits], [{ outcome: 'delivered', reference: null }, 1])
  assert.deepEqual([last!.method, last!.path], ['POST', '/hook?key=k'])
  const [{ contentType, content }] = body['attachments'] as unknown as [
    { contentType: string; content: { body: { text: string }[]; actions: unknown } },
  ]
  assert.equal(contentType, 'application/vnd.microsoft.card.adaptive')
  assert.equal(content.body[0]!.text, 'cornerbakery.example is down')
  assert.match(content.body[1]!.text, /^The \\\[certificate\\\] has expired\.\n\n@channel <users\/all> \\_look\\_\n\n\n\nhttps:/)
  assert.deepEqual(content.actions, [{ type: 'Action.OpenUrl', title: 'Acknowledge', url: ACKNOWLEDGE }])
})

test('Discord names the post, calls nobody by a word, and is written anew where it stands (RES-3, RES-6)', async () => {
  const { delivery, last, body } = await send('discord', () => ({ body: { id: '99' } }))
  assert.deepEqual([delivery, last!.path], [{ outcome: 'delivered', reference: '99' }, '/hook?key=k&wait=true'])
  assert.deepEqual(body['allowed_mentions'], { parse: [] })
  assert.equal(body['content'], `Acknowledge: <${ACKNOWLEDGE}>`)
  const anew = await send('discord', () => ({ body: { id: '99' } }), inPlace('taken', '99'))
  assert.deepEqual([anew.last!.method, anew.last!.path, anew.body['content']], ['PATCH', '/hook/messages/99?key=k', ''])
})

test('Telegram answers in the thread of the incident, has a button, and waits as long as it is told (RES-3)', async () => {
  const took = () => ({ body: { ok: true, result: { message_id: 5 } } })
  const { delivery, last, body } = await send('telegram', took)
  assert.deepEqual([delivery, last!.path], [{ outcome: 'delivered', reference: '5' }, '/bota-token/sendMessage'])
  assert.deepEqual(body['reply_markup'], { inline_keyboard: [[{ text: 'Acknowledge', url: ACKNOWLEDGE }]] })
  assert.equal(body['chat_id'], '-100')
  const next = await send('telegram', took, { ...NEWS, threadReference: '5' })
  assert.deepEqual(next.body['reply_parameters'], { message_id: 5, allow_sending_without_reply: true })
  const anew = await send('telegram', took, inPlace('over', '5'))
  assert.deepEqual([anew.last!.path, anew.body['message_id']], ['/bota-token/editMessageText', 5])
  const busy = await send('telegram', () => ({ status: 429, body: { ok: false, error_code: 429, parameters: { retry_after: 35 } } }))
  assert.deepEqual({ ...busy.delivery, reason: '' }, { outcome: 'try_later', reason: '', after: 35_000 })
  const same = await send('telegram', () => ({ status: 400, body: { ok: false, description: 'Bad Request: message is not modified' } }), inPlace('over', '5')) // prettier-ignore
  assert.equal(same.delivery.outcome, 'delivered')
})

test('Mattermost and Google Chat get the words, and no word calls everybody (RES-3)', async () => {
  const mattermost = await send('mattermost', () => ({ body: 'ok' }))
  assert.deepEqual(mattermost.delivery, { outcome: 'delivered', reference: null })
  assert.ok(
    !(mattermost.body['text'] as string).includes('@channel') &&
      (mattermost.body['text'] as string).endsWith(`Acknowledge: ${ACKNOWLEDGE}`),
  )
  const chat = await send('google-chat', () => ({ body: { name: 'spaces/A/messages/B', thread: { name: 'spaces/A/threads/C' } } }), NEWS)
  assert.deepEqual(chat.delivery, { outcome: 'delivered', reference: 'spaces/A/threads/C' })
  assert.ok(!(chat.body['text'] as string).includes('<users/'))
  const reply = await send('google-chat', () => ({ body: {} }), { ...NEWS, threadReference: 'spaces/A/threads/C' })
  assert.deepEqual(reply.body['thread'], { name: 'spaces/A/threads/C' })
  assert.equal(reply.last!.path, '/hook?key=k&messageReplyOption=REPLY_MESSAGE_FALLBACK_TO_NEW_THREAD')
})

test('Pushover rings until somebody has the incident, and then no more (RES-3, RES-6)', async () => {
  const { delivery, last, body } = await send('pushover', () => ({ body: { status: 1, request: 'r', receipt: 'rcpt' } }))
  assert.deepEqual([delivery, last!.path], [{ outcome: 'delivered', reference: 'rcpt' }, '/1/messages.json'])
  assert.deepEqual([body['priority'], body['retry'], body['expire'], body['user'], body['url']], [2, 60, 3600, '-100', ACKNOWLEDGE])
  const end = await send('pushover', () => ({ body: { status: 1 } }), inPlace('taken', 'rcpt'))
  assert.deepEqual([end.last!.path, end.body], ['/1/receipts/rcpt/cancel.json', { token: 'a-token' }])
  const news = await send('pushover', () => ({ body: { status: 1, request: 'r' } }), NEWS)
  assert.equal(news.body['priority'], 0)
})

test('PagerDuty knows one incident by one key, however often it is told, who has it and when it is over (RES-3)', async () => {
  const took = () => ({ status: 202, body: { status: 'success' } })
  const key = 'allclear hub.harbor.example 7'
  const { delivery, last, body, commits } = await send('pagerduty', took)
  assert.deepEqual([delivery, last!.path, commits], [{ outcome: 'delivered', reference: key }, '/v2/enqueue', 0])
  assert.deepEqual([body['routing_key'], body['dedup_key'], body['event_action']], ['a-token', key, 'trigger'])
  const { summary, source, severity, timestamp } = body['payload'] as Record<string, unknown>
  assert.deepEqual([summary, source, severity, timestamp], [PAGE.subject, 'Harbor', 'critical', '2026-03-01T03:10:00.000Z'])
  for (const [stand, action] of [['taken', 'acknowledge'], ['over', 'resolve']] as const) // prettier-ignore
    assert.deepEqual((await send('pagerduty', took, inPlace(stand, key))).body, { routing_key: 'a-token', dedup_key: key, event_action: action }) // prettier-ignore
  assert.equal((await send('pagerduty', () => 'drop')).delivery.outcome, 'try_later', 'the same key again is no second alert')
})

test('Opsgenie has an alert with an alias, acknowledged and closed by it (RES-3)', async () => {
  const took = () => ({ status: 202, body: { result: 'Request will be processed', requestId: 'r' } })
  const alias = 'allclear hub.harbor.example 7'
  const { delivery, last, body } = await send('opsgenie', took)
  assert.deepEqual([delivery, last!.headers['authorization']], [{ outcome: 'delivered', reference: alias }, 'GenieKey a-token'])
  assert.deepEqual([body['alias'], body['priority'], body['message']], [alias, 'P1', PAGE.subject])
  const close = await send('opsgenie', took, inPlace('over', alias))
  assert.equal(close.last!.path, '/v2/alerts/allclear%20hub.harbor.example%207/close?identifierType=alias')
})

test('Matrix takes the same transaction once, threads, and writes anew (RES-3, RES-6)', async () => {
  const took = () => ({ body: { event_id: '$e' } })
  const first = await send('matrix', took)
  assert.deepEqual([first.delivery, first.last!.method], [{ outcome: 'delivered', reference: '$e' }, 'PUT'])
  assert.match(first.last!.path, /^\/_matrix\/client\/v3\/rooms\/-100\/send\/m\.room\.message\/[0-9a-f]{32}$/)
  assert.equal((await send('matrix', took)).last!.path, first.last!.path)
  assert.deepEqual(first.body['m.mentions'], {})
  const reply = await send('matrix', took, { ...NEWS, threadReference: '$e' })
  assert.equal((reply.body['m.relates_to'] as { rel_type: string }).rel_type, 'm.thread')
  const anew = await send('matrix', took, inPlace('taken', '$e'))
  assert.deepEqual(anew.body['m.relates_to'], { rel_type: 'm.replace', event_id: '$e' })
})

const KINDS: readonly AppKind[] = ['teams', 'discord', 'telegram', 'mattermost', 'google-chat', 'pushover', 'pagerduty', 'opsgenie', 'matrix'] // prettier-ignore
const ONCE_BY_KEY: readonly AppKind[] = ['pagerduty', 'opsgenie', 'matrix']

for (const kind of KINDS)
  test(`${kind} says what an attempt came to: refused, later by its Retry-After, or nobody knows (COM-7)`, async () => {
    const end = async (answer: Said) => {
      const { delivery } = await send(kind, () => answer)
      return delivery.outcome === 'try_later' ? `try_later ${delivery.after}` : delivery.outcome
    }
    assert.equal(await end({ status: 404, body: { ok: false } }), 'refused')
    assert.equal(await end({ status: 429, headers: { 'retry-after': '7' }, body: { ok: false } }), 'try_later 7000')
    assert.equal(await end('drop'), ONCE_BY_KEY.includes(kind) ? 'try_later null' : 'uncertain')
    assert.equal(await end({ status: 502, body: '<h1>Bad gateway</h1>' }), ONCE_BY_KEY.includes(kind) ? 'try_later null' : 'uncertain')
  })

test('long words are cut, and the way to act is not', async () => {
  const text = '😀'.repeat(20_000)
  for (const kind of KINDS) {
    const { last } = await send(kind, () => ({ status: 202, body: { ok: true } }), { text })
    assert.ok(Buffer.byteLength(last!.body) < 140_000, kind)
    assert.ok(last!.body.includes(kind === 'pagerduty' || kind === 'opsgenie' ? LINK : ACKNOWLEDGE), kind)
    assert.ok(last!.body.isWellFormed(), kind)
  }
})

test('an app is proved without a word to anybody, where it can be asked (PRP-4)', async () => {
  const paths: string[] = []
  const double = await startHttpDouble(({ method, path }) => {
    paths.push(`${method} ${path}`)
    return { body: { ok: true, id: '1', status: 1, user_id: '@us:x' } }
  })
  closing.push(() => double.close())
  const named = (id: AppKind) => ({ id, kind: id, name: id, api: double.url, to: '-100' })
  const apps = Object.fromEntries(KINDS.map((kind) => [kind, named(kind)]))
  const plan = {
    partners: {},
    channels: { apps, slack: { api: double.url } },
    hub: { url: LINK },
    operator: { mail: 'noc@harbor.example' },
  } as unknown as Plan
  const secrets = new Map(KINDS.flatMap((kind) => [[`channels.apps.${kind}.url`, `${double.url}/hook`], [`channels.apps.${kind}.token`, 't']])) // prettier-ignore
  const names = provable(plan, secrets).filter((name) => name.startsWith('app/'))
  for (const name of names) assert.equal(await prove(name, { plan, secrets, network, signal: AbortSignal.timeout(2000) }), null, name)
  assert.deepEqual(paths, ['GET /hook', 'GET /bott/getMe', 'POST /1/users/validate.json', 'GET /_matrix/client/v3/account/whoami'])
})
