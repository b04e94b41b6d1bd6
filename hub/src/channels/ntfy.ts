import type { Network } from '../network/network.ts'
import type { Delivery, Outgoing } from './channel.ts'
import { declined, unanswered } from './http-delivery.ts'

/** Pushes to a phone through ntfy, a page with a button that acknowledges (docs.ntfy.sh/publish/#action-buttons): to the topic in the configured URL, or where it names none, to the recipient's own. */
export async function pushToNtfy(
  message: Outgoing,
  configured: string,
  { network, signal, committing }: { readonly network: Network; readonly signal: AbortSignal; readonly committing: () => Promise<void> },
): Promise<Delivery> {
  const { url, authorization } = topicUrl(configured, message.to[0] ?? '')
  const answer = await network.request(
    {
      url,
      method: 'POST',
      headers: {
        'content-type': 'text/plain; charset=utf-8',
        title: headerWords(message.subject),
        priority: '5',
        tags: 'rotating_light',
        click: message.link,
        ...(message.page?.acknowledge ? { actions: `http, Acknowledge, ${message.page.acknowledge}, method=POST, clear=true` } : {}),
        ...(authorization === null ? {} : { authorization }),
      },
      body: message.text.trim().slice(0, 3500), // ntfy turns more than 4,096 bytes into an attachment
      maxBytes: 65_536,
      onBodySent: committing,
    },
    { signal },
  )
  if (!answer.ok) return unanswered('ntfy', answer)
  if (answer.status < 200 || answer.status > 299) return declined('ntfy', answer)
  return { outcome: 'delivered', reference: /"id"\s*:\s*"([\w-]{1,64})"/.exec(answer.body)?.[1] ?? null }
}

function topicUrl(configured: string, recipient: string): { url: string; authorization: string | null } {
  const url = new URL(configured)
  const [user, password] = [decodeURIComponent(url.username), decodeURIComponent(url.password)]
  url.username = url.password = ''
  if (url.pathname === '/') url.pathname = `/${recipient.replace(/[^\w-]/g, '_').slice(0, 64)}`
  if (password === '') return { url: url.href, authorization: null }
  const basic = `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`
  return { url: url.href, authorization: user === '' ? `Bearer ${password}` : basic }
}

// A header is ASCII; ntfy reads RFC 2047.
const headerWords = (text: string) => {
  const line = text.replace(/[\s\p{Cc}]+/gu, ' ').trim()
  return /^[\x20-\x7e]*$/.test(line) ? line : `=?UTF-8?B?${Buffer.from(line).toString('base64')}?=`
}
