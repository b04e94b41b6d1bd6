import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Diagnosis } from '../diagnosis/diagnosis.ts'
import type { Dismissal } from './dismiss.ts'
import { sayExcuse, withExcuse } from './with-excuse.ts'

const diagnosis: Diagnosis = {
  cause: 'app.fatal',
  confidence: 0.7,
  because: ['The page says so.'],
  alternatives: [{ cause: 'app.blank', confidence: 0.2 }],
  check: 'curl -sI https://cornerbakery.example/',
  facts: { registrar: 'NameSilver' },
}
const wall: Dismissal = { verdict: 'false-alarm', reason: 'false_alarm.waf_block', because: ['A rule there blocks us.'] }
const work: Dismissal = { verdict: 'maintenance', reason: 'maintenance.planned', because: ['An update is under way.'] }

test('an outage that evidence excuses has no cause that a client could read, and keeps what it might have been (TRI-2)', () => {
  const said = withExcuse(diagnosis, wall)
  assert.deepEqual([said.cause, said.confidence < 0.6, said.because[0]], ['unknown', true, 'A rule there blocks us.'])
  assert.deepEqual(
    said.alternatives.map(({ cause }) => cause),
    ['app.fatal', 'app.blank'],
  )
  assert.deepEqual(said.facts, diagnosis.facts)
  assert.equal(withExcuse(diagnosis, null), diagnosis)
})

test('people are asked to have our probe let in at a wall, and of announced work they are asked nothing', () => {
  assert.match(sayExcuse(wall), /^This looks like a false alarm\. A rule there blocks us\. Please have our probe allow-listed/)
  assert.equal(sayExcuse(work), 'This looks like planned work, not an outage. An update is under way.')
})
