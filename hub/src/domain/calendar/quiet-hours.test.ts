import assert from 'node:assert/strict'
import { test } from 'node:test'
import { iso } from '../instant.ts'
import type { Instant } from '../instant.ts'
import { quietUntil } from './quiet-hours.ts'

const until = (local: string) => {
  const end = quietUntil(Date.parse(local) as Instant, 'America/Chicago')
  return end === null ? null : iso(end)
}

for (const [local, end] of [
  ['2026-03-04T20:59:59-06:00', null],
  ['2026-03-04T21:00:00-06:00', '2026-03-05T14:00:00Z'],
  ['2026-03-05T00:30:00-06:00', '2026-03-05T14:00:00Z'],
  ['2026-03-05T07:59:59-06:00', '2026-03-05T14:00:00Z'],
  ['2026-03-05T08:00:00-06:00', null],
  ['2026-03-07T22:00:00-06:00', '2026-03-08T13:00:00Z'], // the clocks go forward in this night
  ['2026-10-31T22:00:00-05:00', '2026-11-01T14:00:00Z'], // and back in this one
] as const)
  test(`at ${local} in Chicago quiet hours ${end ? `last until ${end}` : 'do not hold'}`, () => {
    assert.equal(until(local), end)
  })
