import type { Clock } from '../clock.ts'
import { Problem } from '../problem.ts'
import { addAudit } from '../store/audit.ts'
import { findMessage, settleUncertain } from '../store/outbox.ts'
import type { Store } from '../store/store.ts'

/**
 * A person says what became of an uncertain message: it arrived, or it is sent again. Only a person may; the deed is an audit line.
 * Throws a Problem when there is no such message, or when it is not uncertain (any more).
 */
export async function settle(
  store: Store,
  clock: Clock,
  {
    partner,
    key,
    as,
    by,
  }: { readonly partner: string; readonly key: string; readonly as: 'delivered' | 'send-again'; readonly by: string },
): Promise<void> {
  const at = clock.now()
  await store.transaction(async (tx) => {
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
