import assert from 'node:assert/strict'
import { createHash, createHmac, generateKeyPairSync } from 'node:crypto'
import { after as afterwards, test } from 'node:test'
import { pageOf } from '../../domain/status/page.ts'
import type { Wish } from '../../domain/subscribers/subscription.ts'
import { createChannelNetwork } from '../../network/create-network.ts'
import { startHttpDouble } from '../../network/http.double.ts'
import { countToSubscribers, listMessages } from '../../store/messages.ts'
import { takeDueMessage } from '../../store/outbox.ts'
import { askFor, changeSubscriber, listSubscribers, subscriberNumbered } from '../../store/subscribers.ts'
import { nextSubscriberNotice, noticeSubscribers } from '../../store/subscriber-notices.ts'
import { minutes } from '../../domain/instant.ts'
import { createBackOff } from '../deliver/back-off.ts'
import { deliverDue } from '../deliver/deliver.ts'
import { openPostOffice } from '../deliver/post-office.double.ts'
import { receive } from '../inbox/receive.ts'
import { signUp } from './sign-up.ts'
import { webhookSecretOf } from './subscriber-token.ts'
import { tellSomeSubscribers } from './tell-subscribers.ts'

const INBOX = '{ address: answers@harbor.example, listen: "127.0.0.1:0" }'
const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 1024, privateKeyEncoding: { type: 'pkcs8', format: 'pem' }, publicKeyEncoding: { type: 'spki', format: 'pem' } }) // prettier-ignore
const KEY = privateKey.replaceAll('\n', '\\n')
const closing: (() => Promise<void>)[] = []
afterwards(() => Promise.all(closing.map((close) => close())))

async function open() {
  const office = await openPostOffice(INBOX, { brand: 'dkim: { selector: s1, key: "${DKIM:-none}" }, ' })
  closing.push(() => office.close())
  const secrets = new Map([...office.room.secrets(), ['partners.brightside.brand.dkim.key', KEY]])
  const room = { ...office.room, secrets: () => secrets }
  const page = pageOf(room.plan(), 'brightside')!
  const wish = (channel: Wish['channel'], address: string): Wish => ({ channel, address, language: 'en', incidents: true, maintenance: true, sites: null }) // prettier-ignore
  const subscribed = async (channel: Wish['channel'], address: string) => {
    const asked = { ...wish(channel, address), partner: 'brightside', page: 'brightside', state: 'confirmed', askedAt: room.clock.now(), reason: null } as const // prettier-ignore
    return (await subscriberNumbered(room.store.db, await room.store.transaction((tx) => askFor(tx, asked))))!
  }
  const says = (key: string, stage = 'investigating') =>
    room.store.transaction((tx) =>
      noticeSubscribers(tx, {
        ...{ partner: 'brightside', page: 'brightside', key, kind: 'incident', incident: 1, stage, at: room.clock.now() },
        ...{ subject: 'cornerbakery.example: down', text: 'Visitors see an error.', sites: ['cornerbakery.example'] },
      }),
    )
  const deliver = () => deliverDue({ ...room, backOff: createBackOff(() => 0.5), respond: async () => {} })
  return { ...office, room, page, wish, subscribed, says, deliver }
}

const spread = async (room: Awaited<ReturnType<typeof open>>['room']) => {
  while (await tellSomeSubscribers(room));
}

test('an update reaches a subscriber by mail, in the brand, with a one-press way out that the signature covers (RFC 8058)', async () => {
  const { room, mail, subscribed, says, deliver, begin } = await open()
  await begin()
  await subscribed('mail', 'kim@reader.example')
  await says('1/opened')
  await spread(room)
  await deliver()
  const letter = mail.letters.find(({ to }) => to.includes('kim@reader.example'))!
  assert.deepEqual(letter.to, ['kim@reader.example'])
  const raw = letter.raw.replace(/\r\n[ \t]+/g, ' ')
  assert.match(raw, /^From: Brightside Care <care@brightside\.example>/m)
  const [, way] = /^List-Unsubscribe: <(http[^>]+\/status\/brightside\/subscriber\/[^>]+\/stop)>/m.exec(raw)!
  assert.match(raw, /^List-Unsubscribe-Post: List-Unsubscribe=One-Click\r?$/m)
  const [, signed] = /^DKIM-Signature:[^\r\n]*\bh=([^;]+);/im.exec(raw)!
  assert.match(signed!.toLowerCase(), /list-unsubscribe:list-unsubscribe-post/)
  const text = raw.replaceAll('=\r\n', '').replaceAll('=3D', '=')
  assert.ok(text.includes(way!.replace(/\/stop$/, '')))
  assert.doesNotMatch(raw, /subscriber\/…/)
})

test('a webhook hears the shape of Statuspage, signed with a secret of its own; one that is gone hears no more (COM-7)', async () => {
  let status = 200
  const double = await startHttpDouble(() => ({ status }))
  closing.push(() => double.close())
  const { room, subscribed, says, deliver, begin } = await open()
  await begin()
  const one = await subscribed('webhook', `${double.url}/hook`)
  await says('1/opened')
  await spread(room)
  await deliver()
  const { headers, body } = double.heard[0]!
  const secret = webhookSecretOf(room.answerKey, one)
  const base = `${String(headers['webhook-id'])}.${String(headers['webhook-timestamp'])}.${body}`
  const wanted = createHmac('sha256', Buffer.from(secret.slice(6), 'base64'))
    .update(base)
    .digest('base64')
  assert.equal(headers['webhook-signature'], `v1,${wanted}`)
  const heard = JSON.parse(body) as { meta: { unsubscribe: string }; incident: { name: string; incident_updates: { body: string }[] } }
  assert.deepEqual(
    [heard.incident.name, heard.incident.incident_updates[0]!.body],
    ['cornerbakery.example: down', 'Visitors see an error.'],
  )
  assert.match(heard.meta.unsubscribe, /\/subscriber\/[^…]+$/)
  status = 410
  await says('1/again')
  await spread(room)
  await deliver()
  assert.equal((await subscriberNumbered(room.store.db, one.seq))!.state, 'stopped')
})

