import type { Span } from '../instant.ts'
import type { Ledger } from './ledger.ts'

/** What is promised: so many percent, and how much of the fee is given back below which. */
export type Goal = { readonly percent: number; readonly credits: readonly { readonly below: number; readonly percent: number }[] }

/** How long something may be down in a period, and what is left of it; below 0 the goal is missed. */
export type Budget = { readonly allowed: Span; readonly left: Span }

/** The downtime that a goal allows: 99.9 % of a year is 8 h 45 m. Percents count to a thousandth, so that nothing is lost in fractions. */
export function budgetOf({ percent }: Pick<Goal, 'percent'>, period: Span, { down }: Pick<Ledger, 'down'>): Budget {
  const allowed = Math.floor((period * (100_000 - Math.round(percent * 1000))) / 100_000) as Span
  return { allowed, left: (allowed - down) as Span }
}

/** What is given back, in percent of the fee: the most of those whose line was crossed; 0 where the goal was met or nothing was watched. */
export const creditOf = ({ credits }: Goal, availability: number | null): number =>
  Math.max(0, ...credits.filter(({ below }) => availability !== null && availability * 100 < below).map(({ percent }) => percent))
