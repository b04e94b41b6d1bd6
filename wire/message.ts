import { z } from 'zod'
import { Said } from './now.ts'

const moment = z.iso.datetime()
const text = z.string()

/** Where a message stands on its way. */
export const MessageState = z.enum(['waiting', 'folded', 'sending', 'committing', 'delivered', 'refused', 'uncertain', 'cancelled'])

/** A message in a list, and how its delivery stands. */
export const MessageRow = z.object({
  ...{ key: text, incident: text.nullable(), step: text.nullable() },
  contract: z.enum(['page', 'message']),
  ...{ audience: text, channel: text, from: text, to: z.array(text), cc: z.array(text), template: text, subject: text, text },
  ...{ messageId: text, orderedAt: moment, dueAt: moment },
  state: MessageState,
  said: Said,
  tries: z.int(),
  settledAt: moment.nullable(),
  reason: text.nullable(),
  foldedInto: text.nullable(), // key of the digest that carries it
})
export type MessageRow = z.infer<typeof MessageRow>

/** `/api/v1/messages` */
export const Messages = z.object({ items: z.array(MessageRow), next: text.nullable() })
export type Messages = z.infer<typeof Messages>

/** `/api/v1/messages/{key}`: one with its design, and whether the reader may say what became of it. */
export const Message = MessageRow.extend({
  html: text.nullable(),
  why: text.nullable(), // this address was chosen
  mayDecide: z.boolean(),
})
export type Message = z.infer<typeof Message>