test('what a stranger wrote never leads into a private network, and whoever asked learns nothing of it', async () => {
  const inside = await startHttpDouble(() => ({}))
  closing.push(() => inside.close())
  const { room, page, wish, deliver } = await open()
  const strangers = createChannelNetwork({ operatorHosts: [] })
  await signUp(room, page, wish('webhook', inside.url), '198.51.100.1')
  await deliverDue({ ...room, strangers, backOff: createBackOff(() => 0.5), respond: async () => {} })
  assert.deepEqual(inside.heard, [])
  const [one] = await listSubscribers(room.store.db, 'brightside', { limit: 5 })
  assert.deepEqual([one!.state, /not on the public Internet/.test(one!.reason!)], ['stopped', true])
  await signUp(room, page, wish('webhook', inside.url), '198.51.100.1')
  assert.equal(await deliver(), 0)
})

test('a mail that comes back for good, or is called spam, was the last one to that subscriber (COM-4)', async () => {
  const { room, mail, subscribed, says, deliver, begin } = await open()
  await begin()
  for (const [n, kind] of (['bounce', 'complaint'] as const).entries()) {
    const one = await subscribed('mail', `${kind}@reader.example`)
    await says(`1/${n}`)
    await spread(room)
    await deliver()
    const { raw } = mail.letters.findLast(({ to }) => to.includes(one.address))!
    const token = /answers\+[0-9a-f]{32}@harbor\.example/.exec(raw)![0]
    await receive(room, Buffer.from(kind === 'bounce' ? bounceOf(token, one.address) : complaintOf(token, one.address)), [token])
    assert.equal((await subscriberNumbered(room.store.db, one.seq))!.state, 'stopped', kind)
  }
})

const report = (token: string, type: string, of: string, fields: readonly string[]) =>
  [
    'From: MAILER-DAEMON@mx.example',
    `To: ${token}`,
    'Subject: Report',
    `Message-ID: <${createHash('sha256').update(`${token}${type}`).digest('hex').slice(0, 12)}@mx.example>`,
    `Content-Type: multipart/report; report-type=${of}; boundary="=_r"`,
    'MIME-Version: 1.0',
    '',
    ...['--=_r', 'Content-Type: text/plain; charset=us-ascii', '', 'It was not delivered.', ''],
    ...['--=_r', `Content-Type: message/${of}`, '', ...fields, ''],
    ...['--=_r', 'Content-Type: text/rfc822-headers', '', `Reply-To: ${token}`, ''],
    '--=_r--',
    '',
  ].join('\r\n')
const bounceOf = (token: string, address: string) =>
  report(token, 'bounce', 'delivery-status', ['Reporting-MTA: dns; mx.example', '', `Final-Recipient: rfc822; ${address}`, 'Action: failed', 'Status: 5.1.1']) // prettier-ignore
const complaintOf = (token: string, address: string) =>
  report(token, 'complaint', 'feedback-report', [
    'Feedback-Type: abuse',
    'User-Agent: Loop/1',
    'Version: 1',
    `Original-Rcpt-To: ${address}`,
  ])

test('who ended it meanwhile gets nothing of what was ordered already', async () => {
  const { room, mail, subscribed, says, deliver, begin } = await open()
  await begin()
  const one = await subscribed('mail', 'kim@reader.example')
  await says('1/opened')
  await spread(room)
  await changeSubscriber(room.store.db, 'brightside', one.seq, { state: 'held' })
  await deliver()
  assert.equal(mail.letters.some(({ to }) => to.includes('kim@reader.example')), false) // prettier-ignore
})

test('a thousand subscribers stand in no one’s way: some at a time, and after a page (REA-6)', async () => {
  const { room, subscribed, says, begin, page, wish } = await open()
  await begin()
  const { db } = room.store
  await subscribed('mail', 'n0@reader.example')
  await room.store.transaction(async (tx) => {
    const one = { ...wish('mail', ''), partner: 'brightside', page: page.slug, state: 'confirmed', askedAt: room.clock.now(), reason: null } as const // prettier-ignore
    for (let n = 1; n < 1000; n++) await askFor(tx, { ...one, address: `n${n}@reader.example` })
  })
  await says('1/opened')
  for (let n = 0; n < 5; n++) await tellSomeSubscribers(room)
  assert.equal(await countToSubscribers(db), 400)
  assert.equal((await nextSubscriberNotice(db))!.reached > 0, true)
  const busy = { channels: [], addresses: [], subscribers: true }
  assert.equal(await takeDueMessage(db, room.clock.now(), minutes(1), busy), null)
  await says('1/all-clear', 'resolved') // what was said before is not said after it
  assert.equal((await nextSubscriberNotice(db))!.key, '1/all-clear')
  assert.deepEqual(
    (await listMessages(db, { incident: 1, limit: 1000 })).filter(({ subscriber }) => subscriber !== undefined),
    [],
  )
})
