/** A moment, in milliseconds since 1970-01-01T00:00Z. Temporal stays inside the calendar; what is stored or handed on is this. */
export type Instant = number & { readonly __unit: 'instant' }
/** A length of time in milliseconds. */
export type Span = number & { readonly __unit: 'span' }

export const milliseconds = (n: number) => n as Span
export const seconds = (n: number) => (n * 1000) as Span
export const minutes = (n: number) => (n * 60_000) as Span
export const hours = (n: number) => (n * 3_600_000) as Span
export const days = (n: number) => (n * 86_400_000) as Span

export const after = (at: Instant, span: Span) => (at + span) as Instant
export const between = (from: Instant, to: Instant) => (to - from) as Span

/** The earliest of the moments given, or null when none is. */
export function earliest(...moments: (Instant | null)[]): Instant | null {
  let first: Instant | null = null
  for (const moment of moments) if (moment !== null && (first === null || moment < first)) first = moment
  return first
}

/** `2026-03-04T16:00:00Z`; milliseconds only where there are any. */
export const iso = (at: Instant) => new Date(at).toISOString().replace('.000Z', 'Z')
/** The same, null for null. */
export const isoOrNull = (at: Instant | null) => (at === null ? null : iso(at))

/** ISO 8601 in hours, minutes and seconds without zero parts: `PT0S`, `PT15M`, `PT1H25M`, `PT25H`. */
export function isoDuration(span: Span): string {
  const whole = Math.trunc(span / 1000)
  const part = (n: number, letter: string) => (n === 0 ? '' : `${n}${letter}`)
  const text = part(Math.trunc(whole / 3600), 'H') + part(Math.trunc(whole / 60) % 60, 'M') + part(whole % 60, 'S')
  return `PT${text || '0S'}`
}

const SPAN = /^(\d+)\s*(ms|s|m|h|d|seconds?|minutes?|hours?|days?|weeks?)$/
const UNIT_MS: Record<string, number> = { ms: 1, s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000, w: 604_800_000 }

/** Reads `90s`, `15m`, `4h`, `1 day`, `1 week`; null when it is no length of time. A day is 24 hours. */
export function readSpan(text: string): Span | null {
  const match = SPAN.exec(text.trim())
  if (!match) return null
  const unit = match[2] === 'ms' ? 'ms' : match[2]![0]!
  return (Number(match[1]) * UNIT_MS[unit]!) as Span
}

/** A length of time as people say it: `90s`, `15m`, `1h 25m`, `2d 3h`. */
export function saySpan(span: Span): string {
  const whole = Math.max(0, Math.round(span / 1000))
  const units: [number, string][] = [
    [86_400, 'd'],
    [3600, 'h'],
    [60, 'm'],
    [1, 's'],
  ]
  const parts: string[] = []
  let rest = whole
  for (const [size, letter] of units) {
    if (rest >= size) parts.push(`${Math.floor(rest / size)}${letter}`)
    rest %= size
  }
  return parts.slice(0, 2).join(' ') || '0s'
}
