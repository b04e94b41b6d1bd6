import type { Decision, Incident } from '../../domain/incident/incident.ts'
import { after, between, iso } from '../../domain/instant.ts'
import type { Instant } from '../../domain/instant.ts'
import { isAppOn } from '../../domain/plan/app-kinds.ts'
import { findMessage } from '../../store/messages.ts'
import { postMessage, withdrawMessages } from '../../store/outbox.ts'
import type { NewMessage } from '../../store/messages.ts'
import type { Tx } from '../../store/store.ts'
import { isUsable } from '../room.ts'
import type { Room } from '../room.ts'
import { messageIdOf } from './message-id.ts'
import { newsOf } from './order-webhooks.ts'
import type { News } from './order-webhooks.ts'

/**
 * Orders the words of an incident's ticket in the operator's tracker, in the transaction of the decision: when it opens, when its cause is found,
 * when somebody takes it, and at its end. A larger outage has one, where it is led, and what heals before anybody is paged has none. Nothing
 * where `channels.tickets` names no tracker.
 */
export async function orderTickets(
  room: Room,
  tx: Tx,
  { before, at, decision: { incident } }: { readonly before: Incident | null; readonly at: Instant; readonly decision: Decision },
): Promise<void> {
  const plan = room.plan()
  const tracker = plan.channels.tickets
  if (tracker === undefined || !isAppOn(plan.channels.apps?.[tracker], (path) => isUsable(room, path))) return
  const news = newsIn(before, incident)
  const isLed = (one: Incident | null) => one?.parent?.leads === false
  if (isLed(incident) && !isLed(before)) await withdrawMessages(tx, `${incident.id}/ticket/`, at, 'The larger outage has the ticket.')
  if (news.length === 0) return
  const begun = await findMessage(tx, incident.partner, keyOf(incident, 'opened', at))
  const isOwed = begun?.state !== 'cancelled' || between(begun.orderedAt, at) >= plan.pageAfter // the tracker could not be reached before the all clear
  if (isLed(incident) ? begun?.state !== 'delivered' : !isOwed) return
  for (const one of begun ? news : fromTheStart(incident, news)) await postMessage(tx, wordsOf(room, tracker, incident, one, at))
  room.loops.deliver?.nudge()
}

type TicketNews = 'opened' | 'cause' | 'taken' | 'resolved'
const OF_WEBHOOK: Readonly<Record<News, TicketNews>> = {
  'incident.opened': 'opened',
  'incident.cause': 'cause',
  'incident.resolved': 'resolved',
}

function newsIn(before: Incident | null, now: Incident): TicketNews[] {
  const isTaken = now.ladder.acknowledgedBy !== null && now.ladder.acknowledgedBy !== before?.ladder.acknowledgedBy
  const news = newsOf(before, now).map((one) => OF_WEBHOOK[one])
  // What is only suspected has no ticket.
  return now.phase === 'suspected' || now.phase === 'false-alarm' ? [] : isTaken ? [...news, 'taken'] : news
}

// Also where it was part of a larger outage so far, or no tracker was named when it began.
const fromTheStart = ({ diagnosis }: Incident, news: readonly TicketNews[]): TicketNews[] => [
  ...(['opened', ...(diagnosis ? ['cause' as const] : [])] as const),
  ...news.filter((one) => one !== 'opened' && one !== 'cause'),
]

const keyOf = ({ id }: Incident, news: TicketNews, at: Instant) => `${id}/ticket/${news}${news === 'opened' ? '' : `-${at}`}`

function wordsOf(room: Room, tracker: string, incident: Incident, news: TicketNews, at: Instant): NewMessage {
  const { operator, hub, channels, pageAfter } = room.plan()
  const { partner, id, site } = incident
  const key = keyOf(incident, news, at)
  const from = `${operator.name} <${operator.mail}>`
  const name = channels.apps![tracker]!.name
  return {
    ...{ partner, key, incident: Number(id), step: null, contract: 'message', template: `ticket-${news}` },
    recipient: { audience: 'responder', name, channel: 'app', address: [tracker], from, cc: [], why: null },
    ...{ subject: `${site} is down`, text: says(news, incident, room, at), html: null, link: `${hub.url}incidents/${id}` },
    ...{ messageId: messageIdOf(partner, key, from), orderedAt: at, dueAt: news === 'opened' ? after(at, pageAfter) : at },
  }
}

function says(news: TicketNews, { site, id, detectedAt, diagnosis, ladder }: Incident, room: Room, at: Instant): string {
  if (news === 'opened') return `${site} is down since ${iso(detectedAt)}. Incident ${id} in Allclear.`
  if (news === 'resolved') return `All clear at ${iso(at)}: ${site} was down since ${iso(detectedAt)}.`
  if (news === 'taken') return `${room.plan().people[ladder.acknowledgedBy!]?.name ?? ladder.acknowledgedBy} has it.`
  return `Cause: ${diagnosis!.cause}, with a confidence of ${Math.round(diagnosis!.confidence * 100)} %. ${diagnosis!.because.join(' ')}`.trim()
}
