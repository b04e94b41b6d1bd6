import { sayTime } from '../calendar/say-time.ts'
import { after, between, days, saySpan } from '../instant.ts'
import type { Instant } from '../instant.ts'
import type { Period, Plan } from '../plan/plan.ts'
import { reportCoverage } from './coverage-report.ts'

const WARNED = days(14)
const SEEN = days(28) // so far that a gap that begins in time is seen to its end

/**
 * The uncovered times that begin within two weeks, and which of them are news: those that nobody was told of, and those that last longer than was
 * told. One whose end is out of sight grows by itself and is no news.
 */
export function gapNews(plan: Plan, known: readonly Period[], at: Instant): { found: readonly Period[]; news: readonly Period[] } {
  const horizon = after(at, SEEN)
  const found = reportCoverage(plan, { from: at, until: horizon }).uncovered.filter(({ from }) => from < after(at, WARNED))
  const news = found.filter((gap) => {
    const told = known.filter((one) => one.from < gap.until && gap.from < one.until)
    return told.length === 0 || told[0]!.from > gap.from || (gap.until < horizon && told.at(-1)!.until < gap.until)
  })
  return { found, news }
}

/** What the owners read of uncovered times, in the zone of the reader. */
export function sayGaps(gaps: readonly Period[], zone: string): { subject: string; text: string } {
  const lines = gaps.map(({ from, until }) => `- ${sayTime(from, zone)} until ${sayTime(until, zone)} (${saySpan(between(from, until))})`)
  const more = gaps.length > 1 ? `, and ${gaps.length - 1} more` : ''
  return {
    subject: `Nobody is on call from ${sayTime(gaps[0]!.from, zone)}${more}`,
    text: `These are declared hours in which nobody of the first rung is on duty:\n${lines.join('\n')}\n\nPut somebody on duty on the page On call, or change the schedule.`,
  }
}
