import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { hours } from '../instant.ts'
import type { Instant } from '../instant.ts'
import { readPlan } from '../plan/read-plan.ts'
import { reportCoverage } from './coverage-report.ts'

const EXAMPLE = readFileSync(new URL('../../../../docs/examples/allclear.yaml', import.meta.url), 'utf8')
const planOf = (text: string) => readPlan(text, 'a.yaml', { variables: { lookup: () => '', unsetIsEmpty: true }, checkSchemas: {} }).plan!
const at = (text: string) => Date.parse(text) as Instant
const week = { from: at('2026-01-12T05:00Z'), until: at('2026-01-19T05:00Z') } // midnight to midnight in New York

test('the example keeps what it promises: 21 hours a day, and nobody is missing (RES-1)', () => {
  const report = reportCoverage(planOf(EXAMPLE), week)
  assert.equal(report.promised, hours(7 * 21))
  assert.deepEqual(report.uncovered, [])
  assert.equal(report.single, 0)
  assert.deepEqual(report.balance, [
    { person: 'kofi', span: hours(7 * 12) },
    { person: 'mei', span: hours(7 * 9) },
  ])
})

test('an absence that nobody stands in for is uncovered time, exact to the minute (RES-1)', () => {
  const away = EXAMPLE.replace('timezone: Asia/Tokyo }', 'timezone: Asia/Tokyo, absences: [{ first: 2026-01-15, last: 2026-01-15 }] }')
  const report = reportCoverage(planOf(away), week)
  // Her day in Tokyo ends at 10:00 in New York; her shift there is from 18:00 to 03:00.
  assert.deepEqual(report.uncovered, [{ from: at('2026-01-14T23:00Z'), until: at('2026-01-15T08:00Z') }])
})

test('where the first rung has hours of its own, the next one is first outside them (RES-1, RES-4)', () => {
  const office = EXAMPLE.replace('by: [push, mail],  wait: 15m', 'by: [push, mail], wait: 15m, only: { hours: 06:00-18:00 }').replace(
    '{ notify: first-line, by: [sms, voice],  wait: 10m }',
    '{ notify: kofi, by: [sms] }',
  )
  const report = reportCoverage(planOf(office), week)
  assert.deepEqual(report.uncovered, [])
  assert.deepEqual(report.balance, [{ person: 'kofi', span: hours(7 * 21) }])
})

test('a year with both changes of the clocks: the night in which they go forward is an hour shorter (RES-1)', () => {
  const year = { from: at('2026-01-01T05:00Z'), until: at('2027-01-01T05:00Z') }
  const report = reportCoverage(planOf(EXAMPLE), year)
  assert.equal(report.promised, hours(365 * 21))
  assert.deepEqual(report.uncovered, [])
})
