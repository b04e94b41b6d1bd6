import type { SendToApp } from './channel.ts'
import { appText, cut, wayIn } from './app-words.ts'
import { askNetwork, posted } from './ask-network.ts'

/** Posts to a webhook of Discord, and writes a page anew (discord.com/developers/docs/resources/webhook). Nobody is called by a word in it. */
export const discord: SendToApp = async (message, { url }, around) => {
  const { says, url: leads } = wayIn(message)
  const embed = { title: cut(message.subject, 256), description: cut(appText(message, 3500), 3500), url: message.link }
  const body = {
    content: message.isInPlace ? '' : `${says}: <${leads}>`,
    embeds: [embed],
    allowed_mentions: { parse: [] },
  }
  const id = message.isInPlace ? message.threadReference : null
  const address = new URL(url)
  if (id !== null) address.pathname += `/messages/${encodeURIComponent(id)}`
  else address.searchParams.set('wait', 'true')
  const answer = await askNetwork('Discord', { url: address.href, method: id === null ? 'POST' : 'PATCH', body }, around)
  return 'end' in answer ? answer.end : posted('Discord', answer.said['id'], null)
}
