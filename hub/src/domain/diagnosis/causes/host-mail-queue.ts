import type { Cause } from '../cause.ts'
import { insideOf, seenInside } from '../inside.ts'

const FLOOD = 1000

/** The server is busy with mail that does not leave, often spam that somebody sends through it. Only an agent can see it. */
export const hostMailQueue: Cause = {
  id: 'host.mail_queue',
  layer: 'resources',
  weigh(evidence) {
    const inside = insideOf(evidence)
    if (!inside || (inside.mailQueue ?? 0) < FLOOD) return []
    return [
      seenInside('strong', `${inside.mailQueue} mails wait to leave.`),
      inside.mailQueue! >= 10 * FLOOD ? seenInside('medium', 'that is far more than any site sends.') : null,
    ]
  },
  check: () => 'on the server: postqueue -p | tail -1; postqueue -j | head; exim -bpc',
}
