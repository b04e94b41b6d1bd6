import assert from 'node:assert/strict'
import { test } from 'node:test'
import { days, minutes } from '../../domain/instant.ts'
import { listInboundMail } from '../../store/inbound-mail.ts'
import { letterOf, openPostOffice } from '../deliver/post-office.double.ts'
import { receive } from './receive.ts'

const INBOX = '{ address: answers@harbor.example, listen: 127.0.0.1:0 }'

async function office(more: Parameters<typeof openPostOffice>[1] = {}) {
  const open = await openPostOffice(INBOX, more)
  await open.begin()
  const [told, asked] = open.headers('Reply-To') as [string, string]
  const comes = (letter: Parameters<typeof letterOf>[0], envelope: string[] = []) => receive(open.room, letterOf(letter), envelope)
  const kept = async () =>
    (await listInboundMail(open.room.store.db, { limit: 50 })).map(({ kind, state, incident }) => `${kind} ${state} ${incident}`)
  return { ...open, told, asked, comes, kept, [Symbol.asyncDispose]: () => open.close() }
}

test('each mail asks for its answer at an address that nobody can guess, and returns there (COM-5)', async () => {
  await using open = await office()
  const [told, asked] = open.headers('Reply-To')
  assert.match(told!, /^answers\+[0-9a-f]{32}@harbor\.example$/)
  assert.notEqual(told, asked)
  assert.equal(
    open.mail.letters.some(({ to, raw }) => to.includes('ana@harbor.example') && /^Reply-To/im.test(raw)),
    false,
    'a page is not answered',
  )
  assert.ok(open.mail.heard.includes('MAIL FROM:<care@brightside.example>'), 'another domain without a signature stays out of the envelope')
})

test("a partner's own address takes the answers where it has one, and returns too (COM-1)", async () => {
  await using open = await office({ brand: 'reply: hello@brightside.example, ' })
  assert.match(open.told, /^hello\+[0-9a-f]{32}@brightside\.example$/)
  assert.ok(open.mail.heard.includes(`MAIL FROM:<${open.told}>`))
  assert.equal(await open.comes({ to: 'somebody@else.example', words: 'Forwarded.' }, [open.told]), true)
  assert.equal((await open.incident()).answers.length, 1)
})

test('an answer stops the follow-ups, stands in the timeline, and somebody is asked to read it (COM-5)', async () => {
  await using open = await office()
  assert.equal(await open.comes({ to: open.told, words: 'We moved <b>yesterday</b>.\r\n\r\n> down' }), true)
  const { answers } = await open.incident()
  assert.deepEqual(
    answers.map(({ who, what }) => [who, what]),
    [['client', 'replied']],
  )
  assert.ok(
    (await open.timeline()).includes('state  open The client replied. Bo Hart <bo@cornerbakery.example>: “We moved <b>yesterday</b>.”'),
  )
  assert.ok((await open.openTasks()).includes('on-call: Read what Bo Hart <bo@cornerbakery.example> wrote'))
  open.passes(days(2))
  await open.happens({ type: 'clock' })
  assert.equal(
    (await open.timeline()).some((line) => line.startsWith('message bo@') && line.includes('remind')),
    false,
  )
})

test('the same mail counts once, by whichever way and however often it comes', async () => {
  await using open = await office()
  assert.equal(await open.comes({ to: open.told }), true)
  assert.equal(await open.comes({ to: open.told, more: ['Received: from elsewhere'] }), false)
  assert.equal(await open.comes({ to: 'care@brightside.example' }, [open.told]), false)
  assert.equal((await open.incident()).answers.length, 1)
})

test('a yes of whom we asked is a yes; with more words, or from somebody else, a person reads it (REA-5)', async () => {
  await using open = await office()
  await open.comes({ to: open.asked, words: 'Yes, but only on Friday' })
  await open.comes({ to: open.asked, from: 'Eve <eve@evil.example>', words: 'Yes' })
  await open.comes({ to: open.told, words: 'Yes please' })
  assert.deepEqual(
    (await open.incident()).answers.map(({ what }) => what),
    ['replied', 'replied', 'replied'],
  )
  await open.comes({ to: open.asked, words: 'Ja.' })
  assert.equal((await open.incident()).answers.at(-1)?.what, 'approved')
  assert.ok((await open.timeline()).some((line) => line.startsWith('approval') && line.includes('approved')))
})

