import { z } from 'zod'

const moment = z.iso.datetime()
const text = z.string()
const maybe = text.nullable()
const share = z.number().nullable().meta({ description: '0 to 1; null where nothing was watched' })
const seconds = z.number()
const tone = z.enum(['good', 'bad', 'plain'])

const cell = z.object({ text, to: maybe, tone })
const section = z.object({
  ...{ id: text, title: text },
  figures: z.array(z.object({ label: text, value: text, more: z.array(text), tone, to: maybe })),
  table: z.object({ columns: z.array(z.object({ title: text, isNumber: z.boolean() })), rows: z.array(z.array(cell)) }).nullable(),
})

/** A report in words, ready to be drawn; `to` leads to the evidence of a number. */
export const ReportSheet = z.object({
  ...{ language: text, title: text, whose: text },
  brand: z.object({ name: text, colour: text, logo: maybe }),
  notes: z.array(text),
  sections: z.array(section),
  method: z.array(text),
})
export type ReportSheet = z.infer<typeof ReportSheet>

const ledger = z.object({ up: seconds, down: seconds, unknown: seconds, maintenance: seconds, scheduledDown: seconds })
const standing = z.object({ availability: share, plannedPart: share, ledger, budget: z.object({ allowed: seconds, left: seconds }) })

/** The numbers of a month; spans are seconds. */
export const ReportNumbers = z.object({
  ...{ from: moment, to: moment, zone: text, madeAt: moment },
  total: standing,
  before: z.object({ availability: share, down: seconds, incidents: z.int() }),
  sites: z.array(standing.extend({ site: text, partner: text, client: maybe, goalPercent: z.number(), creditPercent: z.number() })),
  incidents: z.array(
    z.object({ number: z.int(), site: text, partner: text, cause: maybe, from: moment, until: moment.nullable(), down: seconds }),
  ),
  firstResponse: z.object({
    outages: z.int(),
    met: z.int(),
    breached: z.int(),
    spared: z.int(),
    waiting: z.int(),
    median: seconds.nullable(),
  }),
  times: z.array(
    z.object({
      what: z.enum(['notice', 'acknowledge', 'first-word', 'restore']),
      ...{ counted: z.int(), median: seconds.nullable(), longest: seconds.nullable(), policy: seconds.nullable() },
      late: z.array(z.int()), // incidents
    }),
  ),
  maintenance: z.array(z.object({ id: text, from: moment, until: moment, reason: text, sites: z.array(text) })),
  prevented: z.array(z.object({ site: text, what: text, warnedAt: moment, doneAt: moment, dueAt: moment.nullable() })),
  falseAlarms: z.object({ quiet: z.int(), woke: z.int() }),
  ahead: z.array(z.object({ site: text, what: z.enum(['domain', 'certificate']), at: moment })),
  speeds: z.array(z.object({ site: text, mean: seconds, worst: seconds, before: seconds.nullable() })),
  changes: z.array(z.object({ site: text, at: moment, said: text })),
  hosts: z.array(
    z.object({
      ...{ host: text, name: text, days: z.int(), restarts: z.int() },
      ...{ cpu: share, load: z.number().nullable(), memory: share, disk: share, mailQueue: z.number().nullable() },
      ...{ logins: z.int(), spam: z.int() },
    }),
  ),
})

/** `/api/v1/reports`: the report of a month. */
export const Report = z.object({
  ...{ month: text, partner: maybe, client: maybe },
  months: z.array(text), // that may be asked for, the newest first
  scopes: z.array(z.object({ partner: maybe, client: maybe, name: text })), // whose report the reader may see
  closed: z.boolean(), // the month is over and counted
  kept: z.boolean(), // the numbers are those of when it was closed
  corrections: z.array(
    z.object({ what: text, of: text, was: z.union([z.number(), text]).nullable(), now: z.union([z.number(), text]).nullable() }),
  ),
  mail: z.object({
    ...{ dueAt: moment.nullable(), sentAt: moment.nullable() },
    waiting: z.int(), // clients that get theirs once somebody says so
    mayApprove: z.boolean(),
  }),
  numbers: ReportNumbers,
  sheet: ReportSheet,
  text: text, // the sheet as plain text
  html: text, // and as a page that prints
})
export type Report = z.infer<typeof Report>
