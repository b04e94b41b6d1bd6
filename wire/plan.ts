import { z } from 'zod'

const text = z.string()
const maybe = text.nullable()
const moment = z.iso.datetime()

/** The parts of the plan that people may add to and change on screen. */
export const Kind = z.enum(['partners', 'clients', 'sites'])
export type Kind = z.infer<typeof Kind>

/** Keys set in the words of `allclear.yaml`, null to take one away; or the whole entry taken away. */
export const Change = z.strictObject({
  kind: Kind,
  id: text.min(1).max(253),
  set: z.record(text.max(40), z.unknown()).optional(),
  remove: z.literal(true).optional(),
})
export type Change = z.infer<typeof Change>

export const Difference = z.object({ kind: Kind, id: text, key: text, from: maybe, to: maybe })
export type Difference = z.infer<typeof Difference>

export const Complaint = z.object({ level: z.enum(['error', 'finding', 'warning']), place: text, message: text, fix: text })
export type Complaint = z.infer<typeof Complaint>

/** What a change makes different; with an error among the complaints nothing was done. `undo` is the change that takes it back. */
export const Changed = z.object({
  isDone: z.boolean(),
  differences: z.array(Difference),
  complaints: z.array(Complaint),
  undo: z.array(Change),
})
export type Changed = z.infer<typeof Changed>

/** What there is to choose from. */
export const Choices = z.object({
  partners: z.array(z.object({ id: text, name: text })),
  clients: z.array(z.object({ id: text, name: text, partner: text })),
  providers: z.array(z.object({ id: text, name: text, kind: text })),
  hosts: z.array(z.object({ id: text, name: text })),
  checks: z.array(z.object({ kind: text, asks: text })),
  tags: z.array(text),
})
export type Choices = z.infer<typeof Choices>

/** One key of an entry, or of a map in it (`brand.from`): what it says, and who says it. `place` is where in the file; such a key is changed there. */
export const Setting = z.object({ key: text, says: z.unknown(), from: z.enum(['file', 'screen']), place: maybe })
export type Setting = z.infer<typeof Setting>

/** `/api/v1/plan/sites/{site}`, and the same of clients and partners. */
export const Settings = z.object({ id: text, isInFile: z.boolean(), settings: z.array(Setting) })
export type Settings = z.infer<typeof Settings>

/** What one look tells of a site that nobody watches yet. */
export const Card = z.object({
  ...{ url: z.url(), site: text, status: z.int().nullable(), title: maybe, registrar: maybe, expires: moment.nullable() },
  ...{ nameServers: z.array(text), dns: maybe, addresses: z.array(text), server: maybe, cms: maybe, mail: z.array(text) },
  certificate: z.object({ issuer: text, validTo: moment, isTrusted: z.boolean() }).nullable(),
  checks: z.array(z.object({ kind: text, because: text })),
  expect: z.object({ status: z.int().nullable(), contains: maybe }),
  missing: z.array(text),
})
export type Card = z.infer<typeof Card>

/** One line of the look as it goes on: what is known by now, and who has not answered yet. The last one has `isDone`. */
export const LookLine = z.object({
  card: Card.nullable(),
  waiting: z.array(text),
  isDone: z.boolean(),
  problem: z.object({ message: text, fix: text }).nullable(),
})
export type LookLine = z.infer<typeof LookLine>

/** What an import makes of a file of another program. */
export const Imported = z.object({
  changes: z.array(Change),
  maps: z.array(z.object({ from: text, to: text, loses: z.array(text) })),
  left: z.array(z.object({ from: text, why: text })),
})
export type Imported = z.infer<typeof Imported>

/** An outage that another status page told of, over by now. */
export const PastNotice = z.strictObject({
  id: text.regex(/^[a-z0-9-]+$/).max(100),
  from: text.min(1).max(40),
  title: text.min(1).max(300),
  components: z.array(text.max(300)).max(200),
  isPart: z.boolean(),
  startedAt: moment,
  resolvedAt: moment,
  updates: z
    .array(z.strictObject({ at: moment, stage: z.enum(['investigating', 'identified', 'monitoring', 'resolved']), text: text.max(20_000) }))
    .max(100),
})
export type PastNotice = z.infer<typeof PastNotice>
