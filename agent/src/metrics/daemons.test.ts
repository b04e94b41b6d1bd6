import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { chmodSync, mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import type { Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { rootCertificates } from 'node:tls'
import { NO_OWN_FILE, readOwnFile } from '../own-file.ts'
import { noticeStopped } from './notice-stopped.ts'
import { askMysql } from './ask-mysql.ts'
import { askPhpFpm } from './ask-php-fpm.ts'
import { askPostgres } from './ask-postgres.ts'
import { askRedis } from './ask-redis.ts'
import { createWebServerLook, readStatusPage } from './ask-web-server.ts'
import { readBackups } from './read-backups.ts'
import { readCertificates } from './read-certificates.ts'
import { readLitespeed } from './read-litespeed.ts'
import { readMailQueue } from './read-mail-queue.ts'

const folder = mkdtempSync(join(tmpdir(), 'allclear-svc-'))
after(() => rmSync(folder, { recursive: true, force: true }))

/** A daemon on a socket of its own: it says what `answer` gives to all that was said so far. */
async function daemon(name: string, answer: (said: Buffer, line: Socket, turn: number) => void, greeting?: Buffer) {
  const path = join(folder, name)
  const server = createServer((line) => {
    let turn = 0
    if (greeting) line.write(greeting)
    line.on('error', () => line.destroy()).on('data', (said: Buffer) => answer(said, line, turn++)) // prettier-ignore
  })
  await new Promise<void>((resolve) => server.listen(path, resolve))
  after(() => void server.close())
  return path
}

const packet = (number: number, ...body: number[]) => Buffer.from([body.length, 0, 0, number, ...body])
const row = (number: number, name: string, value: string) =>
  packet(number, name.length, ...Buffer.from(name), value.length, ...Buffer.from(value))
const EOF = [0xfe, 0, 0, 2, 0]

test('a MySQL that knows us by our socket tells how many of its connections are in use, and without a user nobody logs in (MON-4)', async () => {
  const said: string[] = []
  const path = await daemon(
    'mysql.sock',
    (heard, line, turn) => {
      said.push(heard.toString('latin1'))
      const value = turn === 1 ? row(4, 'Threads_connected', '45') : row(4, 'max_connections', '150')
      if (turn === 0) line.write(packet(2, 0, 0, 0, 2, 0, 0, 0))
      else line.write(Buffer.concat([packet(1, 2), packet(2, 3), packet(2, 3), packet(3, ...EOF), value, packet(5, ...EOF)]))
    },
    packet(0, 10, ...Buffer.from('11.8.2-MariaDB\0')),
  )
  assert.deepEqual(await askMysql({ user: 'allclear', password: '' }, [path], []), {
    reachable: true,
    error: null,
    says: '',
    connections: 0.3,
  })
  assert.match(said[0]!, /allclear\0\0auth_socket\0/)
  assert.deepEqual((await askMysql(null, [path], []))?.connections, null)
  assert.equal(said.length, 3)
})

// MySQL, "caching_sha2_password": XOR(SHA256(password), SHA256(SHA256(SHA256(password)), nonce)); native: the same with SHA1, the nonce first.
const sha = (kind: string, ...parts: Buffer[]) => createHash(kind).update(Buffer.concat(parts)).digest()
const hidden = (password: Buffer, cover: Buffer) => Buffer.from(password.map((byte, n) => byte ^ cover[n]!))

test('a MySQL that wants a password is given it hashed, another way when it asks so, and whole on its socket alone when the hash is not enough (MON-4)', async () => {
  const nonce = Buffer.from('abcdefghijklmnopqrst')
  const greeting = packet(0, 10, ...Buffer.from('8.4.3\0'), 1, 0, 0, 0, ...nonce.subarray(0, 8), 0, 0xff, 0xff, 33, 2, 0, 0xff, 0xff, 21, ...Buffer.alloc(10), ...nonce.subarray(8), 0, ...Buffer.from('caching_sha2_password\0')) // prettier-ignore
  const said: Buffer[] = []
  const ways = [
    (line: Socket) => line.write(packet(2, 0xfe, ...Buffer.from('mysql_native_password\0'), ...nonce, 0)),
    (line: Socket) => line.write(packet(4, 0xfe, ...Buffer.from('caching_sha2_password\0'), ...nonce, 0)),
    (line: Socket) => line.write(Buffer.concat([packet(6, 1, 4)])),
    (line: Socket) => line.write(packet(8, 0xff, 0x15, 4, ...Buffer.from('#28000Access denied'))),
  ]
  const path = await daemon('password.sock', (heard, line, turn) => (said.push(heard), ways[turn]?.(line)), greeting)
  assert.deepEqual(await askMysql({ user: 'allclear', password: 'right' }, [path], []), { reachable: true, error: null, says: 'Access denied', connections: null }) // prettier-ignore
  const [name, native, sha2, whole] = said
  const [one, once] = [sha('sha1', Buffer.from('right')), sha('sha256', Buffer.from('right'))]
  const answer = hidden(once, sha('sha256', sha('sha256', once), nonce))
  assert.ok(name!.includes(answer) && name!.includes('caching_sha2_password\0'))
  assert.deepEqual([native![3], native!.subarray(4)], [3, hidden(one, sha('sha1', nonce, sha('sha1', one)))])
  assert.deepEqual([sha2![3], sha2!.subarray(4)], [5, answer])
  assert.deepEqual([whole![3], whole!.toString('latin1', 4)], [7, 'right\0'])
  const other = await daemon(
    'other.sock',
    (_, line) => void line.write(packet(2, 0xfe, ...Buffer.from('client_ed25519\0'), ...nonce, 0)),
    greeting,
  )
  assert.match((await askMysql({ user: 'allclear', password: 'right' }, [other], []))!.says, /client_ed25519, which is not spoken/)
})

test('LiteSpeed is read in the reports of its processes: connections, and the workers of PHP with who waits for them; an old report is no answer (MON-4)', () => {
  const path = join(folder, 'lsws')
  mkdirSync(path)
  const report = (available: number, busy: number) =>
    `VERSION: LiteSpeed Web Server/Enterprise/6.3\nUPTIME: 1 day 02:03:04\nBPS_IN: 5, BPS_OUT: 7, SSL_BPS_IN: 1, SSL_BPS_OUT: 2\nMAXCONN: 100, MAXSSL_CONN: 100, PLAINCONN: 3, AVAILCONN: 97, IDLECONN: 0, SSLCONN: ${100 - available}, AVAILSSL: ${available}\nREQ_RATE []: REQ_PROCESSING: 3, REQ_PER_SEC: 2.1, TOT_REQS: 99\nEXTAPP [LSAPI] [shop.example] [lsphp]: CMAXCONN: 10, EMAXCONN: 10, POOL_SIZE: 9, INUSE_CONN: ${busy}, IDLE_CONN: 0, WAITQUE_DEPTH: 4, REQ_PER_SEC: 1.0, TOT_REQS: 7\nBLOCKED_IP:\nEOF\n` // prettier-ignore
  writeFileSync(join(path, '.rtreport'), report(20, 9))
  writeFileSync(join(path, '.rtreport.2'), report(60, 7))
  const [server, php, ...more] = readLitespeed(Date.now(), [join(folder, 'none'), path])
  assert.deepEqual([server!.kind, server!.reachable, server!.says, server!.used!.toFixed(2)], ['web', true, '126 connections', '0.60'])
  assert.deepEqual(php, { kind: 'lsapi', name: 'shop.example lsphp', reachable: true, says: '16 of 20 workers', used: 0.8, waiting: 8 })
  assert.equal(more.length, 0)
  assert.deepEqual(readLitespeed(Date.now() + 120_000, [path]).map(({ reachable }) => reachable), [false]) // prettier-ignore
  assert.deepEqual(readLitespeed(Date.now(), [join(folder, 'none')]), [])
})

test('a PostgreSQL is asked by its socket: with a user for its connections, and one that is starting up does not answer yet (MON-4)', async () => {
  const message = (type: string, body: Buffer) => Buffer.concat([Buffer.from(type), Buffer.from([0, 0, 0, body.length + 4]), body])
  const value = (text: string) => Buffer.concat([Buffer.from([0, 0, 0, text.length]), Buffer.from(text)])
  await daemon('.s.PGSQL.5432', (heard, line, turn) => {
    if (heard.length === 8) return void line.write('N')
    if (turn === 0) line.write(Buffer.concat([message('R', Buffer.alloc(4)), message('Z', Buffer.from('I'))]))
    else line.write(message('D', Buffer.concat([Buffer.from([0, 2]), value('90'), value('100')])))
  })
  assert.deepEqual((await askPostgres('allclear', [folder]))[0]!.used, 0.9)
  assert.deepEqual((await askPostgres(null, [folder]))[0], { kind: 'postgres', name: join(folder, '.s.PGSQL.5432'), waiting: null, reachable: true, says: 'it answers', used: null }) // prettier-ignore
  const starting = join(folder, 'starting')
  mkdirSync(starting)
  await daemon('starting/.s.PGSQL.5432', (_, line) => void line.write(message('E', Buffer.from('SFATAL\0C57P03\0Mthe database system is starting up\0\0')))) // prettier-ignore
  const [one] = await askPostgres('allclear', [starting])
  assert.deepEqual([one!.reachable, one!.says], [false, 'the database system is starting up'])
})

test('Redis tells how full it is; one that keeps us out runs, and one that has gone from its socket does not (MON-4)', async () => {
  const info = 'used_memory:800\r\nmaxmemory:1000\r\nmaxmemory_policy:noeviction\r\nconnected_clients:10\r\nmaxclients:100\r\n'
  const of = async (name: string, words: string) => (await askRedis([{ path: await daemon(name, (_, line) => void line.end(words)) }]))[0]!
  assert.equal((await of('redis', info)).used, 0.8)
  assert.equal((await of('cache', info.replace('noeviction', 'allkeys-lru'))).used, 0.1)
  const shut = await of('shut', '-NOAUTH Authentication required.\r\n')
  assert.deepEqual([shut.reachable, shut.used], [true, null])
  assert.deepEqual(await askRedis([{ path: join(folder, 'none') }, { host: '127.0.0.1', port: 1 }]), [])
  assert.equal((await of('silent', '')).reachable, false)
})

test('a pool of PHP-FPM tells by its own socket how many workers are busy and who waits (MON-4)', async () => {
  const body = Buffer.from('Content-Type: application/json\r\n\r\n{"active processes":4,"listen queue":7}')
  const out = Buffer.concat([Buffer.from([1, 6, 0, 1, 0, body.length, 0, 0]), body, Buffer.from([1, 3, 0, 1, 0, 8, 0, 0]), Buffer.alloc(8)])
  const socket = await daemon('fpm.sock', (_, line) => void line.write(out))
  mkdirSync(join(folder, 'etc/php/8.2/fpm/pool.d'), { recursive: true })
  const pool = (name: string, more: string) => `[${name}]\nlisten = ${socket}\npm.max_children = 5\n${more}\n`
  writeFileSync(join(folder, 'etc/php/8.2/fpm/pool.d/www.conf'), pool('www', 'pm.status_path = /fpm') + pool('shop', ';pm.status_path = /no')) // prettier-ignore
  assert.deepEqual(await askPhpFpm({ etc: join(folder, 'etc') }), [
    { kind: 'php-fpm', name: 'www', reachable: true, says: '4 of 5 workers', used: 0.8, waiting: 7 },
  ])
})

test('a service that was stopped in order, and took its socket along, does not answer; one that was never there is not known (DIA-7)', () => {
  const withStopped = noticeStopped()
  const pool = { kind: 'php-fpm', name: 'www', reachable: true, says: '1 of 5 workers', used: 0.2, waiting: 0 } as const
  assert.deepEqual(withStopped([], 0), [])
  assert.deepEqual(withStopped([pool], 0), [pool])
  assert.deepEqual(withStopped([], 60_000), [{ ...pool, reachable: false, says: 'its socket is not there any more', used: null, waiting: null }]) // prettier-ignore
  assert.deepEqual(withStopped([], 2 * 3_600_000), [])
})

test('nginx and Apache are read where they tell on loopback, and nothing else is asked (MON-4)', async () => {
  assert.equal(readStatusPage('HTTP/1.1 200 OK\r\n\r\nActive connections: 291\nserver accepts\n')?.says, '291 connections')
  assert.equal(readStatusPage('BusyWorkers: 9\nIdleWorkers: 1\nScoreboard: WWWWWWWWW_\n')?.used, 0.9)
  assert.equal(readStatusPage('<h1>It works</h1>'), null)
  assert.deepEqual(await createWebServerLook(['http://192.0.2.1/status'], []).ask(0), [])
})

test('of mails that wait it is told how many, who sent them and which large providers put them off (PRE-2)', async () => {
  const program = join(folder, 'postqueue')
  const mail = (to: string, why: string) =>
    JSON.stringify({ queue_id: 'A', sender: 'www-data@web-1', recipients: [{ address: to, delay_reason: why }] })
  const lines = [mail('a@gmail.com', 'host gmail-smtp-in.l.google.com said: 421 4.7.28'), mail('b@kunde.example', 'refused by mx.outlook.com'), mail('c@x.example', 'Connection refused')] // prettier-ignore
  writeFileSync(program, `#!/bin/sh\ncat <<'E'\n${lines.join('\n')}\nE\n`)
  chmodSync(program, 0o755)
  assert.deepEqual(await readMailQueue({ program, args: [] }), {
    ...{ waiting: 3, senders: [['www-data@web-1', 3]] },
    turnedAway: [['Google', 1], ['Microsoft', 1]], // prettier-ignore
  })
  assert.equal(await readMailQueue({ program: join(folder, 'no'), args: [] }, []), null)
})

test('certificates are found where servers are told of them, and backups by their newest file (MON-4)', () => {
  mkdirSync(join(folder, 'etc/nginx/sites-enabled'), { recursive: true })
  writeFileSync(join(folder, 'root.pem'), rootCertificates[0]!)
  writeFileSync(join(folder, 'etc/nginx/sites-enabled/a'), `server {\n  ssl_certificate ${join(folder, 'root.pem')};\n  ssl_certificate_key /secret;\n}\n`) // prettier-ignore
  const [one, ...more] = readCertificates({ etc: join(folder, 'etc') }, [join(folder, 'gone.pem')])!
  assert.deepEqual([more.length, one!.path, one!.until > one!.from], [0, join(folder, 'root.pem'), true])
  mkdirSync(join(folder, 'backups/daily'), { recursive: true })
  for (const [name, day, size] of [
    ['old', 1, 1000],
    ['new', 2, 10],
  ] as const) {
    // prettier-ignore
    writeFileSync(join(folder, 'backups/daily', name), 'x'.repeat(size))
    utimesSync(join(folder, 'backups/daily', name), day * 86_400, day * 86_400)
  }
  assert.deepEqual(
    readBackups([
      { name: 'db', path: join(folder, 'backups'), hours: 26 },
      { name: 'none', path: join(folder, 'gone'), hours: 26 },
    ]),
    [
      // prettier-ignore
      { name: 'db', hours: 26, at: 172_800_000, size: 10, before: 1000 },
      { name: 'none', hours: 26, at: null, size: 0, before: null },
    ],
  )
})

test('what the owner of a host tells its agent is read part by part, and what is wrong is said (MON-4)', () => {
  const path = join(folder, 'agent.json')
  writeFileSync(path, '{"databaseUser":"allclear","backups":[{"name":"db","path":"/var/backups"},{"name":"x"}],"backup":[],"logs":7}')
  const { own, complaints } = readOwnFile(path)
  assert.deepEqual([own.databaseUser, own.backups, own.logs], ['allclear', [{ name: 'db', path: '/var/backups', hours: 26 }], []])
  assert.deepEqual(complaints.map((line) => /"\w+"/.exec(line)![0]), ['"backup"', '"backups"', '"logs"']) // prettier-ignore
  assert.deepEqual(readOwnFile(join(folder, 'none')).complaints, [])
  writeFileSync(path, '{"databasePassword":"right"}')
  assert.match(readOwnFile(path).complaints[0]!, /chmod 640/)
  assert.equal(readOwnFile(path).own.databasePassword, '')
  chmodSync(path, 0o640)
  assert.deepEqual(readOwnFile(path), { own: { ...NO_OWN_FILE, databasePassword: 'right' }, complaints: [] })
})
