import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Diagnosis } from '../diagnosis/diagnosis.ts'
import { diagnosisBySample } from './sample.ts'
import type { FailureClass } from './verdict.ts'

const looked = (cause: string | null, confidence = 0.9, kind: FailureClass = 'refused') => {
  const of = { because: ['shop.example refuses connections.'], alternatives: [], facts: { server: 'web7' } }
  const diagnosis: Diagnosis | null = cause === null ? null : { cause, confidence, ...of }
  return { class: kind, diagnosis }
}
const three = (...causes: (string | null)[]) => causes.map((cause) => looked(cause))

test('what every site of the sample shows holds for one that fails like them, as surely as for the least sure, and nothing of theirs is repeated (DIA-9)', () => {
  const sample = [looked('host.web_server_stopped', 0.95), looked('host.web_server_stopped', 0.8), looked('host.web_server_stopped')]
  const said = diagnosisBySample(sample, 'hosting', 'timeout')
  assert.ok(said !== null && said !== 'not-yet')
  assert.deepEqual([said.cause, said.confidence, said.facts], ['host.web_server_stopped', 0.8, {}])
  assert.match(said.because.join(' '), /^3 sites of the same larger outage were looked at closely/)
  assert.doesNotMatch(JSON.stringify(said), /shop|web7/)
})

test('a site waits for the sample, and is looked at itself where the sample differs or fails otherwise (DIA-9)', () => {
  assert.equal(diagnosisBySample(three('host.load', null, 'host.load'), 'hosting', 'refused'), 'not-yet')
  assert.equal(diagnosisBySample(three('host.load', 'host.disk_full', 'host.load'), 'hosting', 'refused'), null)
  assert.equal(diagnosisBySample(three('host.load', 'host.load', 'host.load'), 'hosting', 'content'), null)
  assert.equal(diagnosisBySample(three('domain.expired', 'domain.expired', 'domain.expired'), 'hosting', 'refused'), null)
})
