import assert from 'node:assert/strict'
import { test } from 'node:test'
import { slowAfter } from './slowness.ts'

const hours = (...means: number[]) => means.map((mean) => ({ checks: 60, totalMs: mean * 60 }))
const times = (n: number, mean: number) => Array.from({ length: n }, () => mean)

test('slow is three times what the site is used to, at least two seconds, and nobody judges by less than a day (MON-3)', () => {
  assert.equal(slowAfter(hours(...times(23, 900))), null)
  assert.equal(slowAfter(hours(...times(168, 900))), 2700)
  assert.equal(slowAfter(hours(...times(168, 120))), 2000)
  assert.equal(slowAfter(hours(...times(165, 900), 9000, 9000, 9000)), 2700, 'a few bad hours do not make it used to them')
})
