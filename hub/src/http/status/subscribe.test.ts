import assert from 'node:assert/strict'
import { after as afterwards, before, test } from 'node:test'
import type { FastifyInstance } from 'fastify'
import { seededHub } from '../../../test/seeded-hub.ts'
import { seededPlan } from '../../../test/seeded-plan.ts'
import { after, hours } from '../../domain/instant.ts'
import { PAGE_LANGUAGES } from '../../domain/status/page-words.ts'
import { SUBSCRIBER_WORDS } from '../../domain/subscribers/words.ts'
import { manageLink, TO_SUBSCRIBER } from '../../engine/publish/write-to-subscriber.ts'
import { tellSomeSubscribers } from '../../engine/publish/tell-subscribers.ts'
import { listMessages } from '../../store/messages.ts'
import { noticeSubscribers } from '../../store/subscriber-notices.ts'
import { changeSubscriber, listSubscribers } from '../../store/subscribers.ts'
import { routesOf } from '../routes.ts'
import { buildServer } from '../server.ts'

let hub: Awaited<ReturnType<typeof seededHub>>
let app: FastifyInstance
before(async () => {
  hub = await seededHub()
  app = await buildServer(hub.around, routesOf(hub.around))
})
afterwards(async () => {
  await app.close()
  await hub.store.close()
})

let place = 0
const form = (url: string, fields: Record<string, string | string[]>, from = `198.51.100.${++place}`) =>
  app.inject({
    ...{ method: 'POST', url, remoteAddress: from },
    headers: { 'content-type': 'application/x-www-form-urlencoded', 'sec-fetch-site': 'same-origin' },
    payload: new URLSearchParams(Object.entries(fields).flatMap(([name, value]) => [value].flat().map((one) => [name, one]))).toString(),
  })
const WANTED = { channel: 'mail', address: 'kim@reader.example', incidents: 'yes', maintenance: 'yes' }
const subscribe = (fields: Record<string, string | string[]> = {}, from?: string, slug = 'brightside') =>
  form(`/status/${slug}/subscribe`, { ...WANTED, ...fields }, from)
const subscriber = async (address: string) =>
  (await listSubscribers(hub.store.db, null, { limit: 1000 })).find((one) => one.address === address)
const messagesTo = async (address: string) =>
  (await listMessages(hub.store.db, { limit: 500 })).filter(({ recipient }) => recipient.address[0] === address)
const pathOf = async (address: string) =>
  new URL(manageLink(hub.around.plan(), hub.around.answerKey, (await subscriber(address))!)).pathname

test('who subscribes gets one message, in the page’s brand, and nothing before it is confirmed (COM-7)', async () => {
  const answer = await subscribe({ site: ['cornerbakery.example', 'foreign.example'] })
  assert.equal(answer.statusCode, 200)
  await subscribe({}, '203.0.113.9')
  const [message, ...none] = await messagesTo('kim@reader.example')
  assert.deepEqual(
    [none, message!.recipient.from, message!.subscriber === undefined],
    [[], 'Brightside Studio <care@brightside.example>', false],
  )
  assert.doesNotMatch(`${message!.subject} ${message!.text.replaceAll(hub.around.plan().hub.url, '')}`, /Harbor|Allclear/i)
  assert.match(message!.text, /subscriber\/…/) // the token is no part of what is stored
  const kept = (await subscriber('kim@reader.example'))!
  assert.deepEqual([kept.state, kept.sites, kept.page], ['pending', ['cornerbakery.example'], 'brightside'])
})

test('a look at the link changes nothing, a press confirms, and twice is as good as once (COM-7)', async () => {
  const path = await pathOf('kim@reader.example')
  assert.match((await app.inject(path)).body, /One more press/)
  assert.equal((await subscriber('kim@reader.example'))!.state, 'pending')
  for (let n = 0; n < 2; n++) assert.match((await form(path, { do: 'confirm' })).body, /Your updates/)
  assert.equal((await subscriber('kim@reader.example'))!.state, 'confirmed')
  await form(path, { do: 'save', incidents: 'yes', site: 'riverdental.example' })
  const { incidents, maintenance, sites } = (await subscriber('kim@reader.example'))!
  assert.deepEqual([incidents, maintenance, sites], [true, false, ['riverdental.example']])
})

