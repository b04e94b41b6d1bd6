import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { hours, iso } from '../instant.ts'
import type { Instant } from '../instant.ts'
import type { Coverage } from '../plan/plan.ts'
import { coveredAt, nextBoundary, startOfCoverage } from './coverage.ts'
import { inZone, whenLocal } from './local-time.ts'

const DECLARED: Coverage = {
  timezone: 'America/New_York',
  hours: { from: 360, to: 180 },
  days: [1, 2, 3, 4, 5, 6, 7],
  holidays: 'US',
  closedOnHolidays: false,
  gap: 'wait',
}
const OFFICE: Coverage = { ...DECLARED, hours: { from: 540, to: 1020 }, days: [1, 2, 3, 4, 5], closedOnHolidays: true }
const ALWAYS: Coverage = { ...DECLARED, hours: null, holidays: null }

const at = (local: string) => whenLocal(Temporal.PlainDateTime.from(local), 'America/New_York')
const moment = fc.integer({ min: Date.UTC(2026, 0, 1), max: Date.UTC(2027, 11, 1) }).map((ms) => ms as Instant)

test('the declared gap from 03:00 to 06:00 is the only one of a day (RES-1)', () => {
  assert.equal(coveredAt(DECLARED, at('2026-03-04T02:59:59')), true)
  assert.equal(coveredAt(DECLARED, at('2026-03-04T03:00')), false)
  assert.equal(coveredAt(DECLARED, at('2026-03-04T05:59:59')), false)
  assert.equal(coveredAt(DECLARED, at('2026-03-04T06:00')), true)
  assert.equal(startOfCoverage(DECLARED, at('2026-03-04T04:10')), at('2026-03-04T06:00'))
})

test('at every moment of two years, covered means outside 03:00 to 06:00 of the local clock (RES-1)', () => {
  fc.assert(
    fc.property(moment, (at) => {
      const { hour } = inZone(at, 'America/New_York')
      assert.equal(coveredAt(DECLARED, at), hour < 3 || hour >= 6)
    }),
  )
})

test('the cover that starts on the eve of the longer night lasts 22 hours, on the eve of the shorter one 20, else 21', () => {
  const length = (date: string) => nextBoundary(DECLARED, at(`${date}T06:00`))! - at(`${date}T06:00`)
  assert.equal(length('2026-10-31'), hours(22))
  assert.equal(length('2026-03-07'), hours(20))
  assert.equal(length('2026-06-01'), hours(21))
})

test('a boundary is the first moment at which cover changes, and nothing changes before it', () => {
  fc.assert(
    fc.property(moment, fc.constantFrom(DECLARED, OFFICE), fc.double({ min: 0, max: 0.999, noNaN: true }), (at, coverage, part) => {
      const next = nextBoundary(coverage, at)!
      const between = Math.floor(at + (next - at) * part) as Instant
      assert.ok(next > at)
      assert.equal(coveredAt(coverage, between), coveredAt(coverage, at))
      assert.notEqual(coveredAt(coverage, next), coveredAt(coverage, at))
    }),
  )
})

test('cover without hours always stands and has no boundary', () => {
  assert.equal(coveredAt(ALWAYS, at('2026-03-08T04:00')), true)
  assert.equal(nextBoundary(ALWAYS, at('2026-03-08T04:00')), null)
})

test('days that meet at midnight have no boundary between them', () => {
  const weekdays: Coverage = { ...ALWAYS, days: [1, 2, 3, 4, 5] }
  assert.equal(iso(nextBoundary(weekdays, at('2026-03-02T12:00'))!), iso(at('2026-03-07T00:00')))
  assert.equal(startOfCoverage(weekdays, at('2026-03-07T12:00')), at('2026-03-09T00:00'))
})

test('a holiday closes cover only where the plan says so', () => {
  const thanksgiving = at('2026-11-26T12:00')
  assert.equal(coveredAt(OFFICE, thanksgiving), false)
  assert.equal(startOfCoverage(OFFICE, thanksgiving), at('2026-11-27T09:00'))
  assert.equal(coveredAt({ ...OFFICE, closedOnHolidays: false }, thanksgiving), true)
})
