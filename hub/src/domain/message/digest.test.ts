import assert from 'node:assert/strict'
import { test } from 'node:test'
import { dice } from '../../../test/stories/dice.ts'
import { after, hours, milliseconds, minutes, seconds } from '../instant.ts'
import type { Instant, Span } from '../instant.ts'
import { leavesAt } from './digest.ts'

const POLICY = { gather: seconds(90), after: 3, every: minutes(10) }
const TEN = Date.parse('2026-03-04T10:00:00Z') as Instant
const leaves = (before: readonly Instant[], more: { isPart?: boolean; at?: Instant; quickened?: number } = {}) =>
  leavesAt(POLICY, { at: TEN, isPart: false, before, quickened: 1, ...more })
const ago = (span: Span) => after(TEN, -span as Span)

test('a single message leaves at once, and one of a larger outage waits for its neighbours (I-36)', () => {
  assert.equal(leaves([]), TEN)
  assert.equal(leaves([], { isPart: true }), after(TEN, seconds(90)))
})

test('who has had three in an hour gets the next ten minutes after the last, together with what comes meanwhile (I-36)', () => {
  const had = [minutes(5), minutes(20), minutes(50)].map(ago)
  assert.equal(leaves(had), after(TEN, minutes(5)))
  assert.equal(leaves([after(TEN, minutes(5)), ...had.slice(0, 2)]), after(TEN, minutes(5)))
  assert.equal(leaves([minutes(5), minutes(20), minutes(60)].map(ago)), TEN)
  assert.equal(leaves(had, { quickened: 60 }), TEN)
})

test('however a storm goes, no address gets more in an hour than the policy allows, and nothing waits longer than it says (I-36)', () => {
  for (let seed = 1; seed <= 200; seed++) {
    const roll = dice(seed)
    const sent: Instant[] = [] // when each message that carries itself or others leaves, in order of posting
    let at = TEN
    for (let n = 0; n < 120; n++) {
      at = after(at, milliseconds(roll.upTo(120_000)))
      const dueAt = leaves(sent.toReversed().slice(0, POLICY.after), { at, isPart: roll.chance(0.5) })
      assert.ok(dueAt >= at && dueAt <= after(at, POLICY.every), `seed ${seed}`)
      if (!sent.some((one) => one > at)) sent.push(dueAt) // else it goes with what waits already
    }
    const most = POLICY.after + hours(1) / POLICY.every
    for (const first of sent) {
      const within = sent.filter((one) => one >= first && one < after(first, hours(1)))
      assert.ok(within.length <= most, `seed ${seed}: ${within.length} in an hour`)
    }
  }
})
