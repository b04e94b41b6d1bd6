import assert from 'node:assert/strict'
import { test } from 'node:test'
import { liveThrough } from './year.ts'

test('in a month of 20 sites warnings come in time and once, reviews open and close, and what is proposed is as said (PRE-4, REV-1, REV-2)', async () => {
  const { wrong, figures } = await liveThrough({ sites: 20, days: 30, seed: 2 })
  assert.deepEqual(wrong, [])
  const { incidents, reviewed, warnings, accepted } = figures as Record<string, number>
  assert.ok(incidents! > 5 && reviewed! > 3 && warnings! > 10 && accepted! > 0, JSON.stringify(figures))
})
