import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Instant } from '../instant.ts'
import { correlate } from './correlate.ts'
import type { Failing, Keys } from './correlate.ts'
import type { FailureClass } from './verdict.ts'

const NOW = 1_800_000_000_000 as Instant
const fleet = (sites: Record<string, Keys>) => new Map(Object.entries(sites))
const failing = (all: ReadonlyMap<string, Keys>, sites: readonly string[], kind: FailureClass = 'timeout', since = NOW): Failing[] =>
  sites.map((site) => ({ site, since, class: kind, keys: all.get(site)! }))

const host = (n: number, more: Keys = {}): Keys => ({ address: [`192.0.2.${n}`], hosting: ['anchor'], ...more })
const elsewhere = (n: number): Keys => ({ address: [`198.51.100.${n}`], hosting: [`other-${n}`] })
const agency = fleet({ a: host(1), b: host(2), c: host(3), d: host(4), e: elsewhere(5), f: elsewhere(6), g: elsewhere(7), h: elsewhere(8) })

test('sites of one host that fail together are one campaign, and its other sites are at risk (TRI-3, DIA-9)', () => {
  assert.deepEqual(correlate(failing(agency, ['a', 'b', 'c']), agency, NOW), {
    shared: 'hosting',
    value: 'anchor',
    failing: ['a', 'b', 'c'],
    atRisk: ['d'],
  })
})

test('the narrowest thing in common is named: one address before its host', () => {
  const shared = fleet({ a: host(1), b: host(1), c: host(1), d: host(4), e: elsewhere(5), f: elsewhere(6) })
  assert.equal(correlate(failing(shared, ['a', 'b', 'c']), shared, NOW)?.shared, 'address')
})

test('failures with nothing in common, or as frequent elsewhere, are no campaign', () => {
  assert.equal(correlate(failing(agency, ['a', 'e', 'f']), agency, NOW), null)
  assert.equal(correlate(failing(agency, ['a', 'b', 'e', 'f']), agency, NOW), null)
})

test('one site is never a campaign, and old failures do not count', () => {
  assert.equal(correlate(failing(agency, ['a']), agency, NOW), null)
  const old = failing(agency, ['a', 'b', 'c'], 'timeout', (NOW - 11 * 60_000) as Instant)
  assert.equal(correlate(old, agency, NOW), null)
})

test('an expired certificate beside a host’s outage does not hide it, nor belongs to it', () => {
  const mixed = [...failing(agency, ['a', 'b', 'c']), ...failing(agency, ['e'], 'deterministic')]
  assert.equal(correlate(mixed, agency, NOW)?.value, 'anchor')
})

test('two sites suffice where they are a third of those that share it', () => {
  const worm = fleet({
    a: { plugin: ['gallery 2.1'] },
    b: { plugin: ['gallery 2.1'] },
    c: { plugin: ['gallery 2.1'] },
    ...Object.fromEntries(Array.from({ length: 40 }, (_, n) => [`s${n}`, {}])),
  })
  assert.deepEqual(correlate(failing(worm, ['a', 'b'], 'content'), worm, NOW), {
    shared: 'plugin',
    value: 'gallery 2.1',
    failing: ['a', 'b'],
    atRisk: ['c'],
  })
})
