import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Instant } from '../instant.ts'
import { sayTime } from './say-time.ts'

const AT = Date.parse('2026-03-04T16:15:00Z') as Instant

const zones: [string, string][] = [
  ['America/Chicago', 'Wed 4 Mar 2026, 10:15 CST'],
  ['Europe/London', 'Wed 4 Mar 2026, 16:15 GMT'],
  ['Europe/Berlin', 'Wed 4 Mar 2026, 17:15 CET'],
  ['UTC', 'Wed 4 Mar 2026, 16:15 UTC'],
  ['Asia/Tokyo', 'Thu 5 Mar 2026, 01:15 GMT+9'],
]
for (const [zone, expected] of zones)
  test(`a moment in ${zone} is written as people there write it`, () => assert.equal(sayTime(AT, zone), expected))

test('the letters of a zone change with its clocks', () => {
  assert.equal(sayTime((AT + 30 * 86_400_000) as Instant, 'America/Chicago'), 'Fri 3 Apr 2026, 11:15 CDT')
})
