import assert from 'node:assert/strict'
import { test } from 'node:test'
import { hours, iso, minutes } from '../instant.ts'
import type { Instant } from '../instant.ts'
import { nextTime, readCron } from './cron.ts'
import { hearSignal, judgeHeartbeat } from './judge-heartbeat.ts'

const at = (text: string) => Date.parse(text) as Instant
const NIGHTLY = { period: hours(24), cron: '0 3 * * *', timezone: 'Europe/Berlin', grace: hours(1) }

test('cron expressions say when a job is due on the clocks of their zone, across summer time too (MON-2)', () => {
  const next = (cron: string, from: string, zone = 'UTC') => iso(nextTime(readCron(cron)!, at(from), zone)!)
  assert.equal(next('0 3 * * *', '2026-03-04T10:00:00Z', 'Europe/Berlin'), '2026-03-05T02:00:00Z')
  assert.equal(next('30 2 * * *', '2026-03-28T12:00:00Z', 'Europe/Berlin'), '2026-03-29T01:00:00Z', 'a time that the clocks skip')
  assert.equal(next('*/15 9-17 * * mon-fri', '2026-03-06T17:50:00Z'), '2026-03-09T09:00:00Z')
  assert.equal(next('0 0 29 feb *', '2026-03-01T00:00:00Z'), '2028-02-29T00:00:00Z')
  assert.equal(next('0 0 13 * 5', '2026-03-07T00:00:00Z'), '2026-03-13T00:00:00Z', 'either day counts where both are given')
  for (const wrong of ['', '* * * *', '60 * * * *', '0 0 30 2 *', '5-1 * * * *', '*/0 * * * *', 'a b c d e', '0 0 * * 8'])
    assert.equal(readCron(wrong), null, wrong)
})

test('a job is late only after its grace, failed when it says so, and well again with its next success (MON-2)', () => {
  const began = hearSignal(null, 'success', NIGHTLY, at('2026-03-04T02:05:00Z'))
  const code = (reported: typeof began | null, text: string) => judgeHeartbeat(reported, NIGHTLY, at(text)).code
  assert.equal(iso(began.dueAt), '2026-03-05T02:00:00Z')
  assert.equal(code(began, '2026-03-05T03:00:00Z'), null)
  assert.equal(code(began, '2026-03-05T03:00:01Z'), 'heartbeat_missed')
  const started = hearSignal(began, 'start', NIGHTLY, at('2026-03-05T02:00:00Z'))
  assert.equal(code(started, '2026-03-05T03:30:00Z'), 'heartbeat_missed', 'a start is no end')
  const failed = hearSignal(started, 'fail', NIGHTLY, at('2026-03-05T02:10:00Z'))
  assert.equal(code(failed, '2026-03-05T02:11:00Z'), 'heartbeat_failed')
  assert.equal(code(hearSignal(failed, 'success', NIGHTLY, at('2026-03-05T04:00:00Z')), '2026-03-05T04:01:00Z'), null)
  assert.equal(code(null, '2026-03-05T04:00:00Z'), null, 'nobody has waited for it yet')
})

test('by period a job is due so long after its last word', () => {
  const hourly = { period: hours(1), cron: null, timezone: 'UTC', grace: minutes(5) }
  const said = hearSignal(null, 'success', hourly, at('2026-03-04T10:00:00Z'))
  assert.equal(judgeHeartbeat(said, hourly, at('2026-03-04T11:05:00Z')).state, 'up')
  assert.equal(judgeHeartbeat(said, hourly, at('2026-03-04T11:05:01Z')).state, 'down')
})
