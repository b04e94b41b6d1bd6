import { createHash } from 'node:crypto'
import type { Outgoing, SendToApp } from './channel.ts'
import { headedText, wayIn } from './app-words.ts'
import { askNetwork, posted } from './ask-network.ts'

const LONGEST = 30_000 // an event has 64 KiB

/**
 * Speaks in a room of Matrix, in the thread of the incident, and writes a page anew (spec.matrix.org, client-server API, `send`). The same
 * transaction twice is one message there, so that an attempt of which nobody knows is simply made again.
 */
export const matrix: SendToApp = async (message, { api, token, to }, around) => {
  const transaction = createHash('sha256').update(message.key).digest('hex').slice(0, 32)
  const url = `${api}/_matrix/client/v3/rooms/${encodeURIComponent(to)}/send/m.room.message/${transaction}`
  const headers = { authorization: `Bearer ${token}` }
  const answer = await askNetwork('Matrix', { url, method: 'PUT', headers, body: eventOf(message) }, around, false)
  return 'end' in answer ? answer.end : posted('Matrix', answer.said['event_id'], null)
}

// Empty `m.mentions`: nobody is called by a word in it.
function eventOf(message: Outgoing) {
  const { says, url } = wayIn(message)
  const words = `${headedText(message, LONGEST)}${message.isInPlace ? '' : `\n\n${says}: ${url}`}`
  const content = { msgtype: 'm.text', body: words, 'm.mentions': {} }
  const id = message.threadReference
  if (id === null) return content
  if (message.isInPlace)
    return { ...content, body: `* ${words}`, 'm.new_content': content, 'm.relates_to': { rel_type: 'm.replace', event_id: id } }
  const thread = { rel_type: 'm.thread', event_id: id, is_falling_back: true, 'm.in_reply_to': { event_id: id } }
  return { ...content, 'm.relates_to': thread }
}
