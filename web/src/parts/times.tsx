import { hubNow, useNow } from '../clock.ts'
import { useSession } from '../session.ts'
import { language, locale } from '../language.ts'
import { say } from '../words.ts'
import { words } from './words/index.ts'

const SIZES = [
  [86400, 'day'],
  [3600, 'hour'],
  [60, 'minute'],
  [1, 'second'],
] as const

/** A span in its two largest parts: `2h 5m`; as other languages write it, `2 Std. 5 Min.`. */
export function saySpan(ms: number): string {
  let rest = Math.max(0, Math.round(ms / 1000))
  const parts = SIZES.flatMap(([size, unit]) => {
    const whole = Math.floor(rest / size)
    rest %= size
    return whole > 0 ? [unitOf(unit).format(whole)] : []
  })
  return parts.slice(0, 2).join(' ') || unitOf('second').format(0)
}

const units = new Map<string, Intl.NumberFormat>()

function unitOf(unit: string): Intl.NumberFormat {
  const unitDisplay = language() === 'en' ? 'narrow' : 'short'
  const format = units.get(unit) ?? new Intl.NumberFormat(locale(), { style: 'unit', unit, unitDisplay })
  units.set(unit, format)
  return format
}

// People call their own zone by letters; only the language of their part of the world knows them.
const LOCALES = ['en-US', 'en-GB', 'en-AU', 'en-IN', 'en-ZA']
const formats = new Map<string, Intl.DateTimeFormat>()

function formatOf(locale: string, timeZone: string, shape: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = [locale, timeZone, ...Object.keys(shape)].join(' ')
  const format = formats.get(key) ?? new Intl.DateTimeFormat(locale, { ...shape, timeZone })
  formats.set(key, format)
  return format
}

const partsOf = (at: number, locale: string, timeZone: string, shape: Intl.DateTimeFormatOptions): Record<string, string> =>
  Object.fromEntries(
    formatOf(locale, timeZone, shape)
      .formatToParts(at)
      .map(({ type, value }) => [type, value]),
  )

function letters(at: number, zone: string): string {
  const nameIn = (locale: string) => partsOf(at, locale, zone, { timeZoneName: 'short' }).timeZoneName!
  const known = [locale(), ...LOCALES].find((one) => /^[A-Z]{3,5}$/.test(nameIn(one)))
  return nameIn(known ?? LOCALES[0]!)
}

/** `14:05 EST` in a zone. */
export function sayClock(at: number, zone: string): string {
  const { hour, minute } = partsOf(at, 'en-GB', zone, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' })
  return `${hour}:${minute} ${letters(at, zone)}`
}

/** `14:05:09` in a zone, for the lines of a list whose head names it; without seconds `14:05`. */
export function sayExactly(at: number, zone: string, { seconds }: { seconds: boolean }): string {
  const shape = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const
  const { hour, minute, second } = partsOf(at, 'en-GB', zone, seconds ? { ...shape, second: '2-digit' } : shape)
  return seconds ? `${hour}:${minute}:${second}` : `${hour}:${minute}`
}

/** The last part of a zone's name, as people say it: `New York`. */
export const placeOf = (zone: string) => zone.split('/').at(-1)!.replaceAll('_', ' ')

/** `Wed 4 Mar` in a zone, or as another language writes it; with the year on request. */
export function sayDay(at: number, zone: string, { year = false }: { year?: boolean } = {}): string {
  const shape = { weekday: 'short', day: 'numeric', month: 'short', ...(year && ({ year: 'numeric' } as const)) } as const
  if (language() !== 'en') return formatOf(locale(), zone, shape).format(at)
  const { weekday, day, month, year: inFull } = partsOf(at, 'en-US', zone, shape)
  return `${weekday} ${day} ${month}${year ? ` ${inFull}` : ''}`
}

/** A date without a clock, `2026-03-04`, as another language writes it. */
export const sayDate = (date: string): string =>
  language() === 'en' ? date : formatOf(locale(), 'UTC', { day: 'numeric', month: 'short', year: 'numeric' }).format(Date.parse(date))

/** `Wed 4`, as the hub heads a day, in the reader's language; what stands behind it stays. */
export const sayDayHead = (words: string, date: string): string =>
  language() === 'en'
    ? words
    : words.replace(/^\w+ \d+/, () => formatOf(locale(), 'UTC', { weekday: 'short', day: 'numeric' }).format(Date.parse(date)))

const HALF_A_YEAR_MS = 182 * 86_400_000

/** A moment in the reader's zone, with the day in front unless it is today's, and the year where nobody would guess it. */
export function Moment({ at }: { at: string }) {
  const { zone } = useSession()
  const ms = Date.parse(at)
  const clock = sayClock(ms, zone)
  const day = sayDay(ms, zone, { year: Math.abs(ms - hubNow()) >= HALF_A_YEAR_MS })
  const isToday = day === sayDay(hubNow(), zone)
  return (
    <time dateTime={at} title={`${day}, ${clock}`}>
      {isToday ? '' : `${day}, `}
      {clock}
    </time>
  )
}

/** A stretch of time in the reader's zone: the day once, where it begins and ends on the same. */
export function Period({ from, until }: { from: string; until: string }) {
  const { zone } = useSession()
  const [begin, end] = [Date.parse(from), Date.parse(until)]
  const isOneDay = sayDay(begin, zone) === sayDay(end, zone)
  const clock = sayClock(end, zone)
  return say(words.period, {
    from: <Moment at={from} />,
    until: isOneDay ? (
      <time dateTime={until} title={`${sayDay(end, zone)}, ${clock}`}>
        {clock}
      </time>
    ) : (
      <Moment at={until} />
    ),
  })
}

/** How long ago; counts on by itself. */
export function Ago({ at }: { at: string }) {
  return <time dateTime={at}>{say(words.ago, { span: saySpan(useNow() - Date.parse(at)) })}</time>
}

/** For how long already; counts on by itself. */
export function Since({ at }: { at: string }) {
  return <time dateTime={at}>{saySpan(useNow() - Date.parse(at))}</time>
}

/** How long until a deadline, or how late it is; counts on by itself. */
export function Until({ at }: { at: string }) {
  const left = Date.parse(at) - useNow()
  return <time dateTime={at}>{left >= 0 ? say(words.in, { span: saySpan(left) }) : say(words.late, { span: saySpan(-left) })}</time>
}
