import { milliseconds, seconds } from '../domain/instant.ts'
import type { Instant } from '../domain/instant.ts'
import type { Observations } from '../domain/triage/verdict.ts'
import type { Network } from '../network/network.ts'

const CANARY = seconds(3)

type Asking = { readonly network: Network; readonly now: () => Instant; readonly signal: AbortSignal }

/** Whether a host known to be well answers, and how far our clock is from its `Date`, certificates apart: with a wrong clock all of them look wrong. */
export async function askCanary(url: string, { network, now, signal }: Asking): Promise<Observations['canaries'][number]> {
  const limit = AbortSignal.any([signal, AbortSignal.timeout(CANARY)])
  const answer = await network.request({ url, insecure: true, maxBytes: 16_384 }, { signal: limit })
  if (!answer.ok) return { url, well: false, skewMs: null }
  const date = Date.parse(answer.headers['date'] ?? '')
  const skewMs = Number.isNaN(date) ? null : milliseconds(now() - date)
  return { url, well: answer.status < 500, skewMs }
}
