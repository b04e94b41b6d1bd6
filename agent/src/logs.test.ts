import assert from 'node:assert/strict'
import { appendFileSync, mkdtempSync, renameSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { followLog } from './log-follower.ts'
import { kindOf, watchLog } from './log-watch.ts'
import { createLogs } from './logs.ts'

const folder = mkdtempSync(join(tmpdir(), 'allclear-logs-'))
after(() => rmSync(folder, { recursive: true, force: true }))
const MINUTE = 60_000

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
  const logs = createLogs([join(folder, 'site*error.log')], 0)
  writeFileSync(join(folder, 'site-a.error.log'), '')
  assert.deepEqual(logs.look(0), [])
  appendFileSync(join(folder, 'site-a.error.log'), 'PHP Fatal error: Uncaught Error\n')
  assert.equal(logs.look(MINUTE).length, 1)
})
