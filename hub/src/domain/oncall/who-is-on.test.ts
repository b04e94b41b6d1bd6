import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { inZone, whenLocal } from '../calendar/local-time.ts'
import type { Instant } from '../instant.ts'
import type { Rotation, Schedule } from '../plan/plan.ts'
import { firstGap } from './first-gap.ts'
import { whoIsOn } from './who-is-on.ts'

const EVERY_DAY = [1, 2, 3, 4, 5, 6, 7]
const WHOLE_DAY = { from: 0, to: 0 }
const rotation = (more: Partial<Rotation>): Rotation => ({
  days: EVERY_DAY,
  hours: WHOLE_DAY,
  people: ['ana'],
  everyDays: 0,
  from: null,
  timezone: null,
  layer: 1,
  dates: null,
  ...more,
})
const schedule = (timezone: string, ...rotations: Partial<Rotation>[]): Schedule => ({
  id: 's',
  timezone,
  rotations: rotations.map(rotation),
  overrides: [],
})

const FIRST_LINE = schedule(
  'America/New_York',
  { hours: { from: 360, to: 1080 }, people: ['ana', 'kofi'], everyDays: 7, from: '2026-01-05' },
  { hours: { from: 1080, to: 180 }, people: ['mei'] },
)
const DEVELOPERS = schedule('Europe/Lisbon', { days: [1, 2, 3, 4, 5], hours: { from: 540, to: 1080 }, people: ['dev1'] })

const on = (schedule: Schedule, local: string) =>
  whoIsOn(schedule, whenLocal(Temporal.PlainDateTime.from(local), schedule.timezone)).join(' ')

const duties: [string, Schedule, string, string][] = [
  ['the first week belongs to the first person', FIRST_LINE, '2026-01-05T06:00', 'ana'],
  ['the turn passes with the week', FIRST_LINE, '2026-01-12T06:00', 'kofi'],
  ['and comes round', FIRST_LINE, '2026-01-19T12:00', 'ana'],
  ['before the first day turns go round as well', FIRST_LINE, '2026-01-04T12:00', 'kofi'],
  ['at the end of a shift the next one begins', FIRST_LINE, '2026-01-05T18:00', 'mei'],
  ['a shift across midnight is still on', FIRST_LINE, '2026-01-06T02:59', 'mei'],
  ['in the gap nobody is', FIRST_LINE, '2026-01-06T03:00', ''],
  ['weekdays are those of the schedule, not of the reader', DEVELOPERS, '2026-01-09T17:59', 'dev1'],
  ['nobody works on Saturday', DEVELOPERS, '2026-01-10T12:00', ''],
  ['a shift of Friday lasts into Saturday', schedule('UTC', { days: [5], hours: { from: 1320, to: 360 } }), '2026-01-10T05:59', 'ana'],
  ['and does not begin on Thursday', schedule('UTC', { days: [5], hours: { from: 1320, to: 360 } }), '2026-01-09T05:59', ''],
  [
    "a night's turn belongs to the day on which the shift starts",
    schedule('UTC', { hours: { from: 1320, to: 360 }, people: ['ana', 'kofi'], everyDays: 7, from: '2026-01-05' }),
    '2026-01-12T05:00',
    'ana',
  ],
  ['where rotations overlap, all are on duty, each once', schedule('UTC', {}, { people: ['mei', 'ana'] }), '2026-01-05T12:00', 'ana mei'],
  ['without turns everyone is on duty', schedule('UTC', { people: ['ana', 'kofi'] }), '2026-01-05T12:00', 'ana kofi'],
]
for (const [name, of, local, expected] of duties) test(`${name} (RES-1)`, () => assert.equal(on(of, local), expected))

test('a shift over the change of the clocks begins and ends by the clock', () => {
  const night = schedule('America/New_York', { hours: { from: 1320, to: 360 } })
  assert.equal(whoIsOn(night, Date.parse('2026-03-08T09:59:00Z') as Instant).length, 1)
  assert.equal(whoIsOn(night, Date.parse('2026-03-08T10:00:00Z') as Instant).length, 0)
})

const minute = fc.integer({ min: 0, max: 95 }).map((quarter) => quarter * 15)
const anyRotation = fc.record({
  days: fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { minLength: 1, maxLength: 7 }),
  hours: fc.record({ from: minute, to: minute }),
  people: fc.uniqueArray(fc.constantFrom('ana', 'kofi', 'mei', 'dev1'), { minLength: 1, maxLength: 4 }),
  everyDays: fc.constantFrom(0, 1, 7, 14),
  from: fc.constantFrom(null, '2026-01-05', '2026-07-15'),
  timezone: fc.constant(null),
  layer: fc.constant(1),
  dates: fc.constant(null),
})
const anySchedule = fc.record({
  id: fc.constant('s'),
  timezone: fc.constantFrom('America/New_York', 'Europe/Lisbon', 'Asia/Tokyo', 'Australia/Lord_Howe'),
  rotations: fc.array(anyRotation, { minLength: 1, maxLength: 3 }),
  overrides: fc.constant([]),
})
const moment = fc.integer({ min: Date.UTC(2026, 0, 10), max: Date.UTC(2027, 0, 1) }).map((ms) => ms as Instant)

