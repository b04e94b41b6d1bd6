import { days, readSpan } from '../instant.ts'
import type { Span } from '../instant.ts'
import type { Delay } from './playbook.ts'

/** What reading a few words came to: their meaning, or what is wrong with them and what to write. */
export type Parsed<T> = { readonly value: T } | { readonly wrong: string; readonly fix: string }

const LONGEST = days(90)
const MOST_BUSINESS_DAYS = 60
const BUSINESS_DAYS = /^(\d+) business days?$/

/** Reads `90s`, `15m`, `4h`, `1 day`: a length of time from 0 to 90 days. */
export function parseSpan(text: string | number): Parsed<Span> {
  const words = String(text).trim()
  if (/^-/.test(words)) return { wrong: `"${words}" is negative`, fix: 'write a length of time such as 15m' }
  if (/^\d+(\.\d+)?$/.test(words)) return { wrong: `"${words}" has no unit`, fix: `write ${words}s, ${words}m, ${words}h or ${words}d` }
  if (BUSINESS_DAYS.test(words)) return { wrong: `"${words}" is no fixed length of time`, fix: 'write it in hours or days, such as 24h' }
  const span = readSpan(words)
  if (span === null) return { wrong: `"${words}" is no length of time`, fix: 'write it as 90s, 15m, 4h or 1 day' }
  if (span > LONGEST) return { wrong: `"${words}" is longer than 90 days`, fix: 'write 90d or less' }
  return { value: span }
}

/** Reads a length of time, or `2 business days` in the recipient's calendar. */
export function parseDelay(text: string | number): Parsed<Delay> {
  const words = String(text).trim()
  const businessDays = Number(BUSINESS_DAYS.exec(words)?.[1] ?? NaN)
  if (Number.isNaN(businessDays)) {
    const span = parseSpan(words)
    return 'value' in span ? { value: { span: span.value } } : span
  }
  if (businessDays < 1) return { wrong: `"${words}" is no time at all`, fix: 'write 1 business day or more' }
  if (businessDays > MOST_BUSINESS_DAYS)
    return {
      wrong: `"${words}" is more than ${MOST_BUSINESS_DAYS} business days`,
      fix: `write ${MOST_BUSINESS_DAYS} business days or less`,
    }
  return { value: { businessDays } }
}
