import { coverageOf } from './coverage.ts'
import { INVARIANTS, lawsOf } from './invariants.ts'
import { timesAsked } from './judges.ts'
import type { Found } from './simulate-worker.ts'

const ADDED = [
  'stories',
  'hours',
  'decisions',
  'changes',
  'incidents',
  'storedStories',
  'storedDecisions',
  'cpuSeconds',
  'storedCpuSeconds',
] as const

/** What all workers have found so far, together. */
export function sumUp(all: readonly Found[]) {
  const asked = timesAsked(all.map(({ tally }) => tally))
  const sums = Object.fromEntries(ADDED.map((figure) => [figure, all.reduce((sum, found) => sum + found[figure], 0)]))
  return {
    ...(sums as Record<(typeof ADDED)[number], number>),
    ...coverageOf(new Set(all.flatMap(({ cells }) => cells))),
    judged: INVARIANTS.filter(({ id }) => lawsOf(id).some((law) => (asked.get(law) ?? 0) > 0)).map(({ id }) => id),
    asked,
    evaluated: [...asked.values()].reduce((total, times) => total + times, 0),
    broken: all.flatMap(({ broken }) => broken),
  }
}
export type Sum = ReturnType<typeof sumUp>
