import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { askedHub } from '../../../test/asked-hub.ts'
import { readText } from './read-text.ts'
import { isSignedByTwilio, twilioSignature } from './twilio-signature.ts'

const closing: (() => Promise<void>)[] = []
after(() => Promise.all(closing.map((close) => close())))

const [ANA, KOFI, MEI] = ['+12125550101', '+12125550102', '+12125550103']
const TOKEN = 'a token of this test'

async function hubOnPhone() {
  const odd: string[] = []
  const hub = await askedHub({
    'channels.sms.twilio.account': 'AC1',
    'channels.sms.twilio.token': TOKEN,
    'channels.voice.twilio.account': 'AC1',
    'channels.voice.twilio.token': TOKEN,
  })
  Object.assign(hub.around, { onOdd: (what: string) => odd.push(what) })
  closing.push(async () => {
    await hub.close()
    assert.deepEqual(hub.bugs, [], 'nothing was answered with a bug')
  })
  const number = await hub.asks('domain.expired')
  const sends = (path: string, fields: Record<string, string>, token = TOKEN) => {
    const form = new URLSearchParams(fields)
    return hub.app.inject({
      method: 'POST',
      url: `/${path}`,
      headers: {
        'content-type': 'application/x-www-form-urlencoded; charset=UTF-8',
        'x-twilio-signature': twilioSignature(`${hub.plan.hub.url}${path}`, form, token),
      },
      payload: form.toString(),
    })
  }
  let sid = 0
  const texts = async (from: string, body: string, more: Record<string, string> = {}) => {
    const { statusCode, body: answer } = await sends('hooks/twilio/sms', { MessageSid: `SM${++sid}`, From: from, Body: body, ...more })
    assert.equal(statusCode, 200)
    return /^<Response>(?:<Message>(.*)<\/Message>)?<\/Response>$/.exec(answer)![1] ?? null
  }
  const presses = async (to: string, digits: string, incident = number) => {
    const { body } = await sends(`hooks/twilio/voice?incident=${incident}`, { CallSid: `CA${++sid}`, To: to, Digits: digits })
    return /^<Response>(?:<Say>(.*)<\/Say>)?<\/Response>$/.exec(body)![1] ?? null
  }
  const ladder = async () => (await hub.incident(number)).ladder
  return { ...hub, number, odd, sends, texts, presses, ladder }
}

test('the signature is that of the example in the manual of Twilio, with the port of the scheme or without it', () => {
  const form = new URLSearchParams({
    ...{ CallSid: 'CA1234567890ABCDE', Caller: '+14158675310', Digits: '1234', From: '+14158675310', To: '+18005551212' },
  })
  const url = 'https://example.com/myapp.php?foo=1&bar=2'
  const signature = 'L/OH5YylLD5NRKLltdqwSvS0BnU='
  assert.ok(isSignedByTwilio({ url, form, signature }, '12345'))
  const elsewhere = twilioSignature('https://example.com:443/myapp.php?foo=1&bar=2', form, '12345')
  assert.ok(isSignedByTwilio({ url, form, signature: elsewhere }, '12345'))
  for (const forged of [signature.slice(1), `${signature}=`, '', undefined])
    assert.ok(!isSignedByTwilio({ url, form, signature: forged }, '12345'), String(forged))
})

test('a reply is read however a thumb types it', () => {
  const acknowledged = (number: number | null) => ({ wants: 'acknowledged', number })
  for (const body of ['ACK 104', 'ack 104', ' Ack #104. ', 'ack:104', 'ack104', 'Acknowledge 104 thanks'])
    assert.deepEqual(readText(body), acknowledged(104), body)
  for (const body of ['ack', 'ACK!', 'Ack.']) assert.deepEqual(readText(body), acknowledged(null), body)
  assert.deepEqual(readText('take 7'), { wants: 'taken', number: 7 })
  assert.deepEqual(readText('Note 104: the host\nis on it'), { wants: 'noted', number: 104, text: 'the host\nis on it' })
  for (const body of ['', 'help', '104', 'note 104', 'note', '👍', 'ack0']) assert.equal(readText(body).wants === 'noted', false, body)
  assert.deepEqual(readText('what?'), { wants: 'help' })
})

