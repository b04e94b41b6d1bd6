import { z } from 'zod'
import { Said } from './now.ts'

const text = z.string()
const count = z.int().nonnegative()

/** One thing that would fail us: what is wrong, for whom, and where it is mended. */
export const ReadinessLine = z.object({
  ...{ subject: text, said: text },
  owner: z.enum(['operator', 'partner', 'client']),
  partner: z.object({ id: text, name: text }),
  sites: z.array(text), // a few of those that would suffer
  count, // of those; 0: all of them
  how: z.enum(['form', 'key', 'command']), // it is mended in a form at `to`, by a key of the configuration, or by a command
  ...{ to: text.nullable(), field: text }, // where it is mended, or seen; what to fill in, to write or to run
})
export type ReadinessLine = z.infer<typeof ReadinessLine>

/** One kind of thing that is looked at, and what of it is wrong. */
export const ReadinessGroup = z.object({
  ...{ kind: text, title: text, why: text },
  ...{ weight: z.int(), weighs: text, said: Said },
  ...{ looked: count, held: count, unknown: count },
  lines: z.array(ReadinessLine), // the first of them
  more: count, // and so many again
})
export type ReadinessGroup = z.infer<typeof ReadinessGroup>

/** A day from which on it stood so. */
export const ReadinessDay = z.object({ day: z.iso.date(), percent: z.int().nullable(), wrong: count })

/** `/api/v1/readiness`: what would fail us at 3 am, the heaviest first, and what nobody has to mend after it. */
export const Readiness = z.object({
  ...{ sentence: text, tone: Said.shape.tone },
  score: z.object({ percent: z.int().nullable(), looked: count, held: count, unknown: count, says: text }),
  groups: z.array(ReadinessGroup),
  trend: z.array(ReadinessDay).nullable(), // null where only a part was asked for
  partners: z.array(z.object({ id: text, name: text })), // by whom it may be narrowed
  mayAsk: z.boolean(), // whether the reader may have DNS asked anew
})
export type Readiness = z.infer<typeof Readiness>
export type ReadinessDay = z.infer<typeof ReadinessDay>
