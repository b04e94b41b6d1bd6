import { z } from 'zod'
import { holidayCodesNear, isHolidayCode } from '../calendar/holidays.ts'
import { EVERY_DAY } from '../calendar/hours.ts'
import { nearest } from '../document.ts'
import { days, milliseconds, readSpan, saySpan, seconds } from '../instant.ts'
import type { Span } from '../instant.ts'
import { addressFault, readMailbox } from '../message/address.ts'
import type { Hours } from './plan.ts'
import { bytesOf } from './statistics.ts'
import type { Statistics } from './statistics.ts'
import { readWebAddress } from './web-address.ts'

/** What a written value means, or what is wrong with it and what to write instead. */
export type Reading<T> = { readonly means: T } | { readonly wrong: string; readonly write: string }

/** A value that people write as a text (or a number: YAML makes one of `15`), what `read` makes of it, and what editors and the docs call it. */
export const written = <T>(read: (text: string) => Reading<T>, called?: string) =>
  z
    .preprocess(
      (value) => (typeof value === 'number' ? String(value) : value),
      z.string().meta(called === undefined ? {} : { title: called }),
    )
    .transform((text, context): T => {
      const reading = read(text)
      if ('means' in reading) return reading.means
      context.addIssue({ code: 'custom', message: `${reading.wrong}; ${reading.write}` })
      return z.NEVER
    })

const wrong = (text: string, what: string, write: string) => ({ wrong: `"${text.slice(0, 80)}" ${what}`, write })

/** Words that people see. What has no visible letter is no name. */
export const shortText = (limit = 200) =>
  z.string().transform((text, context) => {
    const trimmed = text.trim()
    const visible = trimmed.replace(/[\p{Cf}\s]/gu, '')
    if (visible !== '' && trimmed.length <= limit) return trimmed
    const what = visible === '' ? 'has no visible letters' : `has ${trimmed.length} characters`
    context.addIssue({ code: 'custom', message: `${what}; write 1 to ${limit} characters` })
    return z.NEVER
  })

const LONGEST = days(366)

/** A length of time within bounds: `90s`, `15m`, `4h`, `1 day`. */
export const span = (least: Span = milliseconds(0), most: Span = LONGEST) =>
  written<Span>(
    (text) => {
      const means = readSpan(text)
      if (means === null) return wrong(text, 'is not a duration', 'write 90s, 15m, 4h or 2 days')
      if (means < least || means > most) return wrong(text, 'is out of range', `write ${saySpan(least)} to ${saySpan(most)}`)
      return { means }
    },
    `a length of time, ${saySpan(least)} to ${saySpan(most)}`,
  )

/** How often a monitor looks. */
export const interval = span(seconds(1), days(1))

/** A time zone by its name in the IANA data base; offsets and abbreviations know no daylight saving time. */
export const timezone = written<string>((text) => {
  if (isTimezone(text)) return { means: text }
  const near = nearest(text, Intl.supportedValuesOf('timeZone'))
  return wrong(text, 'is not a time zone', near ? `did you mean "${near}"?` : 'write a name such as America/New_York')
}, 'a time zone')

function isTimezone(text: string): boolean {
  if (text !== 'UTC' && !text.includes('/')) return false
  try {
    return new Intl.DateTimeFormat('en', { timeZone: text }).resolvedOptions().timeZone !== ''
  } catch {
    return false
  }
}

/** A date-holidays code. */
export const holidays = written<string>((text) => {
  if (isHolidayCode(text)) return { means: text }
  const near = nearest(text, holidayCodesNear(text))
  return wrong(
    text,
    'is not a calendar of holidays',
    near ? `did you mean "${near}"?` : 'write a country such as US, or one of its states: US-IL',
  )
})

/** The one address of a mailbox. */
export const mailAddress = written<string>((text) => {
  const fault = addressFault(text)
  return fault === null
    ? { means: text }
    : wrong(printable(text), `is not a mail address: it ${fault}`, 'write it as care@brightside.example')
}, 'a mail address')

/** Whom a mail is from: `Name <address>`. */
export const mailbox = written<{ name: string; address: string }>((text) => {
  const means = readMailbox(text)
  return means ? { means } : wrong(printable(text), 'is not a sender', 'write it as Brightside Care <care@brightside.example>')
})

/** A phone number in E.164. */
export const phone = written<string>((text) =>
  /^\+[1-9]\d{6,14}$/.test(text)
    ? { means: text }
    : wrong(text, 'is not a phone number', 'write it in quotes, with its country and digits only: "+13125550110"'),
)

/** What must not be shown. Not written is the same as empty: what needs it is off. */
export const secret = z.string().meta({ title: 'a secret' }).default('')

/** The address of a web page or service. */
export const webAddress = written<string>(readWebAddress, 'a web address')

