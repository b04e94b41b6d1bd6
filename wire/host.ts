import { z } from 'zod'
import { Said } from './now.ts'

const moment = z.iso.datetime()
const text = z.string()
const maybe = text.nullable()
const share = z.number().nullable()

/** A server as its agent sees it. */
export const Host = z.object({
  ...{ id: text, name: text, sites: z.array(text) },
  state: z.enum(['well', 'warning', 'danger', 'silent', 'no-agent']),
  said: Said,
  ...{ seenAt: moment.nullable(), version: maybe, missedReports: z.int(), faulty: z.array(text) },
  measures: z.array(z.object({ measure: text, level: text, said: Said, since: moment, says: text })), // the worst first
  facts: z.array(z.object({ name: text, value: text })), // what it said last, in words; more come with newer agents
  hardening: z.array(
    z.object({ check: text, state: z.enum(['met', 'not-met', 'not-known']), said: Said, says: text, mend: maybe }), // what lacks first
  ),
  sample: z.unknown(),
})
export type Host = z.infer<typeof Host>

export const Hosts = z.object({ items: z.array(Host), next: z.null() })
export type Hosts = z.infer<typeof Hosts>

/** The figures that are kept of a host for a day: load, and shares that are in use. */
export const HostFigures = z.object({ at: moment, load: share, cpu: share, memory: share, disk: share })
export type HostFigures = z.infer<typeof HostFigures>

/** A moment before a restart, or while pressure rose. */
export const HostMoment = z.object({ at: moment, load: share, cpu: share, memory: share, disk: share, busiest: text })
export type HostMoment = z.infer<typeof HostMoment>

export const HostEvent = z.object({ at: moment, kind: text, says: text, lines: z.array(text), moments: z.array(HostMoment) })
export type HostEvent = z.infer<typeof HostEvent>

/** What somebody, or a playbook, asked the agent to do. */
export const HostOrder = z.object({
  ...{ id: text, says: text, dryRun: z.boolean(), by: text, at: moment, expiresAt: moment },
  ...{ said: Said, output: text },
  agreement: z
    .object({
      ...{ first: maybe, second: maybe }, // who has said yes, as people call them
      until: moment.nullable(), // while it waits
      dryRun: maybe, // what the host says would be done; null: it has not said yet
      ...{ mayAgree: z.boolean(), mayDecline: z.boolean() },
    })
    .nullable(), // null: it takes one person alone
})
export type HostOrder = z.infer<typeof HostOrder>

/** An order that waits for a yes, with where it is to be done. */
export const WaitingOrder = HostOrder.extend({ host: text, hostName: text })
export type WaitingOrder = z.infer<typeof WaitingOrder>

/** One of them, with a day of figures, what happened there in a month, and what it was told to do. */
export const WholeHost = Host.extend({
  cores: z.int().nullable(),
  history: z.array(HostFigures),
  events: z.array(HostEvent),
  orders: z.array(HostOrder),
  allows: z.array(text), // the actions that its own list accepts
  mayOrder: z.boolean(),
  incidents: z.array(z.object({ id: text, site: text })), // of its sites, that are going on: an order may be for one
  mayAsk: z.boolean(), // to try it dry, and to do what two people agree to
  suggests: z.record(text, z.array(text)), // what an argument of an order could be here, by its name
})
export type WholeHost = z.infer<typeof WholeHost>

/** The line that lets an agent in, once and for a while. */
export const HostEnrolment = z.object({ host: text, token: text, line: text, expiresAt: moment })
export type HostEnrolment = z.infer<typeof HostEnrolment>
