import { days, readSpan } from '../instant.ts'
import type { Instant, Span } from '../instant.ts'
import { parseSpan } from '../playbook/parse-delay.ts'

const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,3})?)?(Z|[+-]\d{2}:\d{2})$/
const LONGEST = days(366)

/** A length of time after the start, up to a year; or what is wrong with it and what to write, parted by a semicolon. */
export function readLength(words: string): Span | { readonly wrong: string } {
  const span = readSpan(words)
  if (span !== null) return span <= LONGEST ? span : { wrong: `"${words}" is longer than a year; write less` }
  const parsed = parseSpan(words)
  return 'value' in parsed ? parsed.value : { wrong: `${parsed.wrong}; ${parsed.fix}` }
}

/** An instant with its offset; or what is wrong with it and what to write, parted by a semicolon. */
export function readInstant(words: string): Instant | { readonly wrong: string } {
  if (/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2})?$/.test(words))
    return { wrong: `"${words}" has no offset (zone_missing); write ${words}-06:00 or ${words}Z` }
  if (!INSTANT.test(words)) return { wrong: `"${words}" is no instant; write it as 2026-03-04T10:00:00-06:00` }
  // Date.parse lets 30 February roll over into March.
  const [year, month, day] = words.slice(0, 10).split('-').map(Number)
  const at = Date.parse(words)
  const exists = !Number.isNaN(at) && new Date(Date.UTC(year!, month! - 1, day)).getUTCDate() === day
  return exists ? (at as Instant) : { wrong: `"${words}" is no day or time that exists (date_invalid); mend it` }
}
