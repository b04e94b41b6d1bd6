import { language, locale } from '../language.ts'
import { say } from '../words.ts'
import { words } from './words/index.ts'

const NTH = ['first', 'second', 'third', 'fourth'] as const
const WEEKDAYS = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday']

/** The rhythms in which a window that starts then may come again, as the hub reads them: it must be one of its own days. */
export function rhythmsFor(starts: string): string[] {
  const date = new Date(`${starts.slice(0, 10)}T00:00:00Z`)
  if (Number.isNaN(date.getTime())) return []
  const weekday = WEEKDAYS[date.getUTCDay()]!
  const nth = Math.ceil(date.getUTCDate() / 7)
  const days = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0)).getUTCDate()
  const ofMonth = [...(nth <= 4 ? [NTH[nth - 1]!] : []), ...(date.getUTCDate() + 7 > days ? ['last'] : [])]
  return [...Object.keys(words.rhythms), ...ofMonth.map((one) => `every ${one} ${weekday}`)]
}

/** A rhythm as the reader's language says it; English says it as the hub reads it. */
export function sayRhythm(rhythm: string): string {
  const [, nth = '', weekday = ''] = /^every (first|second|third|fourth|last) (\w+)$/.exec(rhythm) ?? []
  if (isNth(nth)) return say(words.nthOf[nth], { weekday: sayWeekday(weekday) })
  return (words.rhythms as Readonly<Record<string, string>>)[rhythm] ?? rhythm
}

const isNth = (nth: string): nth is keyof typeof words.nthOf => Object.hasOwn(words.nthOf, nth)

// 2 August 2026 is a Sunday.
const sayWeekday = (weekday: string) =>
  language() === 'en'
    ? weekday
    : new Intl.DateTimeFormat(locale(), { weekday: 'long', timeZone: 'UTC' }).format(Date.UTC(2026, 7, 2 + WEEKDAYS.indexOf(weekday)))
