import type { Outgoing } from '../../channels/channel.ts'
import { deedsOn, isInPlace, standOn } from '../../domain/message/page-stand.ts'
import type { Plan } from '../../domain/plan/plan.ts'
import type { Message } from '../../store/messages.ts'

/**
 * A stored message as its channel needs it. The sender follows from the tenant and the audience alone: a partner's client hears from that
 * partner's brand with the partner in CC, never in another's name (COM-1), and so does the public, without a copy; everyone else hears from
 * the operator.
 */
export function outgoing(
  message: Message,
  plan: Plan,
  { thread, replyTo }: { readonly thread: string | null; readonly replyTo: string | null },
): Outgoing {
  const { recipient } = message
  const isMail = recipient.channel === 'mail'
  const { audience } = recipient
  const partner = audience === 'client' || audience === 'public' ? plan.partners[message.partner] : undefined
  const to = recipient.address.slice(0, 1)
  const copies = isMail ? [...recipient.cc, ...(audience === 'client' ? (partner?.cc ?? []) : [])] : []
  const deeds = message.contract === 'page' ? deedsOn(message.template) : null
  return {
    key: message.key,
    messageId: message.messageId,
    threadReference: thread,
    to,
    cc: [...new Set(copies)].filter((address) => !to.includes(address)),
    from: partner ? partner.brand.from : { name: plan.operator.name, address: plan.operator.mail },
    replyTo,
    subject: message.subject,
    text: message.text,
    html: message.html,
    link: message.link,
    page: deeds && message.incident !== null ? { incident: message.incident, deeds } : null,
    incident: message.incident,
    isInPlace: isInPlace(message.template),
    stand: standOn(message.template),
    at: message.orderedAt,
  }
}
