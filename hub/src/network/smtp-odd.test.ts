import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { createChannelNetwork } from './create-network.ts'
import { startMailDouble, type Deed, type Moment, type Script } from './smtp.double.ts'
import { sendBySmtp } from './smtp.ts'

const network = createChannelNetwork({ operatorHosts: ['127.0.0.1'] })
const LETTER = {
  from: 'care@brightside.example',
  to: ['bo@cornerbakery.example', 'rosa@brightside.example'],
  message: Buffer.from('Subject: Down\n\n.\nlast'),
}

const MOMENTS = ['connect', 'EHLO', 'HELO', 'STARTTLS', 'MAIL', 'RCPT', 'DATA', 'dot', 'RSET', 'QUIT'] as const satisfies readonly Moment[]
const ODD: readonly Deed[] = [
  ...['hang', 'drop', 'reset', '', '2', '99', '250', '250-', '250-one\r\n250-two\r\n250 three', '250-one\r\n550 two', '999 no such code'],
  ...[
    '421 going',
    '450 later',
    '451 busy',
    '452 full',
    '500 what',
    '550 no',
    '552 too big',
    '554 never',
    '354 go on',
    '220 again',
    '250 ok\r\n250 ok',
  ],
  ...[
    'HTTP/1.1 200 OK',
    '250 \u0000\u0007\u00ff',
    '250 '.padEnd(3000, 'x'),
    '2'.repeat(70_000),
    '250-x\r\n'.repeat(150),
    ' 250 ok',
    '250ok',
    '-250 ok',
  ],
]
const conversation = fc.dictionary(fc.constantFrom(...MOMENTS), fc.array(fc.constantFrom(...ODD), { minLength: 1, maxLength: 3 }), {
  maxKeys: 4,
})

/** A server that says what was drawn for each moment, the first time the first word and so on, and is a good one apart from that. */
function scriptOf(drawn: Readonly<Record<string, readonly Deed[]>>): Script {
  const said = new Map<string, number>()
  const next = (moment: string, words: readonly Deed[]) => {
    const n = said.get(moment) ?? 0
    said.set(moment, n + 1)
    return words[Math.min(n, words.length - 1)]!
  }
  return Object.fromEntries(Object.entries(drawn).map(([moment, words]) => [moment, () => next(moment, words)]))
}

test('whatever a mail server says, a letter is called delivered only when it was taken for all, and asked again only when it was not (I-31)', async () => {
  const seen = new Set<string>()
  await fc.assert(
    fc.asyncProperty(conversation, async (drawn) => {
      const double = await startMailDouble(scriptOf(drawn))
      let commits = 0
      const server = { host: '127.0.0.1', port: double.port, secure: false, user: null, password: null, helo: 'hub.example' }
      const end = await sendBySmtp(server, LETTER, {
        network,
        signal: AbortSignal.timeout(500),
        stepMs: 40,
        committing: async () => void commits++,
      })
      await double.close()
      seen.add(end.outcome)
      const taken = double.letters.length
      assert.ok(taken <= 1)
      assert.ok(
        double.letters.every(({ to }) => LETTER.to.every((address) => to.includes(address))),
        'a letter was taken for one and not for the other',
      )
      if (end.outcome === 'delivered') assert.equal(taken, 1)
      if (end.outcome === 'uncertain') assert.equal(commits, 1)
      if (end.outcome === 'try_later' || end.outcome === 'refused') assert.equal(taken, 0, JSON.stringify(end))
    }),
    { numRuns: 150, seed: 7 },
  )
  assert.deepEqual([...seen].sort(), ['delivered', 'refused', 'try_later', 'uncertain'])
})

for (const says of ['454 not now', '500 what', 'hang', 'drop', 'reset', '220 go ahead', '220 go ahead\r\n250 ok'])
  test(`STARTTLS that is offered and answered with ${JSON.stringify(says)} and no TLS sends nothing`, async () => {
    const double = await startMailDouble({ EHLO: () => '250-mail.example\r\n250 STARTTLS', STARTTLS: () => says })
    const server = { host: '127.0.0.1', port: double.port, secure: false, user: null, password: null, helo: 'hub.example' }
    const around = {
      network,
      signal: AbortSignal.timeout(500),
      stepMs: 60,
      committing: () => Promise.reject(new Error('nothing is to be sent')),
    }
    const { outcome } = await sendBySmtp(server, LETTER, around)
    await double.close()
    assert.ok(outcome === 'try_later' || outcome === 'refused', outcome)
    assert.equal(
      double.heard.some((line) => line.startsWith('MAIL')),
      false,
    )
  })
