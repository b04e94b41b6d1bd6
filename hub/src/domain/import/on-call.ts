import { stringify } from 'yaml'
import { z } from 'zod'
import { slug } from './imported.ts'
import type { Imported } from './imported.ts'

/** On-call duty in the words of `allclear.yaml`, where it always stands: whom to call is said by the file alone. */
export type OnCallWords = {
  readonly people: Record<string, { readonly name: string; readonly mail?: string; readonly phone?: string; readonly timezone?: string }>
  readonly schedules: Record<string, ScheduleWords>
  readonly escalations: Record<string, readonly RungWords[]>
}
export type ScheduleWords = {
  readonly timezone: string
  readonly rotations: readonly RotationWords[]
  readonly overrides: readonly OverrideWords[]
}
export type RotationWords = {
  readonly days?: readonly string[]
  readonly hours?: string
  readonly people: readonly string[]
  readonly every?: string
  readonly from?: string
  readonly timezone?: string
  readonly layer?: number
  readonly only?: { readonly first: string; readonly last: string }
}
export type OverrideWords = {
  readonly from: string
  readonly until: string
  readonly people: readonly string[]
  readonly 'instead-of'?: string
}
export type RungWords = { readonly notify: string; readonly wait?: string }

const RESERVED = ['on-call', 'next', 'wait', 'operator']
export const DAY_S = 86_400
/** The days of a week from Sunday on, as both programs count them. */
export const FROM_SUNDAY = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'] as const

const parses = (read: () => unknown) => {
  try {
    read()
    return true
  } catch {
    return false
  }
}
/** A zone, a local time and a moment as exports write them; what is none makes the whole file unreadable. */
export const zone = z.string().refine((text) => parses(() => Temporal.PlainDateTime.from('2026-01-05').toZonedDateTime(text)))
export const localTime = z
  .string()
  .transform((text) => text.replace(/Z$/, ''))
  .refine((text) => parses(() => Temporal.PlainDateTime.from(text)))
export const moment = z.string().refine((text) => parses(() => Temporal.Instant.from(text)))

/** Gives each thing an id that nothing else has: people and schedules share theirs. */
export function namer(): (words: string, otherwise: string) => string {
  const taken = new Set(RESERVED)
  return (words, otherwise) => {
    const name = slug(words) || slug(otherwise)
    let id = name
    for (let n = 2; taken.has(id); n++) id = `${name}-${n}`
    taken.add(id)
    return id
  }
}

/** Hours of a day from a local time on, for so many seconds of at most a day. */
export function hoursFrom(start: Temporal.PlainDateTime, seconds: number): string {
  const clock = (time: Temporal.PlainDateTime) => time.toString().slice(11, 16)
  return `${clock(start)}-${clock(start.add({ seconds }))}`
}

/** Turns of so many days: one person after another, or all of them where there is but one group. Groups of one size become rotations side by side. */
export function turnsOf(
  groups: readonly (readonly string[])[],
  days: number,
  from: string,
): Pick<RotationWords, 'people' | 'every' | 'from'>[] | null {
  const [first = []] = groups
  if (groups.length === 1) return [{ people: first }]
  if (first.length === 0 || groups.some(({ length }) => length !== first.length)) return null
  const every = days % 7 === 0 ? `${days / 7} week${days === 7 ? '' : 's'}` : `${days} day${days === 1 ? '' : 's'}`
  return first.map((_, n) => ({ people: groups.map((group) => group[n]!), every, from }))
}

/** A time until which a rotation holds, as its days. */
export const onlyUntil = (first: string, until: string | null | undefined): Pick<RotationWords, 'only'> =>
  until ? { only: { first, last: until.slice(0, 10) < first ? first : until.slice(0, 10) } } : {}

/** Whom a rung may name, and how long until the next. Several at once are called a second apart. */
export const rungsOf = (targets: readonly string[], wait: string | null): RungWords[] =>
  targets.map((notify, n) => (n < targets.length - 1 ? { notify, wait: '1s' } : { notify, ...(wait === null ? {} : { wait }) }))

/** What is to be written into the configuration. One ladder is that of all; of several each has its name, for the clients that name it. */
export function writeOnCall({ people, schedules, escalations }: OnCallWords, rest: Pick<Imported, 'maps' | 'left'>): Imported {
  const ladders = Object.entries(escalations).filter(([, rungs]) => rungs.length > 0)
  const written = {
    ...(Object.keys(people).length > 0 && { people }),
    ...(Object.keys(schedules).length > 0 && {
      schedules: Object.fromEntries(
        Object.entries(schedules).map(([id, { overrides, ...same }]) => [id, overrides.length > 0 ? { ...same, overrides } : same]),
      ),
    }),
    ...(ladders.length === 1 && { escalation: ladders[0]![1] }),
    ...(ladders.length > 1 && { escalations: Object.fromEntries(ladders) }),
  }
  return { changes: [], ...rest, written: Object.keys(written).length === 0 ? '' : stringify(written) }
}
