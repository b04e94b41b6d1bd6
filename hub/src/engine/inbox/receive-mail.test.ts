import assert from 'node:assert/strict'
import { once } from 'node:events'
import { createConnection } from 'node:net'
import type { Socket } from 'node:net'
import { test } from 'node:test'
import { createChannelNetwork } from '../../network/create-network.ts'
import { freePort } from '../../network/free-port.double.ts'
import { startPostfix, withoutPostfix } from '../../network/postfix.double.ts'
import { sendBySmtp } from '../../network/smtp.ts'
import { channelProofs, syncChannelProofs } from '../../store/channel-proofs.ts'
import { startMailDouble } from '../../network/smtp.double.ts'
import { listInboundMail } from '../../store/inbound-mail.ts'
import { letterOf, openPostOffice } from '../deliver/post-office.double.ts'
import { proveDue } from '../health/prove-channels.ts'
import { startReceivingMail } from './receive-mail.ts'

const network = createChannelNetwork({ operatorHosts: ['127.0.0.1'] })

async function send(port: number, to: string, message: Buffer, from = 'bo@cornerbakery.example') {
  const around = { network, signal: AbortSignal.timeout(5000), committing: async () => {} }
  return sendBySmtp(
    { host: '127.0.0.1', port, secure: false, user: null, password: null, helo: 'test.example' },
    { from, to: [to], message },
    around,
  )
}

async function listening(more: Parameters<typeof openPostOffice>[1] = {}) {
  const office = await openPostOffice('{ address: answers@harbor.example, listen: "127.0.0.1:0" }', more)
  const listener = (await startReceivingMail(office.room))!
  const kept = () => listInboundMail(office.room.store.db, { limit: 50 })
  return {
    ...office,
    listener,
    kept,
    async [Symbol.asyncDispose]() {
      await listener.close()
      await office.close()
    },
  }
}

test('a mail that was acknowledged is stored, with what it changes (COM-5)', async () => {
  await using open = await listening()
  await open.begin()
  const to = open.headers('Reply-To')[0]!
  const end = await send(open.listener.port, to, letterOf({ to, words: 'It is us who changed DNS.' }))
  assert.equal(end.outcome, 'delivered')
  assert.deepEqual(
    (await open.kept()).map(({ state, text }) => `${state}: ${text}`),
    ['placed: It is us who changed DNS.'],
  )
  assert.equal((await open.incident()).answers.length, 1)
})

test('the letter that proves mail comes back to the inbox and is nobody’s answer; one that does not is a failure (PRP-4)', async () => {
  await using open = await listening()
  const { store, clock } = open.room
  await store.transaction((tx) => syncChannelProofs(tx, ['mail'], clock.now()))
  const proves = async () => {
    await proveDue(open.room, new AbortController().signal)
    const [proof] = await channelProofs(store.db)
    return proof!
  }
  assert.deepEqual([(await proves()).provedAt, open.mail.letters.map(({ to }) => to)], [null, [['answers@harbor.example']]])
  const [letter] = open.mail.letters
  const forged = letter!.raw.replace(/(mail-proof\.\d+\.)[\w-]{22}/, '$1aaaaaaaaaaaaaaaaaaaaaa')
  await send(open.listener.port, 'answers@harbor.example', Buffer.from(forged))
  assert.equal((await channelProofs(store.db))[0]!.provedAt, null)
  await send(open.listener.port, 'answers@harbor.example', Buffer.from(letter!.raw))
  const { provedAt, failures, awaits, dueAt } = (await channelProofs(store.db))[0]!
  assert.deepEqual([provedAt, failures, awaits, dueAt - clock.now()], [clock.now(), 0, null, 86_400_000])
  assert.equal((await open.kept()).length, 1, 'only the forged one waits for a person')

  open.passes(86_400_000)
  await proves()
  open.passes(600_000)
  const lost = await proves()
  assert.deepEqual(
    [lost.failures, lost.reason],
    [1, 'The mail server took a letter to answers@harbor.example, and it did not come back within 10m.'],
  )
})