// The same question put to the clock face alone, which is right wherever the clocks do not change.
function byTheClock({ timezone, rotations }: Schedule, at: Instant): string[] {
  const local = inZone(at, timezone)
  const now = local.hour * 60 + local.minute
  const people = rotations.flatMap(({ days, hours, people, everyDays, from }) => {
    const across = hours.to <= hours.from
    const started = now >= hours.from && (across || now < hours.to) ? 0 : across && now < hours.to ? 1 : null
    if (started === null) return []
    const date = local.toPlainDate().subtract({ days: started })
    if (!days.includes(date.dayOfWeek)) return []
    if (everyDays === 0) return people
    const passed = Math.floor(Temporal.PlainDate.from(from ?? '1970-01-05').until(date).days / everyDays)
    return [people.at(passed % people.length)!]
  })
  return [...new Set(people)]
}

const isQuietWeek = (at: Instant, timezone: string) => {
  const next = inZone((at - 3 * 86_400_000) as Instant, timezone).getTimeZoneTransition('next')
  return next === null || next.epochMilliseconds > at + 3 * 86_400_000
}

test('away from changes of the clocks, duty is what the clock face says (RES-1)', () => {
  fc.assert(
    fc.property(anySchedule, moment, (schedule, at) => {
      fc.pre(isQuietWeek(at, schedule.timezone))
      assert.deepEqual(whoIsOn(schedule, at), byTheClock(schedule, at))
    }),
    { numRuns: 500 },
  )
})

test('where no gap is found there is none in the year, and a gap that is found is one (RES-1)', () => {
  fc.assert(
    fc.property(anySchedule, moment, (schedule, at) => {
      const gap = firstGap(schedule)
      if (gap === null) assert.notEqual(whoIsOn(schedule, at).length, 0)
      else assert.equal(whoIsOn(schedule, gap).length, 0)
    }),
    { numRuns: 200 },
  )
})

test('a schedule round the clock has no gap, not even when the clocks change', () => {
  const day = { hours: { from: 360, to: 1080 } }
  const night = { hours: { from: 1080, to: 360 } }
  assert.equal(firstGap(schedule('America/New_York', day, night)), null)
  assert.equal(firstGap(schedule('Australia/Lord_Howe', { hours: { from: 120, to: 120 } })), null)
})

const when = (local: string, zone = 'UTC') => whenLocal(Temporal.PlainDateTime.from(local), zone)
const WEEKLY = schedule(
  'UTC',
  { people: ['ana', 'kofi'], everyDays: 7, from: '2026-01-05' },
  { layer: 2, hours: { from: 540, to: 1020 }, people: ['mei'] },
)

test('the highest layer on which somebody stands counts, and below it the next (RES-1)', () => {
  assert.equal(on(WEEKLY, '2026-01-05T08:59'), 'ana')
  assert.equal(on(WEEKLY, '2026-01-05T09:00'), 'mei')
  assert.equal(on(WEEKLY, '2026-01-05T17:00'), 'ana')
})

test('a rotation may follow the sun: its hours are those of its own zone (RES-1)', () => {
  const sun = schedule(
    'UTC',
    { hours: { from: 540, to: 1020 }, timezone: 'Asia/Tokyo', people: ['mei'] },
    { hours: { from: 540, to: 1020 }, people: ['ana'] },
  )
  assert.deepEqual([on(sun, '2026-01-05T00:30'), on(sun, '2026-01-05T08:30'), on(sun, '2026-01-05T09:30')], ['mei', '', 'ana'])
})

test('a temporary rotation has its first and its last day (RES-1)', () => {
  const fair = { dates: { first: '2026-03-02', last: '2026-03-03' }, layer: 2, people: ['dev1'], hours: { from: 1320, to: 360 } }
  const of = schedule('UTC', {}, fair)
  assert.deepEqual(
    ['2026-03-02T05:00', '2026-03-02T22:00', '2026-03-04T05:59', '2026-03-04T22:00'].map((local) => on(of, local)),
    ['ana', 'dev1', 'dev1', 'ana'],
  )
})

test('an override wins over every layer, a swap takes the place of one person, and the later of two wins (RES-1)', () => {
  const period = { from: when('2026-01-05T10:00'), until: when('2026-01-05T20:00') }
  const overridden = { ...WEEKLY, overrides: [{ ...period, people: ['dev1'], insteadOf: null }] }
  assert.deepEqual(
    ['09:59', '10:00', '19:59', '20:00'].map((time) => on(overridden, `2026-01-05T${time}`)),
    ['mei', 'dev1', 'dev1', 'ana'],
  )
  const swapped = { ...WEEKLY, overrides: [{ ...period, people: ['kofi'], insteadOf: 'ana' }] }
  assert.deepEqual(
    ['16:59', '17:00', '20:00'].map((time) => on(swapped, `2026-01-05T${time}`)),
    ['mei', 'kofi', 'ana'],
  )
  const twice = { ...swapped, overrides: [...swapped.overrides, { ...period, people: ['dev1'], insteadOf: 'ana' }] }
  assert.equal(on(twice, '2026-01-05T18:00'), 'dev1')
})

test('who is away is on duty nowhere; the layer below stands in, or whoever swapped (RES-1)', () => {
  const at = when('2026-01-05T10:00')
  const away =
    (...names: string[]) =>
    (person: string) =>
      names.includes(person)
  assert.deepEqual(whoIsOn(WEEKLY, at, away('mei')), ['ana'])
  assert.deepEqual(whoIsOn(WEEKLY, at, away('mei', 'ana')), [])
  const swap = { from: at, until: when('2026-01-05T12:00'), people: ['dev1'], insteadOf: 'mei' }
  assert.deepEqual(whoIsOn({ ...WEEKLY, overrides: [swap] }, at, away('mei')), ['dev1'])
  assert.deepEqual(whoIsOn({ ...WEEKLY, overrides: [{ ...swap, insteadOf: null }] }, at, away('dev1')), ['mei'])
})
