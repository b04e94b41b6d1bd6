import { after, days, earliest, hours } from '../instant.ts'
import type { Instant } from '../instant.ts'
import { carries } from './notice-way.ts'
import type { Maintenance } from './read-maintenance.ts'
import type {
  MaintenanceDecision,
  MaintenanceEvent,
  MaintenanceKnown,
  MaintenanceOrder,
  NoticeKind,
  Reached,
  ScheduledMaintenance,
} from './scheduled.ts'

const LATE = hours(1) // a notice that our own standstill delays for longer is short

export const weekBefore = ({ startsAt }: Pick<Maintenance, 'startsAt'>) => after(startsAt, days(-7))
export const dayBefore = ({ startsAt }: Pick<Maintenance, 'startsAt'>) => after(startsAt, hours(-24))

/** A window as it is planned, before anyone has heard of it. */
export const planMaintenance = (partner: string, facts: Maintenance, at: Instant, series: string | null = null): ScheduledMaintenance => ({
  partner,
  facts,
  series,
  phase: 'planned',
  plannedAt: at,
  timedAt: at,
  changedAt: at,
  sequence: 0,
  given: { week: false, day: false },
  told: [],
  movedFrom: null,
  cancelledBecause: null,
  startedAt: null,
  endedAt: null,
  unwell: [],
  overrun: null,
  wakeAt: null,
})

type Draft = {
  work: ScheduledMaintenance
  readonly orders: MaintenanceOrder[]
  readonly at: Instant
  readonly known: MaintenanceKnown
}

/**
 * The only place where a window changes (MNT-2, MNT-3, I-42, I-45). Pure, like `decide`: whom it reaches comes with the event. What cannot
 * be done any more changes nothing; who asks is told so by `refusalOf`.
 */
export function decideMaintenance(work: ScheduledMaintenance, event: MaintenanceEvent, at: Instant): MaintenanceDecision {
  const draft: Draft = { work, orders: [], at, known: event.known }
  hear(draft, event)
  follow(draft)
  const wakeAt = wakeOf(draft)
  if (wakeAt !== draft.work.wakeAt) change(draft, { wakeAt })
  return { work: draft.work, orders: draft.orders }
}

function hear(draft: Draft, event: MaintenanceEvent): void {
  const { phase, facts } = draft.work
  switch (event.type) {
    case 'planned':
    case 'clock':
      return
    case 'started':
      return phase === 'planned' ? start(draft) : undefined
    case 'extended': {
      if (phase !== 'running') return
      // An extension counts from now where the end has passed: nobody needs one that is over as it begins.
      const endsAt = after(Math.max(facts.endsAt, draft.at) as Instant, event.length)
      retime(draft, { ...facts, endsAt, lasts: (endsAt - facts.startsAt) as Maintenance['lasts'] })
      change(draft, { overrun: null })
      return tell(draft, 'extended', draft.work.told)
    }
    case 'moved':
      return phase === 'planned' ? move(draft, event) : undefined
    case 'cancelled': {
      if (phase !== 'planned') return
      const { sequence } = draft.work
      change(draft, { phase: 'cancelled', endedAt: draft.at, changedAt: draft.at, cancelledBecause: event.reason, sequence: sequence + 1 })
      draft.orders.push({ do: 'withdraw', why: 'The maintenance is called off.' })
      return tell(draft, 'cancelled', draft.work.told)
    }
    case 'completed':
      return phase === 'running' ? change(draft, { phase: 'verifying', endedAt: draft.at, overrun: null }) : undefined
    case 'verified':
      return phase === 'verifying' ? verified(draft, event.unwell) : undefined
  }
}

function retime(draft: Draft, facts: Maintenance) {
  change(draft, { facts, sequence: draft.work.sequence + 1, changedAt: draft.at })
}

