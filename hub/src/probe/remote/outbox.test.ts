import assert from 'node:assert/strict'
import { test } from 'node:test'
import { hours, minutes } from '../../domain/instant.ts'
import type { Instant } from '../../domain/instant.ts'
import type { CheckResult } from '../../domain/triage/verdict.ts'
import { createOutbox } from './outbox.ts'

const START = Date.parse('2026-11-22T12:00:00Z')
const seen = (state: CheckResult['state'], minute: number, site = 'cornerbakery.example') => ({
  site,
  monitor: `${site}/http`,
  lateMs: 0,
  result: { state, code: null, class: null, at: (START + minutes(minute)) as Instant, tookMs: 20, facts: { title: 'x'.repeat(9000) }, diary: [] } as CheckResult, // prettier-ignore
})
const statesOf = ({ results }: { results: readonly { result: { state: string; at: number } }[] }) =>
  results.map(({ result: { state, at } }) => `${state} ${(at - START) / minutes(1)}`)

test('a healthy look is only counted; a change and each failure are news (MON-8)', () => {
  const outbox = createOutbox()
  const looks = [seen('up', 0), seen('up', 1), seen('down', 2), seen('down', 3), seen('up', 4), seen('up', 5)]
  assert.deepEqual(looks.map(outbox.hear), [false, false, true, true, true, false]) // prettier-ignore
  assert.deepEqual(outbox.take(START).hours, [], 'the hour under way goes on')
  const batch = outbox.take(START + hours(1))
  outbox.giveBack(batch)
  outbox.hear(seen('up', 6))
  const buckets = [5, 0, 0, 0, 0, 0, 0, 0]
  const counted = { monitor: 'cornerbakery.example/http', hour: START, checks: 7, failures: 2, totalMs: 100, worstMs: 20, buckets }
  assert.deepEqual(outbox.take(START + hours(1)).hours, [counted])
})

test('while the hub is away, the first and the last failure and every change wait; then they leave in order', () => {
  const outbox = createOutbox()
  for (let minute = 0; minute < 90; minute++) outbox.hear(seen('down', minute))
  outbox.hear(seen('up', 90))
  const batch = outbox.take(START)
  assert.deepEqual(statesOf(batch), ['down 0', 'down 89', 'up 90'])
  assert.equal(String(batch.results[0]!.result.facts['title']).length, 2000, 'what a hostile site says is cut')
  outbox.giveBack(batch)
  outbox.hear(seen('down', 91))
  assert.deepEqual(statesOf(outbox.take(START)), ['down 0', 'down 89', 'up 90', 'down 91'])
})

test('what finds no room is the oldest, and is counted', () => {
  const outbox = createOutbox(100)
  for (let n = 0; n < 130; n++) outbox.hear(seen('down', n, `s${n}.example`))
  const { results, lost } = outbox.take(START)
  assert.deepEqual([results.length, lost, results[0]!.monitor], [100, 30, 's30.example/http'])
})

test('an answer that the hub did not get in time is not sent again', () => {
  const outbox = createOutbox()
  outbox.answer('a', seen('down', 0).result, true)
  const batch = outbox.take(START)
  assert.equal(batch.answers.length, 1)
  outbox.giveBack(batch)
  assert.equal(outbox.waiting(), 0)
})
