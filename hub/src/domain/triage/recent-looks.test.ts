import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Instant } from '../instant.ts'
import { countLooks, withLook } from './recent-looks.ts'
import type { RecentLooks } from './recent-looks.ts'

const tell = (story: string, everyMs = 60_000) =>
  [...story].reduce<RecentLooks>((looks, look, n) => withLook(looks, (n * everyMs) as Instant, look === 'x'), [])

test('an outage that stays has no turn, one that comes and goes has', () => {
  assert.deepEqual(countLooks(tell('....xxx')), { looks: 7, failures: 3, failingInARow: 3, turns: 0 })
  assert.deepEqual(countLooks(tell('.x.xx..x')), { looks: 8, failures: 4, failingInARow: 1, turns: 2 })
  assert.deepEqual(countLooks(tell('x.x')), { looks: 3, failures: 2, failingInARow: 1, turns: 1 })
})

test('what was before the last half hour is forgotten', () => {
  assert.equal(countLooks(tell(`xxx${'.'.repeat(40)}`)).failures, 0)
  assert.equal(countLooks([]).looks, 0)
})
