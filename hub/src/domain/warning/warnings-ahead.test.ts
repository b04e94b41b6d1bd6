import assert from 'node:assert/strict'
import { test } from 'node:test'
import { after, days } from '../instant.ts'
import type { Instant } from '../instant.ts'
import { warningsAhead } from './warnings-ahead.ts'

const NOW = Date.UTC(2026, 2, 4) as Instant
const NOTHING = { domainEnds: null, certificate: null, drifts: [] }

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
  const all = warningsAhead({ domainEnds: after(NOW, days(5)), certificate, drifts }, NOW)
  assert.deepEqual(all.map(({ what }) => what), ['domain', 'certificate', 'drift mx']) // prettier-ignore
  for (const { said } of all) assert.doesNotMatch(said, /\bdown\b|outage|cannot be reached/)
})
