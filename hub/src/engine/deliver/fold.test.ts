import assert from 'node:assert/strict'
import { after as afterAll, test } from 'node:test'
import { beginIncident } from '../../domain/incident/begin.ts'
import type { Pinned } from '../../domain/incident/incident.ts'
import { hours, minutes, seconds } from '../../domain/instant.ts'
import type { Plan } from '../../domain/plan/plan.ts'
import { insertIncident } from '../../store/incidents.ts'
import { listMessages } from '../../store/messages.ts'
import { cancelMessages, markCommitting, recoverMessages, takeDueMessage } from '../../store/outbox.ts'
import { deliverDue } from './deliver.ts'
import { fold } from './fold.ts'
import { CLIENT, openOffice, PAGE, START, THREAD } from './office.double.ts'
import { settle } from './settle.ts'

const closing: (() => Promise<unknown>)[] = []
afterAll(() => Promise.all(closing.map((close) => close())))

async function office(...scripts: Parameters<typeof openOffice>) {
  const opened = await openOffice(...scripts)
  closing.push(opened.close)
  const tell = (key: string, more: Parameters<typeof opened.post>[1] = {}) =>
    opened.post(key, { subject: `${key} is down`, gist: `We look into ${key}.`, ...more })
  const states = async () => Object.fromEntries((await listMessages(opened.store.db, { limit: 50 })).map(({ key, state }) => [key, state]))
  return { ...opened, tell, states }
}

const BEGUN = { detectedAt: START, pinned: {} as Pinned, earlier: null }

const outcomes = (heard: readonly { incident: number; happening: object }[]) =>
  heard.map(({ incident, happening }) => `${incident} ${(happening as { key: string }).key} ${(happening as { outcome: string }).outcome}`)

test('what waits for one address leaves as one letter, each incident hears of its own, and nobody hears twice (I-36)', async () => {
  const { around, tell, mail, heard, states } = await office()
  await tell('a', { incident: 7 })
  await tell('b', { incident: 8 })
  await tell('c', { incident: 20 })
  assert.equal(await deliverDue(around), 1)
  assert.equal(mail.letters.length, 1)
  const { raw, to } = mail.letters[0]!
  assert.deepEqual(to, ['bo@cornerbakery.example', 'rosa@brightside.example'])
  assert.match(raw, /^Subject: 3 messages about your websites/m)
  for (const key of ['a', 'b', 'c']) assert.match(raw, new RegExp(`We look into ${key}\\.`))
  assert.deepEqual(outcomes(heard), ['7 a delivered', '8 b delivered', '20 c delivered'])
  assert.match((heard[1]!.happening as { reason: string }).reason, /within one digest of 3 messages/)
  assert.deepEqual(await states(), { a: 'delivered', b: 'delivered', c: 'delivered', 'digest/a': 'delivered' })
  assert.equal(await deliverDue(around), 0)
})

test('questions, pages, letters to others and what was ordered after a question stay apart, in their order (I-32, I-36)', async () => {
  const { around, post, tell, mail, find } = await office()
  await tell('a', { incident: 7 })
  await post('asks', { incident: 8 })
  await tell('after-the-question', { incident: 8 })
  await tell('b', { incident: 20 })
  await post('page', { incident: 7, recipient: PAGE, contract: 'page' })
  await tell('to-al', { incident: 8, recipient: { ...CLIENT, name: 'Al', address: ['al@mail.example'] } })
  await deliverDue(around)
  const subjects = mail.letters.map(({ raw }) => /^Subject: (.*)$/m.exec(raw)![1]!)
  assert.deepEqual(subjects.toSorted(), [
    '2 messages about your websites',
    'Your site is down',
    'Your site is down',
    'after-the-question is down',
    'to-al is down',
  ])
  assert.deepEqual(
    [(await find('a')).foldedInto, (await find('b')).foldedInto, (await find('asks')).foldedInto],
    ['digest/a', 'digest/a', null],
  )
  assert.ok(subjects.lastIndexOf('after-the-question is down') > subjects.indexOf('Your site is down'))
})

test('no digest carries a word of two partners, though both write to one mailbox (COM-1, I-30)', async () => {
  const { around, tell, mail, store } = await office()
  const plan = around.plan() as unknown as { partners: Record<string, object>; sites: Record<string, object> }
  plan.partners['fjord'] = {
    id: 'fjord',
    brand: { from: { name: 'Fjord', address: 'hei@fjord.example' }, dkim: null, logo: null, signature: null, colour: '#0b6e4f' },
    cc: ['kari@fjord.example'],
  }
  plan.sites['site-98.example'] = { id: 'site-98.example', url: 'https://site-98.example/', partner: 'fjord', client: null }
  for (const id of [98, 97])
    await store.transaction((tx) =>
      insertIncident(tx, beginIncident({ ...BEGUN, id: String(id), site: `site-${id}.example`, partner: 'fjord' }), 1),
    )
  const fjord = { ...CLIENT, from: 'Fjord <hei@fjord.example>', cc: ['kari@fjord.example'] }
  await tell('canary-b1', { incident: 7 })
  await tell('canary-f1', { incident: 98, partner: 'fjord', recipient: fjord })
  await tell('canary-b2', { incident: 8 })
  await tell('canary-f2', { incident: 97, partner: 'fjord', recipient: fjord })
  await deliverDue({ ...around, plan: () => plan as unknown as Plan })
  assert.equal(mail.letters.length, 2)
  for (const { raw, to } of mail.letters) {
    const isFjord = raw.includes('From: Fjord <hei@fjord.example>')
    assert.doesNotMatch(raw, isFjord ? /canary-b|brightside/i : /canary-f|fjord/i)
    assert.match(raw, isFjord ? /canary-f1[\s\S]*canary-f2/ : /canary-b1[\s\S]*canary-b2/)
    assert.deepEqual(to, ['bo@cornerbakery.example', isFjord ? 'kari@fjord.example' : 'rosa@brightside.example'])
  }
})

