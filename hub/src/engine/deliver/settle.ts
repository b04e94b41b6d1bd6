import type { Clock } from '../../clock.ts'
import { Problem } from '../../problem.ts'
import { addAudit } from '../../store/audit.ts'
import { SUMMARY } from '../../domain/incident/tell.ts'
import { carriedBy } from '../../store/digests.ts'
import { findIncident } from '../../store/incidents.ts'
import { findMessage } from '../../store/messages.ts'
import { settleUncertain } from '../../store/outbox.ts'
import type { Decided } from '../../store/outbox.ts'
import type { Store, Tx } from '../../store/store.ts'

/**
 * A person says what became of an uncertain message: it arrived, it is sent again, or it is let be. Only a person may; the deed is an
 * audit line. Throws a Problem when there is no such message, when it is not uncertain (any more), or when it would come after the all clear.
 */
export async function settle(
  store: Store,
  clock: Clock,
  { partner, key, as, by }: { readonly partner: string; readonly key: string; readonly as: Decided; readonly by: string },
): Promise<void> {
  const at = clock.now()
  await store.transaction(async (tx) => {
    await refuseCarried(tx, partner, key)
    if (as === 'send-again') await refuseOvertaken(tx, partner, key)
    if (await settleUncertain(tx, partner, key, as, at)) return addAudit(tx, { at, partner, who: by, what: `message ${as}`, about: key })
    const message = await findMessage(tx, partner, key)
    if (!message) throw new Problem('not-found', 'message_unknown', 'There is no such message.', 'See the list of messages.')
    throw new Problem(
      'conflict',
      'message_settled',
      `The message is ${message.state}, not uncertain.`,
      'Nothing is to be decided here any more.',
    )
  })
}

// What went within a digest is settled with it, all of it at once.
async function refuseCarried(tx: Tx, partner: string, key: string) {
  const digest = (await findMessage(tx, partner, key))?.foldedInto
  if (!digest) return
  const fix = `Decide of the digest: ${digest}.`
  throw new Problem('conflict', 'message_folded', 'The message went within a digest.', fix)
}

// Words of an outage do not follow its all clear (I-32).
async function refuseOvertaken(tx: Tx, partner: string, key: string) {
  const message = await findMessage(tx, partner, key)
  for (const one of message ? [message, ...(await carriedBy(tx, message))] : []) {
    if (one.incident === null || ['all-clear', SUMMARY].includes(one.template)) continue
    const found = await findIncident(tx, partner, one.incident)
    if (found === null || found.incident.resolvedAt === null) continue
    throw new Problem(
      'conflict',
      'message_overtaken',
      'The all clear has been given since: these words would come after it.',
      'Say that it arrived, or let it be.',
    )
  }
}
