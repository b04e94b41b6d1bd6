import assert from 'node:assert/strict'
import { after as afterAll, test } from 'node:test'
import { after, hours, milliseconds, minutes, seconds } from '../../domain/instant.ts'
import { listMessages } from '../../store/messages.ts'
import { markCommitting, takeDueMessage } from '../../store/outbox.ts'
import { joinParent, leaveParent, openParent } from '../../store/parents.ts'
import { createBackOff } from './back-off.ts'
import { deliverDue, startDelivering } from './deliver.ts'
import { CLIENT, openOffice, PAGE, START, THREAD } from './office.double.ts'

const closing: (() => Promise<unknown>)[] = []
afterAll(() => Promise.all(closing.map((close) => close())))

async function office(...scripts: Parameters<typeof openOffice>) {
  const opened = await openOffice(...scripts)
  closing.push(opened.close)
  return opened
}

test('a due message reaches client and partner, and its incident hears of it once (COM-1)', async () => {
  const { around, post, find, mail, heard } = await office()
  await post('a')
  assert.equal(await deliverDue(around), 1)
  assert.equal(await deliverDue(around), 0)
  assert.deepEqual(
    mail.letters.map(({ to }) => to),
    [['bo@cornerbakery.example', 'rosa@brightside.example']],
  )
  assert.match(mail.letters[0]!.raw, /^From: Brightside Care <care@brightside.example>/m)
  assert.deepEqual(heard, [{ incident: 7, happening: { type: 'delivered', key: 'a', outcome: 'delivered', reason: null } }])
  assert.equal((await find('a')).reference, '2.0.0 queued as A1')
})

test('whatever a row says, a client never hears from another name nor without the partner in CC (COM-1)', async () => {
  const { around, post, mail } = await office()
  await post('a', { recipient: { ...CLIENT, from: 'Other Studio <care@other.example>', cc: [] } })
  await deliverDue(around)
  assert.deepEqual(mail.letters[0]!.to, ['bo@cornerbakery.example', 'rosa@brightside.example'])
  assert.equal(mail.heard.includes('MAIL FROM:<care@brightside.example>'), true)
})

test('the later messages of an incident stand in the thread of the first, by mail and in Slack (COM-3)', async () => {
  const { around, post, mail, slack } = await office()
  await post('a')
  await post('s1', { recipient: THREAD })
  await deliverDue(around)
  await post('b')
  await post('s2', { recipient: THREAD })
  await deliverDue(around)
  assert.match(mail.letters[1]!.raw, /^In-Reply-To: <a@brightside.example>/m)
  assert.deepEqual(
    slack.heard.map(({ body }) => (JSON.parse(body) as { thread_ts?: string }).thread_ts),
    [undefined, '1.1'],
  )
})

test('a partner reads of a larger outage in one Slack thread, and each client’s mail stays apart (TRI-3)', async () => {
  const { around, post, mail, slack } = await office()
  const join = (incident: number, partner = 'brightside') =>
    around.store.transaction((tx) => joinParent(tx, 1, { incident, site: `site-${incident}.example`, partner }, START))
  await around.store.transaction((tx) => openParent(tx, { kind: 'outage', shared: 'hosting', value: 'anchor' }, START))
  for (const incident of [7, 8, 20]) await join(incident)
  await join(99, 'fjord')
  const tells = async (key: string, incident: number) => {
    await post(key, { incident, recipient: THREAD })
    await deliverDue(around)
  }
  await tells('s7', 7)
  await tells('s8', 8)
  await around.store.transaction((tx) => leaveParent(tx, 1, 8, START))
  await tells('s8-again', 8)
  await tells('s20', 20)
  await tells('s21', 21)
  await post('c7', { incident: 7 })
  await deliverDue(around)
  await post('c8', { incident: 8 })
  await deliverDue(around)
  const threads = slack.heard.map(({ body }) => (JSON.parse(body) as { thread_ts?: string }).thread_ts)
  assert.deepEqual(threads, [undefined, '1.1', '1.1', '1.1', undefined])
  assert.deepEqual(mail.letters.map(({ raw }) => /^In-Reply-To/m.test(raw)), [false, false]) // prettier-ignore
})