test('a digest that was not accepted is taken apart: what the all clear overtook is dropped, what came since goes along (I-32)', async () => {
  let asked = 0
  const { around, tell, mail, passes, states, store } = await office({ MAIL: () => (asked++ === 0 ? '451 busy' : '250 ok') })
  await tell('a', { incident: 7 })
  await tell('b', { incident: 8 })
  await deliverDue(around)
  assert.deepEqual(await states(), { a: 'waiting', b: 'waiting' })
  await store.transaction((tx) => cancelMessages(tx, 'brightside', 7, START, 'The all clear came first.', 'message'))
  await tell('c', { incident: 20 })
  passes(minutes(1))
  await deliverDue(around)
  assert.equal(mail.letters.length, 1)
  assert.doesNotMatch(mail.letters[0]!.raw, /We look into a\./)
  assert.deepEqual(await states(), { a: 'cancelled', b: 'delivered', c: 'delivered', 'digest/c': 'delivered' })
})

test('after 24 hours of trying only what is as old is given up', async () => {
  const { around, tell, passes, find } = await office({ MAIL: () => '451 busy' })
  await tell('a', { incident: 7 })
  passes(hours(24))
  await tell('b', { incident: 8 })
  await deliverDue(around)
  assert.deepEqual([(await find('a')).state, (await find('b')).state], ['refused', 'waiting'])
})

test('nobody knows whether the digest arrived: that holds for all of it, and one decision settles it (I-31)', async () => {
  const { around, tell, heard, states, store } = await office({ dot: () => 'drop' })
  await tell('a', { incident: 7 })
  await tell('b', { incident: 8 })
  await deliverDue(around)
  assert.deepEqual(outcomes(heard), ['7 a uncertain', '8 b uncertain'])
  const decided = { partner: 'brightside', as: 'delivered', by: 'ana' } as const
  await assert.rejects(settle(store, around.clock, { ...decided, key: 'a' }), { code: 'message_folded' })
  await settle(store, around.clock, { ...decided, key: 'digest/a' })
  await deliverDue(around)
  assert.deepEqual(await states(), { a: 'delivered', b: 'delivered', 'digest/a': 'delivered' })
  assert.deepEqual(outcomes(heard).slice(2), ['7 a delivered', '8 b delivered'])
})

test('a digest that a dead hub left is sent once, or a person decides, like any message', async () => {
  for (const left of ['sending', 'committing'] as const) {
    const { around, tell, mail, states, store } = await office()
    await tell('a', { incident: 7 })
    await tell('b', { incident: 8 })
    const now = around.clock.now()
    const taken = await takeDueMessage(store.db, now, seconds(90))
    const digest = (await fold(around, taken!, { now, lease: seconds(90) }))!
    if (left === 'committing') await markCommitting(store.db, digest, now, seconds(40))
    await recoverMessages(store.db, now, 'all')
    await deliverDue(around)
    const end = left === 'sending' ? 'delivered' : 'uncertain'
    assert.deepEqual(await states(), { a: end, b: end, 'digest/a': end })
    assert.equal(mail.letters.length, left === 'sending' ? 1 : 0)
  }
})

test('of two hubs that reach for the same address one makes the digest, and the other finds nothing', async () => {
  const { around, tell, store } = await office()
  await tell('a', { incident: 7 })
  await tell('b', { incident: 8 })
  const now = around.clock.now()
  const [one, other] = [await takeDueMessage(store.db, now, seconds(90)), await takeDueMessage(store.db, now, seconds(90))]
  const folded = await Promise.all([one!, other!].map((taken) => fold(around, taken, { now, lease: seconds(90) })))
  assert.deepEqual(folded.map((message) => message?.key), ['a', 'b']) // prettier-ignore
  await recoverMessages(store.db, now, 'all')
  const slept = (await takeDueMessage(store.db, now, seconds(90)))!
  assert.equal(await fold(around, { ...slept, fence: slept.fence - 1 }, { now, lease: seconds(90) }), null)
})

test('later words stand in the thread of the digest, by mail and in Slack', async () => {
  const { around, tell, post, mail, slack } = await office()
  for (const incident of [7, 8]) {
    await tell(`m${incident}`, { incident })
    await tell(`s${incident}`, { incident, recipient: THREAD })
  }
  await deliverDue(around)
  await post('later', { incident: 8 })
  await post('s-later', { incident: 8, recipient: THREAD })
  await deliverDue(around)
  const id = (raw: string, name: string) => new RegExp(`^${name}: (.*)$`, 'm').exec(raw)?.[1]?.trim()
  assert.equal(id(mail.letters[1]!.raw, 'In-Reply-To'), id(mail.letters[0]!.raw, 'Message-ID'))
  assert.deepEqual(
    slack.heard.map(({ body }) => (JSON.parse(body) as { thread_ts?: string }).thread_ts),
    [undefined, '1.1'],
  )
})
