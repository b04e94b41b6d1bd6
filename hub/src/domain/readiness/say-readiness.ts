import { percentOf } from './judge-readiness.ts'
import type { Judged, Score } from './judge-readiness.ts'
import { WEIGHTS } from './finding-kind.ts'
import type { Weight } from './finding-kind.ts'

/** What a weight means at 3 am. */
export const SAY_WEIGHT: Readonly<Record<Weight, string>> = {
  5: 'Nobody comes, or nobody hears',
  3: 'An hour is lost',
  1: 'It takes longer',
}

/** The whole in one sentence: how much would fail us at 3 am, and how much of that is heavy. */
export function sayReadiness(all: readonly Judged[], { looked, held }: Score): string {
  const wrong = looked - held
  if (looked === 0) return 'Nothing was looked at yet'
  if (wrong === 0) return 'Nothing that we look at would fail us at 3 am'
  const heavy = all.filter(({ kind }) => kind.weight === WEIGHTS[0]).reduce((sum, { looks }) => sum + wrongs(looks), 0)
  const first = wrong === 1 ? 'One thing would fail us at 3 am' : `${wrong} things would fail us at 3 am`
  if (heavy === 0) return first
  return wrong === heavy ? `${first}: ${wrong === 1 ? 'it is' : 'all are'} heavy` : `${first}, ${heavy} of them heavy`
}

const wrongs = (looks: Judged['looks']) => looks.filter(({ wrong }) => wrong !== null && wrong !== 'unknown').length

/** What the score is made of, so that nobody takes it for more. */
export function sayScore(score: Score): string {
  const percent = percentOf(score)
  if (percent === null) return 'Nothing was looked at yet, so there is no score.'
  const { looked, held, unknown } = score
  const rest = unknown === 0 ? '' : ` ${unknown} more ${unknown === 1 ? 'is' : 'are'} not known yet and not counted.`
  return `${held} of ${looked} things looked at hold: ${percent} % by weight, a heavy one counted five times, a middle one three times.${rest}`
}