test('the answer is the same byte for byte, whether the address is known, unknown, held or suppressed (COM-7)', async () => {
  const known = await subscribe({}, '203.0.113.10')
  const unknown = await subscribe({ address: 'nobody@reader.example' })
  assert.deepEqual([known.body, known.statusCode], [unknown.body, unknown.statusCode])
  assert.match((await messagesTo('kim@reader.example'))[0]!.subject, /^You get updates/)
  await changeSubscriber(hub.store.db, 'brightside', (await subscriber('nobody@reader.example'))!.seq, { state: 'stopped', reason: 'spam' })
  for (const slug of ['brightside', 'corner-bakery']) {
    const suppressed = await subscribe({ address: 'nobody@reader.example' }, undefined, slug)
    assert.equal(suppressed.statusCode, 200)
  }
  assert.equal((await messagesTo('nobody@reader.example')).length, 1)
})

test('too many sign-ups from one place or for one address are held, and send nothing (COM-7)', async () => {
  for (let n = 0; n < 12; n++) await subscribe({ address: `n${n}@flood.example` }, '192.0.2.77')
  const held = (await listSubscribers(hub.store.db, null, { state: 'held', limit: 100 })).map(({ address }) => address)
  assert.deepEqual(held, ['n10@flood.example', 'n11@flood.example'])
  assert.deepEqual(await messagesTo('n11@flood.example'), [])
  for (const slug of ['brightside', 'corner-bakery', 'river-dental', 'lantern-books'])
    await subscribe({ address: 'one@victim.example' }, undefined, slug)
  assert.ok((await messagesTo('one@victim.example')).length <= 3)
})

test('the operator sees whom a brake caught, lets one go on, and forgets one; a partner sees its own alone', async () => {
  const call = async (method: 'GET' | 'POST' | 'DELETE', url: string, token: string) =>
    app.inject({ method, url, headers: { authorization: `Bearer ${token}` }, ...(method === 'POST' ? { payload: {} } : {}) })
  const [owner, foreign] = [await hub.token('owner'), await hub.token('owner', 'fjord')]
  const { items } = (await call('GET', '/api/v1/subscribers?state=held&limit=1', owner)).json()
  assert.deepEqual([items.length, items[0].page, items[0].address], [1, 'brightside', 'n10@flood.example'])
  assert.deepEqual((await call('GET', '/api/v1/subscribers', foreign)).json().items, [])
  const at = `/api/v1/subscribers/${items[0].id}`
  assert.equal((await call('DELETE', at, foreign)).statusCode, 404)
  assert.equal((await call('POST', `${at}/release`, owner)).json().state, 'pending')
  assert.equal((await messagesTo('n10@flood.example')).length, 1)
  assert.equal((await call('POST', `${at}/release`, owner)).json().code, 'subscriber_not_held')
  assert.equal((await call('DELETE', at, owner)).statusCode, 200)
  assert.equal((await call('DELETE', at, owner)).json().code, 'subscriber_unknown')
})

test('a link holds for 48 hours, and a forged one never (COM-7)', async () => {
  await subscribe({ address: 'late@reader.example' })
  const path = await pathOf('late@reader.example')
  const forged = `${path.slice(0, -1)}${path.endsWith('A') ? 'B' : 'A'}`
  assert.equal((await form(forged, { do: 'confirm' })).statusCode, 404)
  assert.equal((await form(path.replace('brightside', 'corner-bakery'), { do: 'confirm' })).statusCode, 404)
  const now = hub.clock.at
  hub.clock.at = after(now, hours(48))
  assert.equal((await form(path, { do: 'confirm' })).statusCode, 404)
  assert.equal((await subscriber('late@reader.example'))!.state, 'pending')
  hub.clock.at = now
})

const around = () => ({ ...hub.around, loops: {}, onBug: () => {} })
const heard = (key: string, site: string) => ({
  ...({ partner: 'brightside', page: 'brightside', key, kind: 'incident', incident: 2, stage: 'investigating', at: hub.clock.at } as const),
  ...{ subject: `${site}: we look`, text: 'Visitors see an error.', sites: [site] },
})

