import type { ChannelSettings, Delivery, Outgoing } from './channel.ts'
import type { Network } from '../network/network.ts'
import { declined, unanswered } from './http-delivery.ts'

type Browsers = NonNullable<ChannelSettings['browsers']>
type Around = { readonly network: Network; readonly signal: AbortSignal; readonly committing: () => Promise<void> }

const KEPT_SECONDS = 4 * 3600 // as long as the push service keeps it for a browser that is off
const MOST_WORDS = 600 // a message is 4,096 bytes at most (RFC 8291 section 4)

/** Pushes to each browser of a person (RFC 8030), encrypted for it alone (RFC 8291) and signed with our key (RFC 8292); one that is gone is forgotten. */
export async function pushToBrowsers(message: Outgoing, { subscriptions, ...ours }: Browsers, around: Around): Promise<Delivery> {
  let end: Delivery = { outcome: 'refused', reason: 'No browser of theirs takes messages any more.', address: null }
  for (const subscription of subscriptions) {
    const one = await pushTo(message, subscription, ours, around)
    if (one.outcome === 'delivered' || end.outcome === 'refused') end = one
  }
  return end
}

async function pushTo(
  message: Outgoing,
  { endpoint, ...keys }: Browsers['subscriptions'][number],
  { vapid, forget }: Omit<Browsers, 'subscriptions'>,
  { network, signal, committing }: Around,
): Promise<Delivery> {
  const { default: webPush } = await import('web-push') // a hub without a browser to push to does not need it
  const { headers, body } = webPush.generateRequestDetails({ endpoint, keys }, wordsOf(message), {
    ...{ vapidDetails: vapid, TTL: KEPT_SECONDS, urgency: 'high', contentEncoding: 'aes128gcm' },
  })
  const { 'Content-Length': _, ...rest } = headers as Record<string, unknown>
  const named = Object.entries(rest).map(([name, value]) => [name.toLowerCase(), String(value)])
  const answer = await network.request(
    { url: endpoint, method: 'POST', headers: Object.fromEntries(named), body: body as Buffer, maxBytes: 65_536, onBodySent: committing },
    { signal },
  )
  if (!answer.ok) return unanswered('The push service', answer)
  if (answer.status >= 200 && answer.status < 300) return { outcome: 'delivered', reference: answer.headers['location'] ?? null }
  if (answer.status === 404 || answer.status === 410) await forget(endpoint)
  return declined('The push service', answer)
}

// What the worker in the browser shows: see push-worker.js.
const wordsOf = ({ subject, text, link, page }: Outgoing): string =>
  JSON.stringify({
    title: subject.slice(0, 200),
    body: text.replaceAll(link, '').trim().slice(0, MOST_WORDS),
    link,
    tag: page ? `incident-${page.incident}` : null,
    acknowledge: page?.acknowledge ?? null,
  })
