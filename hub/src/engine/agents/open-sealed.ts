import { signedText } from '@allclear/wire/signed-text.ts'
import { iso, minutes } from '../../domain/instant.ts'
import type { Instant } from '../../domain/instant.ts'
import { Problem } from '../../problem.ts'
import { isSignedBy } from './agent-keys.ts'

/** What an agent or a probe has sent, as it arrived. */
export type Sealed = { readonly agent: string; readonly sentAt: number; readonly signature: string; readonly body: string }

const MOST_SKEW = minutes(5)

/** Whoever of those known has signed this just now, by clocks that agree; a Problem for anybody else. */
export async function openSealed<Signer extends { readonly publicKey: string }>(
  { agent, sentAt, signature, body }: Sealed,
  now: Instant,
  find: (id: string) => Promise<Signer | null>,
): Promise<Signer> {
  const signer = await find(agent)
  if (!signer || !isSignedBy(signer.publicKey, signedText(sentAt, body), signature)) throw unsigned()
  if (Math.abs(sentAt - now) > MOST_SKEW) throw skewed(sentAt, now)
  return signer
}

/** Nobody whom the hub knows has signed it. */
export const unsigned = () =>
  new Problem('not-allowed', 'signature_invalid', 'This was not signed by an agent or a probe that is known here.', 'Enrol it anew.')

const skewed = (sentAt: number, now: Instant) =>
  new Problem(
    'bad-input',
    'clock_skew',
    `The clock there says ${iso(sentAt as Instant)}, the hub’s ${iso(now)}.`,
    'Let both keep their time by NTP.',
  )
