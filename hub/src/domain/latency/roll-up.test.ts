import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { meanOf, percentileOf, rollUpOf, sumOf } from './roll-up.ts'

const looks = (...took: (number | null)[]) => sumOf(took.map(rollUpOf))

test('an hour of looks is counted in eight buckets; of a failure only that it was one (MON-3)', () => {
  assert.deepEqual(looks(50, 51, 399.5, 20_000, null), {
    ...{ checks: 5, failures: 1, totalMs: 20_500.5, worstMs: 20_000 },
    buckets: [1, 1, 0, 1, 0, 0, 0, 1],
  })
  assert.equal(meanOf(looks(100, 300, null)), 200)
  assert.deepEqual([meanOf(looks(null)), percentileOf(looks(null), 0.5), percentileOf(looks(), 0.95)], [null, null, null])
})

test('a percentile from the histogram is off by less than half or double, and below 50 ms by less than 50 ms (MON-3)', () => {
  const took = fc.array(fc.oneof(fc.integer({ min: 1, max: 120 }), fc.integer({ min: 1, max: 20_000 })), { minLength: 1, maxLength: 80 })
  fc.assert(
    fc.property(took, fc.constantFrom(0.5, 0.95, 0.99), (all, share) => {
      const read = percentileOf(looks(...all), share)!
      const exact = all.toSorted((a, b) => a - b)[Math.ceil(all.length * share) - 1]!
      const isNear = exact <= 50 ? read <= 50 : exact > 3200 ? read >= 3200 : read >= exact / 2 && read <= exact * 2
      assert.ok(isNear && read <= Math.max(...all), `${read} for ${exact}`)
    }),
  )
})
