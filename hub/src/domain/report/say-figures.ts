import { sayTime } from '../calendar/say-time.ts'
import type { Instant, Span } from '../instant.ts'
import { speaksIn } from '../message/languages/index.ts'
import { sayDuration } from '../message/say-words.ts'
import type { PageLanguage } from '../status/page-words.ts'
import { REPORT_WORDS } from './report-words.ts'
import type { ReportWords } from './report-words.ts'

/** How the numbers of a report are said in a language and zone. What is not known is a dash. */
export type SayFigures = ReturnType<typeof sayFigures>

export function sayFigures(language: PageLanguage, zone: string) {
  const words: ReportWords = REPORT_WORDS[language]
  const locale = language === 'en' ? 'en-GB' : language
  // Never rounded up: 99.9996 % is not all the time.
  const exact = new Intl.NumberFormat(locale, {
    style: 'percent',
    minimumFractionDigits: 2,
    maximumFractionDigits: 3,
    roundingMode: 'floor',
  })
  const rough = new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 0 })
  const asWritten = new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 3 })
  const plain = new Intl.NumberFormat(locale, { maximumFractionDigits: 1 })
  const date = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short', year: 'numeric', timeZone: zone })
  const moment = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit', timeZone: zone })
  const short = (n: number, unit: 'hour' | 'minute' | 'second') =>
    new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay: 'narrow' }).format(n)
  const length = (span: Span): string => {
    const whole = Math.floor(Math.abs(span) / 1000)
    const [hours, minutes] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60]
    const said =
      whole === 0
        ? [short(0, 'minute')]
        : whole < 60
          ? [short(whole, 'second')]
          : [...(hours > 0 ? [short(hours, 'hour')] : []), ...(minutes > 0 || hours === 0 ? [short(minutes, 'minute')] : [])]
    return `${span < 0 && whole > 0 ? '−' : ''}${said.join(' ')}`
  }
  return {
    words,
    language,
    share: (share: number | null) => (share === null ? '–' : exact.format(share)),
    part: (share: number | null) => (share === null ? '–' : rough.format(share)),
    percent: (percent: number) => asWritten.format(percent / 100),
    count: (n: number | null) => (n === null ? '–' : plain.format(n)),
    length,
    long: (span: Span) => (span === 0 ? length(span) : sayDuration(0 as Instant, Math.abs(span) as Instant, language)),
    spanOr: (span: Span | null) => (span === null ? '–' : length(span)),
    fast: (span: Span) => (span < 1000 ? `${Math.round(span)} ms` : `${plain.format(span / 1000)} s`),
    day: (at: Instant) => date.format(at),
    when: (at: Instant) => moment.format(at),
    time: (at: Instant) => sayTime(at, zone, language),
    cause: (cause: string | null) =>
      cause === null ? words.unknownCause : (speaksIn(language).causes[cause] ?? speaksIn('en').causes[cause] ?? cause),
    ending: (what: string) => (what === 'domain' || what === 'certificate' ? words.ending[what] : words.drift),
    list: (names: readonly string[]) => (names.length <= 5 ? names.join(', ') : `${names.slice(0, 5).join(', ')} + ${names.length - 5}`),
  }
}
