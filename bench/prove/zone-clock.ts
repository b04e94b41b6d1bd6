import { coveredAt } from '../../hub/src/domain/calendar/coverage.ts'
import { businessDaysAfter } from '../../hub/src/domain/calendar/business-time.ts'
import { inZone, whenLocal } from '../../hub/src/domain/calendar/local-time.ts'
import type { Instant } from '../../hub/src/domain/instant.ts'
import type { Coverage } from '../../hub/src/domain/plan/plan.ts'

/** The clocks of a zone are put from one offset of UTC to another, in milliseconds, at this moment. */
export type Edge = { readonly zone: string; readonly at: number; readonly before: number; readonly after: number }

/** What the calendar says around an edge: how much was asked, what is not as the two offsets have it, and whether it knows this edge at all. */
export type Judged = { readonly asked: number; readonly wrong: readonly string[]; readonly isKnown: boolean }

const MINUTE = 60_000
const DAY = 24 * 60 * MINUTE
const AROUND = 6 * 60 // minutes on either side, each of them asked
const CLOSES = 3 * 60 * MINUTE
const OPENS = 6 * 60 * MINUTE
const TEN = 10 * 60 * MINUTE

/** Asks coverage, local times and business days each minute around an edge, and compares with sums over the two offsets. */
export function judgeEdge({ zone, at, before, after }: Edge): Judged {
  const offset = (moment: number) => Math.round(inZone(moment as Instant, zone).offsetNanoseconds / 1e6)
  if (offset(at - 1) !== before || offset(at) !== after) return { asked: 0, wrong: [], isKnown: false }
  const wrong: string[] = []
  let asked = 0
  const ask = (what: string, said: unknown, wanted: unknown) => {
    asked += 1
    if (said !== wanted) wrong.push(`${zone} ${what}: ${String(said)}, not ${String(wanted)}`)
  }
  // The moment at which the clocks show this, written as if of UTC: the first of two, and the edge where they skip it.
  const when = (shown: number) => {
    if (shown < at + before) return shown - before
    return shown < at + after ? at : shown - after
  }
  const coverage: Coverage = {
    timezone: zone,
    hours: { from: OPENS / MINUTE, to: CLOSES / MINUTE },
    days: [1, 2, 3, 4, 5, 6, 7],
    holidays: null,
    closedOnHolidays: false,
    gap: 'wait',
  }
  for (let minute = -AROUND; minute <= AROUND; minute++) {
    const moment = at + minute * MINUTE
    const day = Math.floor((moment + (moment < at ? before : after)) / DAY) * DAY
    const isCovered = moment < when(day + CLOSES) || moment >= when(day + OPENS)
    ask(`covered at ${new Date(moment).toISOString()}`, coveredAt(coverage, moment as Instant), isCovered)
    const shown = at + Math.min(before, after) + minute * MINUTE
    ask(`when its clocks show ${new Date(shown).toISOString()}`, whenLocal(plainOf(shown), zone), when(shown))
  }
  const day = Math.floor((at + before) / DAY) * DAY
  const [last, next] = [businessDay(day - DAY, -DAY), businessDay(day, DAY)]
  const later = businessDaysAfter(when(last + TEN) as Instant, 1, { timezone: zone, holidays: [] })
  ask('a business day later', later, when(next + TEN))
  return { asked, wrong, isKnown: true }
}

const plainOf = (shown: number) => Temporal.Instant.fromEpochMilliseconds(shown).toZonedDateTimeISO('UTC').toPlainDateTime()

function businessDay(from: number, step: number): number {
  for (let day = from; ; day += step) if (new Date(day).getUTCDay() % 6 !== 0) return day
}
