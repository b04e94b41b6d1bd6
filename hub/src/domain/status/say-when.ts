import { sayClock, sayTime, withFirst } from '../calendar/say-time.ts'
import type { Instant } from '../instant.ts'
import type { PageLanguage } from './page-words.ts'

/** How a page says moments: in its language and in the zone of its readers. */
export type Says = {
  readonly time: (at: Instant) => string // `Wed 4 Mar 2026, 10:15 CST`
  readonly clock: (at: Instant) => string // `10:15 CST`
  readonly day: (date: string) => string // `4 March 2026`, of `2026-03-04`
  readonly month: (month: string) => string // `March 2026`, of `2026-03`
}

const made = new Map<string, Says>()

export function saysIn(language: PageLanguage, timezone: string): Says {
  const key = `${language} ${timezone}`
  const ready = made.get(key) ?? make(language, timezone)
  made.set(key, ready)
  return ready
}

function make(language: PageLanguage, timezone: string): Says {
  const format = (more: Intl.DateTimeFormatOptions) => {
    const writer = new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : language, { ...more, timeZone: 'UTC' })
    return (date: string) => withFirst(writer.format(Date.parse(date)), language)
  }
  const day = format({ day: 'numeric', month: 'long', year: 'numeric' })
  const month = format({ month: 'long', year: 'numeric' })
  return {
    time: (at) => sayTime(at, timezone, language),
    clock: (at) => sayClock(at, timezone, language),
    day,
    month: (text) => month(`${text}-01`),
  }
}
