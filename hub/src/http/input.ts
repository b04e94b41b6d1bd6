import { z } from 'zod'
import { nearest } from '../domain/document.ts'
import { Problem } from '../problem.ts'

const INVISIBLE = /[\u200B-\u200D\u2060\uFEFF]/g
const FORBIDDEN_TEXT = /[\u0000\u202A-\u202E\u2066-\u2069]/

/** Words a person writes: not empty when what cannot be seen is taken away, and not longer than `max`. */
export const words = (max: number) =>
  z
    .string()
    .max(max, `is longer than ${max} characters; shorten it`)
    .refine((text) => text.replace(INVISIBLE, '').trim() !== '', 'is empty; write at least one word')

/** A day of the calendar: `2026-03-04`. */
export const localDate = z.iso.date('is no date; write 2026-03-04')

/** The number of an incident as it stands in an address. */
export const incidentNumber = z
  .string()
  .regex(/^[1-9]\d{0,9}$/, 'is no incident number; write 7')
  .transform(Number)
  .meta({ type: 'string', pattern: '^[1-9][0-9]{0,9}$' })

export type Where = 'body' | 'query' | 'params'

/** What the schema makes of `value`, or a Problem that names the first field that is wrong and what to write. */
export function understand<T>(schema: z.ZodType<T>, value: unknown, where: Where): T {
  if (where !== 'body') refuseRepeated(value)
  refuseText(value, '')
  const read = schema.safeParse(value ?? {})
  if (read.success) return read.data
  throw problemOf(read.error.issues[0]!, schema, where)
}

function refuseRepeated(value: unknown) {
  for (const [name, given] of Object.entries(value ?? {})) {
    if (Array.isArray(given)) {
      throw new Problem('bad-input', 'parameter_repeated', `"${name}" is given ${given.length} times.`, 'Give it once.', { field: name })
    }
  }
}

// NUL, half a surrogate pair and letters that turn the direction of the text do not belong in anything a person reads later.
function refuseText(value: unknown, field: string) {
  if (typeof value === 'string') {
    const position = value.isWellFormed() ? value.search(FORBIDDEN_TEXT) : 0
    if (position >= 0) {
      const message = `"${field}" holds a character at ${position + 1} that is not allowed in text.`
      throw new Problem('bad-input', 'text_forbidden_character', message, 'Remove it.', { field })
    }
  } else if (typeof value === 'object' && value !== null) {
    for (const [name, inner] of Object.entries(value)) refuseText(inner, field === '' ? name : `${field}.${name}`)
  }
}

function problemOf(issue: z.core.$ZodIssue, schema: z.ZodType, where: Where): Problem {
  const noun = where === 'body' ? 'field' : 'parameter'
  if (issue.code === 'unrecognized_keys') {
    const field = nameOf([...issue.path, issue.keys[0]!])
    const known = schema instanceof z.ZodObject ? Object.keys(schema.shape) : []
    const meant = nearest(issue.keys[0]!, known)
    const fix = meant ? `Did you mean "${meant}"?` : known.length === 0 ? 'Remove it.' : `Known here: ${known.join(', ')}.`
    return new Problem('bad-input', `${noun}_unknown`, `There is no ${noun} "${field}".`, fix, { field })
  }
  const field = nameOf(issue.path)
  if (issue.code === 'invalid_type' && /received undefined$/.test(issue.message)) {
    return new Problem('bad-input', `${noun}_missing`, `"${field}" is missing.`, `Add "${field}" (${issue.expected}).`, { field })
  }
  const [what, fix] = issue.message.split('; ')
  const name = field === '' ? `The ${where}` : `"${field}"`
  return new Problem('bad-input', `${noun}_invalid`, `${name}: ${what}.`, sentence(fix ?? 'see /api/openapi.json'), {
    field: field || where,
  })
}

// A name is as long as whoever sent it likes.
const nameOf = (path: readonly PropertyKey[]) => path.join('.').slice(0, 200)
const sentence = (text: string) => `${text[0]!.toUpperCase()}${text.slice(1)}.`
