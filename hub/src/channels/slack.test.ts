import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { PAGE_DEEDS } from '../domain/message/page-stand.ts'
import { createChannelNetwork } from '../network/create-network.ts'
import { startHttpDouble, type Said } from '../network/http.double.ts'
import type { Outgoing } from './channel.ts'
import { push } from './push.ts'
import { slack } from './slack.ts'

const network = createChannelNetwork({ operatorHosts: ['127.0.0.1'] })
const closing: (() => Promise<void>)[] = []
after(() => Promise.all(closing.map((close) => close())))

const MESSAGE: Outgoing = {
  key: '7/open/1/rosa',
  messageId: '<7@brightside.example>',
  threadReference: null,
  to: ['C0BRIGHT'],
  cc: [],
  from: { name: 'Harbor Web Care', address: 'noc@harbor.example' },
  replyTo: null,
  subject: 'cornerbakery.example is down',
  text: 'Tom & Ana look at <it>.\n',
  html: null,
  page: null,
  link: 'https://status.brightside.example/7',
  at: Date.parse('2026-03-01T03:10:00Z'),
}

async function post(said: Said, more: Partial<Outgoing> = {}, withinMs = 2000, hears = false) {
  const double = await startHttpDouble(() => said)
  closing.push(() => double.close())
  let commits = 0
  const delivery = await slack.send(
    { ...MESSAGE, ...more },
    { slack: { api: `${double.url}/api`, token: 'xoxb-1', channel: 'C0BRIGHT', hears } },
    { network, signal: AbortSignal.timeout(withinMs), committing: async () => void commits++ },
  )
  return { delivery, heard: double.heard[0], commits }
}

test('the partner reads of the outage in a thread of its own (COM-3)', async () => {
  const opened = await post({ body: { ok: true, ts: '1700000000.000100' } })
  assert.deepEqual(opened.delivery, { outcome: 'delivered', reference: '1700000000.000100' })
  assert.deepEqual(
    [opened.heard?.path, opened.heard?.headers['authorization'], opened.commits],
    ['/api/chat.postMessage', 'Bearer xoxb-1', 1],
  )
  const body = JSON.parse(opened.heard!.body) as Record<string, unknown>
  assert.deepEqual(
    [body['channel'], body['text'], 'thread_ts' in body],
    ['C0BRIGHT', '*cornerbakery.example is down*\nTom &amp; Ana look at &lt;it&gt;.\n<https://status.brightside.example/7>', false],
  )
  const followed = await post({ body: { ok: true, ts: '1700000060.000200' } }, { threadReference: '1700000000.000100' })
  assert.equal((JSON.parse(followed.heard!.body) as Record<string, unknown>)['thread_ts'], '1700000000.000100')
})

for (const error of ['invalid_auth', 'channel_not_found', 'not_in_channel', 'is_archived', 'token_revoked']) {
  test(`"${error}" is refused with its reason`, async () =>
    assert.deepEqual((await post({ body: { ok: false, error } })).delivery, {
      outcome: 'refused',
      reason: `Slack refused the message: ${error}`,
      address: null,
    }))
}

for (const [given, wait] of [
  ['1', 1000],
  ['30', 30_000],
  ['86400', 900_000],
  ['9'.repeat(400), 900_000],
  ['abc', null],
  ['-1', null],
  ['0', null],
  ['1.5', null],
  ['1e3', null],
  ['Sun, 01 Mar 2026 03:12:00 GMT', 120_000],
  ['Sun, 01 Mar 2026 03:00:00 GMT', null],
  ['Sun, 99 Foo 2026', null],
  [null, null],
] as const) {
  test(`429 with Retry-After ${given ?? 'absent'} waits ${wait ?? 'as we do'}`, async () => {
    const date = 'Sun, 01 Mar 2026 03:10:00 GMT'
    const headers: Record<string, string> = given === null ? { date } : { date, 'retry-after': given }
    const { delivery } = await post({ status: 429, headers, body: { ok: false, error: 'ratelimited' } })
    assert.deepEqual([delivery.outcome, delivery.outcome === 'try_later' && delivery.after], ['try_later', wait])
  })
}

test('a question has buttons where they are heard, and links where they are not (COM-5)', async () => {
  const choices = [
    { id: 'yes', says: 'Yes', url: 'https://hub.example/a/1-x/yes' },
    { id: 'no', says: 'No', url: 'https://hub.example/a/1-x/no' },
  ]
  const asks = { text: `May we?\n\n${choices.map(({ says, url }) => `${says}: ${url}`).join('\n')}\n`, choices }
  const bodyOf = async (hears: boolean) => {
    const { heard } = await post({ body: { ok: true, ts: '1.2' } }, asks, 2000, hears)
    return JSON.parse(heard!.body) as {
      text: string
      blocks?: { type: string; text?: { text: string }; elements?: { action_id: string }[] }[]
    }
  }
  const { text, blocks } = await bodyOf(true)
  assert.match(text, /Yes: https:/, 'notifications and screen readers have the links')
  assert.deepEqual(
    blocks?.map(({ type }) => type),
    ['section', 'actions'],
  )
  assert.deepEqual(
    blocks?.[1]?.elements?.map(({ action_id: id }) => id),
    ['yes', 'no'],
  )
  assert.doesNotMatch(blocks?.[0]?.text?.text ?? '', /a\/1-x/)
  assert.equal((await bodyOf(false)).blocks, undefined)
})

