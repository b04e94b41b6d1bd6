import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { days, hours, minutes, seconds } from '../instant.ts'
import type { Instant, Span } from '../instant.ts'
import { budgetOf, creditOf } from './budget.ts'
import { availabilityOf, ledgerOf, plannedPart, sumOf } from './ledger.ts'
import type { Alive, Seen, Stretch } from './stretches.ts'

const second = (n: number) => seconds(n) as number as Instant
const stretches = (most: number) =>
  fc.array(
    fc.tuple(fc.integer({ min: -50, max: 350 }), fc.integer({ min: 0, max: 120 })).map(([from, length]): Stretch => ({ from: second(from), to: second(from + length) })), // prettier-ignore
    { maxLength: most },
  )
const seen = fc.uniqueArray(
  fc.record({ monitor: fc.constantFrom('http', 'tls'), location: fc.constantFrom('home', 'away'), at: fc.integer({ min: -80, max: 350 }).map(second), down: fc.boolean() }), // prettier-ignore
  { selector: ({ monitor, location, at }) => `${monitor} ${location} ${at}`, maxLength: 14 },
)
const alive = fc
  .tuple(stretches(3), stretches(2))
  .map(([home, away]): Alive[] => [
    ...home.map((one) => ({ ...one, location: 'home' })),
    ...away.map((one) => ({ ...one, location: 'away' })),
  ])

// Second by second, as somebody would count it on paper.
function recount(all: { seen: readonly Seen[]; outages: readonly Stretch[]; windows: readonly Stretch[]; alive: readonly Alive[] }) {
  const inside = (list: readonly Stretch[], at: number) => list.some(({ from, to }) => from <= at && at < to)
  const counted = { up: 0, down: 0, unknown: 0, maintenance: 0, scheduledDown: 0 }
  for (let n = 0; n < 300; n++) {
    const at = second(n)
    const before = all.seen.filter((one) => one.at <= at)
    const isKnown = before.length > 0 && inside(all.alive, at)
    const looking = before.filter((one) => inside(all.alive.filter(({ location }) => location === one.location), at)) // prettier-ignore
    const fails = Map.groupBy(looking, ({ monitor, location }) => `${monitor} ${location}`)
      .values()
      .some((ofOne) => ofOne.reduce((last, one) => (one.at > last.at ? one : last)).down)
    if (inside(all.windows, at)) {
      counted.maintenance += 1000
      if (isKnown && fails) counted.scheduledDown += 1000
    } else if (!isKnown) counted.unknown += 1000
    else if (fails && inside(all.outages, at)) counted.down += 1000
    else counted.up += 1000
  }
  return counted
}

test('up, down, unknown and maintenance are the whole period to the second, and as a count second by second (REV-3)', () => {
  const period = { from: second(0), to: second(300) }
  fc.assert(
    fc.property(seen, stretches(4), stretches(3), alive, (seenThen, outages, windows, aliveThen) => {
      const all = { seen: seenThen, outages, windows, alive: aliveThen }
      const ledger = ledgerOf({ period, ...all })
      assert.equal(ledger.up + ledger.down + ledger.unknown + ledger.maintenance, seconds(300))
      assert.deepEqual(ledger, recount(all))
    }),
    { numRuns: 400 },
  ) // prettier-ignore
})

test('99.9 % of a year is 8 h 45 m, of a month 43 m, and what is left of it is said in the same words (REV-3)', () => {
  const budget = budgetOf({ percent: 99.9 }, days(365), { down: hours(1) })
  const wholeMinutes = (span: Span) => Math.trunc(span / minutes(1))
  assert.deepEqual([budget.allowed, budget.left].map(wholeMinutes), [8 * 60 + 45, 7 * 60 + 45])
  assert.equal(wholeMinutes(budgetOf({ percent: 99.9 }, days(30), { down: 0 as Span }).allowed), 43)
  assert.equal(wholeMinutes(budgetOf({ percent: 99.99 }, days(365), { down: hours(2) }).left), -67)
})

test('a credit is the most of those whose line was crossed, and none where the goal was met or nothing was watched', () => {
  const goal = { percent: 99.9, credits: [{ below: 99.9, percent: 10 }, { below: 99, percent: 25 }] } // prettier-ignore
  assert.deepEqual([0.9995, 0.999, 0.998, 0.98, null].map((share) => creditOf(goal, share)), [0, 0, 10, 25, 0]) // prettier-ignore
})

const http = { monitor: 'http', location: 'home' }
test('scheduled and unscheduled downtime stand apart, of a site and of a fleet (PRE-5)', () => {
  const site = ledgerOf({
    period: { from: second(0), to: second(3600) },
    seen: [{ ...http, at: second(0), down: false }, { ...http, at: second(600), down: true }, { ...http, at: second(1800), down: false }], // prettier-ignore
    outages: [{ from: second(600), to: second(1800) }],
    windows: [{ from: second(900), to: second(1800) }],
    alive: [{ location: 'home', from: second(-600), to: second(3600) }],
  })
  assert.deepEqual(site, { up: minutes(40), down: minutes(5), unknown: 0, maintenance: minutes(15), scheduledDown: minutes(15) })
  assert.equal(plannedPart(site), 0.75)
  const still = { up: minutes(45), down: 0 as Span, unknown: minutes(15), maintenance: 0 as Span, scheduledDown: 0 as Span }
  assert.deepEqual([availabilityOf(still), plannedPart(still), plannedPart(sumOf([site, still]))], [1, null, 0.75])
  assert.equal(availabilityOf(sumOf([site, still])), 85 / 90)
})
