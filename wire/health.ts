import { z } from 'zod'
import { Said } from './now.ts'

const moment = z.iso.datetime()

/** One thing that Allclear needs to do its work, and how it stands. */
export const HealthPart = z.object({
  name: z.string(),
  said: Said,
  says: z.string().nullable(),
  at: moment.nullable(), // when that was last known
  to: z.string().nullable(), // where it is mended or seen
})
export type HealthPart = z.infer<typeof HealthPart>

/** `/api/v1/health`: whether Allclear itself is well, in one sentence, then part by part. */
export const Health = z.object({
  sentence: z.string(),
  tone: z.enum(['good', 'warn', 'bad']),
  groups: z.array(z.object({ name: z.string(), parts: z.array(HealthPart) })),
  versions: z.array(z.object({ name: z.string(), value: z.string() })),
})
export type Health = z.infer<typeof Health>
