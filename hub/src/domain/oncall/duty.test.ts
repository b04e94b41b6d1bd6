import assert from 'node:assert/strict'
import { test } from 'node:test'
import { inZone } from '../calendar/local-time.ts'
import { minutes } from '../instant.ts'
import type { Instant } from '../instant.ts'
import type { Period, Rotation, Schedule } from '../plan/plan.ts'
import { dutyBetween } from './duty.ts'

const YEAR: Period = { from: Date.UTC(2026, 0, 1) as Instant, until: Date.UTC(2027, 0, 1) as Instant }
const MINUTE = minutes(1)
const LENGTH = (YEAR.until - YEAR.from) / MINUTE
const PEOPLE = ['ana', 'kofi', 'mei', 'dev1']

const rotation = (more: Partial<Rotation>): Rotation => ({
  ...{ days: [1, 2, 3, 4, 5, 6, 7], hours: { from: 0, to: 0 }, people: ['ana'], everyDays: 0, from: null },
  ...{ timezone: null, layer: 1, dates: null },
  ...more,
})
const clock = (text: string) => Number(text.slice(0, 2)) * 60 + Number(text.slice(3))
const hours = (from: string, to: string) => ({ from: clock(from), to: clock(to) })
const at = (text: string) => Date.parse(text) as Instant

const SCHEDULES: Schedule[] = [
  {
    ...{ id: 'first-line', timezone: 'America/New_York', overrides: [] },
    rotations: [
      rotation({ hours: hours('06:00', '18:00'), people: ['ana', 'kofi'], everyDays: 7, from: '2026-01-05' }),
      rotation({ hours: hours('18:00', '03:00'), people: ['mei'] }),
      rotation({ hours: hours('02:30', '02:45'), people: ['dev1'], layer: 2, days: [7] }),
    ],
  },
  {
    ...{ id: 'sun', timezone: 'Europe/Lisbon' },
    rotations: [
      rotation({ hours: hours('09:00', '18:00'), days: [1, 2, 3, 4, 5], people: ['dev1'] }),
      rotation({ hours: hours('00:30', '08:00'), timezone: 'Australia/Lord_Howe', people: ['mei', 'kofi'], everyDays: 3 }),
      rotation({ hours: hours('22:00', '06:00'), people: ['ana'], layer: 2, dates: { first: '2026-03-27', last: '2026-10-26' } }),
    ],
    overrides: [
      { from: at('2026-07-01T10:00Z'), until: at('2026-07-03T10:17Z'), people: ['kofi'], insteadOf: null },
      { from: at('2026-10-20T00:00Z'), until: at('2026-10-27T00:00Z'), people: ['mei'], insteadOf: 'ana' },
    ],
  },
  {
    ...{ id: 'turns', timezone: 'Asia/Tokyo', overrides: [] },
    rotations: [rotation({ hours: hours('12:00', '12:00'), people: ['ana', 'kofi', 'mei'], everyDays: 14, from: '2026-02-02' })],
  },
]
const AWAY = { person: 'ana', from: at('2026-08-01T00:00Z'), until: at('2026-08-15T00:00Z') }

for (const schedule of SCHEDULES)
  test(`a year of ${schedule.id}, minute by minute, is as a second way of counting has it, both changes of the clocks and absences among it (RES-1)`, () => {
    const counted = byTicks(schedule)
    const isAway = (person: string, moment: Instant) => person === AWAY.person && moment >= AWAY.from && moment < AWAY.until
    const duty = dutyBetween(schedule, YEAR, isAway, [AWAY])
    assert.equal(duty[0]!.from, YEAR.from)
    assert.equal(duty.at(-1)!.until, YEAR.until)
    for (const { from, until, people } of duty) {
      const expected = people.map((person) => PEOPLE.indexOf(person)).join()
      for (let minute = (from - YEAR.from) / MINUTE; minute < (until - YEAR.from) / MINUTE; minute++)
        if (counted(minute) !== expected)
          assert.fail(`${inZone((YEAR.from + minute * MINUTE) as Instant, schedule.timezone)}: ${people} is not ${counted(minute)}`)
    }
    for (const [index, { from }] of duty.slice(1).entries()) assert.equal(from, duty[index]!.until)
  })

/** The slow way: wall clocks are read tick by tick; a shift begins at the first tick on which the clock shows its beginning, or later. */
function byTicks({ rotations, timezone, overrides }: Schedule) {
  const before = 3 * 24 * 60
  const walls = new Map<string, Float64Array>()
  const wallsOf = (zone: string) => {
    const known = walls.get(zone)
    if (known) return known
    const wall = new Float64Array(LENGTH + 2 * before)
    let offset = 0
    for (let tick = 0; tick < wall.length; tick++) {
      const moment = YEAR.from + (tick - before) * MINUTE
      if (tick % 15 === 0) offset = inZone(moment as Instant, zone).offsetNanoseconds / 1e6
      wall[tick] = moment + offset
    }
    walls.set(zone, wall)
    return wall
  }
  const layers = rotations.map((one) => {
    const wall = wallsOf(one.timezone ?? timezone)
    const turns = new Int16Array(wall.length).fill(-1)
    const firstTick = (shown: number, from: number) => {
      let tick = from
      while (tick < wall.length && wall[tick]! < shown) tick++
      return tick
    }
    for (let date = YEAR.from - 2 * 864e5, tick = 0; date < YEAR.until + 864e5; date += 864e5) {
      const weekDay = new Date(date).getUTCDay() || 7
      const day = new Date(date).toISOString().slice(0, 10)
      const start = firstTick(date + one.hours.from * 60_000, tick)
      tick = start
      if (!one.days.includes(weekDay) || (one.dates && (day < one.dates.first || day > one.dates.last))) continue
      const end = firstTick(date + one.hours.to * 60_000 + (one.hours.to <= one.hours.from ? 864e5 : 0), start)
      const passed = Math.floor((date - Date.parse(one.from ?? '1970-01-05')) / 864e5 / (one.everyDays || 1))
      const { length } = one.people
      turns.fill(one.everyDays === 0 ? 0 : ((passed % length) + length) % length, start, end)
    }
    return { ...one, turns }
  })
  return (minute: number): string => {
    const moment = YEAR.from + minute * MINUTE
    const isOn = ({ from, until }: Period) => from <= moment && moment < until
    const present = (people: readonly string[]) => people.filter((person) => !(person === AWAY.person && isOn(AWAY)))
    const swap = overrides.filter(isOn).find(({ insteadOf }) => insteadOf !== null)
    const whole = overrides.filter(isOn).find(({ insteadOf }) => insteadOf === null)
    const layer = (n: number) =>
      layers.flatMap((one) => {
        const turn = one.layer === n ? one.turns[minute + before]! : -1
        return turn < 0 ? [] : present(one.everyDays === 0 ? one.people : [one.people[turn]!])
      })
    const on = whole?.people ?? [layer(2), layer(1)].find((people) => people.length > 0) ?? []
    return [...new Set(on.flatMap((person) => (swap?.insteadOf === person ? swap.people : person)))]
      .map((one) => PEOPLE.indexOf(one))
      .join()
  }
}
