import assert from 'node:assert/strict'
import { createHmac } from 'node:crypto'
import { after, test } from 'node:test'
import { askedHub } from '../../../test/asked-hub.ts'
import { steps } from '../../../test/stories/world.ts'

const closing: (() => Promise<void>)[] = []
after(() => Promise.all(closing.map((close) => close())))

const task = 'task: { title: Note it, for: on-call'
const PLAN = steps(
  'plan, start: at once, approval: { from: partner, template: investigating }',
  `go, start: when partner approves, ${task} }`,
  `heard, start: when partner replies, ${task} }`,
)
const OURS = 'brightside-signs'
const THEIRS = 'rival-signs'

type Sent = { secret?: string; age?: number; signature?: string; type?: string }

async function hubInSlack() {
  const secrets = {
    'partners.brightside.slack.signing-secret': OURS,
    'partners.rival.slack.signing-secret': THEIRS,
    'partners.rival.slack.token': 'x',
  }
  const hub = await askedHub(secrets)
  closing.push(async () => {
    await hub.close()
    assert.deepEqual(hub.bugs, [], 'nothing was answered with a bug')
  })
  const number = await hub.asks(PLAN)
  await hub.delivers()
  const sends = (body: string, { secret = OURS, age = 0, signature, type = 'application/json' }: Sent = {}) => {
    const timestamp = String(Math.floor(hub.clock.at / 1000) - age)
    const made = `v0=${createHmac('sha256', secret).update(`v0:${timestamp}:${body}`).digest('hex')}`
    const headers = { 'content-type': type, 'x-slack-request-timestamp': timestamp, 'x-slack-signature': signature ?? made }
    return hub.app.inject({ method: 'POST', url: '/hooks/slack', headers, payload: body })
  }
  const question = await hub.letter(number, 'investigating')
  const opening = await hub.letter(number, 'incident-opened')
  const reply = (more: object = {}) =>
    JSON.stringify({
      type: 'event_callback',
      event_id: 'Ev1',
      event: {
        ...{ type: 'message', channel: 'C0BRIGHT', user: 'U1ROSA', text: 'We moved the DNS &amp; all.', ts: '99.1' },
        thread_ts: `ts-${opening.seq}`,
        ...more,
      },
    })
  const press = (id: string, ts = `ts-${question.seq}`, channel = 'C0BRIGHT') =>
    `payload=${encodeURIComponent(
      JSON.stringify({
        ...{ type: 'block_actions', user: { id: 'U1ROSA', name: 'rosa' }, channel: { id: channel } },
        ...{ container: { message_ts: ts, channel_id: channel }, actions: [{ action_id: id, value: id }] },
      }),
    )}`
  const form = { type: 'application/x-www-form-urlencoded' }
  return { ...hub, number, sends, reply, press, form, question, opening, answers: async () => (await hub.incident(number)).answers }
}

test('a reply in the thread of an incident is the answer of the partner, once however often Slack sends it (COM-5)', async () => {
  const hub = await hubInSlack()
  for (let n = 0; n < 3; n++) assert.equal((await hub.sends(hub.reply())).statusCode, 200)
  assert.deepEqual(await hub.answers(), [
    {
      ...{ who: 'partner', what: 'replied', at: hub.clock.at, by: 'U1ROSA in Slack', text: 'We moved the DNS & all.' },
      ...{ message: hub.opening.key, ref: 'slack C0BRIGHT 99.1' },
    },
  ])
  assert.ok((await hub.notes(hub.number)).includes('The partner replied. U1ROSA in Slack: “We moved the DNS & all.”'))
  assert.notEqual((await hub.incident(hub.number)).tasks['heard'], undefined)
})

test('our own posts, edits, other channels, unknown threads and words outside of a thread are answered with 200 and change nothing', async () => {
  const hub = await hubInSlack()
  const others: object[] = [
    { bot_id: 'B0ALLCLEAR' },
    { subtype: 'message_changed' },
    { subtype: 'message_deleted' },
    { channel: 'C0OTHER' },
    { thread_ts: '1.1' },
    { thread_ts: undefined },
    { thread_ts: '99.1' },
    { text: ' \u200f ' },
    { type: 'reaction_added' },
  ]
  for (const more of others) assert.equal((await hub.sends(hub.reply(more))).statusCode, 200, JSON.stringify(more))
  for (const body of ['{}', 'null', '[]', '"x"', hub.press('yes', '1.1'), hub.press('resolve'), hub.press('yes', undefined, 'C0OTHER')])
    assert.equal((await hub.sends(body)).statusCode, 200, body)
  assert.deepEqual(await hub.answers(), [])
})

test('Approve in Slack is a yes with who gave it to which words, and what was pressed is shown in place of the buttons (REA-5)', async () => {
  const hub = await hubInSlack()
  assert.equal((await hub.sends(hub.press('yes'), hub.form)).statusCode, 200)
  assert.equal((await hub.sends(hub.press('yes'), hub.form)).statusCode, 200)
  assert.equal((await hub.sends(hub.press('no'), hub.form)).statusCode, 200)
  assert.deepEqual(
    (await hub.answers()).map(({ what, by, message }) => ({ what, by, message })),
    [{ what: 'approved', by: 'rosa (U1ROSA in Slack)', message: hub.question.key }],
  )
  assert.deepEqual(
    hub.shown.map(({ answer }) => answer),
    ['yes', 'yes', null],
  )
  assert.notEqual((await hub.incident(hub.number)).tasks['go'], undefined)
})

test('what is forged, too old or from the future, or signed by another partner is refused or unheard', async () => {
  const hub = await hubInSlack()
  const refused: Sent[] = [
    { secret: 'guess' },
    { secret: '' },
    { age: 301 },
    { age: -301 },
    { signature: '' },
    { signature: 'v0=' },
    { signature: `v0=${'0'.repeat(64)}` },
  ]
  for (const sent of refused) {
    const { statusCode, body } = await hub.sends(hub.reply(), sent)
    assert.deepEqual([statusCode, JSON.parse(body).code], [403, 'signature_invalid'], JSON.stringify(sent))
  }
  const unsigned = await hub.app.inject({
    method: 'POST',
    url: '/hooks/slack',
    payload: hub.reply(),
    headers: { 'content-type': 'application/json' },
  })
  assert.equal(unsigned.statusCode, 403)
  // A partner whose own signature is good still has no say in the thread of another.
  assert.equal((await hub.sends(hub.reply(), { secret: THEIRS })).statusCode, 200)
  assert.equal((await hub.sends(hub.press('yes'), { secret: THEIRS, ...hub.form })).statusCode, 200)
  assert.deepEqual(await hub.answers(), [])
})

test('the signature is over the bytes as they came, and is judged before anything is read', async () => {
  const hub = await hubInSlack()
  assert.equal((await hub.sends('{"a":', { secret: 'guess' })).json().code, 'signature_invalid')
  assert.equal((await hub.sends('{"a":')).json().code, 'json_invalid')
  assert.equal((await hub.sends('x'.repeat(300_000))).json().code, 'body_too_large')
  assert.deepEqual((await hub.sends('{ "type" : "url_verification", "challenge":"abc" }')).json(), { challenge: 'abc' })
})
