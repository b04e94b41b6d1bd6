import { inZone, whenLocal } from '../calendar/local-time.ts'
import type { Instant } from '../instant.ts'
import type { Plan } from '../plan/plan.ts'
import type { Drill } from './drill.ts'
import { pickMoment } from './pick-moment.ts'

/**
 * When a repeated drill comes again, and of an unannounced one its next window: as many days later by the operator's clocks. Null when it comes
 * once, or when no agreed hour lies in the window any more.
 */
export function nextTime(
  { every, dueAt, window }: Pick<Drill, 'every' | 'window'> & { readonly dueAt: Instant },
  { operator, drills }: Pick<Plan, 'operator' | 'drills'>,
  chance: number,
): (Pick<Drill, 'window'> & { readonly dueAt: Instant }) | null {
  if (every === null) return null
  const later = (at: Instant) => whenLocal(inZone(at, operator.timezone).toPlainDateTime().add({ days: every }), operator.timezone)
  if (window === null) return { dueAt: later(dueAt), window }
  const next = { from: later(window.from), until: later(window.until) }
  const picked = drills === null ? null : pickMoment(drills, next, chance)
  return picked === null ? null : { dueAt: picked, window: next }
}
