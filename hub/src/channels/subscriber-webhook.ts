import { createHash } from 'node:crypto'
import type { Instant } from '../domain/instant.ts'
import type { HttpFailure } from '../network/network.ts'
import type { Channel, Delivery } from './channel.ts'
import { declined, unanswered } from './http-delivery.ts'
import { signedHeaders } from './webhook.ts'

/**
 * Posts an update to the webhook of a subscriber of a status page, signed with a secret of that subscription alone. The address was written
 * by a stranger: the network it is sent over dials nothing private.
 */
export const subscriberWebhook: Channel = {
  kind: 'webhook',
  title: 'Webhook of a subscriber',
  says: 'Posts JSON, signed: updates of a status page to whoever subscribed, and every task and incident to an address of yours.',
  async send({ key, text: body, to }, { webhook }, { network, signal, committing }) {
    const url = to[0] ?? ''
    if (!webhook) return { outcome: 'refused', reason: 'There is no secret to sign with.', address: null }
    const id = `msg_${createHash('sha256').update(key).digest('hex').slice(0, 32)}`
    const headers = signedHeaders({ id, body }, webhook.secret, Date.now() as Instant)
    const answer = await network.request({ url, method: 'POST', headers, body, maxBytes: 65_536, onBodySent: committing }, { signal })
    if (!answer.ok) return failed(answer, url)
    if (answer.status >= 200 && answer.status < 300) return { outcome: 'delivered', reference: null }
    const end = declined('The webhook', answer)
    return end.outcome === 'refused' ? { ...end, address: url } : end
  },
}

function failed(answer: HttpFailure, address: string): Delivery {
  const isNever = answer.code === 'address_not_public' || answer.code === 'url_invalid'
  return isNever ? { outcome: 'refused', reason: answer.message, address } : unanswered('The webhook', answer)
}
