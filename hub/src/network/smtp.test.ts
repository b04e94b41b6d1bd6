import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { foundAuthority } from '../../../lab/src/authority.ts'
import { createChannelNetwork } from './create-network.ts'
import type { Network } from './network.ts'
import { startMailDouble, type Moment, type Script } from './smtp.double.ts'
import { sendBySmtp, type SmtpEnd, type SmtpServer } from './smtp.ts'

const authority = await foundAuthority()
const { key: KEY, cert: CERT } = await authority.issue({ names: ['mail.example'], addresses: ['127.0.0.1'] })

const real = createChannelNetwork({ operatorHosts: ['127.0.0.1'] })
/** The real way out, which believes to have reached `address`, so that a double can stand on the Internet. */
const network = (address = '127.0.0.1'): Pick<Network, 'connect'> => ({
  connect: async (target, around) => ({ ...(await real.connect(target, around)), address }),
})

const LETTER = {
  from: 'care@brightside.example',
  to: ['bo@cornerbakery.example', 'rosa@brightside.example'],
  message: Buffer.from('Subject: Down\n\n.hidden\nlast'),
}
const closing: (() => Promise<void>)[] = []
after(() => Promise.all(closing.map((close) => close())))

type Told = { readonly end: SmtpEnd; readonly letters: { to: string[]; raw: string }[]; readonly heard: string[]; readonly commits: number }

async function tell(
  script: Script,
  more: { server?: Partial<SmtpServer>; address?: string; stepMs?: number; committing?: () => Promise<void>; signal?: AbortSignal } = {},
): Promise<Told> {
  const double = await startMailDouble({ cert: CERT, key: KEY, ...script })
  closing.push(() => double.close())
  let commits = 0
  const server = {
    host: '127.0.0.1',
    port: double.port,
    secure: false,
    user: null,
    password: null,
    helo: 'hub.example',
    ca: authority.rootPem,
    ...more.server,
  }
  const end = await sendBySmtp(server, LETTER, {
    network: network(more.address),
    signal: more.signal ?? AbortSignal.timeout(2000),
    stepMs: more.stepMs ?? 1000,
    async committing() {
      commits++
      await more.committing?.()
    },
  })
  return { end, letters: double.letters, heard: double.heard, commits }
}

test('a letter reaches every recipient in one transaction, dots and line ends as they must be (COM-1)', async () => {
  const { end, letters, heard, commits } = await tell({})
  assert.deepEqual(end, { outcome: 'delivered', reference: '2.0.0 queued as A1' })
  assert.deepEqual(letters, [{ to: LETTER.to, raw: 'Subject: Down\r\n\r\n..hidden\r\nlast\r\n' }])
  assert.deepEqual(heard.slice(0, 5), [
    'EHLO hub.example',
    'MAIL FROM:<care@brightside.example>',
    'RCPT TO:<bo@cornerbakery.example>',
    'RCPT TO:<rosa@brightside.example>',
    'DATA',
  ])
  assert.equal(commits, 1)
})

test('when the partner in CC is refused the client gets nothing, and the answer names who it was (COM-1)', async () => {
  const { end, letters, heard, commits } = await tell({ RCPT: (line) => (line.includes('rosa') ? '550 5.1.1 no such user' : '250 ok') })
  assert.deepEqual(end, {
    outcome: 'refused',
    reason: '127.0.0.1 answered 550 to rosa@brightside.example: 5.1.1 no such user',
    address: 'rosa@brightside.example',
  })
  assert.deepEqual([letters.length, commits, heard.includes('DATA'), heard.includes('RSET')], [0, 0, false, true])
})

test('a recipient who is busy is tried later, one who is gone decides at once', async () => {
  const busy = await tell({ RCPT: (line) => (line.includes('bo@') ? '450 greylisted' : '250 ok') })
  assert.equal(busy.end.outcome, 'try_later')
  const both = await tell({ RCPT: (line) => (line.includes('bo@') ? '450 greylisted' : '551 gone') })
  assert.deepEqual([both.end.outcome, both.end.outcome === 'refused' && both.end.address], ['refused', 'rosa@brightside.example'])
})

const moments: [Moment, SmtpEnd['outcome']][] = [
  ['connect', 'try_later'],
  ['EHLO', 'try_later'],
  ['MAIL', 'try_later'],
  ['RCPT', 'try_later'],
  ['DATA', 'try_later'],
  ['dot', 'uncertain'],
]
for (const [moment, expected] of moments) {
  for (const deed of ['hang', 'drop', 'reset'] as const) {
    test(`a server that does "${deed}" at ${moment} leaves it ${expected}`, async () => {
      const { end, commits } = await tell({ [moment]: () => deed }, { stepMs: deed === 'hang' ? 40 : 1000 })
      assert.equal(end.outcome, expected)
      assert.equal(commits, moment === 'dot' ? 1 : 0)
    })
  }
  test(`421 at ${moment} is tried later, 554 is not`, async () => {
    assert.equal((await tell({ [moment]: () => '421 busy' })).end.outcome, 'try_later')
    const second = { ...(moment === 'EHLO' ? { HELO: () => '554 no' } : {}), [moment]: () => '554 no' }
    const { end, letters } = await tell(second)
    assert.deepEqual([end.outcome, letters.length], ['refused', 0])
  })
  test(`5 MB without a line end at ${moment} end it as ${moment === 'dot' ? 'uncertain' : 'refused'}`, async () => {
    const { end } = await tell({ [moment]: () => '2'.repeat(5_000_000) })
    assert.equal(end.outcome, moment === 'dot' ? 'uncertain' : 'refused')
  })
}

