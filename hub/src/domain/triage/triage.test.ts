import assert from 'node:assert/strict'
import { test } from 'node:test'
import { pageSaying, wellPage } from '../diagnosis/evidence.double.ts'
import { milliseconds, minutes } from '../instant.ts'
import type { Instant } from '../instant.ts'
import { triage } from './triage.ts'
import { wallOn } from './walls.ts'
import type { CheckResult, Observations } from './verdict.ts'

const AT = Date.parse('2026-11-21T12:00:00Z') as Instant
const down = (more: Partial<CheckResult> = {}): CheckResult => ({
  state: 'down',
  code: 'connection_refused',
  class: 'refused',
  at: AT,
  tookMs: 20,
  facts: {},
  diary: [],
  ...more,
})
const up = (more: Partial<CheckResult> = {}): CheckResult => ({ ...down(more), state: 'up', code: null, class: null })
const canary = (well: boolean, skewMs: number | null = 0) => ({
  url: 'https://canary.example/',
  well,
  skewMs: skewMs === null ? null : milliseconds(skewMs),
})
const seen = (more: Partial<Observations> = {}): Observations => ({
  first: down(),
  retries: [down(), down({ at: (AT + 2000) as Instant })],
  otherResolver: down(),
  canaries: [canary(true), canary(true)],
  otherLocations: [],
  othersFailing: { sites: 1, ofSites: 20, networks: 1 },
  maintenance: null,
  ...more,
})
const expired = down({ code: 'tls.expired', class: 'deterministic' })
const forbidden = (status: number) => down({ code: 'status_unexpected', class: 'status', facts: { status } })

