import { openPeriods } from '../calendar/coverage.ts'
import { between } from '../instant.ts'
import type { Instant, Span } from '../instant.ts'
import type { Period, Plan, Rung } from '../plan/plan.ts'
import type { Duty } from './duty.ts'
import { dutyOf } from './duty-of.ts'
import { standsWithin } from './rung-times.ts'
import { isWithin } from './who-is-on.ts'

/** What is promised, compared with who is really on duty (RES-1). */
export type CoverageReport = {
  readonly promised: Span
  readonly uncovered: readonly Period[] // promised, and nobody on the first rung
  readonly single: Span // promised, and one person alone on the whole ladder
  readonly balance: readonly { readonly person: string; readonly span: Span }[] // on the first rung, the most first
}

type Part = Pick<Plan, 'coverage' | 'schedules' | 'people' | 'escalation'>

/** Compares the declared hours with the schedules of the ladder from one moment to another. */
export function reportCoverage(plan: Part, period: Period): CoverageReport {
  const open = openPeriods(plan.coverage, period)
  const rungs = plan.escalation.map((rung) =>
    dutyOf(plan, rung.notify, period)
      .flatMap((duty) => within(duty, standsWithin(rung, period)))
      .flatMap((duty) => within(duty, open)),
  )
  const first = firstOf(plan, plan.escalation, period).flatMap((duty) => within(duty, open))
  const spans = new Map<string, Span>()
  for (const { people, from, until } of first)
    for (const person of people) spans.set(person, ((spans.get(person) ?? 0) + between(from, until)) as Span)
  return {
    promised: lengthOf(open),
    uncovered: merged(first.filter(({ people }) => people.length === 0)),
    single: lengthOf(aloneOn(rungs)),
    balance: [...spans].map(([person, span]) => ({ person, span })).toSorted((one, other) => other.span - one.span),
  }
}

// Who is called first at each moment: where a rung is not meant it is the next; one for some severities only is not for all.
function firstOf(plan: Part, [rung, ...rest]: readonly Rung[], period: Period): readonly Duty[] {
  if (!rung) return [{ ...period, people: [] }]
  if (rung.only?.severity) return firstOf(plan, rest, period)
  const meant = standsWithin(rung, period)
  const others = [period.from, ...meant.map(({ until }) => until)].flatMap((from, index): Period[] => {
    const until = meant[index]?.from ?? period.until
    return from < until ? [{ from, until }] : []
  })
  const own = dutyOf(plan, rung.notify, period).flatMap((duty) => within(duty, meant))
  return [...own, ...others.flatMap((other) => firstOf(plan, rest, other))].sort((one, other) => one.from - other.from)
}

const within = (duty: Duty, open: readonly Period[]): Duty[] =>
  open.flatMap((period) => {
    const from = Math.max(duty.from, period.from) as Instant
    const until = Math.min(duty.until, period.until) as Instant
    return from < until ? [{ ...duty, from, until }] : []
  })

// One person, or nobody but one, over all the rungs: where one rung changes, the others are asked again.
function aloneOn(rungs: readonly (readonly Duty[])[]): Period[] {
  const moments = [...new Set(rungs.flat().flatMap(({ from, until }) => [from, until]))].sort((one, other) => one - other)
  const next = rungs.map(() => 0)
  return moments.slice(0, -1).flatMap((from, index) => {
    const people = new Set(
      rungs.flatMap((rung, at) => {
        while (rung[next[at]!] && rung[next[at]!]!.until <= from) next[at]!++
        const duty = rung[next[at]!]
        return duty && isWithin(duty, from) ? duty.people : []
      }),
    )
    return people.size === 1 ? [{ from, until: moments[index + 1]! }] : []
  })
}

function merged(periods: readonly Period[]): Period[] {
  const whole: Period[] = []
  for (const { from, until } of periods) {
    const last = whole.at(-1)
    if (last?.until === from) whole[whole.length - 1] = { from: last.from, until }
    else whole.push({ from, until })
  }
  return whole
}

const lengthOf = (periods: readonly Period[]) => periods.reduce((sum, { from, until }) => sum + between(from, until), 0) as Span
