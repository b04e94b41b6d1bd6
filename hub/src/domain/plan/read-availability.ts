import { z } from 'zod'
import type { Goal } from '../availability/budget.ts'
import type { Draft } from './draft.ts'

const percent = (least: number) => z.number('is not a number').min(least, `is out of range; write ${least} to 100`).max(100, `is out of range; write ${least} to 100`) // prettier-ignore

/** What is promised of sites: of all, or of those of a partner, a client, or of one. */
export const AvailabilityPart = z.strictObject({
  goal: percent(50).default(99.9),
  credits: z.array(z.strictObject({ below: percent(0), credit: percent(0) })).default([]),
})

/** What is promised to those whose sites are looked after: 99.9 %, and no credits, where nothing is written. */
export const readAvailability = (draft: Draft): Goal =>
  goalFrom(draft.part(AvailabilityPart, ['availability']) ?? { goal: 99.9, credits: [] })

/** A goal of its own, where one is written. */
export const ownGoal = (part: z.infer<typeof AvailabilityPart> | undefined): { availability?: Goal } =>
  part === undefined ? {} : { availability: goalFrom(part) }

const goalFrom = ({ goal, credits }: z.infer<typeof AvailabilityPart>): Goal => ({
  percent: goal,
  credits: credits.map(({ below, credit }) => ({ below, percent: credit })),
})
