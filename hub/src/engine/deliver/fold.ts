import { DIGEST } from '../../domain/message/digest.ts'
import { speakDigest } from '../../domain/message/speak-digest.ts'
import type { Instant, Span } from '../../domain/instant.ts'
import { foldInto, waitingBeside } from '../../store/digests.ts'
import { findIncident } from '../../store/incidents.ts'
import type { Message } from '../../store/messages.ts'
import type { Tx } from '../../store/store.ts'
import { messageIdOf } from './message-id.ts'
import type { Room } from '../room.ts'

const MOST = 200 // messages in one digest

export type Folding = Pick<Room, 'store' | 'plan' | 'library'>

/**
 * The message to send in place of one that was taken: itself, or a digest that carries it together with everything that waits for the same
 * address and only informs (I-36). All of it is one partner's. Null when it is no longer ours.
 */
export async function fold(
  around: Folding,
  taken: Message,
  when: { readonly now: Instant; readonly lease: Span },
): Promise<Message | null> {
  if (taken.gist === null) return taken
  return around.store.transaction(async (tx) => {
    const beside = (await waitingBeside(tx, taken, MOST - 1)).filter((one) => hasSameReader(one, taken))
    const words = beside.length === 0 ? null : await wordsOf(around, tx, taken, [taken, ...beside])
    return words === null ? taken : foldInto(tx, { ...digestOf(taken, when.now), ...words }, { first: taken, beside }, when)
  })
}

// The same mailbox may be known under two names, or with other people in copy.
const hasSameReader = ({ recipient: a }: Message, { recipient: b }: Message) =>
  a.name === b.name && a.from === b.from && a.cc.join() === b.cc.join()

function digestOf({ partner, key, recipient, orderedAt }: Message, now: Instant) {
  const name = `${DIGEST}/${key}`
  return {
    ...{ partner, key: name, incident: null, step: null, contract: 'message' as const, recipient: { ...recipient, why: null } },
    ...{ template: DIGEST, messageId: messageIdOf(partner, name, recipient.from), orderedAt, dueAt: now },
  }
}

// A site that the plan has lost has no page and no reader any more: its words go by themselves, as they were made.
async function wordsOf({ plan: planOf, library }: Folding, tx: Tx, { partner, incident, recipient }: Message, carried: readonly Message[]) {
  const found = incident === null ? null : await findIncident(tx, partner, incident)
  const plan = planOf()
  const site = found ? plan.sites[found.incident.site] : undefined
  if (!site) return null
  const gists = carried.toSorted((a, b) => a.seq - b.seq).map(({ subject, gist }) => ({ subject, gist: gist! }))
  const { subject, text, html, link } = speakDigest({ plan, templates: library().templates, site, recipient, gists })
  return { subject, text, html, link }
}
