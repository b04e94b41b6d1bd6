import type { Instant } from '../instant.ts'

const MONTHS = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December']

/** How long it lasted, as a person says it: `40 seconds`, `15 minutes`, `1 hour 25 minutes`, `2 days 3 hours`. */
export function sayDuration(from: Instant, to: Instant): string {
  const whole = Math.max(0, Math.floor((to - from) / 1000))
  if (whole < 60) return count(whole, 'second')
  const all = Math.floor(whole / 60)
  const [days, hours, minutes] = [Math.floor(all / 1440), Math.floor(all / 60) % 24, all % 60]
  const parts = days > 0 ? [count(days, 'day'), count(hours, 'hour')] : [count(hours, 'hour'), count(minutes, 'minute')]
  return parts.filter((part) => !part.startsWith('0 ')).join(' ')
}

const count = (n: number, what: string) => `${n} ${what}${n === 1 ? '' : 's'}`

/** `2026-11-01` becomes `1 November 2026`; whatever is no day stays as it is. */
export function sayDay(value: string): string {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(value)
  const month = MONTHS[Number(match?.[2]) - 1]
  return match && month ? `${Number(match[3])} ${month} ${match[1]}` : value
}
