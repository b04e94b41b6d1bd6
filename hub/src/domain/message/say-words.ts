import { withFirst } from '../calendar/say-time.ts'
import type { Instant } from '../instant.ts'
import { speaksIn } from './languages/index.ts'

/** How long it lasted, as a person says it: `40 seconds`, `1 hour 25 minutes`, `2 days 3 hours`, `1 Stunde 25 Minuten`. */
export function sayDuration(from: Instant, to: Instant, language = 'en'): string {
  const whole = Math.max(0, Math.floor((to - from) / 1000))
  if (whole < 60) return count(whole, 'second', language)
  const all = Math.floor(whole / 60)
  const [days, hours, minutes] = [Math.floor(all / 1440), Math.floor(all / 60) % 24, all % 60]
  const parts =
    days > 0
      ? ([
          [days, 'day'],
          [hours, 'hour'],
        ] as const)
      : ([
          [hours, 'hour'],
          [minutes, 'minute'],
        ] as const)
  return parts.flatMap(([n, unit]) => (n === 0 ? [] : [count(n, unit, language)])).join(' ')
}

const counts = new Map<string, Intl.NumberFormat>() // one takes a thousand times as long to make as to use

function count(n: number, unit: 'day' | 'hour' | 'minute' | 'second', language: string): string {
  const key = `${language} ${unit}`
  const format = counts.get(key) ?? new Intl.NumberFormat(language, { style: 'unit', unit, unitDisplay: 'long' })
  counts.set(key, format)
  return format.format(n)
}

/** `2026-11-01` becomes `1 November 2026`, `1. November 2026`, `1 de noviembre de 2026`; whatever is no day stays as it is. */
export function sayDay(value: string, language = 'en'): string {
  const at = /^\d{4}-\d{2}-\d{2}$/.test(value) ? Date.parse(`${value}T00:00:00Z`) : Number.NaN
  if (Number.isNaN(at)) return value
  const date = new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : language, { dateStyle: 'long', timeZone: 'UTC' }).format(at)
  return withFirst(date, language)
}

const PRICE = /^(?<sum>\d+(?:\.\d{1,2})?) ?(?<currency>[A-Z]{3})(?: ?\/ ?(?<per>month|year))?$/

/** `1250.50 USD/month` becomes `1.250,50 USD pro Monat`; in English, and where it is written in another way, it stays as it is. */
export function sayPrice(price: string, language: string): string {
  const { per } = speaksIn(language)
  const said = PRICE.exec(price)?.groups as { sum: string; currency: string; per?: 'month' | 'year' } | undefined
  if (per === null || said === undefined) return price
  const digits = said.sum.includes('.') ? 2 : 0
  const currency = { style: 'currency', currency: said.currency, currencyDisplay: 'code', minimumFractionDigits: digits } as const
  const sum = new Intl.NumberFormat(language, currency).format(Number(said.sum))
  return said.per === undefined ? sum : `${sum} ${per[said.per]}`
}
