import { html } from 'hono/html'
import { z } from 'zod'
import type { Around } from '../around.ts'
import { incidentNumber } from '../input.ts'
import { callerOf, page } from '../route.ts'
import type { Html, Route } from '../route.ts'
import { newTicket, readyTicket, writeTicket } from '../ticket.ts'
import type { ReadyTicket } from '../ticket.ts'
import { shell } from './shell.ts'
import { teamWords } from './words/index.ts'
import type { TeamWords } from './words/index.ts'

const params = z.strictObject({ id: incidentNumber })

/** `/incidents/<n>/ticket`: the ticket to a provider's support, to read before it is sent (REA-10). */
export function ticketPages(around: Around): Route[] {
  return [
    page({
      method: 'GET',
      path: '/incidents/:id/ticket',
      who: 'responder',
      does: 'The ticket to a provider, before it is sent.',
      params,
      query: newTicket,
      answer: async (asked) => {
        const caller = callerOf(asked)
        const { id } = asked.params
        const ticket = await readyTicket(around, caller, id, asked.query.provider)
        const words = teamWords(asked)
        const title = `${words.ticket.title} · ${ticket.provider.name} · ${words.incident(id)} · Allclear`
        return { page: shell(around, { title, caller, words }, sheet(id, ticket, words)) }
      },
    }),
    page({
      method: 'POST',
      path: '/incidents/:id/ticket',
      who: 'responder',
      does: 'The button that sends a ticket.',
      params,
      body: newTicket,
      answer: async (asked) => {
        const { to } = await writeTicket(around, callerOf(asked), asked.params.id, asked.body.provider)
        const { id } = asked.params
        return { redirect: to === null ? `/incidents/${id}/ticket?provider=${asked.body.provider}` : `/incidents/${id}#tasks` }
      },
    }),
  ]
}

const sheet = (id: number, { provider, subject, text, to, wasWritten }: ReadyTicket, { incident, ticket: words }: TeamWords): Html =>
  html`<p class="crumb"><a href="/incidents/${id}">${incident(id)}</a></p>
    <h1>${words.for(provider.name)}</h1>
    <p>${to === null ? words.theirForm : words.byMail(to)}</p>
    ${provider.support.url === null ? '' : html`<p><a href="${provider.support.url}" rel="noreferrer">${words.support(provider.name)}</a></p>`}
    <h2 lang="en">${subject}</h2>
    <pre tabindex="0" lang="en">${text}</pre>
    ${
      wasWritten
        ? html`<p role="status"><strong>${words.written}</strong> <a href="/incidents/${id}#tasks">${words.chased}</a></p>`
        : html`<form method="post" action="/incidents/${id}/ticket">
            <button class="primary" name="provider" value="${provider.id}">${to === null ? words.sendMyself : words.send}</button>
          </form>`
    }`