test('one update is one message to each subscriber who asked for it, with a way out in it, and a second page adds none (COM-7)', async () => {
  await subscribe({ address: 'https://hooks.slack.com/services/T/B/x', channel: 'slack' })
  await subscribe({ address: 'https://reader.example/hook', channel: 'webhook' })
  for (const slug of ['brightside', 'corner-bakery']) await subscribe({ address: 'lee@reader.example' }, undefined, slug)
  for (const one of await listSubscribers(hub.store.db, null, { state: 'pending', limit: 100 }))
    if (/lee@|hook/.test(one.address)) await changeSubscriber(hub.store.db, one.partner, one.seq, { state: 'confirmed' })
  await hub.store.transaction(async (tx) => {
    await noticeSubscribers(tx, heard('2/opened', 'cornerbakery.example'))
    await noticeSubscribers(tx, { ...heard('2/opened', 'cornerbakery.example'), page: 'corner-bakery' })
    await noticeSubscribers(tx, heard('2/opened', 'cornerbakery.example'))
  })
  while (await tellSomeSubscribers(around()));
  const told = (await listMessages(hub.store.db, { limit: 500 })).filter(({ template }) => template === TO_SUBSCRIBER)
  assert.deepEqual(told.map(({ recipient }) => recipient.channel).sort(), ['mail', 'slack-webhook', 'webhook'])
  const mail = told.find(({ recipient }) => recipient.channel === 'mail')!
  assert.match(mail.text, /^Visitors see an error\.\n\nThe status now: .*\nChange or end these messages: .*subscriber\/…$/)
  assert.deepEqual(
    (await listMessages(hub.store.db, { incident: 2, limit: 500 })).filter(({ template }) => template === TO_SUBSCRIBER),
    [],
  )
  const body = JSON.parse(told.find(({ recipient }) => recipient.channel === 'webhook')!.text) as Record<string, Record<string, unknown>>
  assert.deepEqual(
    [body['page']!['id'], body['incident']!['status'], body['page']!['status_indicator']],
    ['brightside', 'investigating', 'major'],
  )
})

test('a mailbox ends it with one POST of its own (RFC 8058), and the address is forgotten', async () => {
  const path = await pathOf('kim@reader.example')
  const press = () => app.inject({ method: 'POST', url: `${path}/stop`, headers: { 'content-type': 'application/x-www-form-urlencoded' }, payload: 'List-Unsubscribe=One-Click' }) // prettier-ignore
  assert.match((await app.inject(`${path}/stop`)).body, /Send me no more/)
  for (let n = 0; n < 2; n++) assert.equal((await press()).statusCode, 200)
  const left = await listSubscribers(hub.store.db, null, { page: 'brightside', limit: 1000 })
  assert.ok(left.every(({ address }) => address !== 'kim@reader.example'))
})

test('addresses that are none are said to be wrong, where they stand, and a page that offers nothing has no form', async () => {
  for (const [channel, address] of [
    ['mail', 'kim'],
    ['mail', 'kim@reader.example\r\nBcc: all@reader.example'],
    ['slack', 'https://evil.example/hooks.slack.com/'],
    ['webhook', 'http://reader.example/'],
    ['webhook', 'https://user:word@reader.example/'],
    ['sms', '+12125550100'], // text messages are not offered here
  ] as const) {
    const answer = await subscribe({ channel, address })
    assert.equal(answer.statusCode, 400, address)
    assert.match(answer.body, /aria-invalid="true"/)
  }
  assert.equal((await subscribe({ incidents: [], maintenance: [] })).statusCode, 400)
  const plan = seededPlan()
  const silent = { ...plan, operator: { ...plan.operator, subscribe: [] } }
  const quiet = await buildServer({ ...hub.around, plan: () => silent }, routesOf({ ...hub.around, plan: () => silent }))
  assert.equal((await quiet.inject('/status/operator/subscribe')).statusCode, 404)
  assert.doesNotMatch((await quiet.inject('/status/operator/')).body, /subscribe/)
  await quiet.close()
})

for (const language of PAGE_LANGUAGES)
  test(`the form speaks ${language} and says no operator’s name on a white-label page (COM-6)`, async () => {
    const { body, statusCode } = await app.inject(`/status/brightside/subscribe?lang=${language}`)
    assert.deepEqual([statusCode, body.includes(`lang="${language}"`)], [200, true])
    assert.ok(body.includes(SUBSCRIBER_WORDS[language].what) && body.includes('Brightside Studio'))
    assert.doesNotMatch(body, /Harbor|Allclear|<script/i)
    assert.doesNotMatch(body, /(?:href|action|src)="\//) // the page may lie at the root of a domain of its own
    const led = await app.inject(`/status/brightside/get-updates.${language}.html`)
    assert.equal(led.headers['location'], `subscribe?lang=${language}`)
  })
