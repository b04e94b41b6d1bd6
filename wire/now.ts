import { z } from 'zod'

const moment = z.iso.datetime()

/** A state in a word, a shape and a colour. */
export const Said = z.object({
  words: z.string(),
  icon: z.string(),
  tone: z.enum(['good', 'bad', 'warn', 'busy', 'idle']),
})
export type Said = z.infer<typeof Said>

/** A moment that an incident runs towards. `floor` is one before which something may not happen. */
export const Deadline = z.object({ name: z.string(), at: moment, state: z.enum(['ahead', 'late', 'met', 'floor']) })
export type Deadline = z.infer<typeof Deadline>

/** `/api/v1/now`: what is on now, in one sentence, then by the next deadline. */
export const Now = z.object({
  sentence: z.string(),
  tone: z.enum(['good', 'busy', 'bad']),
  sites: z.int(),
  lastCheckAt: moment.nullable(),
  onCall: z.array(z.object({ schedule: z.string(), people: z.array(z.string()), isMe: z.boolean(), until: moment.nullable() })),
  larger: z.array(z.string()),
  incidents: z.array(
    z.object({
      id: z.string(),
      site: z.string(),
      phase: Said,
      why: z.string(),
      detectedAt: moment,
      acknowledgedBy: z.string().nullable(), // as people call them
      isMine: z.boolean(),
      needsYou: z.boolean(),
      mayAcknowledge: z.boolean(),
      mayTake: z.boolean(),
      deadline: Deadline.nullable(),
    }),
  ),
  uncertain: z.array(z.object({ key: z.string(), state: Said, subject: z.string(), to: z.array(z.string()), at: moment })),
  inbox: z.object({ waiting: z.int(), alerts: z.int(), unreadable: z.boolean() }),
  tasks: z.array(
    z.object({
      incident: z.string(),
      id: z.string(),
      title: z.string(),
      people: z.array(z.string()),
      dueAt: moment.nullable(),
      followUp: z.boolean(),
    }),
  ),
  orders: z.array(z.object({ id: z.string(), host: z.string(), says: z.string(), until: moment })), // of agents, that wait for a person's yes
  warnings: z.array(z.object({ site: z.string(), state: Said, why: z.string().nullable(), since: moment.nullable() })),
  /** The ways to reach anyone; null for the people of a partner. */
  reach: z
    .object({
      failing: z.array(z.object({ channel: z.string(), since: moment, reason: z.string().nullable() })),
      broken: z.array(z.string()),
      refused: z.int(),
      well: z.array(z.string()),
    })
    .nullable(),
})
export type Now = z.infer<typeof Now>
