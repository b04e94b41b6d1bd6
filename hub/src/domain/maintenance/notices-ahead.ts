import type { Instant } from '../instant.ts'
import { dayBefore, weekBefore } from './decide-maintenance.ts'
import type { NoticeKind, ScheduledMaintenance } from './scheduled.ts'

/** What will be said of a window by itself, and when, if nothing changes: the notices still to come, and its start. */
export function noticesAhead({
  facts,
  phase,
  given,
  timedAt,
}: Pick<ScheduledMaintenance, 'facts' | 'phase' | 'given' | 'timedAt'>): readonly { readonly kind: NoticeKind; readonly at: Instant }[] {
  if (phase !== 'planned') return []
  const [week, day] = [weekBefore(facts), dayBefore(facts)]
  const first = Math.max(week, timedAt) as Instant
  return [
    ...(given.week ? [] : [{ kind: 'notice' as const, at: first }]),
    ...(given.day || (!given.week && first >= day) ? [] : [{ kind: 'reminder' as const, at: day }]),
    { kind: 'started', at: facts.startsAt },
  ]
}