/** An address to listen on: `127.0.0.1:2525`. */
export const listening = written<{ host: string; port: number }>((text) => {
  const match = /^(?<host>\[[0-9a-f:]+\]|[^:\s]+):(?<port>\d{1,5})$/i.exec(text)
  const port = Number(match?.groups?.port)
  return match && port <= 65_535
    ? { means: { host: match.groups!.host!.replace(/^\[|\]$/g, ''), port } }
    : { wrong: `"${text.slice(0, 80)}" is no address to listen on`, write: 'write HOST:PORT, such as 127.0.0.1:2525' }
})

/** `#0b6e4f`. */
export const colour = written<string>((text) =>
  /^#[0-9a-f]{6}$/i.test(text) ? { means: text.toLowerCase() } : wrong(text, 'is not a colour', 'write it as "#0b6e4f"'),
)

/** A local date. */
export const localDate = written<string>((text) => {
  try {
    if (!/^\d{4}-\d\d-\d\d$/.test(text)) throw new RangeError(text)
    return { means: Temporal.PlainDate.from(text, { overflow: 'reject' }).toString() }
  } catch {
    return wrong(text, 'is not a date', 'write it as 2026-01-05')
  }
}, 'a date')

/** A local time of a local date: `2026-12-24T18:00`. */
export const localTime = written<Temporal.PlainDateTime>((text) => {
  try {
    if (!/^\d{4}-\d\d-\d\d[T ]\d\d:\d\d$/.test(text)) throw new RangeError(text)
    return { means: Temporal.PlainDateTime.from(text, { overflow: 'reject' }) }
  } catch {
    return wrong(text, 'is not a date and a time', 'write it as 2026-12-24T18:00')
  }
})

/** Hours of a day, across midnight where the end comes first: `18:00-03:00`. */
export const hours = written<Hours>((text) => {
  const match = /^(\d\d?):(\d\d)\s*[-–]\s*(\d\d?):(\d\d)$/.exec(text.trim())
  const [fromHour, fromMinute, toHour, toMinute] = (match ?? []).slice(1).map(Number) as [number, number, number, number]
  const isClock = (hour: number, minute: number) => minute < 60 && (hour < 24 || (hour === 24 && minute === 0))
  if (!match || !isClock(fromHour, fromMinute) || !isClock(toHour, toMinute)) {
    return wrong(text, 'are not hours of a day', 'write them as 09:00-17:30')
  }
  const ofDay = (hour: number, minute: number) => (hour * 60 + minute) % (24 * 60)
  return { means: { from: ofDay(fromHour, fromMinute), to: ofDay(toHour, toMinute) } }
})

const DAY_NAMES = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun']

const dayText = written<number[]>((text) => {
  const means = text.split(',').map((part) => readDays(part.trim().toLowerCase()))
  if (means.every((days) => days !== null)) return { means: [...new Set(means.flat() as number[])].sort((a, b) => a - b) }
  return wrong(text, 'are not days of a week', 'write mon-fri, or sat, sun')
})

/** Days of the week: `mon-fri`, `sat, sun`, or a list of them. */
export const weekDays = z.preprocess((value) => (Array.isArray(value) ? value.join(',') : value), dayText)

function readDays(text: string): number[] | null {
  const [from, to, ...rest] = text.split('-').map((name) => DAY_NAMES.indexOf(name.trim().slice(0, 3)) + 1)
  if (!from || to === 0 || rest.length > 0) return null
  const length = to === undefined ? 1 : ((to - from + 7) % 7) + 1
  return EVERY_DAY.slice(0, length).map((day) => ((from + day - 2) % 7) + 1)
}

/** The length of one person's turn, in days. */
export const turn = written<number>((text) => {
  const match = /^(\d{1,3})\s*(d|days?|w|weeks?)$/.exec(text.trim())
  const length = match ? Number(match[1]) * (match[2]!.startsWith('w') ? 7 : 1) : 0
  return length > 0 ? { means: length } : wrong(text, 'is not the length of a turn', 'write 1 week or 3 days')
})

/** An amount of data: `10GB`. */
export const amount = written<string>((text) =>
  /^\d+(\.\d+)?\s?(MB|GB|TB)$/.test(text) ? { means: text } : wrong(text, 'is not an amount of data', 'write it as 500MB, 10GB or 2TB'),
)

const maybe = <T>(shape: z.ZodType<T>) => shape.nullable().default(null)

/** What a site uses of its plan, as people write it: `{ disk: 9GB, transfer: 380GB, visits: 90000 }`. Each may be left out. */
export const statisticsWords = z
  .strictObject({
    disk: maybe(amount),
    transfer: maybe(amount),
    visits: maybe(z.int('is not a whole number; write how many a month').nonnegative('is less than nothing; write how many a month')),
  })
  .transform(({ disk, transfer, visits }): Statistics => ({
    ...(disk !== null && { disk: bytesOf(disk) }),
    ...(transfer !== null && { transfer: bytesOf(transfer) }),
    ...(visits !== null && { visits }),
  }))

// A line break in an address would end the line of the complaint.
const printable = (text: string) => text.replace(/[\r\n]+/g, ' ')
