import { z } from 'zod'
import type { Imported } from './imported.ts'
import { DAY_S, FROM_SUNDAY, hoursFrom, localTime, namer, onlyUntil, rungsOf, turnsOf, writeOnCall, zone } from './on-call.ts'
import type { OnCallWords, OverrideWords, RotationWords, RungWords } from './on-call.ts'
import { readExport } from './read-export.ts'

const id = z.string()
const list = <T>(shape: z.ZodType<T>) => z.array(shape).nullish().transform((all) => all ?? []) // prettier-ignore
const WeekDay = z.enum(['SU', 'MO', 'TU', 'WE', 'TH', 'FR', 'SA'])
const MOST_SECONDS = 366 * DAY_S
const User = z.object({ id, username: z.string(), email: z.string().nullish(), timezone: z.string().nullish() })
const Schedule = z.object({
  ...{ id, name: z.string(), type: z.string(), time_zone: zone.nullish() },
  ...{ shifts: list(id), ical_url_primary: z.string().nullish(), ical_url_overrides: z.string().nullish() },
})
const Shift = z.object({
  ...{ id, name: z.string(), type: z.string(), time_zone: zone.nullish(), level: z.int().nonnegative().nullish() },
  ...{
    start: localTime,
    duration: z.int().min(60).max(MOST_SECONDS),
    frequency: z.string().nullish(),
    interval: z.int().positive().nullish(),
    until: localTime.nullish(),
  },
  ...{ week_start: WeekDay.nullish(), by_day: list(WeekDay), by_month: list(z.number()), by_monthday: list(z.number()) },
  ...{ users: list(id), rolling_users: list(z.array(id)), start_rotation_from_user_index: z.int().nonnegative().nullish() },
})
const Policy = z.object({
  ...{ escalation_chain_id: id, position: z.number().default(0), type: z.string(), duration: z.int().nonnegative().nullish() },
  ...{ persons_to_notify: list(id), persons_to_notify_next_each_time: list(id), notify_on_call_from_schedule: id.nullish() },
})
const Export = z.object({
  ...{ users: z.array(User), schedules: z.array(Schedule), on_call_shifts: list(Shift) },
  ...{ escalation_chains: list(z.object({ id, name: z.string() })), escalation_policies: list(Policy) },
})
type Shift = z.infer<typeof Shift>
type People = (users: readonly string[]) => string[]

/** Schedules, people and escalation chains of Grafana OnCall: the answers of its API (`/api/v1/users`, `/schedules`, `/on_call_shifts`, …) as one object. */
export function importGrafanaOnCall(text: string): Imported {
  const read = readExport(Export, text, 'Grafana OnCall: save users, schedules, on_call_shifts, escalation_chains and escalation_policies as one object (docs/guide/importing.md)') // prettier-ignore
  const name = namer()
  const [maps, left]: [Imported['maps'][number][], Imported['left'][number][]] = [[], []]
  const words: OnCallWords = { people: {}, schedules: {}, escalations: {} }
  const ids = new Map<string, string>()
  for (const { id, username, email, timezone } of read.users) {
    if (!email) left.push({ from: `user "${username}"`, why: 'it has no mail address' })
    else {
      ids.set(id, name(username, email.split('@')[0]!))
      words.people[ids.get(id)!] = { name: username, mail: email, ...(timezone?.includes('/') && { timezone }) }
      maps.push({ from: `user "${username}"`, to: `people.${ids.get(id)}`, loses: ['how they are notified'] })
    }
  }
  const people: People = (users) => users.flatMap((user) => ids.get(user) ?? [])
  for (const { id, name: called, type, time_zone: own, shifts, ...calendars } of read.schedules) {
    const from = `schedule "${called}"`
    const timezone = own ?? 'UTC'
    const mine = read.on_call_shifts.filter((shift) => shifts.includes(shift.id))
    const turns = mine.map((shift) => ({ shift, becomes: isOnce(shift) ? [] : rotationsOf(shift, people) }))
    for (const { shift, becomes } of turns) if (typeof becomes === 'string') left.push({ from: `shift "${shift.name}" of ${from}`, why: becomes }) // prettier-ignore
    const rotations = turns.flatMap(({ becomes }) => (typeof becomes === 'string' ? [] : becomes))
    if (rotations.length === 0) {
      left.push({ from, why: type === 'ical' ? 'its turns stand in a calendar elsewhere: write them as rotations' : 'none of its shifts comes round' }) // prettier-ignore
      continue
    }
    ids.set(id, name(called, id))
    words.schedules[ids.get(id)!] = { timezone, rotations, overrides: mine.filter(isOnce).flatMap((shift) => overrideOf(shift, timezone, people)) } // prettier-ignore
    maps.push({
      from,
      to: `schedules.${ids.get(id)}`,
      loses: calendars.ical_url_overrides ? ['the overrides of a calendar elsewhere'] : [],
    })
  }
  for (const { id, name: called } of read.escalation_chains) {
    const policies = read.escalation_policies
      .filter((policy) => policy.escalation_chain_id === id)
      .toSorted((a, b) => a.position - b.position)
    const { rungs, loses } = ladderOf(policies, (target) => ids.get(target) ?? null)
    const ladder = name(called, id)
    words.escalations[ladder] = rungs
    if (rungs.length === 0) left.push({ from: `escalation chain "${called}"`, why: loses.join('; ') || 'it calls nobody' })
    else maps.push({ from: `escalation chain "${called}"`, to: `the ladder ${ladder}`, loses })
  }
  return writeOnCall(words, { maps, left })
}