test('a banner of many lines is no mail server', async () => {
  const { end } = await tell({ connect: () => '220-hello\r\n'.repeat(200) })
  assert.deepEqual([end.outcome, /more than 100 lines/.test((end as { reason: string }).reason)], ['refused', true])
})

test('a server that accepts and then resets the connection has delivered', async () => {
  const double = await startMailDouble({ QUIT: () => 'reset' })
  closing.push(() => double.close())
  const server = { host: '127.0.0.1', port: double.port, secure: false, user: null, password: null, helo: 'hub.example' }
  const end = await sendBySmtp(server, LETTER, { network: network(), signal: AbortSignal.timeout(2000), committing: async () => {} })
  assert.equal(end.outcome, 'delivered')
})

test('words that are no SMTP after the final dot leave it uncertain', async () => {
  assert.equal((await tell({ dot: () => 'HTTP/1.1 400 Bad Request' })).end.outcome, 'uncertain')
  assert.equal((await tell({ dot: () => '354 go on' })).end.outcome, 'uncertain')
})

test('a server that knows only HELO is spoken to so', async () => {
  const { end, heard } = await tell({ EHLO: () => '502 unknown' })
  assert.deepEqual([end.outcome, heard[1]], ['delivered', 'HELO hub.example'])
})

test('a letter held back before the dot is never accepted', async () => {
  const { end, letters } = await tell({}, { committing: () => Promise.reject(new Error('somebody else took it')) })
  assert.deepEqual([end.outcome, letters.length], ['try_later', 0])
})

test('the deadline of the whole ends a conversation at whatever step it is', async () => {
  const stop = new AbortController()
  const { end, letters } = await tell(
    {
      DATA: () => {
        setImmediate(() => stop.abort())
        return 'hang'
      },
    },
    { signal: stop.signal },
  )
  assert.deepEqual([end.outcome, letters.length], ['try_later', 0])
})

test('a dead port is tried later', async () => {
  const double = await startMailDouble()
  await double.close()
  const server = { host: '127.0.0.1', port: double.port, secure: false, user: null, password: null, helo: 'hub.example' }
  assert.equal(
    (await sendBySmtp(server, LETTER, { network: network(), signal: AbortSignal.timeout(2000), committing: async () => {} })).outcome,
    'try_later',
  )
})

const STARTTLS = { EHLO: () => '250-mail.example\r\n250-AUTH PLAIN LOGIN\r\n250 STARTTLS' }
const LOGIN = { user: 'relay', password: 'Tr0ub4dor' }
const words = (text: string) => Buffer.from(text).toString('base64')

test('STARTTLS is taken where it is offered, and the password goes inside', async () => {
  const { end, heard } = await tell(STARTTLS, { server: LOGIN })
  assert.equal(end.outcome, 'delivered')
  assert.deepEqual(heard.slice(0, 4), ['EHLO hub.example', 'STARTTLS', 'EHLO hub.example', `AUTH PLAIN ${words('\0relay\0Tr0ub4dor')}`])
})

test('smtps speaks TLS from the first byte, and only with a certificate that holds', async () => {
  assert.deepEqual((await tell({ secure: true }, { server: { secure: true } })).end, {
    outcome: 'delivered',
    reference: '2.0.0 queued as A1',
  })
  const doubtful = await tell({ secure: true }, { server: { secure: true, ca: '' } })
  assert.deepEqual([doubtful.end.outcome, doubtful.heard.length], ['try_later', 0])
})

test('on the Internet a password is never sent in clear, nor to a certificate that does not hold', async () => {
  const clear = await tell({ EHLO: () => '250-mail.example\r\n250 AUTH PLAIN' }, { server: LOGIN, address: '192.0.3.1' })
  assert.deepEqual([clear.end.outcome, clear.heard.some((line) => line.startsWith('AUTH'))], ['try_later', false])
  const doubtful = await tell(STARTTLS, { server: { ...LOGIN, ca: '' }, address: '192.0.3.1' })
  assert.deepEqual([doubtful.end.outcome, doubtful.heard.some((line) => line.startsWith('AUTH'))], ['try_later', false])
})

test('words slipped in behind STARTTLS end the conversation', async () => {
  const { end, letters } = await tell({ ...STARTTLS, STARTTLS: () => '220 go\r\n250 ok\r\n' })
  assert.deepEqual([end.outcome, letters.length], ['refused', 0])
})

test('AUTH LOGIN is spoken where nothing else is offered', async () => {
  let asked = 0
  const { end, heard } = await tell(
    {
      EHLO: () => '250-mail.example\r\n250 AUTH LOGIN',
      AUTH: () => '334 VXNlcm5hbWU6',
      word: () => (asked++ === 0 ? '334 UGFzc3dvcmQ6' : '235 ok'),
    },
    { server: LOGIN },
  )
  assert.equal(end.outcome, 'delivered')
  assert.deepEqual(heard.slice(1, 4), ['AUTH LOGIN', words('relay'), words('Tr0ub4dor')])
})

test('a changed password keeps the letter waiting, and is not in the reason', async () => {
  const { end } = await tell({ EHLO: () => '250-mail.example\r\n250 AUTH PLAIN', AUTH: () => '535 5.7.8 no' }, { server: LOGIN })
  assert.equal(end.outcome, 'try_later')
  assert.doesNotMatch(JSON.stringify(end), /Tr0ub4dor/)
})