for (const [status, outcome] of [
  [302, 'try_later'],
  [403, 'refused'],
  [429, 'try_later'],
  [503, 'try_later'],
  [200, 'uncertain'],
  [500, 'uncertain'],
  [502, 'uncertain'],
  [504, 'uncertain'],
] as const)
  test(`a gateway that answers ${status} in HTML leaves it ${outcome}: only who took nothing is asked again`, async () => {
    const { delivery } = await post({ status, headers: { 'content-type': 'text/html' }, body: '<html><h1>Bad gateway</h1></html>' })
    assert.deepEqual([delivery.outcome, JSON.stringify(delivery).includes('<h1>')], [outcome, false])
  })

test('a connection lost after the whole message is uncertain, and so is silence', async () => {
  assert.equal((await post('drop')).delivery.outcome, 'uncertain')
  assert.equal((await post('hang', {}, 60)).delivery.outcome, 'uncertain')
})

test('a fault inside Slack may have posted it: uncertain', async () =>
  assert.equal((await post({ body: { ok: false, error: 'internal_error' } })).delivery.outcome, 'uncertain'))

test('a dead port, and a message somebody else took, leave nothing behind and are tried later', async () => {
  const double = await startHttpDouble(() => ({ body: { ok: true, ts: '1' } }))
  const settings = { slack: { api: double.url, token: 'xoxb-1', channel: 'C0BRIGHT' } }
  const signal = AbortSignal.timeout(2000)
  const held = await slack.send(MESSAGE, settings, { network, signal, committing: () => Promise.reject(new Error('taken')) })
  assert.deepEqual([held.outcome, double.heard.length], ['try_later', 0])
  await double.close()
  assert.equal((await slack.send(MESSAGE, settings, { network, signal, committing: async () => {} })).outcome, 'try_later')
})

test('a page by push has a button that acknowledges (RES-6)', async () => {
  const double = await startHttpDouble(() => ({ body: { id: 'x7' } }))
  closing.push(() => double.close())
  const around = { network, signal: AbortSignal.timeout(2000), committing: async () => {} }
  const page = { incident: 7, acknowledge: 'https://hub.example/a/z-1/acknowledge' }
  await push.send({ ...MESSAGE, page }, { ntfy: { url: double.url } }, around)
  assert.equal(double.heard[0]!.headers['actions'], 'http, Acknowledge, https://hub.example/a/z-1/acknowledge, method=POST, clear=true')
})

test('a push goes to the topic of its person, with words beyond ASCII in the title', async () => {
  const double = await startHttpDouble(() => ({ body: { id: 'x7' } }))
  closing.push(() => double.close())
  const around = { network, signal: AbortSignal.timeout(2000), committing: async () => {} }
  const settings = { ntfy: { url: double.url.replace('//', '//:tk_1@') } }
  const delivery = await push.send({ ...MESSAGE, to: ['ana'], subject: 'Bäckerei is down' }, settings, around)
  assert.deepEqual(delivery, { outcome: 'delivered', reference: 'x7' })
  const { path, headers, body } = double.heard[0]!
  assert.deepEqual([path, headers['authorization'], body], ['/ana', 'Bearer tk_1', 'Tom & Ana look at <it>.'])
  assert.equal(headers['title'], `=?UTF-8?B?${Buffer.from('Bäckerei is down').toString('base64')}?=`)
})

for (const [status, outcome] of [
  [403, 'refused'],
  [429, 'try_later'],
  [503, 'try_later'],
  [500, 'uncertain'],
] as const) {
  test(`a push answered with ${status} is ${outcome}`, async () => {
    const double = await startHttpDouble(() => ({ status }))
    closing.push(() => double.close())
    const around = { network, signal: AbortSignal.timeout(2000), committing: async () => {} }
    assert.equal((await push.send(MESSAGE, { ntfy: { url: `${double.url}/ops` } }, around)).outcome, outcome)
    assert.equal(double.heard[0]!.path, '/ops')
  })
}

const PAGE = {
  to: ['U0KOFI'],
  page: { incident: 7, acknowledge: 'https://noc.example/a/k-1/acknowledge', token: 'k-1', deeds: PAGE_DEEDS },
}
const HELD = { isInPlace: true, threadReference: 'D0KOFI 1700000000.000100', text: 'Down.\n\nKofi Mensah has it.' }
const bodyOf = (heard: { body: string } | undefined) => JSON.parse(heard!.body) as Record<string, unknown>

test('a page goes to its person with buttons that carry its token, and is written anew in its place (RES-6)', async () => {
  const text = `Down.\nAcknowledge: ${PAGE.page.acknowledge}`
  const { delivery, heard } = await post({ body: { ok: true, channel: 'D0KOFI', ts: '1700000000.000100' } }, { ...PAGE, text }, 2000, true)
  assert.deepEqual(delivery, { outcome: 'delivered', reference: 'D0KOFI 1700000000.000100' })
  const [words, buttons] = bodyOf(heard)['blocks'] as [{ text: { text: string } }, { elements: { action_id: string; value: string }[] }]
  assert.doesNotMatch(words.text.text, /acknowledge/i)
  assert.deepEqual(
    buttons.elements.map(({ action_id: id, value }) => [id, value]),
    ['page-acknowledge', 'page-take', 'page-escalate'].map((id) => [id, 'k-1']),
  )
  const held = await post(
    { body: { ok: true, channel: 'D0KOFI', ts: '1700000000.000100' } },
    { page: { ...PAGE.page, deeds: [] }, ...HELD },
  )
  assert.equal(held.heard!.path, '/api/chat.update')
  const { channel, ts, blocks } = bodyOf(held.heard)
  assert.deepEqual([channel, ts, blocks], ['D0KOFI', '1700000000.000100', []])
})
