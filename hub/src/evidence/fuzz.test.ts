import assert from 'node:assert/strict'
import { test } from 'node:test'
import { fuzzEvidence } from './fuzz.double.ts'

test('300 mangled, endless, dripping and cut answers of DNS, RDAP, WHOIS, TLS and HTTP hurt nobody and hold nobody up (DIA-1)', async () => {
  const seed = Date.now() % 1_000_000
  const { wrong, said } = await fuzzEvidence({ cases: 300, seed })
  assert.deepEqual(wrong, [], `seed ${seed}`)
  assert.ok(said.rdap + said.whois > 0, `seed ${seed}: nobody was heard at all`)
})
