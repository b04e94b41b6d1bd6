import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Incident } from '../incident/incident.ts'
import type { Instant } from '../instant.ts'
import type { StatusPage } from './page.ts'
import { PAGE_WORDS } from './page-words.ts'
import { sentenceOf } from './sentence.ts'
import { summaryOf } from './summary.ts'
import type { Announced } from './summary.ts'

const sentence = (...what: Parameters<typeof summaryOf>) => sentenceOf(summaryOf(...what).components, PAGE_WORDS.en)
const page = {
  slug: 'brightside',
  partner: 'brightside',
  sites: ['a.example', 'b.example', 'c.example'].map((id) => ({ id })),
} as unknown as StatusPage
const incident = (more: Partial<Incident>): Incident =>
  ({
    id: '7',
    site: 'a.example',
    partner: 'brightside',
    phase: 'open',
    detectedAt: 0,
    resolvedAt: null,
    verdict: null,
    heardOn: true,
    failingSince: 2000,
    promisedAt: null,
    ...more,
  }) as Incident
const said = (more: Partial<Announced>): Announced => ({
  incident: 7,
  site: 'a.example',
  key: '7/1',
  at: 1000 as Instant,
  stage: 'investigating',
  subject: 's',
  text: 't',
  ...more,
})

test('a page without trouble says so', () => {
  assert.equal(sentence(page, [], []), 'All 3 sites are available.')
  assert.equal(sentence({ ...page, sites: [] }, [], []), 'No sites are listed here yet.')
})

test('a site that is seen well again but watched is not called operational, and the page does not say that all is well (CLR-1)', () => {
  const { components, open, indicator } = summaryOf(page, [incident({ phase: 'stabilising' })], [said({})])
  assert.equal(sentenceOf(components, PAGE_WORDS.en), 'a.example is back, and we watch before we say that all is well.')
  assert.deepEqual(components[0], { site: 'a.example', state: 'degraded_performance', watching: true })
  assert.deepEqual([open[0]?.stage, indicator], ['monitoring', 'minor'])
})

test('several sites down are counted, and all of them is critical', () => {
  const both = ['a.example', 'b.example'].map((site, n) => incident({ id: String(n), site }))
  assert.equal(sentence(page, both, []), '2 of 3 sites are affected, and we are working on it.')
  assert.equal(summaryOf(page, both, []).indicator, 'major')
  assert.equal(summaryOf(page, [...both, incident({ id: '9', site: 'c.example' })], []).indicator, 'critical')
})

test('the public hears neither of a suspicion, nor of a false alarm, nor before anyone is told, nor of another tenant (TRI-2)', () => {
  const silent = [
    incident({ phase: 'suspected' }),
    incident({ phase: 'false-alarm' }),
    incident({ heardOn: false }),
    incident({ partner: 'fjord' }),
    incident({ site: 'other.example' }),
    incident({ phase: 'resolved', resolvedAt: 9000 as Instant }),
  ]
  for (const one of silent) {
    const { open, past, indicator } = summaryOf(page, [one], [])
    assert.deepEqual([open, past, indicator], [[], [], 'none'], one.phase)
  }
})

test('after a relapse the stage goes back to investigating, whatever was said last', () => {
  const { open } = summaryOf(page, [incident({ phase: 'open', outages: 2 })], [said({ stage: 'monitoring' })])
  assert.equal(open[0]?.stage, 'investigating')
})

test('a site that is slow shows degraded performance, without an incident (MON-3)', () => {
  const { components, indicator, open } = summaryOf(page, [], [], new Set(['a.example']))
  assert.deepEqual([components[0]?.state, indicator, open], ['degraded_performance', 'minor', []])
  assert.equal(sentenceOf(components, PAGE_WORDS.en), 'a.example is slow, and we are working on it.')
})

test('where only its mail fails a site is partly out, never down; what nobody outside notices is not on the page (MON-2)', () => {
  const about = (service: 'mail' | 'database') =>
    incident({ verdict: { verdict: 'genuine', reason: null, class: null, code: null, deterministic: false, because: [], service } })
  assert.equal(summaryOf(page, [about('mail')], []).components[0]?.state, 'partial_outage')
  assert.doesNotMatch(sentence(page, [about('mail')], []), /not available/)
  assert.equal(summaryOf(page, [about('database')], []).components[0]?.state, 'operational')
})
