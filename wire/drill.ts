import { z } from 'zod'

const moment = z.iso.datetime()
const text = z.string()

/** What a drill showed: who would have been told, who was paged, who took it after how long, and what was late. Lengths are in seconds. */
export const DrillReport = z.object({
  told: z.array(z.object({ at: moment, after: z.int(), audience: text, channel: text, to: z.array(text), template: text, subject: text })),
  paged: z.array(z.object({ at: moment, after: z.int(), person: text, channel: text, took: z.int().nullable(), why: text.nullable() })),
  acknowledged: z.array(z.object({ by: text, at: moment, after: z.int() })),
  late: z.array(text),
  unmet: z.array(text), // what its scenario expected and did not come, in sentences
})
export type DrillReport = z.infer<typeof DrillReport>

/** A drill of the team on the true clock. */
export const Drill = z.object({
  id: z.int(),
  site: text,
  says: text, // what is played, in words
  state: z.enum(['planned', 'running', 'over', 'cancelled']),
  due: moment.nullable(), // when a planned one begins; null also where that is not said before
  window: z.object({ from: moment, until: moment }).nullable(), // an unannounced one begins within
  every: z.int().nullable(), // days
  incident: text.nullable(),
  startedAt: moment.nullable(),
  endedAt: moment.nullable(),
  endsBy: moment.nullable(), // of one that is running: at the latest
  why: text.nullable(),
  by: text,
  report: DrillReport.nullable(),
})
export type Drill = z.infer<typeof Drill>

/** `/api/v1/drills`: the newest first, and what a new one may name. */
export const Drills = z.object({
  items: z.array(Drill),
  next: z.null(),
  agreed: text.nullable(), // hours for unannounced ones, in words; null: the team agreed to none
  sites: z.array(text),
  causes: z.array(z.object({ id: text, title: text })),
  mayPlan: z.boolean(),
})
export type Drills = z.infer<typeof Drills>
