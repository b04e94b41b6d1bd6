import type { z } from 'zod'
import { Problem } from '../../problem.ts'

/** What another program gave as JSON; a Problem says how to get it where it is something else. */
export function readExport<T>(schema: z.ZodType<T>, text: string, how: string): T {
  const read = schema.safeParse(parsed(text))
  if (read.success) return read.data
  const where = read.error.issues[0]!.path.join('.')
  const message = where === '' ? 'The file is no such export.' : `The file is no such export: ${where} is not as it should be.`
  throw new Problem('bad-input', 'import_unreadable', message, `${how}.`)
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
