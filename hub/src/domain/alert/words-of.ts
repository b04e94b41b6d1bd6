import { oneLine, onlySeen } from '../message/escape.ts'
import type { Instant } from '../instant.ts'

const LONGEST_NAME = 200
const LONGEST_WORDS = 1000

/** The first of these that says something, as one line of at most 200 characters. */
export function nameIn(...values: readonly unknown[]): string {
  for (const value of values) {
    const name = typeof value === 'string' || typeof value === 'number' ? oneLine(String(value)).slice(0, LONGEST_NAME).toWellFormed() : ''
    if (name !== '') return name
  }
  return ''
}

/** All of them that say something, each once. */
export const namesIn = (...values: readonly unknown[]): string[] =>
  [...new Set(values.map((value) => nameIn(value)))].filter((name) => name !== '')

/** Words of another program, at most 1000 characters. */
export const wordsIn = (...values: readonly unknown[]): string => {
  const said = values.find((value) => typeof value === 'string' && value.trim() !== '')
  return said === undefined ? '' : onlySeen(String(said)).slice(0, LONGEST_WORDS).toWellFormed()
}

/** An address of the web that a person may follow, else null. */
export const linkIn = (value: unknown): string | null =>
  typeof value === 'string' && value.length <= 2000 && /^https?:\/\/[^\s"'<>]+$/.test(value) && URL.canParse(value) ? value : null

const OLDEST = Date.UTC(2000, 0, 1)
const LATEST = Date.UTC(2100, 0, 1)

/** A moment as monitors write it: RFC 3339, `2026-03-04 16:00:00` in UTC, seconds or milliseconds since 1970. Null for what makes no sense. */
export function momentIn(value: unknown): Instant | null {
  const at =
    typeof value === 'number' || (typeof value === 'string' && /^\d{9,13}(\.\d+)?$/.test(value)) ? ofNumber(Number(value)) : ofText(value)
  return at >= OLDEST && at <= LATEST ? (Math.floor(at) as Instant) : null
}

const ofNumber = (value: number) => (value < 1e11 ? value * 1000 : value)

function ofText(value: unknown): number {
  if (typeof value !== 'string') return Number.NaN
  const bare = /^(\d{4}-\d\d-\d\d)[ T](\d\d:\d\d:\d\d(?:\.\d+)?)$/.exec(value.trim())
  if (bare) return Date.parse(`${bare[1]}T${bare[2]}Z`)
  return /^\d{4}-\d\d-\d\dT/.test(value) ? Date.parse(value) : Number.NaN
}
