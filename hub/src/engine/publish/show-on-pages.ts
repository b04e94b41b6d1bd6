import { randomUUID } from 'node:crypto'
import type { Happening, Incident } from '../../domain/incident/incident.ts'
import type { Instant } from '../../domain/instant.ts'
import { withoutOffers } from '../../domain/message/answers.ts'
import { pageStand } from '../../domain/message/page-stand.ts'
import type { PageStand } from '../../domain/message/page-stand.ts'
import { pagesInPlace } from '../../store/messages.ts'
import { postMessage } from '../../store/outbox.ts'
import type { Message } from '../../store/messages.ts'
import type { Tx } from '../../store/store.ts'
import type { Room } from '../room.ts'

/**
 * Orders that the pages in Slack and other apps say who has the incident by now, or that it is over (RES-6): when that changes, and for a page that arrived
 * after it had.
 */
export async function showOnPages(
  room: Pick<Room, 'plan' | 'loops'>,
  tx: Tx,
  { before, incident, happening, at }: { before: Incident; incident: Incident; happening: Happening; at: Instant },
): Promise<void> {
  if (!incident.told.some(({ audience, channel }) => audience === 'responder' && (channel === 'slack' || channel === 'app'))) return
  const isNews = before.ladder.acknowledgedBy !== incident.ladder.acknowledgedBy || before.resolvedAt !== incident.resolvedAt
  const arrived = happening.type === 'delivered' && happening.outcome === 'delivered' ? happening.key : null
  if (!isNews && arrived === null) return
  const { people } = room.plan()
  for (const page of await pagesInPlace(tx, incident.partner, Number(incident.id))) {
    const person = people[personOf(page)]
    const stand = person && (isNews || page.key === arrived) ? pageStand(incident, people, person) : null
    if (stand) await showOnPage(tx, page, stand, at)
  }
  room.loops.deliver?.nudge()
}

/** Orders words in place of one page: its own, and how it stands. At least once, like the page. */
export async function showOnPage(
  tx: Tx,
  { partner, key, incident, recipient, subject, text, link }: Message,
  { template, says }: PageStand,
  at: Instant,
): Promise<void> {
  await postMessage(tx, {
    ...{ partner, key: `${key}/shows/${template}-${at}`, incident, step: null, contract: 'page', template, recipient },
    ...{ subject, text: `${withoutOffers(text)}\n\n${says}`, html: null, link },
    messageId: `<${randomUUID()}@slack>`,
    ...{ orderedAt: at, dueAt: at },
  })
}

/** The key of the page in whose place such words stand, or of the page itself. */
export const pageOf = (key: string): string => key.split('/shows/')[0]!

/** Whom a page was for. */
export const personOf = ({ key }: Pick<Message, 'key'>): string => key.split('/')[2] ?? ''
