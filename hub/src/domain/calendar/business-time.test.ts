import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { iso } from '../instant.ts'
import type { Instant } from '../instant.ts'
import { businessDaysAfter, isBusinessDay, nextDayAt } from './business-time.ts'
import { holidaysOf } from './holidays.ts'
import { inZone, whenLocal } from './local-time.ts'

const CHICAGO = { timezone: 'America/Chicago', holidays: holidaysOf('US-IL', [2026, 2027]) }
const NEW_YORK = { timezone: 'America/New_York', holidays: [] }
const LISBON = { timezone: 'Europe/Lisbon', holidays: [] }

const at = (local: string, { timezone }: { timezone: string }) => whenLocal(Temporal.PlainDateTime.from(local), timezone)
const shown = (moment: Instant, { timezone }: { timezone: string }) => inZone(moment, timezone).toPlainDateTime().toString()

const waits: [string, string, number, string][] = [
  ['Friday at 18:00 and one business day is Tuesday at 09:00', '2026-03-06T18:00', 1, '2026-03-10T09:00:00'],
  ['Friday at 10:15 and one business day is Monday at 10:15', '2026-03-06T10:15', 1, '2026-03-09T10:15:00'],
  ['09:00 is inside', '2026-03-04T09:00', 1, '2026-03-05T09:00:00'],
  ['17:00 is outside', '2026-03-04T17:00', 1, '2026-03-06T09:00:00'],
  ['16:59:59 is inside', '2026-03-04T16:59:59', 1, '2026-03-05T16:59:59'],
  ['early in the morning counts from the 09:00 that comes', '2026-03-04T03:00', 1, '2026-03-05T09:00:00'],
  ['Saturday counts from Monday', '2026-03-07T12:00', 1, '2026-03-10T09:00:00'],
  ['two business days pass over a weekend', '2026-03-05T11:00', 2, '2026-03-09T11:00:00'],
  ['a holiday of the client is no business day: Casimir Pulaski, the first Monday of March', '2026-02-27T10:00', 1, '2026-03-03T10:00:00'],
  ['the day of a substitute is none either: Friday before a Saturday 4th of July', '2026-07-02T10:00', 1, '2026-07-06T10:00:00'],
  ['no business day at all, outside business hours, is the next opening', '2026-03-06T18:00', 0, '2026-03-09T09:00:00'],
]
for (const [name, from, days, expected] of waits) {
  test(name, () => assert.equal(shown(businessDaysAfter(at(from, CHICAGO), days, CHICAGO), CHICAGO), expected))
}

test('a business day over a change of the clocks is the same time of the clock, 23 or 25 hours away', () => {
  const spring = at('2026-03-06T10:00', NEW_YORK)
  assert.equal(businessDaysAfter(spring, 1, NEW_YORK) - spring, 71 * 3_600_000)
  const autumn = at('2026-10-30T10:00', NEW_YORK)
  assert.equal(businessDaysAfter(autumn, 1, NEW_YORK) - autumn, 73 * 3_600_000)
})

test('the next day and the next business day are days of the recipient', () => {
  const late = at('2026-03-06T23:30', LISBON)
  assert.equal(shown(nextDayAt(late, { business: false, minute: 480 }, LISBON), LISBON), '2026-03-07T08:00:00')
  assert.equal(shown(nextDayAt(late, { business: true, minute: 480 }, LISBON), LISBON), '2026-03-09T08:00:00')
})

test('a minute that the clocks skip on the next day is the first after the gap', () => {
  const evening = at('2026-03-07T20:00', NEW_YORK)
  assert.equal(iso(nextDayAt(evening, { business: false, minute: 150 }, NEW_YORK)), '2026-03-08T07:00:00Z')
})

const moment = fc.integer({ min: Date.UTC(2026, 0, 1), max: Date.UTC(2027, 11, 1) }).map((ms) => ms as Instant)
const zone = fc.constantFrom(CHICAGO, NEW_YORK, LISBON)

test('what waits for business days ends on one, inside business hours, later and in order', () => {
  fc.assert(
    fc.property(moment, zone, fc.integer({ min: 1, max: 8 }), (from, zone, n) => {
      const end = businessDaysAfter(from, n, zone)
      const { hour } = inZone(end, zone.timezone)
      assert.ok(isBusinessDay(end, zone) && hour >= 9 && hour < 17)
      assert.ok(end > from)
      assert.ok(end < businessDaysAfter(from, n + 1, zone))
    }),
  )
})

test('exactly n business days begin between the day that counts and the end', () => {
  fc.assert(
    fc.property(moment, zone, fc.integer({ min: 1, max: 8 }), (from, zone, n) => {
      let date = inZone(businessDaysAfter(from, 0, zone), zone.timezone).toPlainDate()
      const last = inZone(businessDaysAfter(from, n, zone), zone.timezone).toPlainDate()
      let counted = 0
      while (Temporal.PlainDate.compare(date, last) < 0) {
        date = date.add({ days: 1 })
        if (isBusinessDay(whenLocal(date.toPlainDateTime('12:00'), zone.timezone), zone)) counted++
      }
      assert.equal(counted, n)
    }),
  )
})
