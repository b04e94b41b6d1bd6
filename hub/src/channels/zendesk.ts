import { askNetwork, noAccount, posted, threadId } from './ask-network.ts'
import type { Channel } from './channel.ts'

/**
 * Tells the support desk in Zendesk (developer.zendesk.com, ticketing and help center). Where a section of the help center is named, the
 * announcement is an article there and what follows a comment on it; else it is a ticket of type problem, to which agents link those of
 * their customers, and what follows a public comment in it.
 */
export const zendesk: Channel = {
  kind: 'zendesk',
  title: 'Zendesk',
  says: 'Announcements to the support desk: an article where a section of the help center is named, else a ticket of type problem.',
  async send(message, { account }, around) {
    if (!account) return noAccount('Zendesk')
    const first = threadId(message.threadReference)
    const { path, method, body } = account.place === null ? ticket(first, message) : article(first, account.place, message)
    const asked = await askNetwork(
      'Zendesk',
      {
        url: `${account.url}/api/v2/${path}`,
        method,
        headers: { authorization: `Basic ${Buffer.from(`${account.account}/token:${account.token}`).toString('base64')}` },
        body,
      },
      around,
    )
    if ('end' in asked) return asked.end
    const said = (asked.said['ticket'] ?? asked.said['article'] ?? asked.said['comment'] ?? {}) as { id?: unknown; html_url?: unknown }
    return posted('Zendesk', said.id, said.html_url ?? (account.place === null ? `${account.url}/agent/tickets/${String(said.id)}` : null))
  },
}

type Words = { readonly subject: string; readonly text: string; readonly link: string }

const said = ({ text, link }: Words) => `${text.trim()}\n\n${link}`

function ticket(first: string | null, message: Words) {
  const comment = { body: said(message), public: true }
  return first === null
    ? { path: 'tickets.json', method: 'POST' as const, body: { ticket: { subject: message.subject, type: 'problem', comment } } }
    : { path: `tickets/${encodeURIComponent(first)}.json`, method: 'PUT' as const, body: { ticket: { comment } } }
}

function article(first: string | null, section: string, message: Words) {
  const body = said(message)
  return first === null
    ? {
        path: `help_center/sections/${encodeURIComponent(section)}/articles.json`,
        method: 'POST' as const,
        body: { article: { title: message.subject, body, permission_group_id: null, user_segment_id: null }, notify_subscribers: false },
      }
    : { path: `help_center/articles/${encodeURIComponent(first)}/comments.json`, method: 'POST' as const, body: { comment: { body } } }
}
