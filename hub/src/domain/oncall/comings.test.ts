import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { beginIncident } from '../incident/begin.ts'
import type { Instant } from '../instant.ts'
import { readPlan } from '../plan/read-plan.ts'
import { comingsWithin } from './comings.ts'
import { gapNews, sayGaps } from './gap-news.ts'
import { sayHandOver, sayReminder } from './say-coming.ts'

const EXAMPLE = readFileSync(new URL('../../../../docs/examples/allclear.yaml', import.meta.url), 'utf8')
const planOf = (text: string) => readPlan(text, 'a.yaml', { variables: { lookup: () => '', unsetIsEmpty: true }, checkSchemas: {} }).plan!
const at = (text: string) => Date.parse(text) as Instant
const plan = planOf(EXAMPLE)
const day = { from: at('2026-03-04T05:00Z'), until: at('2026-03-05T05:00Z') } // a Wednesday in New York

test('each turn begins once, with who hands over and whether it comes after a pause (RES-1)', () => {
  const comings = comingsWithin(plan, day).filter(({ schedule }) => schedule === 'first-line')
  assert.deepEqual(comings, [
    { schedule: 'first-line', person: 'ana', at: at('2026-03-04T11:00Z'), until: at('2026-03-04T23:00Z'), from: [], isRested: true },
    { schedule: 'first-line', person: 'mei', at: at('2026-03-04T23:00Z'), until: at('2026-03-05T08:00Z'), from: ['ana'], isRested: true },
  ])
})

test('two periods that meet tell of every turn once (RES-1)', () => {
  const week = { from: day.from, until: at('2026-03-11T05:00Z') }
  const hours = Array.from({ length: 7 * 24 }, (_, n) => ({
    from: (day.from + n * 3_600_000) as Instant,
    until: (day.from + (n + 1) * 3_600_000) as Instant,
  }))
  const order = (one: { schedule: string; at: Instant }) => `${one.schedule} ${one.at}`
  const together = hours.flatMap((hour) => comingsWithin(plan, hour))
  assert.deepEqual(together.map(order).sort(), comingsWithin(plan, week).map(order).sort())
})

test('whoever comes on duty reads who hands over and what is open, in their own time (RES-1)', () => {
  const mei = comingsWithin(plan, day).find(({ person }) => person === 'mei')!
  const open = {
    ...beginIncident({
      id: '7',
      site: 'a.example',
      partner: 'p',
      detectedAt: at('2026-03-04T22:30Z'),
      pinned: null as never,
      earlier: null,
    }),
  }
  const { subject, text } = sayHandOver(plan, mei, [open], mei.at)
  assert.equal(subject, 'You are on duty for first-line until Thu 5 Mar 2026, 17:00 GMT+9')
  assert.equal(
    text,
    `${subject}. Ana Ruiz hands over to you.\n\nOpen now:\n- Incident 7: a.example, for 30m, cause not known yet, nobody has taken it`,
  )
  assert.equal(sayReminder(plan, mei).subject, 'Your turn for first-line begins at Thu 5 Mar 2026, 08:00 GMT+9')
})

test('uncovered time is news once; that it begins later is none, that it lasts longer is (RES-1)', () => {
  const away = planOf(
    EXAMPLE.replace('timezone: Asia/Tokyo }', 'timezone: Asia/Tokyo, absences: [{ first: 2026-03-16, last: 2026-03-16 }] }'),
  )
  const gap = { ladder: null, from: at('2026-03-15T22:00Z'), until: at('2026-03-16T07:00Z') }
  assert.deepEqual(gapNews(away, [], at('2026-03-01T12:00Z')).found, [], 'it begins in more than two weeks')
  const { found, news } = gapNews(away, [], at('2026-03-02T12:00Z'))
  assert.deepEqual([found, news], [[gap], [gap]])
  assert.deepEqual(gapNews(away, [gap], at('2026-03-15T23:00Z')).news, [])
  assert.deepEqual(gapNews(away, [{ ...gap, until: at('2026-03-16T05:00Z') }], at('2026-03-10T12:00Z')).news, [gap])
  assert.match(sayGaps(news, 'America/New_York').subject, /^Nobody is on call from Sun 15 Mar 2026, 18:00 EDT$/)
})

test('a gap of a client’s own ladder is news of its own, and says of which (RES-1, RES-4)', () => {
  const [plan, client] = [planOf(EXAMPLE), planOf(EXAMPLE).clients['corner-bakery']!]
  const escalations = { gold: [{ ...plan.escalation[0]!, notify: 'developers' }], unused: [] }
  const gold = { ...plan, escalations, clients: { [client.id]: { ...client, escalation: 'gold' } } }
  const { found, news } = gapNews(gold, [], at('2026-03-04T12:00Z'))
  assert.ok(found.length > 10 && found.every(({ ladder }) => ladder === 'gold'))
  assert.deepEqual(gapNews(gold, found, at('2026-03-04T12:00Z')).news, [])
  assert.equal(gapNews(gold, found.map((gap) => ({ ...gap, ladder: null })), at('2026-03-04T12:00Z')).news.length, news.length) // prettier-ignore
  assert.match(sayGaps(news, 'America/New_York').text, /\), ladder gold\n/)
})

test('a gap without an end is told once, however far one sees (RES-1)', () => {
  const nobody = planOf(
    EXAMPLE.replace('timezone: Asia/Tokyo }', 'timezone: Asia/Tokyo, absences: [{ first: 2026-01-01, last: 2027-12-31 }] }'),
  )
  const alone = { ...nobody, escalation: [{ ...nobody.escalation[3]!, notify: 'mei' }], coverage: { ...nobody.coverage, hours: null } }
  const first = gapNews(alone, [], at('2026-03-02T12:00Z'))
  assert.equal(first.news.length, 1)
  assert.deepEqual(gapNews(alone, first.found, at('2026-03-03T12:00Z')).news, [])
})
