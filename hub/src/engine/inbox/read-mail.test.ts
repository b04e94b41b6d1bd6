import assert from 'node:assert/strict'
import { test } from 'node:test'
import { tokenOf, withToken } from '../../domain/answers/reply-address.ts'
import { understand } from '../../domain/answers/understand.ts'
import { readMail } from './read-mail.ts'
import { SAMPLES, TOKEN } from './sample-mails.double.ts'

for (const { what, raw, kind, text, says, lost, isFinal, token } of SAMPLES) {
  test(`${what} is read as ${kind} (COM-5)`, async () => {
    const mail = await readMail(Buffer.from(raw), [])
    const understood = understand(mail)
    assert.equal(understood.kind, kind)
    if (text !== undefined) assert.equal('text' in understood && understood.text, text)
    if (says !== undefined) assert.equal(understood.kind === 'answer' && understood.says, says)
    if (understood.kind === 'bounce') assert.deepEqual([understood.addresses, understood.isFinal], [[lost], isFinal])
    if (token !== undefined) {
      assert.ok('original' in understood)
      const tokens = understood.original.addresses.flatMap((address) => tokenOf(address, ['answers@harbor.example']) ?? [])
      assert.deepEqual([...new Set(tokens)], [token])
    }
  })
}

test('a token is found in any case of letters, in our inboxes alone', () => {
  const address = withToken('answers@harbor.example', TOKEN)
  assert.equal(tokenOf(address.toUpperCase(), ['answers@harbor.example']), TOKEN)
  assert.equal(tokenOf(address, ['answers@brightside.example']), null)
  assert.equal(tokenOf('answers+short@harbor.example', ['answers@harbor.example']), null)
})

const HEAD = 'From: Bo <bo@cornerbakery.example>\r\nSubject: hello\r\n'
const deep = Array.from({ length: 300 }, (_, n) => `Content-Type: multipart/mixed; boundary=b${n}\r\n\r\n--b${n}\r\n`).join('')
for (const [what, raw] of [
  ['300 parts inside each other', `${HEAD}${deep}Content-Type: text/plain\r\n\r\nhello`],
  ['10 MB of one line', `${HEAD}\r\n${'a'.repeat(10_000_000)}`],
  ['10 MB of spaces and angle brackets as HTML', `${HEAD}Content-Type: text/html\r\n\r\n${'< '.repeat(5_000_000)}`],
  ['10 MB of dashes in a report of no kind', `From: MAILER-DAEMON@x.example\r\nSubject: failure notice\r\n\r\n${'-'.repeat(10_000_000)}`],
  ['20,000 quoted lines', `${HEAD}\r\n${'On a, b <c@d.example>\r\n> x\r\n'.repeat(10_000)}`],
  ['a head of 1 MB', `${HEAD}X-Long: ${'x'.repeat(1_000_000)}\r\n\r\nhello`],
  ['head lines that are none', `${HEAD}: :\r\n\u0000\u0001\r\n==\r\nFrom\r\nTo: ,,,<>,;:\r\n\r\nhello`],
  ['a sender of nothing but a comment', 'From: (nobody)\r\n\r\nhello'],
  ['20,000 Message-IDs', `${HEAD}References: ${'<a@b> '.repeat(20_000)}\r\n\r\nhello`],
  ['random bytes', Buffer.from(Array.from({ length: 5000 }, (_, n) => (n * 7919) % 256)).toString('latin1')],
  ['nothing', ''],
] as const) {
  test(`${what}: read soon, and bounded (bad input 61)`, async () => {
    const began = performance.now()
    const understood = understand(await readMail(Buffer.from(raw, 'latin1'), []))
    assert.ok(performance.now() - began < 5000, `${Math.round(performance.now() - began)} ms`)
    if ('text' in understood) assert.ok(understood.text.length <= 4002)
  })
}
