import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Problem } from '../problem.ts'
import { listScenarios, SCENARIOS, scenarioCalled } from './scenarios.ts'

test('every scenario is listed with a sentence, and found by its name', () => {
  for (const { name, shows } of SCENARIOS) {
    assert.ok(listScenarios().includes(shows))
    assert.equal(scenarioCalled(name).name, name)
  }
})

test('a scenario that is not there is bad input, and the nearest is named', () => {
  const isRefused = (error: unknown) => error instanceof Problem && error.kind === 'bad-input' && error.code === 'scenario_unknown'
  assert.throws(() => scenarioCalled('malwar'), isRefused)
  assert.throws(
    () => scenarioCalled('malwar'),
    (error: Problem) => error.fix.startsWith('Did you mean malware? Choose one of certificate,'),
  )
  assert.throws(
    () => scenarioCalled('zzzzzz'),
    (error: Problem) => error.fix.startsWith('Choose one of'),
  )
})
