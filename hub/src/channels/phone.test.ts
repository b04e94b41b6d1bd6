import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { createChannelNetwork } from '../network/create-network.ts'
import { startHttpDouble, type Said } from '../network/http.double.ts'
import type { Outgoing } from './channel.ts'
import { sms } from './sms.ts'
import { voice } from './voice.ts'

const network = createChannelNetwork({ operatorHosts: ['127.0.0.1'] })
const closing: (() => Promise<void>)[] = []
after(() => Promise.all(closing.map((close) => close())))

const LINK = 'https://allclear.harbor.example/incidents/104'
const PAGE: Outgoing = {
  ...{ key: '104/page-1/ana/sms', messageId: '<104@harbor.example>', threadReference: null, to: ['+12125550101'], cc: [] },
  ...{ from: { name: 'Harbor', address: 'noc@harbor.example' }, replyTo: null, html: null, at: Date.parse('2026-03-01T03:10:00Z') },
  subject: 'DOWN: cornerbakery.example – The certificate has expired',
  text: `cornerbakery.example has been down since 03:10.\n\n${LINK}`,
  link: LINK,
  page: { incident: 104 },
}
const TAKEN = { status: 201, body: { sid: 'SM1', status: 'queued' } }

async function send(by: typeof sms, said: Said, more: Partial<Outgoing> = {}) {
  const double = await startHttpDouble(() => said)
  closing.push(() => double.close())
  let commits = 0
  const delivery = await by.send(
    { ...PAGE, ...more },
    { twilio: { api: double.url, account: 'AC1', token: 'secret', from: '+12125550100' } },
    { network, signal: AbortSignal.timeout(2000), committing: async () => void commits++ },
  )
  const heard = double.heard[0]
  return { delivery, commits, heard, form: Object.fromEntries(new URLSearchParams(heard?.body ?? '')) }
}

test('a page by text message says the site, how to take it and where, in one breath (RES-3, RES-6)', async () => {
  const { delivery, commits, heard, form } = await send(sms, TAKEN)
  assert.deepEqual([delivery, commits], [{ outcome: 'delivered', reference: 'SM1' }, 1])
  assert.equal(heard?.path, '/2010-04-01/Accounts/AC1/Messages.json')
  assert.equal(heard.headers['authorization'], `Basic ${Buffer.from('AC1:secret').toString('base64')}`)
  assert.deepEqual(form, {
    To: '+12125550101',
    From: '+12125550100',
    Body: `DOWN: cornerbakery.example – The certificate has expired. Reply ACK 104 to take it. ${LINK}`,
  })
})

test('what is too long is shortened before the way to act, never after it', async () => {
  const { form } = await send(sms, TAKEN, { subject: 'very long '.repeat(100) })
  assert.ok(form['Body']!.length <= 459)
  assert.ok(form['Body']!.endsWith(`… Reply ACK 104 to take it. ${LINK}`))
})

test('a client reads the words themselves, and is not asked to acknowledge (COM-4)', async () => {
  const { form } = await send(sms, TAKEN, { page: null, subject: 'Your domain has expired', text: `Please renew it.\n${LINK}` })
  assert.equal(form['Body'], `Your domain has expired. Please renew it. ${LINK}`)
})

test('a call says the site as one says it, twice, and 1 acknowledges (RES-3, RES-6)', async () => {
  const { heard, form } = await send(voice, TAKEN, { subject: 'DOWN: cornerbakery.example <&>' })
  assert.equal(heard?.path, '/2010-04-01/Accounts/AC1/Calls.json')
  const asked = '<Say>DOWN: cornerbakery dot example &lt;&amp;&gt;</Say><Say>Press 1 to acknowledge.</Say>'
  const action = 'https://allclear.harbor.example/hooks/twilio/voice?incident=104'
  assert.equal(
    form['Twiml'],
    `<Response><Gather numDigits="1" timeout="8" action="${action}">${asked}${asked}</Gather><Say>Nobody took it.</Say></Response>`,
  )
})

const ends: [string, Said, object][] = [
  [
    'a number that cannot be reached is refused with the number',
    { status: 400, body: { code: 21211, message: 'Invalid To' } },
    { outcome: 'refused', reason: 'Twilio refused it: Invalid To (21211)', address: '+12125550101' },
  ],
  [
    'our own number that is wrong is refused without blaming the recipient',
    { status: 400, body: { code: 21606, message: 'The From number is not yours' } },
    { outcome: 'refused', reason: 'Twilio refused it: The From number is not yours (21606)', address: null },
  ],
  ['a wrong token is refused', { status: 401, body: { code: 20003, message: 'Authenticate' } }, { outcome: 'refused' }],
  ['too many at once are tried later', { status: 429, body: {}, headers: { 'retry-after': '7' } }, { outcome: 'try_later', after: 7000 }],
  ['an answer that cannot be read leaves a doubt', { status: 201, body: 'ok' }, { outcome: 'uncertain' }],
]
for (const [name, said, expected] of ends)
  test(name, async () => {
    const { delivery } = await send(sms, said)
    assert.deepEqual({ ...delivery, ...expected }, delivery)
  })
