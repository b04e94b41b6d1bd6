import { escapeMarkdown } from '../domain/message/escape.ts'
import { askNetwork, noAccount, posted, threadId } from './ask-network.ts'
import type { Channel, Outgoing } from './channel.ts'

const SHORTEST_TITLE = 15 // characters, where the site does not say otherwise
const LONGEST_TITLE = 255

/** Opens a topic on a Discourse site (docs.discourse.org, POST /posts.json); what follows of the same incident is a reply in it. */
export const discourse: Channel = {
  kind: 'discourse',
  title: 'Discourse',
  says: 'Announcements as topics of a Discourse site; what follows of the same incident is a reply in it.',
  async send(message, { account }, around) {
    if (!account) return noAccount('Discourse')
    const topic = threadId(message.threadReference)
    const raw = [
      ...message.text
        .trim()
        .split(/\n{2,}/)
        .map(escapeMarkdown),
      message.link,
    ].join('\n\n')
    const category = Number(account.place)
    const asked = await askNetwork(
      'Discourse',
      {
        url: `${account.url}/posts.json`,
        method: 'POST',
        headers: { 'api-key': account.token, 'api-username': account.account ?? 'system' },
        body: topic === null ? { title: titleOf(message), raw, ...(category > 0 ? { category } : {}) } : { topic_id: Number(topic), raw },
      },
      around,
    )
    if ('end' in asked) return asked.end
    const { topic_id: id, post_number: number = 1 } = asked.said
    return posted('Discourse', id, `${account.url}/t/${String(id)}/${String(number)}`)
  },
}

const titleOf = ({ subject, from }: Outgoing) => {
  const title = subject.length < SHORTEST_TITLE ? `${subject} (${from.name})` : subject
  return title.slice(0, LONGEST_TITLE)
}
