import { z } from 'zod'
import { readSpan } from '../domain/instant.ts'

/** A length of time in a monitor's options, written as people write it: `3s`, `500ms`. */
export const spanOption = z
  .string()
  .meta({ title: 'a length of time' })
  .transform((text, context) => {
    const span = readSpan(text)
    if (span !== null && span > 0) return span
    context.addIssue({ code: 'custom', message: `must be a length of time such as 3s or 500ms, not "${text}"` })
    return z.NEVER
  })
