import type { SendToApp } from './channel.ts'
import type { Said } from './ask-network.ts'
import { listOf, sendTicket, textOf } from './ticket.ts'
import type { Ticket, TicketWords } from './ticket.ts'

const PAGES = 3 // of a hundred issues each, the newest first

/**
 * Keeps an issue of each incident in a repository of GitHub (docs.github.com/rest/issues). Its mark stands in a comment that readers do not see;
 * issues are listed, not searched: the list knows a new one at once. Closed as completed.
 */
export const github: SendToApp = sendTicket('GitHub', (asks, { api, token, to }) => {
  const headers = { accept: 'application/vnd.github+json', authorization: `Bearer ${token}`, 'x-github-api-version': '2022-11-28' }
  const issues = `${api}/repos/${to.split('/').map(encodeURIComponent).join('/')}/issues`
  const ask = (url: string, method: 'GET' | 'POST' | 'PATCH' = 'GET', body?: object) =>
    asks({ url, method, headers, ...(body && { body }) })
  return {
    async find(mark) {
      for (let page = 1; page <= PAGES; page++) {
        const listed = listOf(await ask(`${issues}?state=all&sort=created&direction=desc&per_page=100&page=${page}`))
        const found = listed.find(({ body }) => textOf(body).includes(`<!-- ${mark}-`))
        if (found) return ticketOf(found)
        if (listed.length < 100) return null
      }
      return null
    },
    open: async (words) => ticketOf(await ask(issues, 'POST', { title: words.title, body: bodyOf(words) })),
    comments: async (id) => listOf(await ask(`${issues}/${id}/comments?per_page=100`)).map(({ body }) => textOf(body)),
    comment: async (id, words) => void (await ask(`${issues}/${id}/comments`, 'POST', { body: bodyOf(words) })),
    close: async (id) => void (await ask(`${issues}/${id}`, 'PATCH', { state: 'closed', state_reason: 'completed' })),
  }
})

const ticketOf = ({ number, html_url: url, body }: Said): Ticket => ({
  id: typeof number === 'number' ? String(number) : '',
  url: textOf(url),
  words: textOf(body),
})

// No word in it calls anybody or names another issue, and none is Markdown.
const bodyOf = ({ text, sign }: TicketWords) =>
  `${text.replace(/[\\`*_[\]<>|~]/g, '\\$&').replace(/[@#](?=\w)/g, '$&\u200b')}\n\n<!-- ${sign} -->`
