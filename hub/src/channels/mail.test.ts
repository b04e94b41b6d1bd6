import assert from 'node:assert/strict'
import { createHash, createVerify, generateKeyPairSync } from 'node:crypto'
import { after, test } from 'node:test'
import { createChannelNetwork } from '../network/create-network.ts'
import { startMailDouble, type Script } from '../network/smtp.double.ts'
import type { ChannelSettings, Outgoing } from './channel.ts'
import { composed, mail } from './mail.ts'

const network = createChannelNetwork({ operatorHosts: ['127.0.0.1'] })
const closing: (() => Promise<void>)[] = []
after(() => Promise.all(closing.map((close) => close())))

const MESSAGE: Outgoing = {
  key: '7/tell-client/1/bo',
  messageId: '<7.tell-client@brightside.example>',
  threadReference: '<7.open@brightside.example>',
  to: ['bo@cornerbakery.example'],
  cc: ['rosa@brightside.example'],
  from: { name: 'Brightside Care, Chicago', address: 'care@brightside.example' },
  replyTo: 'care+7@brightside.example',
  subject: 'Your site is down: Bäckerei\r\nBcc: eve@evil.example',
  text: 'We look into it.\n.\nMore soon, ünd für all.\n',
  html: '<p>We look into it.</p>',
  page: null,
  link: 'https://status.brightside.example/',
  at: Date.parse('2026-03-01T03:10:00Z'),
}

async function send(more: Partial<Outgoing> = {}, script: Script = {}, dkim: NonNullable<ChannelSettings['mail']>['dkim'] = null) {
  const double = await startMailDouble(script)
  closing.push(() => double.close())
  const settings = { mail: { host: '127.0.0.1', port: double.port, secure: false, user: null, password: null, dkim, helo: 'hub.example' } }
  const around = { network, signal: AbortSignal.timeout(2000), committing: async () => {} }
  return { delivery: await mail.send({ ...MESSAGE, ...more }, settings, around), letters: double.letters, heard: double.heard }
}

const headersOf = (raw: string) =>
  raw
    .slice(0, raw.indexOf('\r\n\r\n'))
    .replace(/\r\n[ \t]+/g, ' ')
    .split('\r\n')

test('the client hears in the brand of its partner, with the partner in CC, in one transaction (COM-1)', async () => {
  const { delivery, letters, heard } = await send()
  assert.equal(delivery.outcome, 'delivered')
  assert.deepEqual(
    letters.map(({ to }) => to),
    [['bo@cornerbakery.example', 'rosa@brightside.example']],
  )
  assert.equal(heard[1], 'MAIL FROM:<care+7@brightside.example>')
  const headers = headersOf(letters[0]!.raw)
  for (const line of [
    'From: "Brightside Care, Chicago" <care@brightside.example>',
    'To: bo@cornerbakery.example',
    'Cc: rosa@brightside.example',
    'Reply-To: care+7@brightside.example',
    'Message-ID: <7.tell-client@brightside.example>',
    'In-Reply-To: <7.open@brightside.example>',
    'References: <7.open@brightside.example>',
    'Date: Sun, 01 Mar 2026 03:10:00 +0000',
    'Auto-Submitted: auto-generated',
    'X-Auto-Response-Suppress: All',
  ])
    assert.ok(headers.includes(line), `${line}\n${headers.join('\n')}`)
  assert.equal(
    headers.some((line) => /^bcc:/i.test(line)),
    false,
  )
  assert.match(letters[0]!.raw, /text\/plain[\s\S]*text\/html/)
})

test('a partner whose copy is refused keeps the client from hearing (COM-1)', async () => {
  const { delivery, letters } = await send({}, { RCPT: (line) => (line.includes('rosa') ? '550 unknown' : '250 ok') })
  assert.deepEqual(
    [delivery.outcome, delivery.outcome === 'refused' && delivery.address, letters.length],
    ['refused', 'rosa@brightside.example', 0],
  )
})

test('every attempt sends the same bytes, and no line end stands alone', async () => {
  const [first, second] = [await composed(MESSAGE, null), await composed(MESSAGE, null)]
  assert.deepEqual(first, second)
  assert.doesNotMatch(first.toString('latin1'), /[^\r]\n|\r[^\n]/)
})

