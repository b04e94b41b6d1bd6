import assert from 'node:assert/strict'
import { test } from 'node:test'
import { after, days } from '../instant.ts'
import type { Instant } from '../instant.ts'
import { cameTrue } from './came-true.ts'
import { warningsAhead } from './warnings-ahead.ts'

const NOW = Date.UTC(2026, 2, 4) as Instant
const NOTHING = { domainEnds: null, certificate: null, billDue: null, plan: [], drifts: [] }

test('over a year a domain warns at 60, 30, 14, 7 and 1 days, once each, and after its renewal no more (PRE-4)', () => {
  const ends = after(NOW, days(300))
  const seen = new Set<string>()
  for (let day = 0; day < 300; day += 0.25)
    for (const { threshold } of warningsAhead({ ...NOTHING, domainEnds: ends }, after(NOW, days(day)))) seen.add(threshold.split(', ')[1]!)
  assert.deepEqual([...seen], ['60 days', '30 days', '14 days', '7 days', '1 days'])
  assert.deepEqual(warningsAhead({ ...NOTHING, domainEnds: after(NOW, days(365)) }, NOW), [])
})

test('a certificate warns by the share of its lifetime that is left, whatever its length (PRE-4)', () => {
  for (const length of [47, 90, 365]) {
    const certificate = { validFrom: NOW, validTo: after(NOW, days(length)) }
    const at = (share: number) =>
      warningsAhead({ ...NOTHING, certificate }, after(NOW, days(length * (1 - share)))).map(({ threshold }) => threshold.split(', ')[1])
    assert.deepEqual([at(0.5), at(0.3), at(0.12), at(0.05)], [[], ['33 %'], ['15 %'], ['7 %']])
  }
})

test('a warning says what is to be done, and never that a site is down (PRE-4)', () => {
  const drifts = [{ what: 'mx', at: NOW, said: 'Mail goes to another server than before.' }]
  const certificate = { validFrom: after(NOW, days(-80)), validTo: after(NOW, days(10)) }
  const all = warningsAhead({ domainEnds: after(NOW, days(5)), certificate, billDue: after(NOW, days(5)), plan: [NEARLY], drifts }, NOW)
  assert.deepEqual(all.map(({ what }) => what), ['domain', 'certificate', 'bill', 'plan disk', 'drift mx']) // prettier-ignore
  for (const { said } of all) assert.doesNotMatch(said, /\bdown\b|outage|cannot be reached/)
})

const NEARLY = { plan: 'Small', use: 'disk', used: 9e9, most: 1e10 } as const

test('a hosting bill warns at 30, 14, 7 and 1 days, and a plan at 80 %, 90 % and when it is full, once each (PRE-4)', () => {
  const due = after(NOW, days(100))
  const seen = new Set<string>()
  for (let day = 0; day < 100; day += 0.25)
    for (const { threshold } of warningsAhead({ ...NOTHING, billDue: due }, after(NOW, days(day)))) seen.add(threshold.split(', ')[1]!)
  assert.deepEqual([...seen], ['30 days', '14 days', '7 days', '1 days'])
  const full = (used: number) => warningsAhead({ ...NOTHING, plan: [{ ...NEARLY, used }] }, NOW).map(({ threshold }) => threshold)
  assert.deepEqual([7.9e9, 8e9, 9.5e9, 1.2e10].map(full), [[], ['Small, 80 %'], ['Small, 90 %'], ['Small, 100 %']])
})

test('an outage is what a warning foretold when its cause is of that kind (PRE-4)', () => {
  const foretold = (cause: string) => ['domain', 'certificate', 'bill', 'plan disk', 'drift mx'].filter((what) => cameTrue(what, cause))
  assert.deepEqual(['domain.expired', 'tls.expired', 'hosting.billing', 'hosting.capacity', 'dns.record_wrong', 'host.oom'].map(foretold), [
    ['domain', 'drift mx'],
    ['certificate', 'drift mx'],
    ['bill'],
    ['plan disk'],
    ['drift mx'],
    [],
  ])
})
