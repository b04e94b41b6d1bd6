import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { aWindow } from '../../../test/seeded-maintenance.ts'
import { seededPlan } from '../../../test/seeded-plan.ts'
import { inZone } from '../calendar/local-time.ts'
import { after, days, hours, minutes } from '../instant.ts'
import type { Instant } from '../instant.ts'
import { coveringWork } from './covers.ts'
import { planMaintenance } from './decide-maintenance.ts'
import type { Maintenance } from './read-maintenance.ts'
import { readMaintenance } from './read-maintenance.ts'
import { occurrencesOf, readRepeats, repeatsFrom, sayRepeats } from './repeats.ts'
import type { Repeats } from './repeats.ts'
import { beginSeries, endSeries, extendSeries } from './series.ts'

const at = (text: string) => Temporal.ZonedDateTime.from(text).epochMilliseconds as Instant
function repeats(words: string, start: string): Repeats {
  const read = readRepeats(words)
  assert.ok('means' in read, words)
  const moment = Temporal.ZonedDateTime.from(start)
  return repeatsFrom(read.means, moment.epochMilliseconds as Instant, moment.timeZoneId)!
}
const dates = (words: string, start: string, many = 5) =>
  occurrencesOf(repeats(words, start), 0 as Instant, after(at(start), days(800)))
    .slice(0, many)
    .map(({ date }) => date)

test('a rhythm is read as people say it, and said back; what is none is refused with what to write', () => {
  for (const words of ['every day', 'every 2 weeks', 'every 3 months', 'every first sunday until 2027-12-31', 'every last friday'])
    assert.equal(sayRepeats(repeats(words, words.includes('friday') ? '2027-01-29T02:00[UTC]' : '2027-02-07T02:00[UTC]')), words)
  for (const words of ['weekly', 'every 0 weeks', 'every sunday', 'every first noday', 'every week until 2027-02-30'])
    assert.ok('wrong' in readRepeats(words), words)
})

test('days, weeks, months and weekdays of a month; a month without the day is passed over, and the last day is one (I-46)', () => {
  assert.deepEqual(dates('every 2 weeks', '2027-03-07T02:00[America/New_York]', 3), ['2027-03-07', '2027-03-21', '2027-04-04'])
  assert.deepEqual(dates('every month', '2027-01-31T02:00[UTC]', 4), ['2027-01-31', '2027-03-31', '2027-05-31', '2027-07-31'])
  assert.deepEqual(dates('every first sunday', '2027-02-07T02:00[UTC]', 3), ['2027-02-07', '2027-03-07', '2027-04-04'])
  assert.deepEqual(dates('every last friday', '2027-01-29T02:00[UTC]', 3), ['2027-01-29', '2027-02-26', '2027-03-26'])
  assert.deepEqual(dates('every week until 2027-02-21', '2027-02-07T02:00[UTC]'), ['2027-02-07', '2027-02-14', '2027-02-21'])
  assert.equal(repeatsFrom({ rhythm: { nth: 1, weekday: 7 }, until: null }, at('2027-02-14T02:00[UTC]'), 'UTC'), null)
})

test('a window comes at the same local time whatever the clocks do; 02:30 that is skipped is 03:00, of a doubled one the first (I-46)', () => {
  const starts = (start: string) =>
    occurrencesOf(repeats('every week', start), 0 as Instant, after(at(start), days(15))).map((one) => new Date(one.at).toISOString())
  assert.deepEqual(starts('2027-03-07T02:30[America/New_York]'), [
    '2027-03-07T07:30:00.000Z',
    '2027-03-14T07:00:00.000Z',
    '2027-03-21T06:30:00.000Z',
  ])
  assert.deepEqual(starts('2027-10-24T02:30[Europe/Berlin]'), [
    '2027-10-24T00:30:00.000Z',
    '2027-10-31T00:30:00.000Z',
    '2027-11-07T01:30:00.000Z',
  ])
})

const facts = (start: string): Maintenance => aWindow('patch', at(start), minutes(45), { sites: ['harbor.example'] })

test('a site is covered if and only if its clocks show a time of some window, all year round, whenever the hub looked (I-44, I-46)', () => {
  const plan = seededPlan()
  const zones = ['America/New_York', 'Europe/Berlin', 'Australia/Lord_Howe', 'Asia/Kolkata']
  fc.assert(
    fc.property(
      fc.constantFrom(...zones),
      fc.array(fc.integer({ min: 0, max: 370 * 24 }), { maxLength: 6 }),
      fc.integer({ min: 0, max: 365 * 24 * 60 }),
      (zone, looks, minute) => {
        const start = `2027-01-03T10:15[${zone}]`
        let series = beginSeries('operator', facts(start), repeats('every week', start), 'ana')
        const windows: Maintenance[] = []
        // Never more than a month apart, as the hub looks each time that one comes within sight.
        const steps = Array.from({ length: 14 }, (_, n) => n * 28 * 24)
        for (const look of [...steps, ...looks].sort((a, b) => a - b)) {
          const extended = extendSeries(series, after(at(start), hours(look - 24)))
          series = extended.series
          windows.push(...extended.windows)
        }
        assert.equal(new Set(windows.map(({ id }) => id)).size, windows.length, 'each once')
        const works = windows.map((one) => planMaintenance('operator', one, 0 as Instant, 'patch'))
        const moment = after(at(start), minutes(minute))
        const local = inZone(moment, zone)
        const isInside = local.dayOfWeek === 7 && local.hour === 10 && local.minute >= 15
        assert.equal(coveringWork(works, plan, 'harbor.example', moment) !== null, isInside, local.toString())
      },
    ),
    { numRuns: 60 },
  )
})

test('a series that ended plans no more, and a hub that stood still tells of nothing that is past', () => {
  const start = '2027-01-03T10:15[Europe/Berlin]'
  const series = beginSeries('operator', facts(start), repeats('every week', start), 'ana')
  const first = extendSeries(series, at('2026-12-01T00:00[UTC]'))
  assert.deepEqual(first.windows.map(({ id }) => id), ['patch-2027-01-03']) // prettier-ignore
  const late = extendSeries(first.series, at('2027-03-01T00:00[UTC]'))
  assert.deepEqual(late.windows.map(({ id }) => id).slice(0, 2), ['patch-2027-03-07', 'patch-2027-03-14']) // prettier-ignore
  assert.deepEqual(extendSeries(endSeries(late.series, 0 as Instant), at('2027-06-01T00:00[UTC]')).windows, [])
})

test('a file that repeats needs its zone, and a start on one of its days', () => {
  const file = (starts: string, words: string) =>
    `maintenance: patch\nstarts: ${starts}\nlasts: 45m\nrepeats: ${words}\naffects: { sites: [a.example] }\ndisrupts: a\nreason: b\nbenefit: c\nsupport: d\nalternatives: none\n`
  const complaints = (starts: string, words: string) => readMaintenance(file(starts, words), 'm.yaml', { now: null }).complaints
  assert.match(complaints('2027-02-07T02:00:00-05:00', 'every week')[0]!.message, /needs its zone/)
  assert.match(complaints('"2027-02-14T02:00[America/New_York]"', 'every first sunday')[0]!.message, /none of these days/)
  const { maintenance, repeats: read } = readMaintenance(file('"2027-02-07T02:00[America/New_York]"', 'every first sunday'), 'm.yaml', {
    now: null,
  })
  assert.deepEqual([maintenance?.id, read?.zone, read?.first], ['patch', 'America/New_York', '2027-02-07T02:00:00'])
})
