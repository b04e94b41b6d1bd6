import { z } from 'zod'
import { EVERY_DAY } from '../calendar/hours.ts'
import type { Draft } from './draft.ts'
import type { Coverage } from './plan.ts'
import { holidays, hours, timezone, weekDays } from './words.ts'

const DrillsPart = z.strictObject({
  timezone: timezone.optional(),
  hours,
  days: weekDays.optional(),
  holidays: holidays.optional(), // on these there is none
})

/** The hours within which the team agreed to be tried without a word before (PRP-3); none, where nothing is written. */
export function readDrills(draft: Draft, operatorTimezone: string): Coverage | null {
  const part = draft.written(['drills']) === undefined ? null : draft.part(DrillsPart, ['drills'])
  if (!part) return null
  return {
    timezone: part.timezone ?? operatorTimezone,
    hours: part.hours,
    days: part.days ?? EVERY_DAY,
    holidays: part.holidays ?? null,
    closedOnHolidays: part.holidays !== undefined,
    gap: 'wait',
  }
}
