import { z } from 'zod'

const moment = z.iso.datetime()
const text = z.string()

/** A mail that came in, and where it belongs. */
export const InboundMail = z.object({
  ...{ id: text, partner: text, at: moment },
  kind: z.enum(['answer', 'auto-reply', 'bounce', 'complaint', 'unknown']),
  state: z.enum(['placed', 'filed', 'waiting']),
  incident: text.nullable(),
  message: text.nullable(),
  ...{ from: text, subject: text, text },
  settledBy: text.nullable(),
})
export type InboundMail = z.infer<typeof InboundMail>

/** `/api/v1/inbox` */
export const Inbox = z.object({
  items: z.array(InboundMail),
  next: text.nullable(),
  unreadable: z.object({ since: moment, reason: text }).nullable(), // the mailbox cannot be read
})
export type Inbox = z.infer<typeof Inbox>
