import assert from 'node:assert/strict'
import { test } from 'node:test'
import { after, minutes, seconds } from '../instant.ts'
import type { Instant, Span } from '../instant.ts'
import { blindnessAfter } from './blindness.ts'
import type { Blindness } from './blindness.ts'
import type { Verdict } from './verdict.ts'

const NOON = Date.parse('2026-11-23T12:00:00Z') as Instant
const PROBE = 'false_alarm.probe'

/** How often a person is paged for these verdicts, each so long after the one before. */
function pages(verdicts: readonly (readonly [Span, Verdict['reason']])[], interval = minutes(1)): number {
  let [at, blindness, count]: [Instant, Blindness | null, number] = [NOON, null, 0]
  for (const [later, reason] of verdicts) {
    at = after(at, later)
    const next: Blindness | null = blindnessAfter(blindness, { reason }, at, interval)
    if (next !== null && next.since !== blindness?.since) count++
    blindness = next
  }
  return count
}

const soon = seconds(10)

test('blindness is paged once, however often it is found', () => {
  assert.equal(pages([[soon, PROBE], [soon, PROBE], [minutes(14), PROBE], [minutes(14), PROBE]]), 1) // prettier-ignore
})

test('while our clock or a resolver is wrong as well, what they say of a site does not end it', () => {
  assert.equal(pages([[soon, 'false_alarm.clock'], [soon, PROBE], [soon, 'false_alarm.clock'], [soon, PROBE], [soon, 'false_alarm.resolver'], [soon, PROBE]]), 1) // prettier-ignore
})

test('a verdict on the site itself ends it: what comes after is paged anew', () => {
  for (const reason of [null, 'false_alarm.transient', 'false_alarm.waf_block'] as const)
    assert.equal(
      pages([
        [soon, PROBE],
        [soon, reason],
        [soon, PROBE],
      ]),
      2,
      String(reason),
    )
})

test('it is over when nothing has failed for it for a quarter of an hour, or two turns of what is looked at seldom', () => {
  assert.equal(pages([[soon, PROBE], [minutes(16), PROBE]]), 2) // prettier-ignore
  assert.equal(pages([[soon, PROBE], [minutes(50), PROBE]], minutes(30)), 1) // prettier-ignore
  assert.equal(pages([[soon, PROBE], [minutes(61), PROBE]], minutes(30)), 2) // prettier-ignore
})