const rows: readonly [string, Partial<Observations>, string][] = [
  ['a failure that every look repeats is genuine', {}, 'genuine'],
  ['most canaries unwell: we do not see', { canaries: [canary(false), canary(false), canary(true)] }, 'false_alarm.probe'],
  ['one canary of two unwell says nothing', { canaries: [canary(false), canary(true)] }, 'genuine'],
  ['no canaries: genuine all the same', { canaries: [] }, 'genuine'],
  ['4 of 10 sites on 3 networks fail at once: we do not see', { othersFailing: { sites: 4, ofSites: 10, networks: 3 } }, 'false_alarm.probe'],
  ['a large host is down beside two sites of other networks', { othersFailing: { sites: 92, ofSites: 100, networks: 3, elsewhere: { sites: 2, ofSites: 10 } } }, 'genuine'], // prettier-ignore
  ['a large host and half of everything else are down: we do not see', { othersFailing: { sites: 95, ofSites: 100, networks: 3, elsewhere: { sites: 5, ofSites: 10 } } }, 'false_alarm.probe'], // prettier-ignore
  ['30 % is not more than 30 %', { othersFailing: { sites: 3, ofSites: 10, networks: 3 } }, 'genuine'],
  ['two networks are an outage of theirs', { othersFailing: { sites: 9, ofSites: 10, networks: 2 } }, 'genuine'],
  ['two sites are too few to suspect ourselves', { othersFailing: { sites: 2, ofSites: 2, networks: 3 } }, 'genuine'],
  ['an expired certificate and a clock 121 s off', { first: expired, canaries: [canary(true, 121_000)] }, 'false_alarm.clock'],
  ['a clock exactly 120 s off is sound', { first: expired, retries: [expired], canaries: [canary(true, -120_000)] }, 'genuine'],
  [
    'a blip, and a fresh look that met the certificate while the clock was wrong',
    { retries: [expired], canaries: [canary(true, 500_000)] },
    'false_alarm.clock',
  ],
  ['a wrong clock says nothing of a refused connection', { canaries: [canary(true, 500_000)] }, 'genuine'],
  ['one canary without a date does not hide the skew', { first: expired, canaries: [canary(true, null), canary(true, -900_000)] }, 'false_alarm.clock'],
  ['a name that only one resolver misses', { first: down({ code: 'name_not_found', class: 'dns' }), otherResolver: up() }, 'false_alarm.resolver'],
  ['a name that only one resolver misses, and it misses the canaries too', { first: down({ code: 'resolver_failed', class: 'dns' }), otherResolver: up(), canaries: [canary(false)] }, 'false_alarm.resolver'],
  ['another resolver leads to another, well address', { first: down({ facts: { address: '192.0.2.1' } }), otherResolver: up({ facts: { address: '192.0.2.2' } }) }, 'false_alarm.resolver'],
  ['the fresh connection is well', { retries: [up({ at: (AT + 30) as Instant })] }, 'false_alarm.transient'],
  ['the last look is well', { retries: [down(), up({ at: (AT + 2000) as Instant })] }, 'false_alarm.transient'],
  ['well again from here while two other places see it fail', { retries: [up()], otherLocations: [{ location: 'a', result: down() }, { location: 'b', result: down() }] }, 'genuine'],
  ['a challenge page', { first: forbidden(403), asBrowser: pageSaying('Just a moment...', 'Just a moment...', { status: 403, hops: [{ url: 'x', status: 403, location: null, headers: { 'cf-mitigated': 'challenge' } }] }) }, 'false_alarm.waf_block'],
  ['row 77: 403 for our probe and 200 for a browser', { first: forbidden(403), asBrowser: wellPage }, 'false_alarm.waf_block'],
  ['403 for a browser too', { first: forbidden(403), asBrowser: pageSaying('403', 'Forbidden', { status: 403 }) }, 'genuine'],
  ['500 for our probe and 200 for a browser is no wall', { first: forbidden(500), asBrowser: wellPage }, 'genuine'],
  ['row 79: only our location is turned away', { first: forbidden(451), otherLocations: [{ location: 'a', result: up() }, { location: 'b', result: up() }] }, 'false_alarm.geo_block'],
  ['one other location is too few to say so, and sees it well', { first: forbidden(451), otherLocations: [{ location: 'a', result: up() }] }, 'false_alarm.regional'],
  ['another location sees it too', { otherLocations: [{ location: 'a', result: down() }] }, 'genuine'],
  ['one of two others sees it too', { otherLocations: [{ location: 'a', result: down() }, { location: 'b', result: up() }] }, 'genuine'],
  ['both others see it well', { otherLocations: [{ location: 'a', result: up() }, { location: 'b', result: up() }] }, 'false_alarm.regional'],
  ['of two locations only ours fails', { otherLocations: [{ location: 'a', result: up() }] }, 'false_alarm.regional'],
  ['of two locations only the other fails', { retries: [up()], otherLocations: [{ location: 'a', result: down() }] }, 'false_alarm.regional'],
  ['the other sees it well and a third is silent', { otherLocations: [{ location: 'a', result: up() }], absent: [{ location: 'b', why: 'silent' }] }, 'false_alarm.regional'],
  ['the others were not heard in time', { absent: [{ location: 'a', why: 'silent' }, { location: 'b', why: 'cannot-see' }] }, 'genuine'],
  ['a certificate that only our location sees expired', { first: expired, retries: [expired], otherLocations: [{ location: 'a', result: up() }] }, 'false_alarm.regional'],
  ['we cannot see, and two others meet it', { canaries: [canary(false)], otherLocations: [{ location: 'a', result: down() }, { location: 'b', result: down() }] }, 'genuine'],
  ['we cannot see, and the word of one other is not enough', { canaries: [canary(false)], otherLocations: [{ location: 'a', result: down() }] }, 'false_alarm.probe'],
  ['our own word is set aside, and two others see it well', { location: 'home', absent: [{ location: 'home', why: 'set-aside' }], otherLocations: [{ location: 'a', result: up() }, { location: 'b', result: up() }] }, 'false_alarm.regional'],
  ['our own word is set aside, and nobody else looks', { location: 'home', absent: [{ location: 'home', why: 'set-aside' }] }, 'genuine'],
  ['a quorum of three, and two see it', { quorum: 3, otherLocations: [{ location: 'a', result: down() }, { location: 'b', result: up() }] }, 'false_alarm.regional'],
  ['planned work is going on', { maintenance: 'Database upgrade' }, 'maintenance.planned'],
  ['a blip during planned work is a blip', { maintenance: 'Database upgrade', retries: [up()] }, 'false_alarm.transient'],
] // prettier-ignore

