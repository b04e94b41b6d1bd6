import type { Hearers, Planner, Scope, Window, WindowDeed } from '@allclear/wire/planner.ts'
import { holidaysOf } from '../../domain/calendar/holidays.ts'
import { EVERY_DAY } from '../../domain/calendar/hours.ts'
import { daysFrom, localDays, sayDay } from '../../domain/calendar/local-days.ts'
import { hours, iso, saySpan } from '../../domain/instant.ts'
import type { Instant } from '../../domain/instant.ts'
import type { AnnouncedWork } from '../../domain/maintenance/announced-work.ts'
import { noticesAhead } from '../../domain/maintenance/notices-ahead.ts'
import { sayRepeats } from '../../domain/maintenance/repeats.ts'
import type { Reached, ScheduledMaintenance } from '../../domain/maintenance/scheduled.ts'
import { reportCoverage } from '../../domain/oncall/coverage-report.ts'
import type { Period, Plan } from '../../domain/plan/plan.ts'
import { findSeries } from '../../store/maintenance-series.ts'
import type { Around } from '../around.ts'
import { mayEnter } from '../caller.ts'
import type { Caller } from '../caller.ts'
import { placeOf, zoneOf } from '../console/times.ts'
import { ownPart, sitesFor } from '../maintenance-deeds.ts'
import { calendarFor, collisionsFor, isOver } from './collisions-for.ts'
import type { Calendar } from './collisions-for.ts'
import { NOTICES, sayWindow } from './say-window.ts'

const MOST_PAST = 20
const MOST_SITES = 10
const MOST_HEARERS = 8
const EARLY = hours(1)

/** Planned windows as the caller may know of them, and so many days from a date on, in the caller's zone. */
export async function showPlanner(
  around: Around,
  caller: Caller,
  { from, days }: { readonly from?: string | undefined; readonly days: number },
): Promise<Planner> {
  const plan = around.plan()
  const now = around.clock.now()
  const zone = zoneOf(plan, caller)
  const calendar = await calendarFor(around, caller)
  const says = await rhythmsOf(around, calendar.works)
  const show = (work: ScheduledMaintenance) => showWindow(around, caller, calendar, work, says)
  const period = daysFrom(from, days, zone, now)
  return {
    windows: calendar.works.filter((work) => !isOver(work)).sort((one, other) => one.facts.startsAt - other.facts.startsAt).map(show), // prettier-ignore
    past: calendar.works.filter(isOver).toReversed().slice(0, MOST_PAST).map(show),
    announced: calendar.announced.map((work) => showAnnounced(plan, caller, work, now)),
    ...inIso(period),
    days: showDays(plan, caller, period, zone),
    uncovered: caller.partner === null ? unattended(plan, period).map(inIso) : [],
    mayPlan: mayEnter('responder', caller),
  }
}

/** What a window of the caller may affect: the names stand in the plan. */
export function showScope({ plan }: Around, caller: Caller): Scope {
  const { sites, clients, providers } = ownPart(plan(), caller)
  const all = Object.values(sites)
  const standing = (provider: string) => all.filter(({ hosting, dns, cdn }) => [hosting, dns, cdn].includes(provider)).length
  return {
    providers: Object.values(providers).map(({ id, name }) => ({ id, name, sites: standing(id) })),
    clients: Object.values(clients).map(({ id, name }) => ({ id, name, sites: all.filter(({ client }) => client === id).length })),
    sites: Object.keys(sites),
  }
}

const inIso = ({ from, until }: Period) => ({ from: iso(from), until: iso(until) })

// Hours in which nobody of the first rung is on duty, declared or not: work that goes wrong then waits.
const unattended = (plan: Plan, period: Period) =>
  reportCoverage({ ...plan, coverage: { ...plan.coverage, hours: null, days: EVERY_DAY, closedOnHolidays: false } }, period).uncovered

/** How each series comes again, in words and with the place whose clocks it keeps. */
async function rhythmsOf({ store }: Around, works: readonly ScheduledMaintenance[]): Promise<ReadonlyMap<string, string>> {
  const keys = new Map(works.flatMap(({ partner, series }) => (series === null ? [] : [[`${partner}/${series}`, { partner, series }]])))
  const found = await Promise.all(
    [...keys].map(async ([key, { partner, series }]): Promise<[string, string][]> => {
      const { repeats, endedAt } = (await findSeries(store.db, partner, series)) ?? {}
      if (!repeats) return []
      const says = `${sayRepeats(repeats)}, by the clocks of ${placeOf(repeats.zone)}`
      return [[key, endedAt === null ? says : `${says}; no more are planned`]]
    }),
  )
  return new Map(found.flat())
}

