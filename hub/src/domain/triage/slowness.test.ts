import assert from 'node:assert/strict'
import { test } from 'node:test'
import { rollUpOf, sumOf } from '../latency/roll-up.ts'
import { slowAfter } from './slowness.ts'

const hours = (...took: number[]) => took.map((ms) => sumOf(Array.from({ length: 60 }, () => rollUpOf(ms))))
const times = (n: number, took: number) => Array.from({ length: n }, () => took)
const isThrice = (slow: number | null, took: number) => assert.ok(slow! > took * 2.9 && slow! <= took * 3, String(slow))

test('slow is three times what the site is used to, at least two seconds, and nobody judges by less than a day (MON-3)', () => {
  assert.equal(slowAfter(hours(...times(23, 900))), null)
  isThrice(slowAfter(hours(...times(168, 900))), 900)
  assert.equal(slowAfter(hours(...times(168, 120))), 2000)
  isThrice(slowAfter(hours(...times(165, 900), 9000, 9000, 9000)), 900) // a few bad hours do not make it used to them
})

test('an outage of time-outs does not make a site used to being slow (MON-3)', () => {
  const outage = Array.from({ length: 30 }, () => sumOf(Array.from({ length: 60 }, () => rollUpOf(null))))
  isThrice(slowAfter([...hours(...times(138, 900)), ...outage]), 900)
})
