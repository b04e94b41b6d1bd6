import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import type { TestContext } from 'node:test'
import { hours, minutes } from '../../domain/instant.ts'
import type { Instant } from '../../domain/instant.ts'
import type { CheckResult } from '../../domain/triage/verdict.ts'
import { createOutbox } from './outbox.ts'
import { outboxFile } from './outbox-file.ts'

const START = Date.parse('2026-11-22T12:00:00Z')
const seen = (state: CheckResult['state'], minute: number, site = 'cornerbakery.example') => ({
  site,
  monitor: `${site}/http`,
  lateMs: 0,
  result: { state, code: null, class: null, at: (START + minutes(minute)) as Instant, tookMs: 20, facts: { title: 'x'.repeat(9000) }, diary: [] } as CheckResult, // prettier-ignore
})
const numbers = () => {
  let last = 0
  return () => ++last
}
const statesOf = ({ results }: { results: readonly { result: { state: string; at: number } }[] }) =>
  results.map(({ result: { state, at } }) => `${state} ${(at - START) / minutes(1)}`)

test('a healthy look is only counted; a change and each failure are news (MON-8)', () => {
  const outbox = createOutbox(numbers())
  const looks = [seen('up', 0), seen('up', 1), seen('down', 2), seen('down', 3), seen('up', 4), seen('up', 5)]
  assert.deepEqual(looks.map(outbox.hear), [false, false, true, true, true, false]) // prettier-ignore
  assert.deepEqual(outbox.take(START).hours, [], 'the hour under way goes on')
  outbox.settle()
  outbox.hear(seen('up', 6))
  const buckets = [5, 0, 0, 0, 0, 0, 0, 0]
  const counted = { monitor: 'cornerbakery.example/http', hour: START, checks: 7, failures: 2, totalMs: 100, worstMs: 20, buckets }
  assert.deepEqual(outbox.take(START + hours(1)).hours, [counted])
})

test('while the hub is away, the first and the last failure and every change wait; then they leave in order', () => {
  const outbox = createOutbox(numbers())
  for (let minute = 0; minute < 90; minute++) outbox.hear(seen('down', minute))
  outbox.hear(seen('up', 90))
  const batch = outbox.take(START)
  assert.deepEqual(statesOf(batch), ['down 0', 'down 89', 'up 90'])
  assert.equal(String(batch.results[0]!.result.facts['title']).length, 2000, 'what a hostile site says is cut')
  outbox.hear(seen('down', 91))
  const again = outbox.take(START)
  assert.deepEqual(
    [again.number, statesOf(again)],
    [1, ['down 0', 'down 89', 'up 90']],
    'the same under the same number: it may have been heard',
  )
  outbox.settle()
  const next = outbox.take(START)
  assert.deepEqual([next.number, statesOf(next)], [2, ['down 91']])
})

test('what finds no room is the oldest, and is counted', () => {
  const outbox = createOutbox(numbers(), undefined, 100)
  for (let n = 0; n < 130; n++) outbox.hear(seen('down', n, `s${n}.example`))
  const { results, lost } = outbox.take(START)
  assert.deepEqual([results.length, lost, results[0]!.monitor], [100, 30, 's30.example/http'])
})

test('an answer that the hub did not get in time is not sent again', () => {
  const outbox = createOutbox(numbers())
  outbox.answer('a', seen('down', 0).result, true)
  assert.equal(outbox.take(START).answers.length, 1)
  assert.equal(outbox.take(START).answers.length, 0)
  assert.equal(outbox.waiting(), 0)
})

test('what waits for the hub is there after a restart of the probe, in a small file, and what is too old is dropped and said (MON-8)', (t) => {
  const folder = emptyFolder(t)
  const said: string[] = []
  const file = outboxFile(folder)
  const before = createOutbox(numbers())
  before.hear(seen('down', 0))
  before.take(START) // nobody knows whether the hub heard it
  before.hear(seen('up', 1))
  before.hear(seen('up', 2))
  file.write(before.all())
  assert.equal(statSync(join(folder, 'outbox.json')).mode & 0o777, 0o600)

  const start = (now: number) =>
    createOutbox(
      () => 7,
      outboxFile(folder).read(now as Instant, (line) => void said.push(line)),
    )
  const after = start(START + hours(2))
  const first = after.take(START)
  assert.deepEqual([first.number, statesOf(first)], [1, ['down 0']])
  after.settle()
  const second = after.take(START + hours(2))
  assert.deepEqual([second.number, statesOf(second), second.hours.map(({ checks }) => checks)], [7, ['up 1'], [3]])
  assert.equal(said.length, 0)

  const late = start(START + hours(24 * 8))
  late.settle()
  assert.deepEqual([statesOf(late.take(START + hours(24 * 8))), said.length], [[], 1])
  assert.match(said[0]!, /^3 results that waited for the hub were older than 7d and are dropped/)

  const small = outboxFile(folder, 10_000)
  for (let n = 0; n < 50; n++) after.hear(seen('down', n, `s${n}.example`))
  small.write(after.all())
  const kept = small.read(START as Instant, () => {})!
  assert.deepEqual(
    [kept.results.length < 10, kept.results.length + kept.lost, kept.results.at(-1)!.monitor],
    [true, 50, 's49.example/http'],
  )
  writeFileSync(join(folder, 'outbox.json'), '{"unsure":')
  assert.equal(
    small.read(START as Instant, (line) => void said.push(line)),
    undefined,
  )
  assert.match(said.at(-1)!, /outbox\.json cannot be read/)
  file.remove()
  assert.equal(file.isThere(), false)
})

function emptyFolder(t: TestContext) {
  const folder = mkdtempSync(join(tmpdir(), 'allclear-outbox-'))
  t.after(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}
