import type { HttpRequest } from '../network/network.ts'
import type { Channel, Delivery } from './channel.ts'
import { declined, unanswered } from './http-delivery.ts'

export type Around = Parameters<Channel['send']>[2]

/** Why a network without an account posts nothing. */
export const noAccount = (network: string): Delivery => ({
  outcome: 'refused',
  reason: `No account of ${network} is configured.`,
  address: null,
})

/** What a service says in JSON; anything else is an empty answer. */
export type Said = Readonly<Record<string, unknown>>

/** Asks a service in JSON and gives what it says to a 2xx; otherwise how the attempt ended. `isPost`: it must not be repeated once it may have been taken. */
export async function askNetwork(
  service: string,
  { body, headers = {}, ...request }: Omit<HttpRequest, 'body'> & { readonly body?: object },
  { network, signal, committing }: Around,
  isPost = true,
): Promise<{ readonly said: Said } | { readonly end: Delivery }> {
  const answer = await network.request(
    {
      ...request,
      headers: { accept: 'application/json', ...(body ? { 'content-type': 'application/json; charset=utf-8' } : {}), ...headers },
      ...(body ? { body: JSON.stringify(body) } : {}),
      maxBytes: 1024 * 1024,
      ...(isPost ? { onBodySent: committing } : {}),
    },
    { signal },
  )
  if (!answer.ok) return { end: isPost ? unanswered(service, answer) : later(`${service} could not be reached: ${answer.message}`) }
  if (answer.status >= 200 && answer.status < 300) return { said: parsed(answer.body) }
  const end = declined(service, answer)
  return { end: !isPost && end.outcome === 'uncertain' ? later(end.reason) : end }
}

/** How a post ended of which the service gave `id`, and where it can be read. An answer that names none leaves it open whether it stands. */
export const posted = (service: string, id: unknown, url: unknown): Delivery =>
  (typeof id === 'string' || typeof id === 'number') && id !== ''
    ? { outcome: 'delivered', reference: typeof url === 'string' && /^https?:\/\/\S+$/.test(url) ? `${id} ${url}` : String(id) }
    : { outcome: 'uncertain', reason: `${service} took the whole post, and its answer does not name it.` }

/** The name of the post in whose thread this one belongs. */
export const threadId = (reference: string | null): string | null => reference?.split(' ')[0] ?? null

const later = (reason: string): Delivery => ({ outcome: 'try_later', reason, after: null })

function parsed(body: string): Said {
  try {
    const said: unknown = JSON.parse(body)
    return typeof said === 'object' && said !== null ? (said as Said) : {}
  } catch {
    return {}
  }
}
