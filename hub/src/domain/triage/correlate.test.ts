import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Instant } from '../instant.ts'
import { belongs, correlate } from './correlate.ts'
import type { Failing, Keys, NamedCause } from './correlate.ts'
import type { FailureClass } from './verdict.ts'

const NOW = 1_800_000_000_000 as Instant
const fleet = (sites: Record<string, Keys>) => new Map(Object.entries(sites))
const failing = (all: ReadonlyMap<string, Keys>, sites: readonly string[], kind: FailureClass = 'timeout', since = NOW): Failing[] =>
  sites.map((site) => ({ site, since, class: kind, cause: null, keys: all.get(site)! }))

const host = (n: number, more: Keys = {}): Keys => ({ address: [`192.0.2.${n}`], hosting: ['anchor'], ...more })
const elsewhere = (n: number): Keys => ({ address: [`198.51.100.${n}`], hosting: [`other-${n}`] })
const agency = fleet({ a: host(1), b: host(2), c: host(3), d: host(4), e: elsewhere(5), f: elsewhere(6), g: elsewhere(7), h: elsewhere(8) })

test('sites of one host that fail together are one larger outage, and its other sites are at risk (TRI-3, DIA-9)', () => {
  assert.deepEqual(correlate(failing(agency, ['a', 'b', 'c']), agency, NOW), {
    kind: 'outage',
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

test('failures with nothing in common, or as frequent elsewhere, are no larger outage', () => {
  assert.equal(correlate(failing(agency, ['a', 'e', 'f']), agency, NOW), null)
  assert.equal(correlate(failing(agency, ['a', 'b', 'e', 'f']), agency, NOW), null)
})

test('one site is never a larger outage, and old failures do not count', () => {
  assert.equal(correlate(failing(agency, ['a']), agency, NOW), null)
  const old = failing(agency, ['a', 'b', 'c'], 'timeout', (NOW - 11 * 60_000) as Instant)
  assert.equal(correlate(old, agency, NOW), null)
})

test('an expired certificate beside a host’s outage does not hide it, nor belongs to it', () => {
  const mixed = [...failing(agency, ['a', 'b', 'c']), ...failing(agency, ['e'], 'deterministic')]
  assert.equal(correlate(mixed, agency, NOW)?.value, 'anchor')
})

const named = (id: string, { since = NOW, isSure = true } = {}): NamedCause => ({ id, since, isSure })
const diagnosed = (all: readonly Failing[], cause: NamedCause | null): Failing[] => all.map((one) => ({ ...one, cause }))
const others = (count: number) => Object.fromEntries(Array.from({ length: count }, (_, n) => [`s${n}`, elsewhere(n + 10)]))

// Nine sites of one host, three of them with an old gallery, and many elsewhere.
const gallery = ['gallery 2.1', 'seo 9.0']
const worm = fleet({
  ...{ a: host(1, { plugin: gallery }), b: host(2, { plugin: gallery }), c: host(3, { plugin: gallery }) },
  ...Object.fromEntries(Array.from({ length: 6 }, (_, n) => [`h${n}`, host(n + 20, { plugin: ['seo 9.0'] })])),
  ...others(20),
})

test('sites attacked through one plugin are a campaign, hours apart, and those that run it too are at risk (DIA-9)', () => {
  const attacked = [
    ...diagnosed(
      failing(worm, ['a'], 'content', (NOW - 9 * 3_600_000) as Instant),
      named('security.defacement', { since: (NOW - 9 * 3_600_000) as Instant }),
    ),
    ...diagnosed(failing(worm, ['b'], 'status'), named('security.malware', { isSure: false })),
  ]
  assert.deepEqual(correlate(attacked, worm, NOW), {
    ...{ kind: 'campaign', shared: 'plugin', value: 'gallery 2.1' },
    ...{ failing: ['a', 'b'], atRisk: ['c'] },
  })
})

test('a plugin whose new version breaks sites is an outage, not an attack; a day later it is old', () => {
  const broken = diagnosed(failing(worm, ['a', 'b', 'c'], 'status'), named('app.fatal'))
  assert.deepEqual([correlate(broken, worm, NOW)?.kind, correlate(broken, worm, NOW)?.value], ['outage', 'gallery 2.1'])
  assert.equal(correlate(broken, worm, (NOW + 25 * 3_600_000) as Instant), null)
})

test('a page that is not the site says nothing before its diagnosis; nor does a database its server holds accuse a plugin', () => {
  const unread = failing(worm, ['a', 'b', 'c'], 'content')
  assert.equal(correlate(unread, worm, NOW), null)
  assert.equal(correlate(diagnosed(unread, named('unknown')), worm, NOW)?.shared, 'hosting')
  const all = ['a', 'b', 'c', 'h0', 'h1', 'h2']
  assert.equal(correlate(diagnosed(failing(worm, all, 'status'), named('app.db_connect')), worm, NOW)?.shared, 'hosting')
})

test('what is sure to come from elsewhere is not counted, nor taken in', () => {
  const mixed = [...failing(agency, ['a', 'b']), ...diagnosed(failing(agency, ['c']), named('domain.expired'))]
  assert.deepEqual(correlate(mixed, agency, NOW)?.failing, undefined)
  const [lapsed] = diagnosed(failing(agency, ['c']), named('domain.expired'))
  const [silent] = failing(agency, ['d'])
  const anchor = { shared: 'hosting', value: 'anchor' } as const
  assert.deepEqual([belongs(lapsed!, anchor, mixed), belongs(silent!, anchor, mixed)], [false, true])
})

test('where names lead somewhere, those who answer for names are blamed by a diagnosis alone (TRI-3)', () => {
  const named = fleet({
    ...Object.fromEntries(agency),
    a: host(1, { dns: ['silver'] }),
    b: host(2, { dns: ['silver'] }),
    c: elsewhere(3),
    d: elsewhere(4),
  })
  assert.equal(
    correlate(
      failing(named, ['a', 'b'], 'refused').map((one) => ({ ...one, keys: { dns: ['silver'] } })),
      named,
      NOW,
    ),
    null,
  )
  const [one, other] = failing(named, ['a', 'b'], 'dns').map((each) => ({ ...each, keys: { dns: ['silver'] } }))
  assert.equal(correlate([one!, other!], named, NOW)?.value, 'silver')
  const moved = [one!, other!].map((each) => ({
    ...each,
    class: 'refused' as const,
    cause: { id: 'dns.provider_outage', since: NOW, isSure: false },
  }))
  assert.equal(correlate(moved, named, NOW)?.value, 'silver')
})

test('a campaign takes in who is attacked, not who is down for another reason', () => {
  const plugin = { shared: 'plugin', value: 'gallery 2.1' } as const
  const members = diagnosed(failing(worm, ['a', 'b'], 'status'), named('security.malware'))
  const [silent] = failing(worm, ['c'], 'status')
  assert.deepEqual(
    [silent!, ...diagnosed([silent!], named('security.redirect'))].map((one) => belongs(one, plugin, members)),
    [false, true],
  )
})
