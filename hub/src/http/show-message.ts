import type { Message as Shown, MessageRow } from '@allclear/wire/message.ts'
import { iso, isoOrNull } from '../domain/instant.ts'
import type { Message } from '../store/messages.ts'
import { mayEnter } from './caller.ts'
import type { Caller } from './caller.ts'
import { DELIVERIES } from './console/phase-words.ts'

/** A message and how its delivery stands. */
export const showRow = (message: Message): MessageRow => ({
  key: message.key,
  incident: message.incident === null ? null : String(message.incident),
  step: message.step,
  contract: message.contract,
  audience: message.recipient.audience,
  channel: message.recipient.channel,
  from: message.recipient.from,
  to: [...message.recipient.address],
  cc: [...message.recipient.cc],
  template: message.template,
  subject: message.subject,
  text: message.text,
  messageId: message.messageId,
  orderedAt: iso(message.orderedAt),
  dueAt: iso(message.dueAt),
  state: message.state,
  said: DELIVERIES[message.state],
  tries: message.tries,
  settledAt: isoOrNull(message.settledAt),
  reason: message.reason,
  foldedInto: message.foldedInto,
})

/** One with its design. What went within a digest is decided of the digest. */
export const showMessage = (message: Message, caller: Caller): Shown => ({
  ...showRow(message),
  html: message.html,
  why: message.recipient.why,
  mayDecide: message.state === 'uncertain' && message.foldedInto === null && mayEnter('responder', caller),
})
