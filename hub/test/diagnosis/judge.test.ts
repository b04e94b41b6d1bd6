import assert from 'node:assert/strict'
import { test } from 'node:test'
import { judge } from './judge.ts'
import type { Said } from './judge.ts'
import type { Scenario } from './scenarios.ts'

const expected: Scenario = { verdict: 'genuine', cause: 'tls.expired', from: 0.9, because: /expired on/, never: ['tls.chain'] }
const said = (more: Partial<Said>): Said => ({
  verdict: 'genuine',
  cause: 'tls.expired',
  confidence: 0.95,
  because: ['It expired on Monday.'],
  ...more,
})
const mark = (more: Partial<Said>, of: Scenario = expected) => judge(said(more), of).mark

test('the expected cause, sure enough and for the right reason, is right', () => assert.equal(mark({}), 'right'))

test('too little confidence, no cause, and the wrong reason are unsure', () => {
  assert.equal(mark({ confidence: 0.7 }), 'unsure')
  assert.equal(mark({ cause: 'unknown', confidence: 0.3 }), 'unsure')
  assert.equal(mark({ because: ['It is old.'] }), 'unsure')
})

test('another cause with confidence, a forbidden one, and an outage that is called well are wrong', () => {
  assert.equal(mark({ cause: 'host.service_down', confidence: 0.6 }), 'WRONG')
  assert.equal(mark({ cause: 'tls.chain', confidence: 0.2 }), 'WRONG')
  assert.equal(mark({ verdict: 'healthy', cause: null, confidence: 1 }), 'WRONG')
})

test('more confidence than the evidence carries is wrong', () => {
  const careful: Scenario = { verdict: 'genuine', cause: 'app.fatal', below: 0.9 }
  assert.equal(mark({ cause: 'app.fatal', confidence: 0.95 }, careful), 'WRONG')
  assert.equal(mark({ cause: 'unknown', confidence: 0.3 }, { verdict: 'genuine', cause: 'unknown', below: 0.6 }), 'right')
})
