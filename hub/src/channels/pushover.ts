import type { SendToApp } from './channel.ts'
import { cut, wayIn } from './app-words.ts'
import { askNetwork } from './ask-network.ts'

const EMERGENCY = { priority: 2, retry: 60, expire: 3600 } // rings each minute for an hour, until somebody says that they have it

/**
 * Pushes to a phone through Pushover (pushover.net/api). A page rings until it is acknowledged there, and stops when somebody has the incident
 * or it is over (pushover.net/api/receipts).
 */
export const pushover: SendToApp = async (message, { api, token, to }, around) => {
  if (message.isInPlace) return cancel(message.threadReference, message.stand ?? null, { api, token }, around)
  const { says, url } = wayIn(message)
  const body = {
    ...{ token, user: to, title: cut(message.subject, 250), message: cut(message.text.trim(), 1024) },
    ...{ url: url.slice(0, 512), url_title: says, timestamp: Math.floor(message.at / 1000) },
    ...(message.page ? EMERGENCY : { priority: 0 }),
  }
  const answer = await askNetwork('Pushover', { url: `${api}/1/messages.json`, method: 'POST', body }, around)
  if ('end' in answer) return answer.end
  if (answer.said['status'] !== 1) return { outcome: 'uncertain', reason: 'Pushover answered, and did not say that it took the message.' }
  const { receipt, request } = answer.said
  return { outcome: 'delivered', reference: typeof receipt === 'string' ? receipt : message.page ? null : String(request ?? '') || null }
}

async function cancel(
  receipt: string | null,
  stand: 'taken' | 'over' | null,
  { api, token }: Pick<Parameters<SendToApp>[1], 'api' | 'token'>,
  around: Parameters<SendToApp>[2],
): ReturnType<SendToApp> {
  if (receipt === null || stand === null) return { outcome: 'delivered', reference: receipt }
  const url = `${api}/1/receipts/${encodeURIComponent(receipt)}/cancel.json`
  const answer = await askNetwork('Pushover', { url, method: 'POST', body: { token } }, around, false)
  return 'end' in answer ? answer.end : { outcome: 'delivered', reference: receipt }
}
