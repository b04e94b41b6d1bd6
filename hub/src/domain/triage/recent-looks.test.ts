import assert from 'node:assert/strict'
import { test } from 'node:test'
import { after } from '../instant.ts'
import type { Instant, Span } from '../instant.ts'
import { countLooks, withLook } from './recent-looks.ts'
import type { RecentLooks } from './recent-looks.ts'

const START = Date.UTC(2026, 2, 1) as Instant
const tell = (story: string, everyMs = 60_000) =>
  [...story].reduce<RecentLooks>((looks, look, n) => withLook(looks, after(START, (n * everyMs) as Span), look === 'x'), [])

test('an outage that stays has no turn, one that comes and goes has', () => {
  assert.deepEqual(countLooks(tell('....xxx')), { looks: 7, failures: 3, failingInARow: 3, turns: 0 })
  assert.deepEqual(countLooks(tell('.x.xx..x')), { looks: 8, failures: 4, failingInARow: 1, turns: 2 })
  assert.deepEqual(countLooks(tell('x.x')), { looks: 3, failures: 2, failingInARow: 1, turns: 1 })
})

test('what was before the last half hour is forgotten', () => {
  assert.equal(countLooks(tell(`xxx${'.'.repeat(40)}`)).failures, 0)
  assert.equal(countLooks([]).looks, 0)
  assert.equal(countLooks(tell('.'.repeat(2000), 1000)).looks, 600)
})
