import { hubNow, useNow } from '../clock.ts'
import { useSession } from '../session.ts'

const SIZES = [
  [86400, 'd'],
  [3600, 'h'],
  [60, 'm'],
  [1, 's'],
] as const

/** A span in its two largest parts: `2h 5m`. */
export function saySpan(ms: number): string {
  let rest = Math.max(0, Math.round(ms / 1000))
  const parts = SIZES.flatMap(([size, letter]) => {
    const whole = Math.floor(rest / size)
    rest %= size
    return whole > 0 ? [`${whole}${letter}`] : []
  })
  return parts.slice(0, 2).join(' ') || '0s'
}

// People call their own zone by letters; only the language of their part of the world knows them.
const LOCALES = ['en-US', 'en-GB', 'en-AU', 'en-IN', 'en-ZA']
const formats = new Map<string, Intl.DateTimeFormat>()

function partsOf(at: number, locale: string, timeZone: string, shape: Intl.DateTimeFormatOptions): Record<string, string> {
  const key = [locale, timeZone, ...Object.keys(shape)].join(' ')
  const format = formats.get(key) ?? new Intl.DateTimeFormat(locale, { ...shape, timeZone })
  formats.set(key, format)
  return Object.fromEntries(format.formatToParts(at).map(({ type, value }) => [type, value]))
}

function letters(at: number, zone: string): string {
  const nameIn = (locale: string) => partsOf(at, locale, zone, { timeZoneName: 'short' }).timeZoneName!
  const known = LOCALES.find((locale) => /^[A-Z]{3,5}$/.test(nameIn(locale)))
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

/** `Wed 4 Mar` in a zone. */
export function sayDay(at: number, zone: string): string {
  const { weekday, day, month } = partsOf(at, 'en-US', zone, { weekday: 'short', day: 'numeric', month: 'short' })
  return `${weekday} ${day} ${month}`
}

const HALF_A_YEAR_MS = 182 * 86_400_000

/** A moment in the reader's zone, with the day in front unless it is today's, and the year where nobody would guess it. */
export function Moment({ at }: { at: string }) {
  const { zone } = useSession()
  const ms = Date.parse(at)
  const clock = sayClock(ms, zone)
  const weekday = sayDay(ms, zone)
  const day = Math.abs(ms - hubNow()) < HALF_A_YEAR_MS ? weekday : `${weekday} ${at.slice(0, 4)}`
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
  return (
    <>
      <Moment at={from} /> to{' '}
      {isOneDay ? (
        <time dateTime={until} title={`${sayDay(end, zone)}, ${sayClock(end, zone)}`}>
          {sayClock(end, zone)}
        </time>
      ) : (
        <Moment at={until} />
      )}
    </>
  )
}

/** How long ago; counts on by itself. */
export function Ago({ at }: { at: string }) {
  return <time dateTime={at}>{saySpan(useNow() - Date.parse(at))} ago</time>
}

/** For how long already; counts on by itself. */
export function Since({ at }: { at: string }) {
  return <time dateTime={at}>{saySpan(useNow() - Date.parse(at))}</time>
}

/** How long until a deadline, or how late it is; counts on by itself. */
export function Until({ at }: { at: string }) {
  const left = Date.parse(at) - useNow()
  return <time dateTime={at}>{left >= 0 ? `in ${saySpan(left)}` : `${saySpan(-left)} late`}</time>
}
