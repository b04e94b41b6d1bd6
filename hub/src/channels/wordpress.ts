import { escapeHtml } from '../domain/message/escape.ts'
import { askNetwork, noAccount, posted, threadId } from './ask-network.ts'
import type { Channel, Outgoing } from './channel.ts'

/**
 * Writes a news post on a WordPress site (developer.wordpress.org/rest-api, posts and comments) by an application password. What follows of
 * the same incident is a comment on it.
 */
export const wordpress: Channel = {
  kind: 'wordpress',
  title: 'WordPress',
  says: 'Announcements as posts of a WordPress site; what follows of the same incident is a comment on the first.',
  async send(message, { account }, around) {
    if (!account) return noAccount('WordPress')
    const first = threadId(message.threadReference)
    const category = Number(account.place)
    const asked = await askNetwork(
      'WordPress',
      {
        url: `${account.url}/wp-json/wp/v2/${first === null ? 'posts' : 'comments'}`,
        method: 'POST',
        headers: { authorization: `Basic ${Buffer.from(`${account.account}:${account.token}`).toString('base64')}` },
        body:
          first === null
            ? {
                title: message.subject,
                content: contentOf(message),
                status: 'publish',
                ...(category > 0 ? { categories: [category] } : {}),
              }
            : { post: Number(first), content: contentOf(message) },
      },
      around,
    )
    return 'end' in asked ? asked.end : posted('WordPress', asked.said['id'], asked.said['link'])
  },
}

const contentOf = ({ text, link }: Outgoing) => {
  const paragraphs = text.trim().split(/\n{2,}/).map((words) => `<p>${escapeHtml(words).replaceAll('\n', '<br>')}</p>`) // prettier-ignore
  return [...paragraphs, `<p><a href="${escapeHtml(link)}">${escapeHtml(link)}</a></p>`].join('\n')
}
