import { z } from 'zod'
import { Said } from './now.ts'

const moment = z.iso.datetime()
const text = z.string()

/** A time in which the same people are on duty; nobody is an empty list. */
export const Duty = z.object({ from: moment, until: moment, people: z.array(text) })
export type Duty = z.infer<typeof Duty>

/** One line of the picture: a layer, the overrides, the line that counts, or the declared hours with those in which nobody is there. */
export const Lane = z.object({ name: text, kind: z.enum(['layer', 'override', 'final', 'declared']), stretches: z.array(Duty) })
export type Lane = z.infer<typeof Lane>

/** A turn in words: who, and in whose time besides the reader's. */
export const Turn = Duty.extend({
  says: text, // who it is
  state: Said.nullable(), // of a time in which nobody is there
  elsewhere: z.array(text), // `20:00 to 08:00 for Mei Tanaka`
})
export type Turn = z.infer<typeof Turn>

export const Schedule = z.object({ id: text, place: text, lanes: z.array(Lane), turns: z.array(Turn) })
export type Schedule = z.infer<typeof Schedule>

/** Declared hours in which nobody of the first rung is on duty. */
export const Hole = z.object({ from: moment, until: moment, ladder: text.nullable(), schedule: text.nullable() })
export type Hole = z.infer<typeof Hole>

export const Rung = z.object({
  ...{ says: text, schedule: text.nullable(), how: text },
  until: moment.nullable(), // when somebody else comes
  next: text.nullable(),
  there: z.array(text), // what the clocks of each show
})
export type Rung = z.infer<typeof Rung>

export const OncallPerson = z.object({
  ...{ id: text, name: text, zone: text, place: text, clock: text, isYou: z.boolean(), tone: z.int() },
  ways: z.array(z.object({ channel: text, said: Said })),
  away: z.array(z.object({ from: moment, until: moment, why: text.nullable() })),
})
export type OncallPerson = z.infer<typeof OncallPerson>

export const MadeOverride = z.object({
  ...{ number: z.int(), schedule: text, from: moment, until: moment },
  ...{ people: text, insteadOf: text.nullable(), by: text },
})
export type MadeOverride = z.infer<typeof MadeOverride>

/** `/api/v1/on-call`: who is called now and next, and the days from a date on. */
export const OnCall = z.object({
  head: z.object({ says: text, tone: z.enum(['good', 'busy', 'bad']), until: moment.nullable(), next: text.nullable() }),
  ...{ from: moment, until: moment },
  days: z.array(z.object({ date: text, words: text, from: moment, until: moment })),
  holes: z.array(Hole),
  clockChanges: z.array(z.object({ at: moment, place: text })),
  schedules: z.array(Schedule),
  ladders: z.array(z.object({ title: text, rungs: z.array(Rung) })),
  overrides: z.array(MadeOverride), // those that still count or will
  people: z.array(OncallPerson),
  you: text.nullable(),
  mayAct: z.boolean(),
})
export type OnCall = z.infer<typeof OnCall>
