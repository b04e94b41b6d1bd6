import type { SendToApp } from './channel.ts'
import type { Said } from './ask-network.ts'
import { listOf, sendTicket, textOf } from './ticket.ts'
import type { TicketWords } from './ticket.ts'

/**
 * Keeps an issue of each incident in a project of Jira Cloud (developer.atlassian.com/cloud/jira/platform/rest/v3). Its mark is a label, by which
 * it is found again; words are documents of Atlassian's format. It is closed by whichever of its transitions leads to a status that counts as done.
 */
export const jira: SendToApp = sendTicket('Jira', (asks, { api, token, to }) => {
  const [project = '', type = 'Task'] = to.split('/')
  const headers = { authorization: `Basic ${Buffer.from(token).toString('base64')}` }
  const ask = (path: string, body?: object) =>
    asks({ url: `${api}/rest/api/3/${path}`, method: body ? 'POST' : 'GET', headers, ...(body && { body }) })
  const ticketOf = ({ key, fields }: Said) => ({
    ...{ id: textOf(key), url: `${api}/browse/${textOf(key)}` },
    words: listOf((fields as Said | undefined)?.['labels']).join(' '),
  })
  return {
    async find(mark) {
      const jql = `project = "${project.replace(/["\\]/g, '')}" AND labels = "${mark}" ORDER BY created ASC`
      const [found] = listOf((await ask('search/jql', { jql, fields: ['labels'], maxResults: 1 }))['issues'])
      return found ? ticketOf(found) : null
    },
    async open(words) {
      const labels = [words.mark, words.sign]
      const fields = { project: { key: project }, issuetype: { name: type }, summary: words.title, description: documentOf(words), labels }
      return ticketOf(await ask('issue', { fields }))
    },
    comments: async (id) =>
      listOf((await ask(`issue/${id}/comment?orderBy=-created&maxResults=100`))['comments']).map(({ body }) => JSON.stringify(body)),
    comment: async (id, words) => void (await ask(`issue/${id}/comment`, { body: documentOf(words) })),
    async close(id) {
      const ways = listOf((await ask(`issue/${id}/transitions`))['transitions'])
      const done = ways.find(({ to: status }) => (status as { statusCategory?: Said } | undefined)?.statusCategory?.['key'] === 'done')
      if (done) await ask(`issue/${id}/transitions`, { transition: { id: done['id'] } })
    },
  }
})

// A paragraph for each of ours, lines kept, nothing read as markup (developer.atlassian.com, "Atlassian Document Format").
function documentOf({ text, sign }: TicketWords) {
  const content = [...text.split(/\n{2,}/), sign].map((paragraph) => ({
    type: 'paragraph',
    content: paragraph
      .split('\n')
      .filter((line) => line !== '')
      .flatMap((line, index) => [...(index === 0 ? [] : [{ type: 'hardBreak' }]), { type: 'text', text: line }]),
  }))
  return { type: 'doc', version: 1, content }
}
