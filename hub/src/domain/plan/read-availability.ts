import { z } from 'zod'
import type { Goal } from '../availability/budget.ts'
import type { Draft } from './draft.ts'

const percent = (least: number) => z.number('is not a number').min(least, `is out of range; write ${least} to 100`).max(100, `is out of range; write ${least} to 100`) // prettier-ignore

const AvailabilityPart = z.strictObject({
  goal: percent(50).default(99.9),
  credits: z.array(z.strictObject({ below: percent(0), credit: percent(0) })).default([]),
})

/** What is promised to those whose sites are looked after: 99.9 %, and no credits, where nothing is written. */
export function readAvailability(draft: Draft): Goal {
  const part = draft.part(AvailabilityPart, ['availability'])
  return { percent: part?.goal ?? 99.9, credits: part?.credits.map(({ below, credit }) => ({ below, percent: credit })) ?? [] }
}