for (const [world, more, expected] of rows) {
  test(`${world}: ${expected} (TRI-1, TRI-2)`, () => {
    const said = triage(seen(more))
    assert.equal(said.reason ?? said.verdict, expected)
    assert.ok(said.because.length > 0 && said.because.every((sentence) => /^\S.{8,}\.$/.test(sentence)), said.because.join('\n'))
    assert.equal(said.verdict === 'false-alarm', expected.startsWith('false_alarm.'))
  })
}

test('slow stays slow, and is no outage', () => {
  const slow = down({ state: 'slow', code: 'response_slow', class: null })
  const said = triage(seen({ first: slow, retries: [slow, slow], otherResolver: null }))
  assert.equal(said.verdict, 'slow')
  assert.equal(triage(seen({ retries: [slow] })).reason, 'false_alarm.transient', 'slow is well enough after down')
})

test('the verdict says what was not checked', () => {
  const { because } = triage(seen({ canaries: [], otherResolver: null }))
  assert.deepEqual(because.slice(-3), [
    'The probe’s own connection was not checked: no canaries are configured.',
    'Only one location looked.',
    'No other resolver was asked.',
  ])
})

test('what only a person can put right is deterministic and pages at once; what heals by itself is not', () => {
  assert.equal(triage(seen({ first: expired, retries: [expired] })).deterministic, true)
  assert.equal(triage(seen()).deterministic, false)
  assert.equal(triage(seen({ first: expired, retries: [up()] })).deterministic, false)
})

test('a protected page that is let through is no wall, and an article about walls is none either', () => {
  const script = '<script src="/cdn-cgi/challenge-platform/scripts/jsd/main.js"></script>'
  assert.equal(wallOn({ ...wellPage, excerpt: script }), null)
  assert.equal(wallOn({ ...wellPage, text: 'broke one of the wordfence blocking rules', words: 900 }), null)
  assert.equal(wallOn(null), null)
  const captcha = { url: 'https://x/', status: 202, location: '/.well-known/sgcaptcha/?r=%2F', headers: {} }
  assert.equal(wallOn({ ...wellPage, status: 202, hops: [captcha] }), 'a SiteGround captcha')
})

test('the page of an update is maintenance while it is fresh, and an outage from a quarter of an hour on (TRI-4)', () => {
  const page = { ...pageSaying('Maintenance', 'Briefly unavailable for scheduled maintenance. Check back in a minute.'), status: 503 }
  const updating = (failingFor: number) =>
    triage(
      seen({ first: forbidden(503), retries: [forbidden(503)], otherResolver: null, asBrowser: page, failingFor: minutes(failingFor) }),
    )
  assert.deepEqual([updating(1).verdict, updating(1).reason], ['maintenance', 'maintenance.planned'])
  assert.equal(updating(15).verdict, 'genuine')
})

test('a wall says where our probe was turned away and what it met', () => {
  const challenge = { ...wellPage, status: 403, hops: [{ url: 'https://x/', status: 403, location: null, headers: { server: 'cloudflare', 'cf-mitigated': 'challenge' } }] } // prettier-ignore
  const walls = [challenge, wellPage].map((asBrowser) => triage(seen({ first: forbidden(403), asBrowser })).wall)
  assert.deepEqual(walls, [
    { edge: 'Cloudflare', met: 'a Cloudflare challenge' },
    { edge: null, met: 'the answer 403' },
  ])
  assert.equal('wall' in triage(seen({ retries: [up()] })), false)
})
