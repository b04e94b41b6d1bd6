import assert from 'node:assert/strict'
import { test } from 'node:test'
import { AT, sampleOf } from '../../domain/host/sample.double.ts'
import { showLayers } from './show-layers.ts'

test('what the logs of the host said stands by itself before the sample, once for what two looks saw (MON-7)', () => {
  const log = [{ at: AT, says: 'nginx: 40 errors in a minute', lines: ['upstream timed out'] }]
  const host = { name: 'Web 1', silentFor: null, sample: sampleOf(), siblings: { sites: 1, failing: 0 }, log }
  const look = (seq: number) => ({ seq, at: AT, kind: 'diagnosis', body: { evidence: { host, tookMs: {}, missing: [] }, diagnosis: {} } })
  const pieces = showLayers([look(1), look(2)]).find(({ id }) => id === 'host')!.pieces
  assert.deepEqual(pieces.map(({ name }) => name), ['log', 'host']) // prettier-ignore
  assert.match(pieces[0]!.text, /upstream timed out/)
  assert.doesNotMatch(pieces[1]!.text, /upstream timed out/)
})
