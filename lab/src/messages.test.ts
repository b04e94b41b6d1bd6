import { after, before, test } from 'node:test'
import assert from 'node:assert/strict'
import { LabMail, LabPost } from '@allclear/wire/lab.ts'
import { createHmac } from 'node:crypto'
import { startLab, type Lab } from './lab.ts'
import { serveLoopback } from './loopback.ts'
import { ask, sendMail } from './visitor.double.ts'

let lab: Lab

before(async () => {
  lab = await startLab()
})
after(() => lab.close())

const SOURCE = [
  'From: Brightside Care <care@brightside.example>',
  'To: bo@cornerbakery.example',
  'Cc: rosa@brightside.example',
  'Subject: =?utf-8?Q?Your_website_=E2=80=93_an_update?=',
  'Message-ID: <one@harbor.example>',
  'MIME-Version: 1.0',
  'Content-Type: multipart/alternative; boundary=b',
  '',
  '--b',
  'Content-Type: text/plain; charset=utf-8',
  '',
  'We are looking into it.',
  '--b',
  'Content-Type: text/html; charset=utf-8',
  '',
  '<p>We are looking into it.</p><script>alert(1)</script>',
  '--b--',
].join('\r\n')
const MAIL = { from: 'bounce@harbor.example', to: ['bo@cornerbakery.example', 'rosa@brightside.example'], source: SOURCE }

test('the sink keeps every mail it accepts and numbers acceptances, the same one twice included (COM-1)', async () => {
  assert.match(await sendMail(lab.ready.smtp, MAIL), /^250 /)
  assert.match(await sendMail(lab.ready.smtp, MAIL), /^250 /)
  const mails = LabMail.array().parse(JSON.parse((await ask(`${lab.ready.mail}/api/messages`)).text))
  assert.deepEqual(
    mails.map(({ number, messageId }) => [number, messageId]),
    [
      [1, '<one@harbor.example>'],
      [2, '<one@harbor.example>'],
    ],
  )
  assert.deepEqual(mails, lab.mails())
  const { from, to, cc, envelope, subject, text } = mails[0]!
  assert.equal(from, 'Brightside Care <care@brightside.example>')
  assert.deepEqual([to, cc], [['bo@cornerbakery.example'], ['rosa@brightside.example']])
  assert.deepEqual(envelope, { from: 'bounce@harbor.example', to: MAIL.to })
  assert.equal(subject, 'Your website – an update')
  assert.equal(text.trim(), 'We are looking into it.')
})

test('the viewer shows list, mail, source, and the design without any power', async () => {
  assert.match((await ask(lab.ready.mail)).text, /Your website – an update/)
  const mail = (await ask(`${lab.ready.mail}/messages/1`)).text
  assert.match(mail, /<iframe\s+sandbox/)
  assert.doesNotMatch(mail, /<script>alert/)
  const design = await ask(`${lab.ready.mail}/messages/1/html`)
  assert.match(String(design.headers['content-security-policy']), /^sandbox; default-src 'none'/)
  assert.match((await ask(`${lab.ready.mail}/messages/1/raw`)).text, /^From: Brightside Care/)
  assert.equal((await ask(`${lab.ready.mail}/messages/99`)).status, 404)
})

