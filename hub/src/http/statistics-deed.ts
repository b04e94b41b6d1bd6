import { z } from 'zod'
import { amount, shortText } from '../domain/plan/words.ts'
import { bytesOf } from '../domain/plan/statistics.ts'
import { Problem } from '../problem.ts'
import type { Caller } from './caller.ts'
import type { IncidentDeed } from './command.ts'

// A form sends an empty text for what was left out.
const leftOut = <T>(shape: z.ZodType<T>) => z.preprocess((said) => (said === '' ? undefined : said), shape.optional())

export const newStatistics = z.strictObject({
  disk: leftOut(amount),
  transfer: leftOut(amount),
  visits: leftOut(z.coerce.number().int('is not a whole number; write 90000').min(0, 'is less than nothing; write 90000').max(1e12)),
  plan: leftOut(shortText(60)),
  price: leftOut(shortText(60)),
})

/** What a person says a site uses of its plan, and where they name it the plan to offer (REA-5): that is for the operator's people. */
export function statisticsKnown(caller: Caller, { disk, transfer, visits, plan, price }: z.infer<typeof newStatistics>): IncidentDeed {
  const statistics = {
    ...(disk !== undefined && { disk: bytesOf(disk) }),
    ...(transfer !== undefined && { transfer: bytesOf(transfer) }),
    ...(visits !== undefined && { visits }),
  }
  if (Object.keys(statistics).length === 0 && plan === undefined && price === undefined)
    throw missing('disk', 'Write disk, transfer or visits.')
  if (plan !== undefined && price === undefined) throw missing('price', 'Write what the plan costs.')
  if (plan === undefined && price !== undefined) throw missing('plan', 'Write which plan it is.')
  if (plan !== undefined && caller.partner !== null)
    throw new Problem('not-allowed', 'operator_only', 'A plan is named by the people of the operator.', 'Write the figures alone.')
  return { type: 'statistics-known', by: caller.by, statistics, ...(plan !== undefined && { offer: { plan, price: price! } }) }
}

const missing = (field: string, fix: string) => new Problem('bad-input', 'field_missing', `"${field}" is missing.`, fix, { field })
