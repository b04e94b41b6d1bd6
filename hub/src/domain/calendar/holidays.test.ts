import assert from 'node:assert/strict'
import { test } from 'node:test'
import { holidayCodesNear, holidaysOf, isHolidayCode } from './holidays.ts'

test('public holidays come with their substitutes, as local dates in order', () => {
  const dates = holidaysOf('US', [2026])
  assert.deepEqual(dates.slice(-3), ['2026-11-11', '2026-11-26', '2026-12-25'])
  assert.ok(dates.includes('2026-07-03') && dates.includes('2026-07-04'))
  assert.ok(!dates.includes('2026-02-14'), "Valentine's Day is observed, not public")
  assert.deepEqual(dates, [...dates].sort())
})

test('a state has days of its own', () => {
  assert.ok(holidaysOf('US-IL', [2026]).includes('2026-03-02'))
  assert.ok(!holidaysOf('US', [2026]).includes('2026-03-02'))
})

test('a holiday of several days is all of them', () => {
  const dates = holidaysOf('SA', [2026])
  assert.deepEqual(
    dates.filter((date) => date.startsWith('2026-03')),
    ['2026-03-19', '2026-03-20', '2026-03-21', '2026-03-22'],
  )
})

test('a code names a country, its state, or a region of that', () => {
  for (const code of ['US', 'US-IL', 'US-LA-NO', 'PT']) assert.equal(isHolidayCode(code), true, code)
  for (const code of ['', 'USA', 'us', 'US-XX', 'US-IL-XX', 'ZZ', 'US-LA-NO-X', 'constructor', '__proto__'])
    assert.equal(isHolidayCode(code), false, code)
})

test('a mistaken state is looked for among the states of its country', () => {
  assert.ok(holidayCodesNear('US-LI').includes('US-IL'))
  assert.ok(holidayCodesNear('UZ').includes('US'))
})
