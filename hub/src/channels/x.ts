import { createHash, createHmac } from 'node:crypto'
import { writePost } from '../domain/announce/write-post.ts'
import { askNetwork, noAccount, posted, threadId } from './ask-network.ts'
import type { Channel, Outgoing } from './channel.ts'

/** Posts to X (docs.x.com, POST /2/tweets); what follows of the same incident replies to the first post. */
export const x: Channel = {
  kind: 'x',
  title: 'X',
  says: 'Announcements on X; what follows of the same incident replies to the first post.',
  async send(message, { account }, around) {
    if (!account) return noAccount('X')
    const url = `${account.url}/2/tweets`
    const first = threadId(message.threadReference)
    const asked = await askNetwork(
      'X',
      {
        url,
        method: 'POST',
        headers: { authorization: authorization(account.token, url, message) },
        body: { text: writePost('x', message), ...(first === null ? {} : { reply: { in_reply_to_tweet_id: first } }) },
      },
      around,
    )
    if ('end' in asked) return asked.end
    const { id } = (asked.said['data'] ?? {}) as { id?: unknown }
    return posted('X', id, typeof id === 'string' ? `https://x.com/i/status/${id}` : null)
  },
}

/**
 * Four keys with colons between sign the request as RFC 5849 says, and hold until they are withdrawn; anything else is a bearer token. The
 * nonce follows from the message: it is new with each message, and at another attempt the second has changed.
 */
function authorization(token: string, url: string, { key, at }: Outgoing): string {
  const [consumer, consumerSecret, access, accessSecret] = token.split(':')
  if (!accessSecret) return `Bearer ${token}`
  const timestamp = Math.floor(Date.now() / 1000)
  const fields: Record<string, string> = {
    oauth_consumer_key: consumer!,
    oauth_nonce: createHash('sha256').update(`${key} ${at} ${timestamp}`).digest('hex').slice(0, 32),
    oauth_signature_method: 'HMAC-SHA1',
    oauth_timestamp: String(timestamp),
    oauth_token: access!,
    oauth_version: '1.0',
  }
  const pairs = Object.entries(fields).map(([name, value]) => `${name}=${encoded(value)}`).sort().join('&') // prettier-ignore
  const base = ['POST', encoded(url), encoded(pairs)].join('&')
  const signature = createHmac('sha1', `${encoded(consumerSecret!)}&${encoded(accessSecret)}`)
    .update(base)
    .digest('base64')
  const all = Object.entries({ ...fields, oauth_signature: signature })
  return `OAuth ${all.map(([name, value]) => `${name}="${encoded(value)}"`).join(', ')}`
}

// RFC 5849, 3.6.
const encoded = (text: string) =>
  encodeURIComponent(text).replace(/[!'()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`)
