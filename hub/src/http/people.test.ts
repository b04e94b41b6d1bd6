import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { askedHub } from '../../test/asked-hub.ts'
import { iso, seconds } from '../domain/instant.ts'
import { keepChannelProof, syncChannelProofs } from '../store/channel-proofs.ts'
import { settleMessage, takeDueMessage } from '../store/outbox.ts'
import { makeToken } from './tokens.ts'

let hub: Awaited<ReturnType<typeof askedHub>>
const tokens: Record<string, string> = {}
before(async () => {
  hub = await askedHub({ 'channels.sms.twilio.account': 'AC1', 'channels.sms.twilio.token': 'a token' })
  for (const [name, role, partner] of [
    ['viewer', 'viewer', null],
    ['ana', 'responder', null],
    ['partner', 'responder', 'brightside'],
  ] as const)
    // prettier-ignore
    tokens[name] = (await makeToken(hub.store.db, { kind: 'api', name, role, partner, now: hub.clock.at })).secret
})
after(async () => {
  await hub.close()
  assert.deepEqual(hub.bugs, [], 'nothing was answered with a bug')
})

const get = (url: string, who = 'viewer') => hub.app.inject({ url, headers: { authorization: `Bearer ${tokens[who]}` } })
const sendsTest = (person: string, channel: string, who = 'ana') =>
  hub.app.inject({
    method: 'POST',
    url: `/api/v1/people/${person}/test`,
    headers: { authorization: `Bearer ${tokens[who]}`, 'content-type': 'application/json' },
    payload: { channel },
  })
const kofi = async () => (await get('/api/v1/people')).json().items.find(({ id }: { id: string }) => id === 'kofi')
const ends = async (state: 'delivered' | 'refused') => {
  const message = (await takeDueMessage(hub.store.db, hub.clock.at, seconds(30)))!
  const reason = state === 'refused' ? 'no such number' : null
  await settleMessage(hub.store.db, message, { state, reason, reference: null, thread: null, now: hub.clock.at })
}

test('a test goes to one person over one channel, belongs to no incident, and how it ended is shown (RES-3)', async () => {
  assert.deepEqual(
    (await kofi()).methods.map(({ channel, address, last }: Record<string, unknown>) => [channel, address, last]),
    [
      ['mail', 'kofi@harbor.example', null],
      ['sms', '+12125550102', null],
    ],
  )
  assert.equal((await sendsTest('kofi', 'sms')).statusCode, 202)
  await ends('delivered')
  assert.deepEqual((await kofi()).methods[1].last, { state: 'delivered', at: '2026-03-04T16:00:00Z', reason: null, test: true })
  assert.deepEqual([(await kofi()).name, (await kofi()).methods[1].said.words], ['Kofi Mensah', 'Delivered'])
})

test('what failed three times in a row is flagged, on the page of now as well, until something arrives', async () => {
  for (let times = 0; times < 3; times++) {
    hub.passes('1m')
    assert.equal((await kofi()).methods[1].broken, false)
    await sendsTest('kofi', 'sms')
    await ends('refused')
  }
  assert.equal((await kofi()).methods[1].broken, true)
  assert.deepEqual((await get('/api/v1/now', 'viewer')).json().reach.broken, ['Kofi Mensah by sms'])
  assert.doesNotMatch((await get('/api/v1/now', 'partner')).body, /Kofi/)
  hub.passes('1m')
  await sendsTest('kofi', 'sms')
  await ends('delivered')
  assert.equal((await kofi()).methods[1].broken, false)
})

test('what is off cannot be tested, nor who is not there, nor by whom it is no business of, nor too often', async () => {
  const codeOf = async (asked: ReturnType<typeof sendsTest>) => (await asked).json().code
  assert.equal(await codeOf(sendsTest('kofi', 'voice')), 'channel_off')
  assert.equal(await codeOf(sendsTest('nobody', 'sms')), 'person_unknown')
  assert.equal(await codeOf(sendsTest('kofi', 'sms', 'viewer')), 'role_too_small')
  assert.equal(await codeOf(sendsTest('kofi', 'sms', 'partner')), 'operator_only')
  for (const url of ['/api/v1/people', '/api/v1/communication']) assert.equal((await get(url, 'partner')).json().code, 'operator_only')
  for (let times = 0; times < 5; times++) await sendsTest('mei', 'sms')
  assert.equal(await codeOf(sendsTest('mei', 'sms')), 'requests_too_many')
})

test('how the channels stood when they were tested last is shown, and a failing one by itself (PRP-4)', async () => {
  const at = hub.clock.at
  await hub.store.transaction((tx) => syncChannelProofs(tx, ['mail', 'slack/brightside'], at))
  const proof = { dueAt: at, provedAt: at, failures: 0, failingSince: null, reason: null, awaits: null }
  await keepChannelProof(hub.store.db, { ...proof, channel: 'mail' })
  await keepChannelProof(hub.store.db, { ...proof, channel: 'slack/brightside', failures: 2, failingSince: at, reason: 'invalid_auth' })
  const { channels, webhook } = (await get('/api/v1/communication')).json()
  assert.deepEqual(
    channels.map(({ channel, works, reason }: Record<string, unknown>) => [channel, works, reason]),
    [
      ['mail', true, null],
      ['slack/brightside', false, 'invalid_auth'],
    ],
  )
  assert.deepEqual(webhook, { waiting: [], refused: [] })
  const { reach } = (await get('/api/v1/now')).json()
  assert.deepEqual(reach.failing, [{ channel: 'Slack of brightside', since: iso(at), reason: 'invalid_auth' }])
  assert.deepEqual(reach.well, ['Mail as far as its server'])
})
