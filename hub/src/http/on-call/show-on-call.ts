import type { OnCall, OncallPerson } from '@allclear/wire/on-call.ts'
import { daysFrom, localDays, sayDay } from '../../domain/calendar/local-days.ts'
import { inZone } from '../../domain/calendar/local-time.ts'
import { sayClock } from '../../domain/calendar/say-time.ts'
import { iso } from '../../domain/instant.ts'
import type { Instant } from '../../domain/instant.ts'
import { reportCoverage } from '../../domain/oncall/coverage-report.ts'
import { laddersOf } from '../../domain/oncall/ladders-of.ts'
import type { Period, Plan } from '../../domain/plan/plan.ts'
import type { Around } from '../around.ts'
import { mayEnter } from '../caller.ts'
import type { Caller } from '../caller.ts'
import { placeOf, zoneOf } from '../console/times.ts'
import { reachablePeople } from '../contact-methods.ts'
import type { Reachable } from '../contact-methods.ts'
import { listOverrides } from '../override-deeds.ts'
import { sayPeople } from './say-people.ts'
import { showHead, showLadders } from './show-ladders.ts'
import { showSchedule } from './show-schedule.ts'
import type { Reader } from './show-schedule.ts'

const DAYS = 14

/** Who is called now and next, and two weeks from a date on: each schedule, the holes in it, absences, and how everyone is reached (RES-1). */
export async function showOnCall(around: Around, caller: Caller, from: string | undefined): Promise<OnCall> {
  const plan = around.plan()
  const now = around.clock.now()
  const zone = zoneOf(plan, caller)
  const reader: Reader = { zone, you: caller.person, now }
  const period = daysFrom(from, DAYS, zone, now)
  const [people, overrides] = await Promise.all([reachablePeople(around), standing(around, now)])
  return {
    head: showHead(plan, reader),
    ...inIso(period),
    days: localDays(period, zone).map((day) => ({ date: day.date, words: sayDay(day), ...inIso(day) })),
    holes: holesIn(plan, { ...period, from: Math.max(period.from, now) as Instant }),
    clockChanges: clockChanges(plan, zone, period),
    schedules: Object.values(plan.schedules).map((schedule) => showSchedule(plan, schedule, period, reader)),
    ladders: showLadders(plan, reader),
    overrides,
    people: people.map((one, index) => showPerson(one, index, reader)),
    you: caller.person,
    mayAct: mayEnter('responder', caller),
  }
}

const inIso = ({ from, until }: Period) => ({ from: iso(from), until: iso(until) })

async function standing(around: Around, now: Instant): Promise<OnCall['overrides']> {
  const plan = around.plan()
  const lists = await Promise.all(Object.keys(plan.schedules).map((schedule) => listOverrides(around, schedule)))
  return lists
    .flat()
    .filter(({ until, withdrawnAt }) => withdrawnAt === null && until > now)
    .map(({ number, schedule, from, until, people, insteadOf, by }) => ({
      ...{ number, schedule, ...inIso({ from, until }), people: sayPeople(plan, people) },
      ...{ insteadOf: insteadOf && sayPeople(plan, [insteadOf]), by: sayPeople(plan, [by]) },
    }))
}

const holesIn = (plan: Plan, period: Period): OnCall['holes'] =>
  period.from >= period.until
    ? []
    : laddersOf(plan).flatMap(({ id, escalation }) => {
        const first = escalation.find(({ notify }) => plan.schedules[notify])?.notify ?? null
        return reportCoverage({ ...plan, escalation }, period).uncovered.map((gap) => ({ ...inIso(gap), ladder: id, schedule: first }))
      })

// Whose clocks change: the reader's, and those of every schedule and person.
function clockChanges({ schedules, people }: Plan, zone: string, { from, until }: Period): OnCall['clockChanges'] {
  const zones = new Set([zone, ...[...Object.values(schedules), ...Object.values(people)].map(({ timezone }) => timezone)])
  return [...zones].flatMap((one) => {
    const at = inZone(from, one).getTimeZoneTransition('next')?.epochMilliseconds as Instant | undefined
    return at !== undefined && at < until ? [{ at: iso(at), place: placeOf(one) }] : []
  })
}

const showPerson = ({ person, methods }: Reachable, tone: number, { now, you }: Reader): OncallPerson => ({
  ...{ id: person.id, name: person.name, isYou: person.id === you, tone },
  ...{ zone: person.timezone, place: placeOf(person.timezone), clock: sayClock(now, person.timezone) },
  ways: methods.map(({ channel, isBroken }) => ({
    channel,
    said: isBroken
      ? { words: `${channel}: failed three times`, icon: 'warning', tone: 'bad' }
      : { words: channel, icon: 'check', tone: 'good' },
  })),
  away: person.absences.flatMap((one) => (one.until > now ? [{ ...inIso(one), why: one.why ?? null }] : [])),
})
