import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Instant } from '../instant.ts'
import { daysFrom, localDays, sayDay } from './local-days.ts'

test('a day on which the clocks change says how long it is (RES-1)', () => {
  const now = Date.parse('2026-03-07T17:00:00Z') as Instant
  const period = daysFrom(undefined, 3, 'America/New_York', now)
  assert.deepEqual(localDays(period, 'America/New_York').map(sayDay), ['Sat 7', 'Sun 8, 23 h', 'Mon 9'])
  assert.deepEqual(daysFrom('2026-03-07', 3, 'America/New_York', 0 as Instant), period)
})
