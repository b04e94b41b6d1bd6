import type { Outgoing, SendToApp } from './channel.ts'
import { cut, headedText, wayIn } from './app-words.ts'
import { declined, unanswered } from './http-delivery.ts'

const LONGEST = 16_000 // a post of Mattermost has 16,383 characters

/** Posts to an incoming webhook of Mattermost (developers.mattermost.com/integrate/webhooks/incoming). It names no post, so that none is written anew. */
export const mattermost: SendToApp = async (message, { url }, { network, signal, committing }) => {
  const answer = await network.request(
    {
      url,
      method: 'POST',
      headers: { 'content-type': 'application/json; charset=utf-8' },
      body: JSON.stringify({ text: bodyOf(message) }),
      maxBytes: 65_536,
      onBodySent: committing,
    },
    { signal },
  )
  if (!answer.ok) return unanswered('Mattermost', answer)
  return answer.status === 200 ? { outcome: 'delivered', reference: null } : declined('Mattermost', answer)
}

// `@channel` in our words must not call a whole channel.
function bodyOf(message: Outgoing): string {
  const { says, url } = wayIn(message)
  const words = headedText(message, LONGEST - url.length - 20).replace(/@(?=channel\b|all\b|here\b)/gi, '@\u200b')
  return cut(`${words}\n\n${says}: ${url}`, LONGEST)
}
