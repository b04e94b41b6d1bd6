import assert from 'node:assert/strict'
import { test } from 'node:test'
import { minutes } from '../domain/instant.ts'
import type { Instant } from '../domain/instant.ts'
import { phaseOf, untilTurn } from './turn.ts'

test('the turns of many monitors are spread evenly over the interval, and come at the same moments wherever they are reckoned', () => {
  const interval = minutes(1)
  const counts = Array<number>(6).fill(0)
  for (let n = 0; n < 6000; n++) counts[Math.floor(phaseOf(`site-${n}.example/http`, interval) / (interval / 6))]! += 1
  for (const count of counts) assert.ok(count > 850 && count < 1150, String(counts))

  const now = 1_800_000_000_000 as Instant
  const turn = now + untilTurn('a', interval, now)
  const passed = Math.ceil(turn) as Instant
  assert.equal(Math.round(passed + untilTurn('a', interval, passed)), Math.round(turn + interval))
  assert.equal(now + 500 + untilTurn('a', interval, (now + 500) as Instant), turn)
})