test('a busy server is asked again later, and the letter arrives once', async () => {
  let asked = 0
  const { around, post, find, mail, passes } = await office({ MAIL: () => (asked++ === 0 ? '451 busy' : '250 ok') })
  await post('a')
  assert.equal(await deliverDue(around), 1)
  const waiting = await find('a')
  assert.deepEqual([waiting.state, waiting.dueAt - START, /451/.test(waiting.reason ?? '')], ['waiting', 5000, true])
  assert.equal(await deliverDue(around), 0)
  passes(seconds(5))
  assert.equal(await deliverDue(around), 1)
  assert.deepEqual([(await find('a')).state, mail.letters.length], ['delivered', 1])
})

test('Slack says when to come back, and is believed', async () => {
  const { around, post, find } = await office({}, () => ({ status: 429, headers: { 'retry-after': '120' }, body: {} }))
  await post('s', { recipient: THREAD })
  await deliverDue(around)
  assert.equal((await find('s')).dueAt, after(START, minutes(2)))
})

test('after 24 hours of trying a message is refused with the last reason; a page is tried on', async () => {
  const { around, post, find, heard, passes } = await office({ MAIL: () => '451 busy' })
  await post('a')
  await post('p', { recipient: PAGE, contract: 'page' })
  passes(hours(24))
  await deliverDue(around)
  assert.match((await find('a')).reason ?? '', /^Given up after 24 hours: .*451/)
  assert.deepEqual([(await find('a')).state, (await find('p')).state], ['refused', 'waiting'])
  assert.equal(heard.length, 1)
})

test('what may have been accepted is never sent again to a client, and is to a responder', async () => {
  const { around, post, find, mail, heard, passes } = await office({ dot: () => 'drop' })
  await post('a')
  await post('p', { recipient: PAGE, contract: 'page' })
  await deliverDue(around)
  assert.deepEqual([(await find('a')).state, (await find('p')).state], ['uncertain', 'waiting'])
  passes(hours(1))
  await deliverDue(around)
  assert.equal(mail.letters.filter(({ to }) => to[0] === 'bo@cornerbakery.example').length, 1)
  assert.equal(mail.letters.filter(({ to }) => to[0] === 'ana@harbor.example').length, 2)
  assert.deepEqual(
    heard.map(({ happening }) => happening.type === 'delivered' && happening.outcome),
    ['uncertain'],
  )
})

test('a channel that is off refuses, and names the key that is empty', async () => {
  const { around, post, find } = await office()
  await post('s', { recipient: { ...THREAD, channel: 'sms' } })
  await post('t', { recipient: THREAD })
  await deliverDue({ ...around, secrets: () => new Map() })
  assert.equal((await find('s')).reason, 'The channel sms is off: channels.sms.twilio is empty.')
  assert.equal((await find('t')).reason, 'The channel slack is off: partners.brightside.slack.token is empty.')
})

test('a mail server that hangs does not keep Slack waiting, and gets four letters at a time', async () => {
  let talks = 0
  const { around, post, store, mail, ends } = await office({
    EHLO: () => {
      talks++
      return 'hang'
    },
  })
  for (let n = 0; n < 12; n++) await post(`m${n}`, { incident: 20 + n, recipient: { ...CLIENT, address: [`bo${n}@cornerbakery.example`] } })
  await post('s', { incident: 99, recipient: THREAD, dueAt: START })
  const delivering = startDelivering({ ...around, attemptMs: 60_000 })
  await ends(1)
  const states = (await listMessages(store.db, { limit: 20 })).map(({ state }) => state)
  assert.deepEqual([states.filter((s) => s === 'delivered').length, states.filter((s) => s === 'sending').length], [1, 4])
  assert.ok(talks <= 4)
  await delivering.stop()
  assert.deepEqual(
    [mail.letters.length, (await listMessages(store.db, { limit: 20 })).filter(({ state }) => state === 'waiting').length],
    [0, 12],
  )
})

