import type { SendToApp } from './channel.ts'
import type { Said } from './ask-network.ts'
import { listOf, sendTicket, textOf } from './ticket.ts'
import type { Ticket, TicketWords } from './ticket.ts'

const PAGES = 3 // of a hundred tasks each

/**
 * Keeps a task of each incident in a list of ClickUp (developer.clickup.com, API v2). Its mark is the last line of its description; tasks are
 * listed, not searched. It is closed by the status of the list that is of the type `closed`, else `done`.
 */
export const clickup: SendToApp = sendTicket('ClickUp', (asks, { api, token, to }) => {
  const list = `list/${encodeURIComponent(to)}`
  const ask = (path: string, method: 'GET' | 'POST' | 'PUT' = 'GET', body?: object) =>
    asks({ url: `${api}/api/v2/${path}`, method, headers: { authorization: token }, ...(body && { body }) })
  return {
    async find(mark) {
      for (let page = 0; page < PAGES; page++) {
        const tasks = listOf((await ask(`${list}/task?include_closed=true&order_by=created&page=${page}`))['tasks'])
        const found = tasks.find((task) => wordsIn(task).includes(`${mark}-`))
        if (found) return ticketOf(found)
        if (tasks.length < 100) return null
      }
      return null
    },
    open: async (words) => ticketOf(await ask(`${list}/task`, 'POST', { name: words.title, description: signed(words) })),
    comments: async (id) => listOf((await ask(`task/${id}/comment`))['comments']).map(({ comment_text: text }) => textOf(text)),
    comment: async (id, words) => void (await ask(`task/${id}/comment`, 'POST', { comment_text: signed(words), notify_all: false })),
    async close(id) {
      const statuses = listOf((await ask(list))['statuses'])
      const end = ['closed', 'done'].flatMap((type) => statuses.filter((one) => one['type'] === type))[0]
      if (end) await ask(`task/${id}`, 'PUT', { status: end['status'] })
    },
  }
})

const wordsIn = ({ description, text_content: text }: Said) => textOf(description, text)
const ticketOf = (task: Said): Ticket => ({ id: textOf(task['id']), url: textOf(task['url']), words: wordsIn(task) })
const signed = ({ text, sign }: TicketWords) => `${text}\n\n${sign}`
