import { openPeriods } from '../calendar/coverage.ts'
import { EVERY_DAY, shiftAt, WHOLE_DAY } from '../calendar/hours.ts'
import type { Instant } from '../instant.ts'
import type { Period, Rung, RungOnly } from '../plan/plan.ts'

/** Whether a rung is meant at this hour (RES-4); its severity is not asked. */
export const standsAt = ({ only }: Pick<Rung, 'only'>, at: Instant): boolean => !only || shiftAt(at, only) !== null

/** The stretches of a time in which a rung is meant. */
export const standsWithin = ({ only }: Pick<Rung, 'only'>, period: Period): readonly Period[] =>
  only ? openPeriods({ ...only, holidays: null, closedOnHolidays: false, gap: 'wait' }, period) : [period]

const DAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun']

/** When and for what a rung is called: `Mon, Tue 09:00 to 18:00 (Europe/Lisbon), if critical`. */
export function sayOnly({ hours, days, timezone, severity }: RungOnly): string {
  const clock = (minute: number) => [Math.floor(minute / 60), minute % 60].map((part) => String(part).padStart(2, '0')).join(':')
  const isWhole = hours.from === WHOLE_DAY.from && hours.to === WHOLE_DAY.to
  const named = days.length === EVERY_DAY.length ? [] : [days.map((day) => DAYS[day - 1]).join(', ')]
  const times = [...named, ...(isWhole ? [] : [`${clock(hours.from)} to ${clock(hours.to)}`])]
  const when = times.length === 0 ? [] : [`${times.join(' ')} (${timezone})`]
  return [...when, ...(severity === null ? [] : [`if ${severity.join(' or ')}`])].join(', ')
}
