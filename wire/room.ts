import { z } from 'zod'
import { WaitingOrder } from './host.ts'
import { Deadline, Said } from './now.ts'

const moment = z.iso.datetime()
const named = z.object({ id: z.string(), name: z.string() })

/** A line of the timeline: `seq` counts from 1 without a gap, and a line never changes. */
export const Line = z.object({
  seq: z.int(),
  at: moment,
  kind: z.string(),
  icon: z.string(),
  what: z.string(),
  detail: z.string().nullable(),
})
export type Line = z.infer<typeof Line>

export const RoomCause = z.object({
  words: z.string(),
  code: z.string().nullable(), // null: nothing is known yet
  confidence: z.number(),
  pattern: z.string().nullable(),
  because: z.array(z.string()),
  root: z.object({ words: z.string(), code: z.string() }).nullable(),
  against: z.array(z.string()),
  alternatives: z.array(z.object({ words: z.string(), confidence: z.number() })),
  check: z.string().nullable(), // a command, for the operator's people alone
  warned: z.array(z.object({ said: z.string(), at: moment, cameTrue: z.boolean() })), // of the site, before it began
  verdict: z.object({ words: z.string(), because: z.array(z.string()) }).nullable(),
})

export const RoomTask = z.object({
  id: z.string(),
  title: z.string(),
  who: z.string(),
  dueAt: moment.nullable(),
  doneAt: moment.nullable(),
  contact: z.string().nullable(),
  followUp: z.boolean(),
  checklist: z.array(z.object({ words: z.string(), done: z.boolean() })),
  mayAct: z.boolean(),
  mayTake: z.boolean(),
  mayChase: z.boolean(),
})

export const RoomMessage = z.object({
  key: z.string(),
  subject: z.string(),
  to: z.string(),
  state: Said,
  at: moment,
  mayDecide: z.boolean(),
})

/** What the reader may do. A list names among whom they choose; null or false: not now, or not they. */
export const RoomDeeds = z.object({
  acknowledge: z.boolean(),
  take: z.boolean(),
  note: z.boolean(),
  handOver: z.array(named).nullable(),
  escalate: z.array(named).nullable(), // `next` first
  snooze: z.boolean(),
  unsnooze: z.boolean(),
  resolve: z.boolean(),
  confirmCause: z.boolean(),
  addTask: z.boolean(),
  providers: z.array(named), // of tickets and cases
  statistics: z
    .object({ uses: z.array(z.object({ use: z.string(), name: z.string(), example: z.string() })), offer: z.boolean() })
    .nullable(),
  words: z.object({ to: z.array(named), templates: z.array(z.string()), languages: z.array(z.string()) }).nullable(), // to client and partner
  update: z
    .object({
      title: z.string(), // under which everyone reads it
      pages: z.array(z.object({ slug: z.string(), title: z.string(), brand: z.string() })),
      stages: z.array(named),
      templates: z.array(z.string()),
      promisedAt: moment.nullable(),
    })
    .nullable(),
})

/** `/api/v1/incidents/{id}/room`: all that the incident room shows; of the timeline what came after the line asked for. */
export const Room = z.object({
  id: z.string(),
  site: z.string(),
  whose: z.string().nullable(),
  phase: Said,
  holder: z.string().nullable(), // who has acknowledged it
  offeredTo: z.string().nullable(), // to whom it is handed, until they acknowledge
  with: z.string(), // who has it, in words; empty: nobody
  snoozed: z.object({ by: z.string(), until: moment, reason: z.string() }).nullable(),
  detectedAt: moment,
  lasted: z.string().nullable(), // once it is over
  outages: z.int(),
  earlier: z.string().nullable(),
  drill: z.boolean(), // an exercise: nobody outside the team is told
  larger: z
    .object({ lines: z.array(z.string()), says: z.string(), others: z.array(z.object({ incident: z.string(), site: z.string() })) })
    .nullable(),
  zones: z.object({ yours: z.string(), theirs: z.string() }),
  deadlines: z.array(Deadline),
  cause: RoomCause,
  playbook: z.string().nullable(),
  steps: z.array(z.object({ id: z.string(), does: z.string(), when: z.string(), hand: z.string(), state: Said, dueAt: moment.nullable() })),
  timeline: z.array(Line),
  tasks: z.array(RoomTask),
  contacts: z.object({
    passedOver: z.string().nullable(),
    rows: z.array(
      z.object({
        audience: z.string(),
        name: z.string(),
        channel: z.string(),
        address: z.string(),
        why: z.string().nullable(),
        zone: z.string(),
      }),
    ),
  }),
  messages: z.array(RoomMessage),
  answers: z.array(
    z.object({
      who: z.string(),
      yes: z.boolean(),
      said: z.string(),
      at: moment,
      text: z.string().nullable(),
      message: z.object({ key: z.string(), subject: z.string() }).nullable(),
    }),
  ),
  asked: z.array(z.object({ what: z.string(), offer: z.string().nullable(), since: moment, until: moment.nullable() })), // a yes that is waited for
  orders: z.array(WaitingOrder), // of agents, that two people must agree to
  votes: z.array(
    z.object({
      message: z.string(),
      subject: z.string(),
      helpful: z.boolean(),
      comment: z.string().nullable(),
      by: z.string(),
      at: moment,
    }),
  ),
  statistics: z.array(z.object({ says: z.string(), by: z.string(), at: moment })),
  layers: z.array(named), // of the evidence, which is asked for when one is opened
  may: RoomDeeds,
})
export type Room = z.infer<typeof Room>

/** `/api/v1/incidents/{id}/layers`: what was seen of each layer between registrar and site, the newest first; text from outside, never markup. */
export const Layers = z.object({
  items: z.array(
    z.object({ id: z.string(), name: z.string(), pieces: z.array(z.object({ name: z.string(), at: moment, text: z.string() })) }),
  ),
  next: z.null(),
})
export type Layers = z.infer<typeof Layers>