test('mail for anybody else is refused: the hub is no relay', async () => {
  await using open = await listening()
  for (const to of ['bo@cornerbakery.example', 'answers@brightside.example', 'postmaster@harbor.example']) {
    const end = await send(open.listener.port, to, letterOf({ to }))
    assert.deepEqual([end.outcome, end.outcome === 'refused' && end.address], ['refused', to])
  }
  assert.deepEqual(await open.kept(), [])
})

test('a mail that cannot be stored is not acknowledged: the sender comes again', async () => {
  await using open = await listening()
  await open.begin()
  const to = open.headers('Reply-To')[0]!
  const { store } = open.room
  const broken = { ...store, transaction: () => Promise.reject(new Error('disk full')) }
  Object.assign(open.room, { store: broken })
  const end = await send(open.listener.port, to, letterOf({ to }))
  Object.assign(open.room, { store })
  assert.match(end.outcome === 'try_later' ? end.reason : end.outcome, /451/)
  assert.deepEqual(await open.kept(), [])
  assert.equal(open.bugs.length, 1)
})

test('a mail of more than 20 MB is refused, and a conversation of nonsense ends', async () => {
  await using open = await listening()
  const to = 'answers@harbor.example'
  const large = await send(open.listener.port, to, letterOf({ to, words: `${'a'.repeat(998)}\r\n`.repeat(21_100) }))
  assert.equal(large.outcome, 'refused')
  const socket = createConnection(open.listener.port, '127.0.0.1')
  socket.write('\u0000\u0001\r\nMAIL FROM:<\u0000>\r\nRCPT TO:<answers+\u0000@harbor.example>\r\nDATA\r\nQUIT\r\n')
  assert.doesNotMatch(await heard(socket), /^(250 Accepted|354)/m)
  assert.deepEqual(await open.kept(), [])
})

async function heard(socket: Socket): Promise<string> {
  let text = ''
  socket.on('data', (chunk) => (text += chunk.toString()))
  await once(socket, 'close')
  return text
}

test(
  'a real Postfix brings an answer, and its own report of a mailbox that does not exist (COM-4, COM-5)',
  { skip: withoutPostfix, timeout: 30_000 },
  async ({ signal }) => {
    const gone = await startMailDouble({ RCPT: (line) => (line.includes('bo@') ? '550 5.1.1 no such user' : '250 ok') })
    const port = await freePort()
    const portOf = { 'harbor.example': port, 'brightside.example': port, 'cornerbakery.example': gone.port, 'mail.example': gone.port }
    const postfix = await startPostfix(portOf)
    const listen = `{ address: answers@harbor.example, listen: "127.0.0.1:${port}" }`
    const open = await openPostOffice(listen, {
      brand: 'reply: hello@brightside.example, ',
      smtpPort: postfix.port,
      cc: 'rosa@mail.example',
    })
    const told: (() => void)[] = []
    Object.assign(open.room, { news: () => told.forEach((tell) => tell()) })
    const listener = (await startReceivingMail(open.room))!
    const until = async (isSo: () => Promise<boolean>) => {
      while (!(await isSo())) {
        assert.ok(!signal.aborted, `waited in vain\n${await postfix.log()}`)
        await Promise.race([
          new Promise<void>((tell) => told.push(tell)),
          once(AbortSignal.any([signal, AbortSignal.timeout(500)]), 'abort'),
        ])
      }
    }
    try {
      await open.begin()
      await until(async () => (await open.incident()).unreachable.includes('bo@cornerbakery.example'))
      await open.deliver()
      await until(async () => gone.letters.some(({ to }) => to.includes('al@mail.example')))
      const next = gone.letters.find(({ to }) => to.includes('al@mail.example'))!
      const to = /^Reply-To: (.*)$/im.exec(next.raw)![1]!.trim()
      assert.equal(
        (await send(postfix.port, to, letterOf({ from: 'Al <al@mail.example>', to, words: 'Ring me up.' }), 'al@mail.example')).outcome,
        'delivered',
      )
      await until(async () => (await open.incident()).answers.length > 0)
      assert.ok((await open.timeline()).some((line) => line.includes('Al <al@mail.example>: “Ring me up.”')))
    } finally {
      await listener.close()
      await postfix.close()
      await gone.close()
      await open.close()
    }
  },
)
