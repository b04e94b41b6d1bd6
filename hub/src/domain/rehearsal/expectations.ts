import { after, between } from '../instant.ts'
import type { Instant } from '../instant.ts'
import type { Entry } from '../incident/entry.ts'
import type { Complaint } from '../document.ts'
import type { Expectation, Scenario } from './scenario.ts'

/** Which expectations of a scenario its timeline does not meet, each at its place in the file. */
export function unmet(scenario: Scenario, timeline: readonly Entry[]): Complaint[] {
  const found = (expectation: Expectation) => timeline.some((entry) => matches(expectation, entry, scenario.start))
  const missing = scenario.expect.filter((expectation) => !found(expectation))
  const forbidden = scenario.never.filter(found)
  return [
    ...missing.map((one) =>
      complaint(scenario, one, `expected, but not in the timeline: ${one.says}`, 'change the playbook, or the expectation'),
    ),
    ...forbidden.map((one) =>
      complaint(scenario, one, `must never be, but is in the timeline: ${one.says}`, 'change the playbook, or the expectation'),
    ),
  ]
}

const complaint = ({ file }: Scenario, { line, column }: Expectation, message: string, fix: string): Complaint => ({
  level: 'finding',
  file,
  line,
  column,
  message,
  fix,
})

// `after` matches the same whole minute, `from` is inclusive, `before` exclusive; a list holds what is named.
function matches(expectation: Expectation, entry: Entry, start: Instant): boolean {
  const since = between(start, entry.at)
  if (expectation.after !== null && Math.floor(since / 60_000) !== expectation.after) return false
  if (expectation.from !== null && entry.at < after(start, expectation.from)) return false
  if (expectation.before !== null && entry.at >= after(start, expectation.before)) return false
  if (expectation.at !== null && entry.at !== expectation.at) return false
  return Object.entries(expectation.fields).every(([field, wanted]) => {
    const seen = entry[field as keyof Entry]
    const wants = typeof wanted === 'string' ? [wanted] : wanted
    return Array.isArray(seen) ? wants.every((one) => seen.includes(one)) : wants.length === 1 && String(seen) === wants[0]
  })
}
