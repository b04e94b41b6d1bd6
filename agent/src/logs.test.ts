import assert from 'node:assert/strict'
import { appendFileSync, chmodSync, mkdtempSync, readFileSync, renameSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { followLog } from './log-follower.ts'
import { kindOf, watchLog } from './log-watch.ts'
import { createLogs } from './logs.ts'

const folder = mkdtempSync(join(tmpdir(), 'allclear-logs-'))
after(() => rmSync(folder, { recursive: true, force: true }))
const MINUTE = 60_000
const nowhere = { errors: [], ssh: [], mail: [], cron: [], access: [], journal: join(folder, 'no-journal') }

test('a log is followed from its end, through rotation and cutting, and no line is lost or read twice (MON-7)', () => {
  const path = join(folder, 'error.log')
  writeFileSync(path, 'old\n')
  const log = followLog(path)
  assert.deepEqual(log.lines(), [])
  appendFileSync(path, 'one\ntw')
  assert.deepEqual(log.lines(), ['one'])
  appendFileSync(path, 'o\nthree\n')
  renameSync(path, `${path}.1`)
  assert.deepEqual(log.lines(), ['two', 'three'], 'the new one is not there yet')
  appendFileSync(`${path}.1`, 'four\n')
  writeFileSync(path, 'five\n')
  assert.deepEqual(log.lines(), ['four', 'five'])
  truncateSync(path, 0)
  assert.deepEqual(log.lines(), [])
  appendFileSync(path, 'six\n')
  assert.deepEqual(log.lines(), ['six'])
  log.close()
})

test('access logs are followed like the others, and tell who asked for what (MON-6)', () => {
  const path = join(folder, 'access.log')
  writeFileSync(path, '')
  const logs = createLogs({ file: join(folder, 'access.json'), places: { ...nowhere, access: [path] } })
  logs.look(0)
  appendFileSync(path, '203.0.113.9 - - [21/Nov/2026:12:00:00 +0000] "POST /xmlrpc.php HTTP/1.1" 502 0 "-" "-"\n')
  assert.deepEqual(logs.look(10_000), [])
  assert.deepEqual(logs.visitors(), { requests: 1, failures: 1, urls: [['/xmlrpc.php', 1]], addresses: [['203.0.113.9', 1]] })
})

test('lines that differ in time, numbers and names alone are of one kind (MON-7)', () => {
  const line = (pid: number, file: string) =>
    `2026/11/21 12:00:0${pid} [error] ${pid}#0: *77 open() "/var/www/${file}" failed (13: Permission denied)`
  assert.equal(kindOf(line(1, 'a.php')), kindOf(line(2, 'b/c.php')))
  assert.notEqual(kindOf(line(1, 'a')), kindOf('[error] upstream timed out'))
})

test('a burst of errors and a kind never seen before are told with their lines, without secrets; what is usual is not (MON-7)', () => {
  const watch = watchLog('nginx', 10 * MINUTE)
  const usual = ['[error] open() "/a" failed (2: No such file), client denied', '[notice]: error is only a word here']
  for (let minute = 0; minute < 12; minute++) assert.deepEqual(watch.hear(usual, minute * MINUTE), [])
  const [fresh] = watch.hear(['[crit] disk says: no space left on device, password=hunter2'], 13 * MINUTE)
  assert.match(fresh!.says, /of a kind that was not seen here before/)
  assert.deepEqual(fresh!.lines, ['[crit] disk says: no space left on device, password=***'])
  const [burst] = watch.hear(Array.from({ length: 40 }, (_, n) => `[error] upstream timed out ${n}`), 14 * MINUTE) // prettier-ignore
  assert.match(burst!.says, /nginx: 4\d errors in a minute, where [01] are usual/)
  assert.deepEqual(watch.hear(Array.from({ length: 40 }, () => '[error] upstream timed out'), 15 * MINUTE), [], 'once') // prettier-ignore
})

test('logs of services are found by their names, those that come later too (MON-7)', () => {
  const logs = createLogs({ file: join(folder, 'a.json'), places: { ...nowhere, errors: [join(folder, 'site*error.log')] }, learnMs: 0 })
  writeFileSync(join(folder, 'site-a.error.log'), '')
  assert.deepEqual(logs.look(0), [])
  appendFileSync(join(folder, 'site-a.error.log'), 'PHP Fatal error: Uncaught Error\n')
  assert.equal(logs.look(MINUTE).length, 1)
})

test('where a log stood outlives the agent, through a rotation too, and what was usual is not told again (MON-7)', () => {
  const path = join(folder, 'kept-error.log')
  const options = { file: join(folder, 'kept.json'), places: { ...nowhere, errors: [path] }, learnMs: 10 * MINUTE }
  writeFileSync(path, '')
  const first = createLogs(options)
  first.look(0)
  appendFileSync(path, '[error] disk 1 is slow\n')
  first.look(MINUTE)
  first.keep()
  appendFileSync(path, '[error] disk 2 is slow\n[error] a thing that never was\n')
  renameSync(path, `${path}.1`)
  writeFileSync(path, '[error] another thing\n')
  const told = createLogs(options).look(11 * MINUTE)
  assert.deepEqual(told.flatMap(({ lines }) => lines), ['[error] a thing that never was', '[error] another thing']) // prettier-ignore
})

test('the journal is followed from its cursor: its errors, its logins and cron; what has a log of its own is read there (MON-7)', async () => {
  const program = join(folder, 'journalctl')
  const entry = (cursor: string, from: string, priority: string, text: string) =>
    JSON.stringify({
      __CURSOR: cursor,
      __REALTIME_TIMESTAMP: '1795000000000000',
      SYSLOG_IDENTIFIER: from,
      PRIORITY: priority,
      MESSAGE: text,
    })
  const entries = [
    entry('a', 'CRON', '6', '(root) CMD (certbot renew)'),
    entry('b', 'sshd', '6', 'Accepted password for root from 192.0.2.9 port 40000 ssh2'),
    entry('c', 'kernel', '2', 'EXT4-fs error (device sda1): password=hunter2'),
  ]
  writeFileSync(program, `#!/bin/sh\necho "$@" >> ${folder}/asked\ncat <<'E'\n${entries.join('\n')}\nE\n`)
  chmodSync(program, 0o755)
  const options = { file: join(folder, 'journal.json'), places: { ...nowhere, journal: program }, learnMs: 0 }
  const logs = createLogs(options)
  logs.look(0)
  await logs.readJournal(0)
  const told = logs.look(10_000)
  assert.deepEqual(told.map(({ kind, lines }) => [kind, lines[0]]), [
    ['login', 'Accepted password *** root from 192.0.2.9 port 40000 ssh2'],
    ['log', 'kernel [crit] EXT4-fs error (device sda1): password=***'],
  ]) // prettier-ignore
  assert.deepEqual(logs.cron(), { lastAt: 0, runs: 1 })
  logs.keep()
  await createLogs(options).readJournal(MINUTE)
  assert.match(readFileSync(join(folder, 'asked'), 'utf8'), /--since=-1min .*\n.*--after-cursor=c /)
})