test("the partner in copy who answers the client's mail answers as the partner", async () => {
  await using open = await office()
  await open.comes({ to: open.asked, from: 'Rosa Lind <Rosa@brightside.example>', words: 'Yes' })
  assert.deepEqual(
    (await open.incident()).answers.map(({ who, what }) => [who, what]),
    [['partner', 'replied']],
  )
})

test('without a token the thread is enough for who was told, and for nobody else', async () => {
  await using open = await office()
  const more = [`In-Reply-To: ${open.headers('Message-ID')[0]}`]
  await open.comes({ more })
  assert.equal((await open.incident()).answers.length, 1)
  await open.comes({ from: 'eve@evil.example', words: 'Stop it.', more })
  await open.comes({ from: 'bo@cornerbakery.example', words: 'No thread.' })
  assert.equal((await open.incident()).answers.length, 1)
  assert.deepEqual(await open.kept(), ['answer waiting null', 'answer waiting null', 'answer placed 1'])
})

test('a machine stops nothing: an absence is noted, a mail of our own inbox filed, and nobody is answered', async () => {
  await using open = await office()
  const sent = open.mail.letters.length
  await open.comes({ to: open.told, words: 'Back on Monday.', more: ['Auto-Submitted: auto-replied'] })
  await open.comes({ to: open.told, from: 'answers@harbor.example', words: 'Loop.' })
  await open.deliver()
  assert.deepEqual((await open.incident()).answers, [])
  assert.ok(
    (await open.timeline()).some((line) => line.includes('Mail: Bo Hart <bo@cornerbakery.example> answers by itself: Back on Monday.')),
  )
  assert.equal(open.mail.letters.length, sent)
})

const dsn = (to: string, returned: string, lost = 'bo@cornerbakery.example') =>
  Buffer.from(
    [
      ...['From: MAILER-DAEMON@mx.example', `To: ${to}`, 'Subject: Undelivered Mail', `Message-ID: <${returned.length}@mx.example>`],
      ...[
        'Content-Type: multipart/report; report-type=delivery-status; boundary=r',
        '',
        '--r',
        'Content-Type: message/delivery-status',
        '',
      ],
      ...['Reporting-MTA: dns; mx.example', '', `Final-Recipient: rfc822; ${lost}`, 'Action: failed', 'Status: 5.1.1', ''],
      ...['--r', 'Content-Type: text/rfc822-headers', '', returned, '', '--r--', ''],
    ].join('\r\n'),
  )

test('a bounce moves on to the next address; one that proves nothing waits for a person (COM-4, I-28)', async () => {
  await using open = await office()
  await receive(open.room, dsn('care@brightside.example', `Message-ID: ${open.headers('Message-ID')[0]}`), [])
  assert.deepEqual((await open.incident()).unreachable, [])
  await receive(open.room, dsn('care@brightside.example', `Reply-To: ${open.told}`, 'stranger@else.example'), [])
  assert.deepEqual((await open.incident()).unreachable, [])
  await receive(open.room, dsn(open.told, ''), [])
  assert.deepEqual((await open.incident()).unreachable, ['bo@cornerbakery.example'])
  await open.deliver()
  assert.ok(open.mail.letters.some(({ to }) => to.includes('al@mail.example')))
})

test('an answer after the all clear is kept, somebody reads it, and nothing is opened again (CLR-1)', async () => {
  await using open = await office()
  await open.happens({ type: 'seen-up' })
  open.passes(minutes(16))
  await open.happens({ type: 'clock' })
  for (const task of Object.keys((await open.incident()).tasks)) await open.happens({ type: 'task-done', task, by: 'ana' })
  assert.equal((await open.incident()).phase, 'reviewed')
  await open.comes({ to: open.asked, words: 'Yes' })
  assert.equal((await open.incident()).phase, 'reviewed')
  assert.ok((await open.openTasks()).includes('on-call: Read what Bo Hart <bo@cornerbakery.example> wrote'))
  assert.equal(
    (await open.timeline()).some((line) => line.startsWith('approval') && line.includes('approved')),
    false,
  )
})

test('whoever took the incident reads the answers', async () => {
  await using open = await office()
  await open.happens({ type: 'acknowledged', by: 'ana' })
  await open.comes({ to: open.told, words: 'One.' })
  await open.comes({ to: open.told, words: 'Two, three.' })
  assert.deepEqual(
    (await open.openTasks()).filter((title) => title.includes('Read')),
    ['ana: Read what Bo Hart <bo@cornerbakery.example> wrote'],
  )
})