// Who was told hears the correction at once; where nobody was, the notices of the new times are the first.
function move(draft: Draft, { startsAt, lasts, emergency }: Extract<MaintenanceEvent, { type: 'moved' }>) {
  const { facts, told } = draft.work
  if (startsAt === facts.startsAt && lasts === facts.lasts) return
  const moved = { ...facts, startsAt, lasts, endsAt: after(startsAt, lasts), emergency: emergency ?? facts.emergency }
  retime(draft, moved)
  const heard = told.length > 0
  const given = { week: heard && weekBefore(moved) <= draft.at, day: heard && dayBefore(moved) <= draft.at }
  change(draft, { movedFrom: heard ? facts.startsAt : null, timedAt: draft.at, given })
  if (!heard) return
  draft.orders.push({ do: 'withdraw', why: 'The maintenance has other times now.' })
  tell(draft, 'moved', everyone(draft))
}

function start(draft: Draft) {
  change(draft, { phase: 'running', startedAt: draft.at, changedAt: draft.at })
  tell(draft, 'started', everyone(draft))
}

// Completion is announced once every site is seen well; until then the work is over and its sites are judged as always.
function verified(draft: Draft, unwell: readonly string[]) {
  if (unwell.length > 0) return change(draft, { unwell, wakeAt: after(draft.at, draft.known.lookAgain) })
  change(draft, { phase: 'completed', unwell, changedAt: draft.at })
  tell(draft, 'completed', draft.work.told)
}

// What the clock alone brings.
function follow(draft: Draft) {
  const { at, work } = draft
  const { phase, facts } = work
  if (phase === 'planned' && at >= facts.startsAt) return start(draft)
  if (phase === 'planned') return giveNotice(draft)
  if (phase === 'running' && at >= (work.overrun?.nextAt ?? facts.endsAt)) overrun(draft)
}

function giveNotice(draft: Draft) {
  const { at, work } = draft
  const { given, facts, timedAt } = work
  const week = weekBefore(facts)
  const isShort = timedAt > week || at > after(week, LATE)
  if (!given.day && at >= dayBefore(facts)) {
    change(draft, { given: { week: true, day: true } })
    return tell(draft, given.week ? 'reminder' : 'notice', everyone(draft), !given.week && isShort)
  }
  if (given.week || at < week) return
  change(draft, { given: { ...given, week: true } })
  tell(draft, 'notice', everyone(draft), isShort)
}

// The ladder climbs while nobody extends or completes; its last rung repeats.
function overrun(draft: Draft) {
  const { waits } = draft.known
  const calls = draft.work.overrun?.calls ?? 0
  const rung = Math.min(calls, Math.max(0, waits.length - 1))
  draft.orders.push({ do: 'page', rung, key: keyOf(draft.work, `overrun-${calls}`) })
  change(draft, { overrun: { calls: calls + 1, nextAt: after(draft.at, waits[rung] ?? hours(1)) } })
}

/** Whom the window concerns now, and whoever was told of it before. */
function everyone({ work, known }: Draft): readonly Reached[] {
  const now = new Set(known.reached.map(addressOf))
  return [...known.reached, ...work.told.filter((one) => !now.has(addressOf(one)))]
}

function tell(draft: Draft, kind: NoticeKind, to: readonly Reached[], isShort = false) {
  for (const reached of to) {
    if (!carries(reached.recipient.channel, kind)) continue
    const key = `${keyOf(draft.work, kind)}/${reached.recipient.address.join(' ')}/${reached.recipient.channel}`
    draft.orders.push({ do: 'tell', kind, key, reached, isShort })
  }
  change(draft, { told: to })
}

const keyOf = ({ facts, sequence }: ScheduledMaintenance, what: string) => `maintenance/${facts.id}/${sequence}/${what}`

const addressOf = ({ partner, recipient }: Reached) => [partner, recipient.channel, ...recipient.address].join(' ')

function wakeOf({ work, at }: Draft): Instant | null {
  const { phase, facts, given, overrun: called } = work
  if (phase === 'planned') return earliest(given.week ? null : weekBefore(facts), given.day ? null : dayBefore(facts), facts.startsAt)
  if (phase === 'running') return called?.nextAt ?? facts.endsAt
  if (phase === 'verifying') return work.unwell.length > 0 && work.wakeAt !== null && work.wakeAt > at ? work.wakeAt : at
  return null
}

function change(draft: Draft, changes: Partial<ScheduledMaintenance>) {
  draft.work = { ...draft.work, ...changes }
}