function showWindow(
  around: Around,
  caller: Caller,
  calendar: Calendar,
  work: ScheduledMaintenance,
  says: ReadonlyMap<string, string>,
): Window {
  const { facts, partner, series, overrun, unwell, cancelledBecause, told, phase, endedAt } = work
  const { id, startsAt, endsAt, lasts, disrupts, reason, benefit, support, alternatives, emergency } = facts
  const plan = around.plan()
  const sites = sitesFor(plan, caller, work)
  const isOwn = caller.partner === null || caller.partner === partner
  const may = isOwn && mayEnter('responder', caller) ? deedsOf(work, around.clock.now()) : []
  return {
    ...{ id, sites, disrupts, reason, benefit, support, alternatives, emergency, cancelledBecause, may },
    ...{ said: sayWindow(work), starts: iso(startsAt), lasts: saySpan(lasts), overrun: overrun !== null },
    ends: iso(phase === 'completed' ? (endedAt ?? endsAt) : endsAt),
    series: series === null ? null : { id: series, says: says.get(`${partner}/${series}`) ?? series },
    affects: isOwn
      ? { providers: [...facts.affects.providers], clients: [...facts.affects.clients], sites: [...facts.affects.sites] }
      : { providers: [], clients: [], sites },
    unwell: unwell.filter((site) => sites.includes(site)),
    notices: noticesAhead(work).map(({ kind, at }) => ({ name: NOTICES[kind], at: iso(at) })),
    collisions: collisionsFor(plan, caller, calendar, work),
    told: hearers(isOwn ? told : []),
    reaches: hearers(may.includes('start') ? around.maintenance.reached(work) : []),
  }
}

const hearers = (all: readonly Reached[]): Hearers => ({
  count: all.length,
  first: all.slice(0, MOST_HEARERS).map(({ recipient: { name, channel, address } }) => `${name} (${channel} ${address.join(', ')})`),
})

function deedsOf({ phase, facts }: ScheduledMaintenance, now: Instant): WindowDeed[] {
  if (phase === 'running') return ['complete', 'extend']
  if (phase !== 'planned') return []
  return facts.startsAt - now <= EARLY ? ['start', 'move', 'cancel'] : ['move', 'cancel']
}

// Which provider it is, and what it says, is for the operator's people.
function showAnnounced(
  plan: Plan,
  { partner }: Caller,
  { provider, title, startsAt, endsAt, sites }: AnnouncedWork,
  now: Instant,
): Planner['announced'][number] {
  const isOurs = partner === null
  return {
    who: isOurs ? (plan.providers[provider]?.name ?? provider) : 'A provider of your sites',
    title: isOurs ? title : null,
    said: startsAt <= now ? { words: 'Going on', icon: 'tool', tone: 'busy' } : { words: 'Announced', icon: 'clock', tone: 'idle' },
    ...{ starts: iso(startsAt), ends: iso(endsAt), sites: sites.slice(0, MOST_SITES), more: Math.max(0, sites.length - MOST_SITES) },
  }
}

function showDays(plan: Plan, caller: Caller, period: Period, zone: string): Planner['days'] {
  const own = ownPart(plan, caller)
  const owners = caller.partner === null ? Object.values(plan.partners) : Object.values(plan.partners).filter(({ id }) => id === caller.partner) // prettier-ignore
  const calendars = new Map<string, string[]>()
  for (const { name, holidays } of [...Object.values(own.clients), ...owners])
    if (holidays !== null) calendars.set(holidays, [...(calendars.get(holidays) ?? []), name])
  return localDays(period, zone).map((day) => ({
    ...{ date: day.date, words: sayDay(day), ...inIso(day) },
    holidays: [...calendars].flatMap(([code, names]) => (isHoliday(code, day.date) ? names : [])),
  }))
}

const isHoliday = (code: string, date: string) => holidaysOf(code, [Number(date.slice(0, 4))]).includes(date)
