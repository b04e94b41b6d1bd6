import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import type { Instant } from '../instant.ts'
import { iso } from '../instant.ts'
import { inZone, whenLocal, whenMinute } from './local-time.ts'

const ZONES = ['America/New_York', 'Europe/Lisbon', 'Asia/Tokyo', 'Australia/Lord_Howe', 'Pacific/Apia', 'UTC', 'America/Sao_Paulo']
const moment = fc.integer({ min: Date.UTC(2010, 0, 1), max: Date.UTC(2035, 0, 1) }).map((ms) => ms as Instant)

const said = (local: string, zone: string) => iso(whenLocal(Temporal.PlainDateTime.from(local), zone))

test('a local time that the clocks skip is the first instant after the gap', () => {
  assert.equal(said('2026-03-08T02:30', 'America/New_York'), '2026-03-08T07:00:00Z')
  assert.equal(said('2026-03-08T02:00', 'America/New_York'), '2026-03-08T07:00:00Z')
  assert.equal(said('2026-03-08T01:59', 'America/New_York'), '2026-03-08T06:59:00Z')
  assert.equal(said('2026-10-04T02:15', 'Australia/Lord_Howe'), '2026-10-03T15:30:00Z')
})

test('of a local time that the clocks show twice it is the first', () => {
  assert.equal(said('2026-11-01T01:30', 'America/New_York'), '2026-11-01T05:30:00Z')
  assert.equal(said('2026-10-25T01:00', 'Europe/Lisbon'), '2026-10-25T00:00:00Z')
})

test('a day that never was begins when the next one does', () => {
  assert.equal(said('2011-12-30T12:00', 'Pacific/Apia'), '2011-12-30T10:00:00Z')
})

test('a minute counts on the clock, not from midnight', () => {
  assert.equal(iso(whenMinute(Temporal.PlainDate.from('2026-03-08'), 9 * 60, 'America/New_York')), '2026-03-08T13:00:00Z')
  assert.equal(iso(whenMinute(Temporal.PlainDate.from('2026-11-01'), 9 * 60, 'America/New_York')), '2026-11-01T14:00:00Z')
})

test('what the clocks show at a moment leads back to that moment, or to the first of two', () => {
  fc.assert(
    fc.property(moment, fc.constantFrom(...ZONES), (at, zone) => {
      const shown = inZone(at, zone)
      const back = whenLocal(shown.toPlainDateTime(), zone)
      assert.ok(back === at || (back < at && inZone(back, zone).toPlainDateTime().equals(shown.toPlainDateTime())))
    }),
  )
})