for (const [what, more] of [
  ['a recipient that hides a second one', { to: ['bo@cornerbakery.example>,<eve@evil.example'] }],
  ['a CC with a comment', { cc: ['rosa@brightside.example(work)'] }],
  ['a sender with a line break in its name', { from: { name: 'Care\r\nBcc: eve@evil.example', address: 'care@brightside.example' } }],
  ['a Message-ID with a line break', { messageId: '<a@b>\r\nBcc: eve@evil.example' }],
  ['no recipient at all', { to: [] }],
] as const) {
  test(`${what} is refused before anything is sent`, async () => {
    const { delivery, heard } = await send(more)
    assert.deepEqual([delivery.outcome, heard.length], ['refused', 0])
  })
}

test('a signed letter verifies with the public key of the brand', async () => {
  const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
  const key = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()
  const unsubscribe = 'https://allclear.harbor.example/unsubscribe/t0ken'
  const { letters } = await send({ unsubscribe }, {}, { domain: 'brightside.example', selector: 'allclear', key })
  const raw = letters[0]!.raw.replace(/^\.\./gm, '.')
  const end = raw.indexOf('\r\n\r\n')
  const fields = raw.slice(0, end).split(/\r\n(?![ \t])/)
  const signature = fields.find((field) => field.startsWith('DKIM-Signature:'))!
  const tag = (name: string) => new RegExp(`[;\\s]${name}=([^;]*)`).exec(signature)![1]!.replace(/\s/g, '')
  assert.deepEqual([tag('d'), tag('s'), tag('c')], ['brightside.example', 'allclear', 'relaxed/relaxed'])

  const body = `${raw
    .slice(end + 4)
    .replace(/[ \t]+(?=\r\n)/g, '')
    .replace(/[ \t]+/g, ' ')
    .replace(/(\r\n)*$/, '')}\r\n`
  assert.equal(createHash('sha256').update(body, 'latin1').digest('base64'), tag('bh'))

  const relaxed = (field: string) => {
    const colon = field.indexOf(':')
    return `${field.slice(0, colon).toLowerCase().trim()}:${field
      .slice(colon + 1)
      .replace(/\r\n/g, '')
      .replace(/[ \t]+/g, ' ')
      .trim()}`
  }
  const named = tag('h').toLowerCase().split(':')
  for (const name of [
    'from',
    'to',
    'cc',
    'subject',
    'date',
    'message-id',
    'in-reply-to',
    'references',
    'reply-to',
    'list-unsubscribe',
    'list-unsubscribe-post',
  ])
    assert.ok(named.includes(name), name)
  const lines = named.flatMap((name) => fields.filter((field) => field.toLowerCase().startsWith(`${name}:`)).map(relaxed))
  const unsigned = relaxed(signature).replace(/([;\s]b=)[^;]*$/, '$1')
  const verifies = createVerify('RSA-SHA256')
    .update([...lines, unsigned].join('\r\n'), 'latin1')
    .verify(publicKey, tag('b'), 'base64')
  assert.equal(verifies, true)
})

test('who may ask for no more of these finds the way out in the letter, a reader of an incident does not (I-33, RFC 8058)', async () => {
  const fields = async (more: Partial<Outgoing>) => headersOf((await send(more)).letters[0]!.raw).filter((line) => line.startsWith('List-'))
  assert.deepEqual(await fields({ unsubscribe: 'https://allclear.harbor.example/unsubscribe/t0ken' }), [
    'List-Unsubscribe: <https://allclear.harbor.example/unsubscribe/t0ken>',
    'List-Unsubscribe-Post: List-Unsubscribe=One-Click',
  ])
  assert.deepEqual(await fields({}), [])
})

test('a DKIM key that is none keeps the letter waiting instead of sending it unsigned', async () => {
  const { delivery, heard } = await send({}, {}, { domain: 'brightside.example', selector: 'allclear', key: 'not a key' })
  assert.deepEqual([delivery.outcome, heard.length], ['try_later', 0])
})