test('nobody is spoken to twice at the same time, by whatever incidents', async () => {
  let [open, most] = [0, 0]
  const { around, post, mail, passes } = await office({
    MAIL: () => {
      most = Math.max(most, ++open)
      return '250 ok'
    },
    dot: () => {
      open--
      return '250 ok'
    },
  })
  for (let n = 0; n < 4; n++) await post(`m${n}`, { incident: 20 + n })
  for (let n = 0; n < 4; n++, passes(seconds(1))) await deliverDue(around)
  assert.deepEqual([mail.letters.length, most], [4, 1])
})

test('what a dead hub left: before the last byte it is sent again, after it a person decides', async () => {
  const { around, post, find, mail, store, ends } = await office()
  await post('before')
  await takeDueMessage(store.db, START, minutes(2))
  await post('behind', { incident: 8 })
  const taken = await takeDueMessage(store.db, START, minutes(2))
  await markCommitting(store.db, taken!, START, minutes(2))
  const delivering = startDelivering(around)
  await ends(2)
  await delivering.stop()
  assert.deepEqual([(await find('before')).state, (await find('behind')).state, mail.letters.length], ['delivered', 'uncertain', 1])
})

test('a message whose fence has moved on is not sent by the one who slept', async () => {
  const { around, post, mail, passes } = await office({
    DATA: () => {
      passes(minutes(5)) // the lease is over when the dot is due
      return '354 go on'
    },
  })
  await post('a')
  await deliverDue(around)
  assert.equal(mail.letters.length, 0)
})

test('an incident that cannot hear now hears at the next pass', async () => {
  const { around, post, heard, bugs } = await office()
  await post('a')
  await deliverDue({ ...around, respond: () => Promise.reject(new Error('busy')) })
  assert.deepEqual([heard.length, bugs.length], [0, 1])
  await deliverDue(around)
  assert.equal(heard.length, 1)
})

test('the wait doubles up to a minute for pages and 15 minutes for messages, never in step', () => {
  const waits = (contract: 'page' | 'message', random: number) =>
    [1, 2, 4, 9, 40].map((tries) => createBackOff(() => random)(contract, tries))
  assert.deepEqual(waits('page', 0.5), [5000, 10_000, 40_000, 60_000, 60_000].map(milliseconds))
  assert.deepEqual(waits('message', 0.5), [5000, 10_000, 40_000, 900_000, 900_000].map(milliseconds))
  assert.deepEqual([createBackOff(() => 0)('page', 1), createBackOff(() => 1)('page', 1)], [4000, 6000].map(milliseconds))
})

test('a page in an app is acknowledged and ended there by what the page is called; one whose secret is gone is off (RES-3, RES-6)', async () => {
  const { around, post, find, slack: pager } = await office({}, () => ({ status: 202, body: { status: 'success' } }))
  const apps = { pager: { id: 'pager', kind: 'pagerduty', name: 'PagerDuty', api: pager.url, to: null } }
  Object.assign(around.plan().channels, { apps })
  const secrets = new Map([['channels.apps.pager.token', 'r0uting']])
  const told = { ...around, secrets: () => secrets }
  const page = { contract: 'page', recipient: { ...PAGE, channel: 'app', address: ['pager'] }, template: 'page' } as const
  await post('7/page-1/ana/app', page)
  await deliverDue(told)
  await post('7/page-1/ana/app/shows/page-over-1', { ...page, template: 'page-over' })
  await deliverDue(told)
  const [first, last] = pager.heard.map(({ body }) => JSON.parse(body) as Record<string, string>)
  assert.deepEqual([first!['routing_key'], first!['event_action'], last!['event_action']], ['r0uting', 'trigger', 'resolve'])
  assert.equal(last!['dedup_key'], first!['dedup_key'])
  secrets.clear()
  await post('7/page-2/ana/app', page)
  await deliverDue(told)
  assert.equal((await find('7/page-2/ana/app')).reason, 'The channel app is off: channels.apps.pager is empty.')
})
