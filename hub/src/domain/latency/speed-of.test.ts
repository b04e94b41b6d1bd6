import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Instant } from '../instant.ts'
import { rollUpOf, sumOf } from './roll-up.ts'
import { speedOf } from './speed-of.ts'

const at = (text: string) => Date.parse(text) as Instant
const hour = (text: string, ...took: (number | null)[]) => ({ hour: at(text), ...sumOf(took.map(rollUpOf)) })

test('a site answers as fast as its hours say, on the days of whoever looks (MON-3)', () => {
  const seen = [hour('2026-03-08T05:00:00Z', 40), hour('2026-03-08T06:00:00Z', 300, 300, null), hour('2026-03-09T11:00:00Z', 100)]
  const speed = speedOf(seen, { now: at('2026-03-09T12:20:00Z'), zone: 'America/Chicago', days: 3 })
  assert.deepEqual(speed.days, [
    { date: '2026-03-07', median: 20, most: 38 },
    { date: '2026-03-08', median: 250, most: 295 },
    { date: '2026-03-09', median: 75, most: 98 },
  ])
  assert.equal(speed.hours.length, 24)
  assert.deepEqual(speed.hours.at(-2), { at: at('2026-03-09T11:00:00Z'), median: 75, most: 98 })
  assert.deepEqual([speed.hours.at(-1)!.median, speed.day.median], [null, 75], 'nothing was seen within this hour')
})
