import { createHmac } from 'node:crypto'
import type { Instant } from '../domain/instant.ts'
import type { Network } from '../network/network.ts'
import type { Delivery } from './channel.ts'
import { declined, unanswered } from './http-delivery.ts'

export type WebhookLetter = { readonly id: string; readonly body: string }
export type WebhookSettings = { readonly url: string; readonly secret: string }

/** Posts to the operator's webhook, signed as standardwebhooks.com says, so that whoever hears it knows who spoke and hears each `webhook-id` once. */
export async function sendWebhook(
  { id, body }: WebhookLetter,
  { url, secret }: WebhookSettings,
  { network, signal, now }: { readonly network: Network; readonly signal: AbortSignal; readonly now: Instant },
): Promise<Delivery> {
  const answer = await network.request(
    {
      url,
      method: 'POST',
      headers: signedHeaders({ id, body }, secret, now),
      body,
      maxBytes: 65_536,
    },
    { signal },
  )
  if (!answer.ok) return unanswered('The webhook', answer)
  return answer.status >= 200 && answer.status < 300 ? { outcome: 'delivered', reference: null } : declined('The webhook', answer)
}

/** What a post carries so that it can be told from a forged one (standardwebhooks.com). */
export function signedHeaders({ id, body }: WebhookLetter, secret: string, now: Instant): Record<string, string> {
  const timestamp = String(Math.floor(now / 1000))
  return {
    'content-type': 'application/json; charset=utf-8',
    'webhook-id': id,
    'webhook-timestamp': timestamp,
    'webhook-signature': `v1,${webhookSignature(`${id}.${timestamp}.${body}`, secret)}`,
  }
}

/** HMAC-SHA256 in base64. A secret that begins with `whsec_` holds its key in base64 behind that; any other is the key itself. */
export function webhookSignature(text: string, secret: string): string {
  const key = secret.startsWith('whsec_') ? Buffer.from(secret.slice('whsec_'.length), 'base64') : Buffer.from(secret)
  return createHmac('sha256', key).update(text).digest('base64')
}
