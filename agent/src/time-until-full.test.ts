import assert from 'node:assert/strict'
import { test } from 'node:test'
import { timeUntilFull } from './time-until-full.ts'

const HOUR = 3_600_000
const line = (hours: number, perHour: number, from = 100) =>
  Array.from({ length: hours }, (_, n) => ({ at: n * HOUR, used: from + n * perHour }))

test('a disk that grows by ten an hour and has 100 left is full in ten hours (MON-4)', () => {
  const points = line(20, 10)
  assert.equal(timeUntilFull(points, points.at(-1)!.used + 100), 10 * 3600)
})

test('a nightly backup that comes and goes does not bend the trend', () => {
  const points = line(48, 1).map((point, n) => (n % 24 === 3 ? { ...point, used: point.used + 500 } : point))
  assert.equal(timeUntilFull(points, points.at(-1)!.used + 24), 24 * 3600)
})

test('what empties or stands still is never full, and five points say nothing', () => {
  assert.equal(timeUntilFull(line(20, 0), 1000), null)
  assert.equal(timeUntilFull(line(20, -1), 1000), null)
  assert.equal(timeUntilFull(line(5, 10), 1000), null)
})