const isOnce = ({ type }: Shift) => type === 'single_event' || type === 'override'

/** A shift that comes round, or why it has no place here. */
function rotationsOf(shift: Shift, people: People): RotationWords[] | string {
  const { frequency, interval, duration, by_day: byDay, level } = shift
  const step = interval ?? 1
  const days = frequency === 'daily' ? step : frequency === 'weekly' ? 7 * step : 0
  if (days === 0 || shift.by_month.length + shift.by_monthday.length > 0)
    return 'it comes round by the hour or the month; here by days and weeks'
  const isLong = duration > DAY_S
  if (isLong && duration !== days * DAY_S)
    return `each of its turns lasts ${Math.round(duration / 3600)} hours; here a day at most, or until the next`
  if (!isLong && step > 1) return 'it leaves out days or weeks in between; here a rotation goes on'
  const groups = shift.rolling_users.length > 0 ? shift.rolling_users : [shift.users]
  const first = (shift.start_rotation_from_user_index ?? 0) % groups.length
  const known = [...groups.slice(first), ...groups.slice(0, first)].map(people)
  if (known.flat().length < groups.flat().length || known.some(({ length }) => length === 0))
    return 'it names somebody without a mail address, or nobody'
  const start = Temporal.PlainDateTime.from(shift.start)
  const turns = turnsOf(known, days, turnsBegin(shift, start))
  if (turns === null) return 'more people are on duty in some of its turns than in others'
  const only = byDay.length > 0 ? byDay.map((day) => FROM_SUNDAY.find((one) => one.startsWith(day.toLowerCase()))!) : null
  const ofWeek = only ?? (frequency === 'weekly' && !isLong ? [FROM_SUNDAY[start.dayOfWeek % 7]!] : null)
  const common = {
    ...(ofWeek && { days: ofWeek }),
    hours: hoursFrom(start, isLong ? DAY_S : duration),
    ...(shift.time_zone && { timezone: shift.time_zone }),
    ...(level && { layer: Math.min(9, level + 1) }),
    ...onlyUntil(start.toPlainDate().toString(), shift.until),
  }
  return turns.map((turn) => ({ ...turn, ...common }))
}

// Weeks with days of their own begin on the first day of a week there.
function turnsBegin({ frequency, by_day: byDay, week_start: weekStart }: Shift, start: Temporal.PlainDateTime): string {
  const date = start.toPlainDate()
  if (frequency !== 'weekly' || byDay.length === 0) return date.toString()
  const first = FROM_SUNDAY.findIndex((day) => day.startsWith((weekStart ?? 'SU').toLowerCase()))
  return date.subtract({ days: (date.dayOfWeek - first + 7) % 7 }).toString()
}

function overrideOf(
  { start, duration, time_zone: own, users, rolling_users: rolling }: Shift,
  timezone: string,
  people: People,
): OverrideWords[] {
  const on = people(users.length > 0 ? users : rolling.flat())
  const from = Temporal.PlainDateTime.from(start)
    .toZonedDateTime(own ?? timezone)
    .withTimeZone(timezone)
  const said = (time: Temporal.ZonedDateTime) => time.toPlainDateTime().toString().slice(0, 16)
  return on.length === 0 ? [] : [{ from: said(from), until: said(from.add({ seconds: duration })), people: on }]
}

const CALLS = ['notify_persons', 'notify_on_call_from_schedule']

/** Steps as rungs: who is called, and how long until the next. */
function ladderOf(
  policies: readonly z.infer<typeof Policy>[],
  idOf: (target: string) => string | null,
): { rungs: RungWords[]; loses: string[] } {
  const loses: string[] = []
  const rungs: RungWords[] = []
  for (const [n, policy] of policies.entries()) {
    if (policy.type === 'wait') continue
    if (!CALLS.includes(policy.type)) {
      loses.push(`the step "${policy.type}"`)
      continue
    }
    const waited = policies
      .slice(n + 1, nextCall(policies, n))
      .reduce((sum, { type, duration }) => sum + (type === 'wait' ? (duration ?? 0) : 0), 0)
    const named = policy.type === 'notify_persons' ? policy.persons_to_notify : [policy.notify_on_call_from_schedule ?? '']
    const targets = named.flatMap((target) => idOf(target) ?? [])
    if (targets.length < named.length) loses.push('whom it calls and who stayed behind')
    const isLast = nextCall(policies, n) === policies.length
    rungs.push(...rungsOf(targets, isLast && waited === 0 ? null : `${Math.max(1, waited)}s`))
  }
  return { rungs, loses }
}

const nextCall = (policies: readonly z.infer<typeof Policy>[], after: number): number => {
  const next = policies.findIndex(({ type }, n) => n > after && CALLS.includes(type))
  return next < 0 ? policies.length : next
}
