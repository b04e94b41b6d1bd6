import type { SendToApp } from './channel.ts'
import { headedText, wayIn } from './app-words.ts'
import { askNetwork } from './ask-network.ts'

const LONGEST = 3900 // a message has 4,096 characters

/** Posts to a webhook of a Google Chat space, in the thread of the incident (developers.google.com/workspace/chat/quickstart/webhooks). */
export const googleChat: SendToApp = async (message, { url }, around) => {
  const { says, url: leads } = wayIn(message)
  const address = new URL(url)
  const thread = message.threadReference
  if (thread !== null) address.searchParams.set('messageReplyOption', 'REPLY_MESSAGE_FALLBACK_TO_NEW_THREAD')
  const text = `${calm(headedText(message, LONGEST - leads.length - 20))}\n\n${says}: ${leads}`
  const body = { text, ...(thread === null ? {} : { thread: { name: thread } }) }
  const answer = await askNetwork('Google Chat', { url: address.href, method: 'POST', body }, around)
  if ('end' in answer) return answer.end
  const name = (answer.said['thread'] as { name?: unknown } | undefined)?.name
  return { outcome: 'delivered', reference: typeof name === 'string' ? name : null }
}

// `<users/all>` in our words must not call a whole space.
const calm = (text: string) => text.replaceAll('<users/', '< users/')