const post = (method: string, body: unknown, token = lab.ready.slackToken) =>
  ask(`${lab.ready.slack}/${method}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json; charset=utf-8' },
    body: JSON.stringify(body),
  }).then(({ text }) => JSON.parse(text) as { ok: boolean; error?: string; ts?: string })

test('Slack takes a post, a reply in its thread and an update (COM-3)', async () => {
  const root = await post('chat.postMessage', { channel: 'C0BRIGHT', text: '*Down*: cornerbakery.example &lt;3' })
  assert.equal(root.ok, true)
  const reply = await post('chat.postMessage', { channel: 'C0BRIGHT', text: 'Looking into it.', thread_ts: root.ts })
  assert.notEqual(reply.ts, root.ts)
  await post('chat.update', { channel: 'C0BRIGHT', ts: root.ts, text: '*Up again*: cornerbakery.example' })
  const posts = LabPost.array().parse(JSON.parse((await ask(`${lab.ready.slack}/messages`)).text))
  assert.deepEqual(
    posts.map(({ number, threadTs, text }) => [number, threadTs, text]),
    [
      [1, null, '*Up again*: cornerbakery.example'],
      [2, root.ts, 'Looking into it.'],
    ],
  )
  assert.match((await ask(new URL('/', lab.ready.slack).href)).text, /<strong>Up again<\/strong>/)
})

test('Slack refuses in its own words', async () => {
  assert.deepEqual(await post('chat.postMessage', { channel: 'C0BRIGHT', text: 'x' }, 'guess'), { ok: false, error: 'invalid_auth' })
  assert.deepEqual(await post('chat.postMessage', { channel: 'C0NOWHERE', text: 'x' }), { ok: false, error: 'channel_not_found' })
  assert.deepEqual(await post('chat.postMessage', { channel: 'C0NORTH' }), { ok: false, error: 'no_text' })
  assert.deepEqual(await post('chat.delete', {}), { ok: false, error: 'unknown_method' })
})

test('a push message is kept under its topic', async () => {
  const title = '=?UTF-8?B?QsOkY2tlcmVpIGlzdCB3ZWc=?='
  await ask(`${lab.ready.ntfy}/ana`, { method: 'POST', headers: { title, priority: '5' }, body: 'cornerbakery.example is down.' })
  await ask(lab.ready.ntfy, { method: 'POST', body: JSON.stringify({ topic: 'mei', message: 'Still down.' }) })
  const pushes = JSON.parse((await ask(`${lab.ready.ntfy}/messages`)).text) as { topic: string; title: string; message: string }[]
  assert.deepEqual(
    pushes.map(({ topic, title, message }) => [topic, title, message]),
    [
      ['ana', 'Bäckerei ist weg', 'cornerbakery.example is down.'],
      ['mei', '', 'Still down.'],
    ],
  )
  assert.match((await ask(lab.ready.ntfy)).text, /Bäckerei ist weg/)
})

test('text messages and calls are taken in the words of Twilio, and a wrong number or account is refused (RES-3)', async () => {
  const { phone, phoneAccount, phoneToken } = lab.ready
  const api = `${phone}/2010-04-01/Accounts/${phoneAccount}`
  const headers = (token: string) => ({
    authorization: `Basic ${Buffer.from(`${phoneAccount}:${token}`).toString('base64')}`,
    'content-type': 'application/x-www-form-urlencoded',
  })
  const sends = async (to: string, token = phoneToken) => {
    const body = new URLSearchParams({ To: to, From: '+12125550100', Body: 'DOWN' }).toString()
    const { status, text } = await ask(`${api}/Messages.json`, { method: 'POST', headers: headers(token), body })
    return [status, (JSON.parse(text) as { code?: number }).code]
  }
  assert.deepEqual(await sends('+12125550101'), [201, undefined])
  assert.deepEqual(await sends('12'), [400, 21_211])
  assert.deepEqual(await sends('+12125550101', 'wrong'), [401, 20_003])
  assert.deepEqual(
    lab.calls().map(({ kind, to, says }) => [kind, to, says]),
    [['sms', '+12125550101', 'DOWN']],
  )
  assert.match((await ask(`${phone}/`)).text, /Text message to/)
})

test('people answer in a thread of Slack and press buttons, and the app hears of it signed', async () => {
  const heard: { body: string; headers: Record<string, unknown> }[] = []
  const app = await serveLoopback(({ body, headers }) => {
    heard.push({ body, headers })
    return { body: '' }
  })
  await lab.order({ do: 'slack-app', requestUrl: `${app.url}/hooks/slack` })
  const elements = [{ type: 'button', action_id: 'yes', text: { type: 'plain_text', text: 'Ja' }, value: 'yes' }]
  const { ts } = await post('chat.postMessage', { channel: 'C0NORTH', text: 'May we?', blocks: [{ type: 'actions', elements }] })
  await lab.order({ do: 'slack-say', channel: 'C0NORTH', thread: ts!, text: 'One moment.' })
  await lab.order({ do: 'slack-press', channel: 'C0NORTH', post: ts!, choice: 'yes' })
  await assert.rejects(lab.order({ do: 'slack-press', channel: 'C0NORTH', post: ts!, choice: 'no' }), /no button "no"/)
  await assert.rejects(lab.order({ do: 'slack-say', channel: 'C0NORTH', thread: '1.1', text: 'x' }), /no post 1\.1/)
  const signed = heard.map(({ body, headers }) => {
    const base = `v0:${String(headers['x-slack-request-timestamp'])}:${body}`
    return `v0=${createHmac('sha256', lab.ready.slackSigningSecret).update(base).digest('hex')}` === headers['x-slack-signature']
  })
  assert.deepEqual(signed, [true, true])
  assert.match(heard[0]!.body, /"text":"One moment\."/)
  assert.match(decodeURIComponent(heard[1]!.body), /^payload=.*"action_id":"yes"/)
  assert.match((await ask(new URL('/', lab.ready.slack).href)).text, /rosa, [\s\S]*One moment\./)
  await app.close()
})

test('somebody presses a link in the newest mail that offers the answer, as a person would: on the page behind it (COM-5)', async () => {
  const pressed: string[] = []
  const hub = await serveLoopback(({ method, path, form }) => {
    pressed.push(`${method} ${path} ${form.get('answer')}`)
    return { status: 303, headers: { location: '/' }, body: '' }
  })
  const letter = (token: string) => MAIL.source.replace('We are looking into it.', `This is done: ${hub.url}/a/${token}/done`)
  await sendMail(lab.ready.smtp, { ...MAIL, source: letter('1-older') })
  await sendMail(lab.ready.smtp, { ...MAIL, source: letter('2-newer') })
  await lab.order({ do: 'mail-press', to: 'bo@cornerbakery.example', choice: 'done' })
  assert.deepEqual(pressed, ['POST /a/2-newer done'])
  await assert.rejects(lab.order({ do: 'mail-press', to: 'bo@cornerbakery.example', choice: 'yes' }), /No mail to bo@/)
  await assert.rejects(lab.order({ do: 'mail-press', to: 'nobody@cornerbakery.example', choice: 'done' }), /No mail to nobody@/)
  await hub.close()
})

test('without naming a post, people answer in the newest thread and press the newest button', async () => {
  await assert.rejects(lab.order({ do: 'slack-press', channel: 'C0HARBOR', choice: 'yes' }), /no post that fits/)
  await assert.rejects(lab.order({ do: 'slack-say', channel: 'C0HARBOR', text: 'x' }), /no post that fits/)
})
