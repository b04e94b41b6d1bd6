import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Instant } from '../instant.ts'
import type { Failing } from './correlate.ts'
import { partingOf, recoveredAt, sayParting } from './part.ts'

const at = (n: number) => (1_800_000_000_000 + n * 60_000) as Instant
const down = (site: string, cause: string | null, isSure = true): Failing => ({
  ...{ site, since: at(0), class: 'timeout', keys: {} },
  cause: cause === null ? null : { id: cause, since: at(0), isSure },
})
const parting = (one: Failing, others: readonly Failing[], isOutlasted = false) => partingOf(one, [one, ...others], 'hosting', isOutlasted)
const silent = [down('a', 'unknown'), down('b', 'hosting.provider_outage'), down('c', 'host.service_down')]

test('a lapsed domain among a host’s outage goes its own way; a suspicion does not, nor what a host can bring about (TRI-3)', () => {
  assert.equal(parting(down('d', 'domain.expired'), silent), 'other-cause')
  assert.equal(parting(down('d', 'domain.expired', false), silent), null)
  assert.equal(parting(down('d', 'tls.expired'), silent), null)
  assert.equal(parting(down('d', 'unknown'), silent), null)
})

test('nobody is the exception before the others are diagnosed, nor where most say the same', () => {
  assert.equal(parting(down('d', 'dns.lame'), [...silent, down('e', null)]), null)
  assert.equal(parting(down('d', 'dns.lame'), [down('a', 'dns.lame'), down('b', 'dns.provider_outage'), down('c', 'unknown')]), null)
})

test('the others have recovered when four in five are well', () => {
  assert.equal(recoveredAt(0, []), null)
  assert.equal(recoveredAt(1, [at(1), at(2)]), null)
  assert.equal(recoveredAt(0, [at(3), at(1), at(2)]), at(3))
  assert.equal(recoveredAt(1, [at(4), at(1), at(2), at(3)]), at(4))
})

test('who is still down long after the others goes its own way, and the timeline says why', () => {
  assert.equal(parting(down('d', 'unknown'), [], true), 'outlasted')
  assert.match(sayParting('outlasted', 'unknown'), /other sites are well again/)
  assert.equal(
    sayParting('other-cause', 'domain.expired'),
    'Not part of the larger outage: its cause is domain.expired. It is handled by itself.',
  )
})