test('"ACK 1" by text takes the incident in the name of whose number it is, once, and says so (RES-6)', async () => {
  const hub = await hubOnPhone()
  assert.equal(await hub.texts(ANA, `ACK ${hub.number}`), 'You have incident 1 (cornerbakery.example).')
  assert.equal((await hub.ladder()).acknowledgedBy, 'ana')
  assert.equal(await hub.texts(ANA, 'ack 1'), 'You have incident 1 (cornerbakery.example).')
  assert.equal(await hub.texts(KOFI, 'ack 1'), 'Ana Ruiz has it already.')
  assert.equal((await hub.ladder()).acknowledgedBy, 'ana')
  assert.equal(await hub.texts(KOFI, 'take 1'), 'You have incident 1 (cornerbakery.example).')
  assert.equal((await hub.notes(hub.number)).filter((note) => /acknowledged|took it over/.test(note)).length, 2)
})

test('a text that comes twice is heard once, and answered alike', async () => {
  const hub = await hubOnPhone()
  for (let times = 0; times < 2; times++)
    assert.equal(await hub.texts(ANA, 'note 1 The registrar is called.', { MessageSid: 'SMtwice' }), 'Noted in incident 1.')
  assert.deepEqual(
    (await hub.notes(hub.number)).filter((note) => note.includes('registrar is called')),
    ['ana: The registrar is called.'],
  )
})

test('"ack" alone takes what waits for that person, and asks which when it is more than one', async () => {
  const hub = await hubOnPhone()
  assert.equal(await hub.texts(MEI, 'ack'), 'Nothing waits for you to take it.', 'Mei was not paged')
  const paged = (await hub.incident(hub.number)).told.find(({ audience }) => audience === 'responder')!.address
  const phone = paged.startsWith('ana') ? ANA : KOFI
  const other = await hub.asks('domain.expired', hub.plan.sites['rival.example']!)
  assert.equal(await hub.texts(phone, 'ack'), `Which one? ACK ${other}, ACK ${hub.number}`)
  await hub.texts(phone, `ack ${other}`)
  assert.match((await hub.texts(phone, 'ack'))!, /^You have incident 1 /)
})

test('what comes too late, or names nothing, is told so', async () => {
  const hub = await hubOnPhone()
  assert.equal(await hub.texts(ANA, 'ack 99'), 'There is no incident 99.')
  await hub.happens(hub.number, { type: 'seen-up' })
  hub.passes('2h')
  await hub.happens(hub.number, { type: 'clock' })
  assert.equal(await hub.texts(ANA, 'ack 1'), 'Incident 1 (cornerbakery.example) is over since 13:00 EST.')
  assert.equal(await hub.presses(ANA, '1'), 'Incident 1 (cornerbakery dot example) is over since 13:00 EST.')
  assert.match((await hub.texts(ANA, 'what?'))!, /^Reply ACK 104/)
})

test('1 on the phone takes the incident in the name of whose phone rang; any other key does nothing (RES-6)', async () => {
  const hub = await hubOnPhone()
  assert.equal(await hub.presses(KOFI, '2'), 'That is not 1. Nothing was done.')
  assert.equal((await hub.ladder()).acknowledgedBy, null)
  assert.equal(await hub.presses(KOFI, '1'), 'Thank you. You have incident 1 (cornerbakery dot example).')
  assert.equal((await hub.ladder()).acknowledgedBy, 'kofi')
  assert.equal(await hub.presses(ANA, '1'), 'Kofi Mensah has it already.')
})

test('a number that nobody has is met with silence and a line in the log; what is forged is refused', async () => {
  const hub = await hubOnPhone()
  assert.equal(await hub.texts('+19995550199', 'ack 1'), null)
  assert.equal(await hub.presses('+19995550199', '1'), null)
  assert.equal(hub.odd.length, 2)
  assert.match(hub.odd[0]!, /^a text message from \+19995550199/)
  const fields = { MessageSid: 'SM0', From: ANA, Body: 'ack 1' }
  for (const token of ['', 'another']) {
    const { statusCode, body } = await hub.sends('hooks/twilio/sms', fields, token)
    assert.deepEqual([statusCode, JSON.parse(body).code], [403, 'signature_invalid'])
  }
  assert.equal((await hub.ladder()).acknowledgedBy, null)
})

test('whoever may only look cannot take an incident, and too many texts of one number are not heard', async () => {
  const hub = await hubOnPhone()
  Object.assign(hub.around, { plan: () => ({ ...hub.plan, people: { ana: { ...hub.plan.people['ana']!, role: 'viewer' } } }) })
  assert.equal(await hub.texts(ANA, 'ack 1'), 'Ana Ruiz, you may look at incidents, not take them.')
  for (let n = 0; n < 19; n++) await hub.texts(ANA, 'help')
  assert.equal((await hub.sends('hooks/twilio/sms', { MessageSid: 'SM9', From: ANA, Body: 'help' })).statusCode, 429)
})
