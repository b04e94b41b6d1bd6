import assert from 'node:assert/strict'
import { createServer } from 'node:http'
import type { Socket } from 'node:net'
import { after, test } from 'node:test'
import { startDovecot, withoutDovecot } from '../network/dovecot.double.ts'
import { disposable, listen, startDns, zone } from '../network/loopback.double.ts'
import { startPostfix, withoutPostfix } from '../network/postfix.double.ts'
import type { Check } from './check.ts'
import { mariadbServer, redisServer, sshServer, startDaemon, without } from './daemon.double.ts'
import { ftp } from './ftp.ts'
import { imap } from './imap.ts'
import { mysql } from './mysql.ts'
import { pop3 } from './pop3.ts'
import { postgresql } from './postgresql.ts'
import { redis } from './redis.ts'
import { look, siteAt } from './site.double.ts'
import { smtp } from './smtp.ts'
import { ssh } from './ssh.ts'
import { tcp } from './tcp.ts'

const dns = await startDns(zone({ 'shop.test': ['127.0.0.1'] }))
after(() => dns[Symbol.asyncDispose]())

const lookAt = (check: Check, port: number, options: object = {}, deadlineMs = 2500) =>
  look(check, siteAt('https://shop.test/'), { plan: { resolvers: [dns.address] }, options: { port, ...options }, deadlineMs })
const saying = (bytes: string | Buffer, end = false) => listen((socket: Socket) => void (end ? socket.end(bytes) : socket.write(bytes)))

const packet = (payload: Buffer) => Buffer.concat([Buffer.from([payload.length, 0, 0, 0]), payload])
const mysqlError = (code: number) => packet(Buffer.from([0xff, code & 0xff, code >> 8, ...Buffer.from('words')]))
const pgError = (state: string) => {
  const fields = Buffer.from(`SFATAL\0C${state}\0Mwords\0\0`)
  const head = Buffer.from([69, 0, 0, 0, fields.length + 4])
  return Buffer.concat([head, fields])
}

const GREETINGS: readonly [Check, string | Buffer, string, string | null][] = [
  [smtp, '220 mx.test ESMTP\r\n', 'up', null],
  [smtp, '220-mx.test\r\n220 hello\r\n', 'up', null],
  [smtp, '554 5.7.1 no service for you\r\n', 'down', 'service_refused'],
  [smtp, '* OK IMAP ready\r\n', 'down', 'greeting_unexpected'],
  [imap, '* PREAUTH hello\r\n', 'up', null],
  [imap, '* BYE too busy\r\n', 'down', 'service_refused'],
  [pop3, '+OK ready <1@x>\r\n', 'up', null],
  [pop3, '-ERR in use\r\n', 'down', 'service_refused'],
  [ftp, '220-Welcome\r\n220 ready\r\n', 'up', null],
  [ftp, '421 too many users\r\n', 'down', 'service_refused'],
  [ssh, 'hello there\r\nSSH-2.0-OpenSSH_9.2\r\n', 'up', null],
  [ssh, 'Exceeded MaxStartups\r\n', 'down', 'service_refused'],
  [mysql, packet(Buffer.concat([Buffer.from([10]), Buffer.from('8.0.36\0salt')])), 'up', null],
  [mysql, mysqlError(1130), 'up', null],
  [mysql, mysqlError(1129), 'warning', 'probe_blocked'],
  [mysql, mysqlError(1040), 'down', 'service_refused'],
  [postgresql, Buffer.from([82, 0, 0, 0, 8, 0, 0, 0, 10]), 'up', null],
  [postgresql, pgError('28000'), 'up', null],
  [postgresql, pgError('57P03'), 'down', 'service_refused'],
  [redis, '+PONG\r\n', 'up', null],
  [redis, '-NOAUTH Authentication required.\r\n', 'up', null],
  [redis, '-LOADING Redis is loading the dataset in memory\r\n', 'down', 'service_refused'],
]

