import assert from 'node:assert/strict'
import { once } from 'node:events'
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { test } from 'node:test'
import { startDovecot, withoutDovecot } from '../../network/dovecot.double.ts'
import { listInboundMail } from '../../store/inbound-mail.ts'
import { findMailbox, mailboxName } from '../../store/mailbox.ts'
import { letterOf, openPostOffice } from '../deliver/post-office.double.ts'
import { mailboxOf, startReadingMailbox } from './read-mailbox.ts'

const skip = withoutDovecot

/** Waits for what another process does; a test's own time is the limit. */
async function until(isSo: () => Promise<boolean>, signal: AbortSignal) {
  while (!(await isSo())) {
    assert.ok(!signal.aborted, 'waited in vain')
    await once(AbortSignal.any([signal, AbortSignal.timeout(20)]), 'abort')
  }
}

async function world() {
  const dovecot = await startDovecot()
  const { host, port } = dovecot.server
  const inbox = `{ address: answers@harbor.example, imap: "imap://answers:secret@${host}:${port}/INBOX" }`
  const office = await openPostOffice(inbox)
  await office.begin()
  const server = mailboxOf(office.room.plan(), office.room.secrets())!
  const kept = async () =>
    (await listInboundMail(office.room.store.db, { limit: 50 })).map(({ text, state }) => `${state}: ${text}`).reverse()
  const failure = async () => (await findMailbox(office.room.store.db, mailboxName(server)))?.reason ?? null
  return {
    dovecot,
    office,
    failure,
    kept,
    to: office.headers('Reply-To')[0]!,
    read: () => startReadingMailbox(office.room, server),
    async [Symbol.asyncDispose]() {
      await office.close()
      await dovecot.close()
    },
  }
}

test(
  'answers in the mailbox are taken as they come, once each, and marked as read (COM-5)',
  { skip, timeout: 20_000 },
  async ({ signal }) => {
    await using all = await world()
    await all.dovecot.deliver(letterOf({ to: all.to, words: 'First.' }))
    const loop = all.read()
    await until(async () => (await all.kept()).length === 1, signal)
    await all.dovecot.deliver(letterOf({ to: all.to, words: 'Second, while it listens.' }))
    await all.dovecot.deliver(letterOf({ to: all.to, words: 'First.' }))
    await all.dovecot.deliver(letterOf({ to: all.to, words: 'Third of them.' }))
    await until(async () => (await all.kept()).length === 3, signal)
    await loop.stop()
    assert.deepEqual(await all.kept(), ['placed: First.', 'placed: Second, while it listens.', 'placed: Third of them.'])
    const flags = (await readdir(join(all.dovecot.mail, 'cur'))).map((name) => name.split(':2,')[1])
    assert.deepEqual(flags, ['S', 'S', 'S', 'S'], 'read, and all still there')
    assert.deepEqual(all.office.bugs, [])
  },
)

test('what came while the hub was down is taken afterwards, and nothing twice', { skip, timeout: 20_000 }, async ({ signal }) => {
  await using all = await world()
  const first = all.read()
  await all.dovecot.deliver(letterOf({ to: all.to, words: 'Before.' }))
  await until(async () => (await all.kept()).length === 1, signal)
  await first.stop()
  await all.dovecot.deliver(letterOf({ to: all.to, words: 'Meanwhile and at length.' }))
  const second = all.read()
  await until(async () => (await all.kept()).length === 2, signal)
  await second.stop()
  assert.equal((await all.office.incident()).answers.length, 2)
})

test('a mailbox that goes away is said, and read on when it is back', { skip, timeout: 30_000 }, async ({ signal }) => {
  await using all = await world()
  const loop = all.read()
  await all.dovecot.deliver(letterOf({ to: all.to, words: 'Before.' }))
  await until(async () => (await all.kept()).length === 1, signal)
  await all.dovecot.stop()
  await until(async () => (await all.failure()) !== null, signal)
  assert.match((await all.failure())!, /^127\.0\.0\.1:\d+ could not be reached/)
  await all.dovecot.start()
  await all.dovecot.deliver(letterOf({ to: all.to, words: 'After it was away.' }))
  loop.nudge()
  await until(async () => (await all.kept()).length === 2, signal)
  await until(async () => (await all.failure()) === null, signal)
  await loop.stop()
  assert.deepEqual(all.office.bugs, [])
})

test('a wrong password is said without being shown', { skip, timeout: 20_000 }, async ({ signal }) => {
  await using all = await world()
  const loop = startReadingMailbox(all.office.room, { ...all.dovecot.server, password: 'wrong-one' })
  await until(async () => (await all.failure()) !== null, signal)
  await loop.stop()
  const reason = (await all.failure())!
  assert.match(reason, /Authentication failed/)
  assert.doesNotMatch(reason, /wrong-one/)
})
