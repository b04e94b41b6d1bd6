import { z } from 'zod'

const text = z.string()
const maybe = text.nullable()
const moment = z.iso.datetime()

/** `/api/v1/contacts/{book}`: whom to tell of the outages of a client, or of the partner itself, and how fresh that is. */
export const ContactBook = z.object({
  ...{ id: text, name: text, partner: text, client: maybe },
  contacts: z.array(
    z.object({
      ...{ name: text, role: maybe, mail: maybe, phone: maybe },
      prefers: z.enum(['mail', 'sms', 'voice']).nullable(),
      bounced: z.array(z.object({ address: text, at: moment, reason: text })),
    }),
  ),
  loopIn: z.enum(['slack', 'mail']).nullable(), // of a partner: where it wants to hear first
  ...{ confirmedAt: moment.nullable(), confirmedBy: maybe, dueAt: moment.nullable() },
  isStale: z.boolean(),
  mayChange: z.boolean(),
})
export type ContactBook = z.infer<typeof ContactBook>
