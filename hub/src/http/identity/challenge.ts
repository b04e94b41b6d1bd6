import { after, minutes } from '../../domain/instant.ts'
import { keepChallenge, spendChallenge } from '../../store/challenges.ts'
import type { Purpose } from '../../store/challenges.ts'
import type { Around } from '../around.ts'
import { hashToken } from '../tokens.ts'

/** How long an answer is waited for (section 4.6 of our threats). */
export const CHALLENGE_LASTS = minutes(5)

/** Waits for the answer to something random that was handed out; `body` is what must be known then. */
export function awaitAnswer({ store, clock }: Around, purpose: Purpose, secret: string, body: string): Promise<void> {
  const now = clock.now()
  return keepChallenge(store, { hash: hashToken(secret), purpose, body, expiresAt: after(now, CHALLENGE_LASTS), now })
}

/** What was kept, once and in time; null for whatever we did not hand out for this purpose. */
export const spendAnswer = ({ store, clock }: Around, purpose: Purpose, secret: string): Promise<string | null> =>
  spendChallenge(store, purpose, hashToken(secret), clock.now())
