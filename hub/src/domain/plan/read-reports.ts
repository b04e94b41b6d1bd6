import { z } from 'zod'
import type { ReportPolicy } from '../report/report-policy.ts'
import type { Draft } from './draft.ts'

const ReportsPart = z.strictObject({
  day: z
    .int('is no day of a month; write 1 to 28')
    .min(1, 'is no day of a month; write 1 to 28')
    .max(28, 'is no day of every month; write 1 to 28'),
  at: z
    .string()
    .regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'is no time of a day; write 09:00')
    .default('09:00'),
  clients: z.enum(['after-approval', 'with-partner', 'never']).default('after-approval'),
})

/** When the report of the month before is sent, and whether clients get theirs; null, where nothing is written: never. */
export function readReports(draft: Draft): ReportPolicy | null {
  const written = draft.written(['reports'])
  const part = written === undefined || written === null ? null : draft.part(ReportsPart, ['reports'])
  if (!part) return null
  const [hour, minute] = part.at.split(':').map(Number)
  return { day: part.day, minute: hour! * 60 + minute!, clients: part.clients }
}
