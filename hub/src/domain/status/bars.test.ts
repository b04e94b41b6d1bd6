import assert from 'node:assert/strict'
import { test } from 'node:test'
import { after, hours, minutes } from '../instant.ts'
import type { Instant } from '../instant.ts'
import { availabilityOf, barsOf } from './bars.ts'

const at = (text: string) => Date.parse(text) as Instant
const now = at('2026-03-09T12:00:00Z')
const zone = 'America/Chicago'
const aliveUntil = (to: Instant) => [{ location: 'home', from: 0 as Instant, to }]
const view = { alive: aliveUntil(now), now, zone, days: 4 }
const down = { monitor: 'http', location: 'home', at: at('2026-03-07T18:00:00Z'), down: true }
const up = { monitor: 'http', location: 'home', at: at('2026-03-07T19:00:00Z'), down: false }
const first = { monitor: 'http', location: 'home', at: at('2026-03-07T12:00:00Z'), down: false }
const outage = { from: down.at, to: after(up.at, minutes(20)) }

test('a day before the first look is unknown, and one that was watched in part is not drawn as a well one', () => {
  const bars = barsOf({ ...view, seen: [first], outages: [] })
  assert.deepEqual(
    bars.map(({ date, state }) => `${date} ${state}`),
    ['2026-03-06 unknown', '2026-03-07 partial', '2026-03-08 well', '2026-03-09 well'],
  )
})

test('an outage counts from the failure to what was seen next, on its local day', () => {
  const bars = barsOf({ ...view, seen: [first, down, up], outages: [outage] })
  assert.deepEqual([bars[1]?.state, bars[1]?.down, bars[2]?.down], ['down', hours(1), 0])
})

test('a failure that was no genuine outage does not show', () => {
  const bars = barsOf({ ...view, seen: [first, down, up], outages: [] })
  assert.deepEqual([bars[1]?.state, bars[1]?.down], ['partial', 0])
})

test('two monitors that fail in the same hour count it once', () => {
  const other = [
    { ...first, monitor: 'tls' },
    { ...down, monitor: 'tls' },
    { ...up, monitor: 'tls' },
  ]
  assert.equal(barsOf({ ...view, seen: [first, down, up, ...other], outages: [outage] })[1]?.down, hours(1))
})

test('the day on which the clocks go forward has 23 hours', () => {
  assert.equal(barsOf({ ...view, seen: [{ ...first, at: at('2026-03-01T00:00:00Z') }], outages: [] })[2]?.known, hours(23))
})

test('after the last sign of life nothing is known', () => {
  const bars = barsOf({ ...view, alive: aliveUntil(at('2026-03-07T20:00:00Z')), seen: [first], outages: [] })
  assert.deepEqual(
    bars.map(({ state }) => state),
    ['unknown', 'partial', 'unknown', 'unknown'],
  )
  assert.equal(availabilityOf(bars), 1)
  assert.equal(availabilityOf(barsOf({ ...view, alive: [], seen: [], outages: [] })), null)
})

test('while nobody looked nothing is known, and what failed before is not known to go on', () => {
  const [noon, one, six] = ['2026-03-08T17:00:00Z', '2026-03-08T18:00:00Z', '2026-03-08T23:00:00Z'].map(at)
  const alive = [{ location: 'home', from: 0 as Instant, to: one! }, { location: 'home', from: six!, to: now }] // prettier-ignore
  const failing = { ...down, at: noon! }
  const bar = barsOf({ ...view, alive, seen: [first, failing, { ...up, at: six! }], outages: [{ from: noon!, to: six! }] })[2]
  assert.deepEqual([bar?.state, bar?.known, bar?.down], ['down', hours(18), hours(1)])
  assert.equal(barsOf({ ...view, alive, seen: [first], outages: [] })[2]?.state, 'partial')
})
