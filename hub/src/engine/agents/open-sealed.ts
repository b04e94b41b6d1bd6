import { signedText } from '@allclear/wire/signed-text.ts'
import { iso, minutes } from '../../domain/instant.ts'
import type { Instant } from '../../domain/instant.ts'
import { Problem } from '../../problem.ts'
import { findAgent } from '../../store/agents.ts'
import type { Agent } from '../../store/agents.ts'
import { isSignedBy } from './agent-keys.ts'
import type { Room } from '../room.ts'

/** What an agent has sent, as it arrived. */
export type Sealed = { readonly agent: string; readonly sentAt: number; readonly signature: string; readonly body: string }

const MOST_SKEW = minutes(5)

/** The agent that has signed this just now, by clocks that agree; a Problem for anybody else. */
export async function openSealed(
  { store, clock }: Pick<Room, 'store' | 'clock'>,
  { agent: id, sentAt, signature, body }: Sealed,
): Promise<Agent> {
  const agent = await findAgent(store.db, { id })
  if (!agent || !isSignedBy(agent.publicKey, signedText(sentAt, body), signature)) throw unsigned()
  const now = clock.now()
  if (Math.abs(sentAt - now) > MOST_SKEW) throw skewed(sentAt, now)
  return agent
}

/** Nobody whom the hub knows has signed it. */
export const unsigned = () =>
  new Problem('not-allowed', 'signature_invalid', 'This was not signed by an agent that is known here.', 'Enrol the agent anew.')

const skewed = (sentAt: number, now: Instant) =>
  new Problem(
    'bad-input',
    'clock_skew',
    `The agent’s clock says ${iso(sentAt as Instant)}, the hub’s ${iso(now)}.`,
    'Let both keep their time by NTP.',
  )
