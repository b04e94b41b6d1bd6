import { z } from 'zod'
import { Said } from './now.ts'

const moment = z.iso.datetime()
const text = z.string()
const maybe = text.nullable()

/** One way to reach a person, and how the last message over it ended. */
export const Method = z.object({
  ...{ channel: text, address: text },
  broken: z.boolean(), // it failed three times in a row
  said: Said,
  last: z.object({ state: text, at: moment, reason: maybe, test: z.boolean() }).nullable(),
})
export type Method = z.infer<typeof Method>

export const Person = z.object({
  ...{ id: text, name: text, role: text, isYou: z.boolean(), zone: text, clock: text },
  away: z.array(z.object({ from: moment, until: moment, why: maybe })), // not over yet
  calendar: z.object({ readAt: moment.nullable(), reason: maybe }).nullable(), // of their absences
  mayCalendar: z.boolean(), // the reader may make addresses of their turns
  methods: z.array(Method),
})
export type Person = z.infer<typeof Person>

/** `/api/v1/people`: the operator's people, and who may look into the portals. */
export const People = z.object({
  items: z.array(Person),
  next: z.null(),
  mayTest: z.boolean(),
  portals: z.array(
    z.object({
      ...{ partner: text, name: text },
      members: z.array(z.object({ mail: text, name: text, role: text, client: maybe, invitedBy: text, invitedAt: moment })),
    }),
  ),
})
export type People = z.infer<typeof People>

/** `/api/v1/browsers`: those that take push messages for whoever asks. */
export const Browsers = z.object({ publicKey: text, browsers: z.array(z.object({ endpoint: text, since: moment })) })
export type Browsers = z.infer<typeof Browsers>

/** Addresses under which a calendar program reads somebody's turns, and each schedule. */
export const CalendarAddresses = z.object({ person: text, schedules: z.record(text, text) })
export type CalendarAddresses = z.infer<typeof CalendarAddresses>