test('each service is judged by how it greets, also by how it refuses (MON-2)', async () => {
  for (const [check, bytes, state, code] of GREETINGS) {
    await using server = await saying(bytes, state === 'down')
    const seen = await lookAt(check, server.port, {}, 10_000)
    assert.ok(seen.tookMs < 5000, `${check.kind} waited`)
    assert.deepEqual([seen.state, seen.code], [state, code], `${check.kind} ${String(bytes)} ${seen.diary.join(' ')}`)
  }
})

const GREETERS = [smtp, imap, pop3, ftp, ssh, mysql, postgresql, redis]

test('a server that floods, says nonsense, hangs up or keeps silent is an answer within the deadline, never an exception (MON-2)', async () => {
  await using flood = await listen((socket) => void socket.write(Buffer.alloc(4_000_000, 'a')))
  await using noise = await saying(Buffer.from([0xff, 0, 0x80, 7, 0xfe, 1, 2, 3]), true)
  await using rude = await listen((socket) => void socket.destroy())
  await using silent = await listen(() => {})
  await Promise.all(
    GREETERS.map(async (check) => {
      const codes = await Promise.all([flood, noise, rude, silent].map(async ({ port }) => (await lookAt(check, port, {}, 300)).code))
      assert.deepEqual(codes, ['greeting_unexpected', 'greeting_unexpected', 'greeting_missing', 'greeting_late'], check.kind)
    }),
  )
})

test('a closed port is refused, an open one is enough for tcp, and a web server is no mail server (MON-2)', async () => {
  const gone = await saying('')
  await gone[Symbol.asyncDispose]()
  await using web = await disposable(
    createServer((_, response) => void response.end('bread')),
    '127.0.0.1',
    () => {},
  )
  for (const check of [...GREETERS, tcp]) assert.equal((await lookAt(check, gone.port)).code, 'connection_refused', check.kind)
  assert.equal((await lookAt(tcp, web.port)).state, 'up')
  assert.equal((await lookAt(smtp, web.port, {}, 200)).code, 'greeting_late')
})

test('what comes along with the answer to STARTTLS, or a no, ends the conversation (MON-2)', async () => {
  const answering = (answer: string) =>
    listen((socket) => {
      socket.write('220 mx.test\r\n')
      socket.once('data', () => void socket.write(answer))
    })
  for (const answer of ['502 no\r\n', '220 go\r\n250 injected\r\n']) {
    await using server = await answering(answer)
    assert.equal((await lookAt(smtp, server.port, { tls: 'starttls' })).code, 'starttls_refused')
  }
})

test('a real Postfix and a real Dovecot are up (MON-2)', { skip: withoutPostfix || withoutDovecot }, async () => {
  const [postfix, dovecot] = await Promise.all([startPostfix({}), startDovecot()])
  try {
    assert.equal((await lookAt(smtp, postfix.port)).state, 'up')
    assert.equal((await lookAt(imap, dovecot.server.port)).state, 'up')
    assert.equal((await lookAt(pop3, postfix.port)).code, 'greeting_unexpected')
  } finally {
    await Promise.all([postfix.close(), dovecot.close()])
  }
})

const POSTGRES = process.env['TEST_DATABASE_URL'] ? new URL(process.env['TEST_DATABASE_URL']) : null
test('a real PostgreSQL is up (MON-2)', { skip: POSTGRES === null && 'TEST_DATABASE_URL names no server' }, async () => {
  assert.equal((await lookAt(postgresql, Number(POSTGRES!.port) || 5432)).state, 'up')
})

for (const [check, daemon] of [
  [redis, redisServer],
  [ssh, sshServer],
  [mysql, mariadbServer],
] as const)
  test(`a real ${daemon.from} is up (MON-2)`, { skip: without(daemon) }, async () => {
    await using server = await startDaemon(daemon)
    assert.equal((await lookAt(check, server.port)).state, 'up')
    assert.equal((await lookAt(smtp, server.port, {}, 500)).state, 'down')
  })
