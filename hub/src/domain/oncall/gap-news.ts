import { sayTime } from '../calendar/say-time.ts'
import { after, between, days, saySpan } from '../instant.ts'
import type { Instant } from '../instant.ts'
import type { Period, Plan } from '../plan/plan.ts'
import { reportCoverage } from './coverage-report.ts'
import { laddersOf } from './ladders-of.ts'

const WARNED = days(14)
const SEEN = days(28) // so far that a gap that begins in time is seen to its end

/** Uncovered time of one ladder; null: that of all. */
export type Gap = Period & { readonly ladder: string | null }

/**
 * The uncovered times of each ladder that begin within two weeks, and which of them are news: those that nobody was told of, and those that last longer than was
 * told. One whose end is out of sight grows by itself and is no news.
 */
export function gapNews(plan: Plan, known: readonly Gap[], at: Instant): { found: readonly Gap[]; news: readonly Gap[] } {
  const horizon = after(at, SEEN)
  const found = laddersOf(plan).flatMap(({ id: ladder, escalation }) =>
    reportCoverage({ ...plan, escalation }, { from: at, until: horizon })
      .uncovered.filter(({ from }) => from < after(at, WARNED))
      .map((gap) => ({ ...gap, ladder })),
  )
  const news = found.filter((gap) => {
    const told = known.filter((one) => one.ladder === gap.ladder && one.from < gap.until && gap.from < one.until)
    return told.length === 0 || told[0]!.from > gap.from || (gap.until < horizon && told.at(-1)!.until < gap.until)
  })
  return { found, news }
}

/** What the owners read of uncovered times, in the zone of the reader. */
export function sayGaps(gaps: readonly Gap[], zone: string): { subject: string; text: string } {
  const lines = gaps.map(
    ({ ladder, from, until }) =>
      `- ${sayTime(from, zone)} until ${sayTime(until, zone)} (${saySpan(between(from, until))})${ladder === null ? '' : `, ladder ${ladder}`}`,
  )
  const more = gaps.length > 1 ? `, and ${gaps.length - 1} more` : ''
  return {
    subject: `Nobody is on call from ${sayTime(gaps[0]!.from, zone)}${more}`,
    text: `These are declared hours in which nobody of the first rung is on duty:\n${lines.join('\n')}\n\nPut somebody on duty on the page On call, or change the schedule.`,
  }
}
