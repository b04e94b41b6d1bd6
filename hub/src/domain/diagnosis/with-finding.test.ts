import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Verdict } from '../triage/verdict.ts'
import type { Diagnosis } from './diagnosis.ts'
import { withFinding } from './with-finding.ts'

const unknown: Diagnosis = { cause: 'unknown', confidence: 0, because: [], alternatives: [], facts: {} }
const verdict = (code: string, deterministic: boolean): Verdict => ({
  verdict: 'genuine',
  reason: null,
  class: null,
  code,
  deterministic,
  because: [],
})

test('a cause that the check itself found is not lost when the site is well by the time of diagnosis (DIA-1)', () => {
  const said = withFinding(unknown, verdict('hosting.suspended_unknown', true))
  assert.deepEqual([said.cause, said.confidence], ['hosting.suspended_unknown', 0.9])
  assert.equal(withFinding(unknown, verdict('tls.chain', false)).confidence, 0.7)
})

test('a code that is no cause stays unknown, and evidence goes before the check', () => {
  assert.equal(withFinding(unknown, verdict('connection_refused', false)).cause, 'unknown')
  const sure: Diagnosis = { ...unknown, cause: 'domain.expired', confidence: 0.95 }
  assert.equal(withFinding(sure, verdict('tls.expired', true)), sure)
})

test('where only a service fails the cause says which, unless evidence knows why (MON-2)', () => {
  const mail = { ...verdict('connection_refused', false), service: 'mail' } as const
  const said = withFinding(unknown, mail)
  assert.deepEqual([said.cause, said.confidence], ['service.mail_down', 0.9])
  const lapsed: Diagnosis = { ...unknown, cause: 'domain.hold', confidence: 0.95 }
  assert.equal(withFinding(lapsed, mail), lapsed)
})
