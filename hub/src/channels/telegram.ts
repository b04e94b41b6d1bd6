import { seconds } from '../domain/instant.ts'
import type { Outgoing, SendToApp } from './channel.ts'
import { headedText, wayIn } from './app-words.ts'
import { declined, unanswered } from './http-delivery.ts'

const LONGEST = 4096

/** Speaks as a bot of Telegram in a chat, in the thread of the incident, and writes a page anew (core.telegram.org/bots/api#sendmessage). */
export const telegram: SendToApp = async (message, { api, token, to }, { network, signal, committing }) => {
  const id = Number(message.threadReference) || null
  const isInPlace = message.isInPlace === true && id !== null
  const answer = await network.request(
    {
      url: `${api}/bot${token}/${isInPlace ? 'editMessageText' : 'sendMessage'}`,
      method: 'POST',
      headers: { 'content-type': 'application/json; charset=utf-8' },
      body: JSON.stringify({
        chat_id: to,
        text: headedText(message, LONGEST),
        link_preview_options: { is_disabled: true },
        ...(isInPlace ? { message_id: id } : replyTo(id)),
        ...buttonOf(message),
      }),
      maxBytes: 65_536,
      onBodySent: committing,
    },
    { signal },
  )
  if (!answer.ok) return unanswered('Telegram', answer)
  const said = read(answer.body)
  if (said.ok && said.id !== null) return { outcome: 'delivered', reference: String(said.id) }
  if (answer.status === 400 && answer.body.includes('message is not modified')) return { outcome: 'delivered', reference: String(id) }
  const end = declined('Telegram', answer)
  const { retryAfter } = said // core.telegram.org/bots/api#responseparameters: how long to wait stands in the body
  return end.outcome === 'try_later' && retryAfter !== null ? { ...end, after: seconds(Math.min(retryAfter, 900)) } : end
}

const replyTo = (id: number | null) => (id === null ? {} : { reply_parameters: { message_id: id, allow_sending_without_reply: true } })

// Telegram refuses a message with a button that leads to a private address.
function buttonOf(message: Outgoing) {
  const { says, url } = wayIn(message)
  return url.startsWith('https://') ? { reply_markup: { inline_keyboard: [[{ text: says, url }]] } } : {}
}

function read(body: string): { ok: boolean; id: number | null; retryAfter: number | null } {
  try {
    const said = JSON.parse(body) as { ok?: unknown; result?: { message_id?: unknown }; parameters?: { retry_after?: unknown } }
    const number = (value: unknown) => (typeof value === 'number' ? value : null)
    return { ok: said.ok === true, id: number(said.result?.message_id), retryAfter: number(said.parameters?.retry_after) }
  } catch {
    return { ok: false, id: null, retryAfter: null }
  }
}
