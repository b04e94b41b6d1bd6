import assert from 'node:assert/strict'
import { createHmac } from 'node:crypto'
import { after, test } from 'node:test'
import { ANSWER_KEY, askedHub } from '../../../test/asked-hub.ts'
import { answerToken } from '../../engine/deliver/answer-token.ts'
import { listMessages } from '../../store/messages.ts'
import type { Message } from '../../store/messages.ts'

const closing: (() => Promise<void>)[] = []
after(() => Promise.all(closing.map((close) => close())))

const SECRET = 'harbor-signs'
const [ANA, KOFI] = ['U0ANA', 'U0KOFI'] // in the operator's Slack

async function hubThatPages() {
  const hub = await askedHub({
    'channels.slack.token': 'xoxb-0',
    'channels.slack.signing-secret': SECRET,
    'partners.brightside.slack.signing-secret': 'brightside-signs',
  })
  const { ana, kofi } = hub.plan.people
  Object.assign(hub.plan, {
    people: { ...hub.plan.people, ana: { ...ana!, slack: ANA }, kofi: { ...kofi!, slack: KOFI } },
    escalation: ['kofi', 'ana'].map((notify) => ({ notify, by: ['slack'], wait: 900_000, repeat: 1, only: null })),
  })
  const odd: string[] = []
  Object.assign(hub.around, { onOdd: (what: string) => void odd.push(what) })
  closing.push(async () => {
    await hub.close()
    assert.deepEqual(hub.bugs, [])
  })
  const number = await hub.asks('domain.expired')
  await hub.delivers()
  const messages = async () => (await listMessages(hub.store.db, { incident: number, limit: 100 })).toReversed()
  const pages = async (address: string) =>
    (await messages()).filter(({ recipient, template }) => recipient.address[0] === address && template === 'page')
  const tellsDelivered = async ({ key }: Message) => hub.happens(number, { type: 'delivered', key, outcome: 'delivered', reason: null })
  return {
    ...{ ...hub, number, odd, pages, tellsDelivered },
    page: async (address: string) => (await pages(address)).at(-1)!,
    press: async (deed: string, page: Message, { user = page.recipient.address[0]!, secret = SECRET } = {}) => {
      hub.passes('1s')
      const payload = {
        ...{ type: 'block_actions', user: { id: user }, channel: { id: 'D0' }, container: { message_ts: '1.1' } },
        actions: [{ action_id: `page-${deed}`, value: answerToken(ANSWER_KEY, page) }],
      }
      const body = `payload=${encodeURIComponent(JSON.stringify(payload))}`
      const timestamp = String(Math.floor(hub.clock.at / 1000))
      const signature = `v0=${createHmac('sha256', secret).update(`v0:${timestamp}:${body}`).digest('hex')}`
      const headers = {
        'content-type': 'application/x-www-form-urlencoded',
        ...{ 'x-slack-request-timestamp': timestamp, 'x-slack-signature': signature },
      }
      const { statusCode } = await hub.app.inject({ method: 'POST', url: '/hooks/slack', headers, payload: body })
      await hub.delivers()
      return statusCode
    },
    /** What stands in place of the pages by now: of whom, which words, and how they end. */
    shown: async () =>
      (await messages())
        .filter(({ template }) => template.startsWith('page-'))
        .map(({ recipient, template, text }) => `${recipient.address[0]} ${template}: ${text.split('\n').at(-1)}`),
    ladder: async () => (await hub.incident(number)).ladder,
    notes: () => hub.notes(number),
  }
}

test('Acknowledge in Slack takes the incident in the name of whose page it is, once, and the page says so (RES-6)', async () => {
  const hub = await hubThatPages()
  const page = await hub.page(KOFI)
  for (let n = 0; n < 2; n++) assert.equal(await hub.press('acknowledge', page), 200)
  assert.equal((await hub.ladder()).acknowledgedBy, 'kofi')
  assert.deepEqual(await hub.shown(), [`${KOFI} page-yours: You have it.`])
  assert.equal((await hub.notes()).filter((note) => note === 'kofi acknowledged.').length, 1)
})

test('Escalate calls the next rung once, whoever presses too late reads who has it, and Take takes it over (RES-3, RES-6)', async () => {
  const hub = await hubThatPages()
  const his = await hub.page(KOFI)
  assert.equal(await hub.press('escalate', his), 200)
  assert.equal(await hub.press('escalate', his), 200)
  assert.equal((await hub.pages(ANA)).length, 1, 'ana was called once')
  const hers = await hub.page(ANA)
  await hub.press('acknowledge', hers)
  await hub.press('acknowledge', his)
  assert.equal((await hub.ladder()).acknowledgedBy, 'ana')
  assert.deepEqual(await hub.shown(), [
    `${KOFI} page-escalated: You escalated it: the next rung is called.`,
    `${KOFI} page-escalated: Somebody was called again after this page already.`,
    `${ANA} page-yours: You have it.`,
    `${KOFI} page-taken: Ana Ruiz has it.`,
    `${KOFI} page-taken: Ana Ruiz has it already.`,
  ])
  hub.passes('1m')
  await hub.press('take', his)
  assert.equal((await hub.ladder()).acknowledgedBy, 'kofi')
  assert.deepEqual((await hub.shown()).slice(5), [`${ANA} page-taken: Kofi Mensah has it.`, `${KOFI} page-yours: You have it.`])
})

test('a button counts only where the operator’s app signed it and whose page it is pressed it', async () => {
  const hub = await hubThatPages()
  const page = await hub.page(KOFI)
  assert.equal(await hub.press('acknowledge', page, { secret: 'guess' }), 403)
  assert.equal(await hub.press('acknowledge', page, { secret: 'brightside-signs' }), 200)
  assert.equal(await hub.press('acknowledge', page, { user: ANA }), 200)
  assert.equal(await hub.press('acknowledge', { ...page, key: '9/page-1/kofi/slack' }), 200)
  assert.equal((await hub.ladder()).acknowledgedBy, null)
  assert.deepEqual(await hub.shown(), [])
  assert.equal(hub.odd.length, 2)
})

test('a page that arrives after somebody took it says who has it, and one of an outage that is over says that', async () => {
  const hub = await hubThatPages()
  const page = await hub.page(KOFI)
  await hub.happens(hub.number, { type: 'acknowledged', by: 'mei' })
  await hub.delivers()
  assert.deepEqual(await hub.shown(), [`${KOFI} page-taken: Mei Tanaka has it.`])
  hub.passes('1m')
  await hub.tellsDelivered(page)
  assert.equal((await hub.shown()).length, 2)
  await hub.happens(hub.number, { type: 'seen-up' })
  await hub.happens(hub.number, { type: 'resolved-by-hand', by: 'mei', reason: 'Renewed.' })
  await hub.delivers()
  assert.match((await hub.shown()).at(-1)!, /page-over: It is over since/)
  await hub.press('acknowledge', page)
  assert.match((await hub.shown()).at(-1)!, /page-over: Incident 1 \(cornerbakery\.example\) is over since/)
})
