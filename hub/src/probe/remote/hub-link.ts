import { sealedBy } from '@allclear/wire/sealing.ts'
import type { Network } from '../../network/network.ts'
import type { Identity } from './identity.ts'

/** What the hub said: its answer, or that it did not take the question, or why it could not be asked. */
export type Said =
  | { readonly is: 'answer'; readonly body: unknown }
  | { readonly is: 'refusal'; readonly code: string; readonly message: string; readonly fix: string }
  | { readonly is: 'away'; readonly why: string }

export type HubLink = { post(path: string, said: unknown, signal: AbortSignal): Promise<Said> }

const MOST_BYTES = 64 * 2 ** 20 // the assignments of 100,000 monitors
const TOGETHER_MS = 30_000

/** Speaks with the hub over HTTPS, each request signed by the probe's own key; nothing ever comes in that was not asked for. */
export function linkTo({ hub, probe, key }: Identity, network: Network): HubLink {
  return {
    async post(path, said, signal) {
      const body = JSON.stringify(said)
      const headers = { 'content-type': 'application/json', ...sealedBy({ id: probe, key }, body, Date.now()) }
      return ask(network, { url: new URL(path, hub).href, headers, body }, signal)
    },
  }
}

/** One question to a hub, signed or not. */
export async function ask(
  network: Network,
  { url, headers, body }: { readonly url: string; readonly headers: Readonly<Record<string, string>>; readonly body: string },
  signal: AbortSignal,
): Promise<Said> {
  const limit = AbortSignal.any([signal, AbortSignal.timeout(TOGETHER_MS)])
  const answer = await network.request({ url, method: 'POST', headers, body, maxBytes: MOST_BYTES }, { signal: limit })
  if (!answer.ok) return { is: 'away', why: answer.message }
  const read = parse(answer.body)
  if (read !== null && answer.status < 300) return { is: 'answer', body: read }
  const { code, message, fix } = (read ?? {}) as Readonly<Record<string, string | undefined>>
  // A proxy in between, or a hub that is ill, says nothing of us.
  if (code === undefined || answer.status >= 500) return { is: 'away', why: `The hub answers ${answer.status}.` }
  return { is: 'refusal', code, message: message ?? '', fix: fix ?? '' }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
