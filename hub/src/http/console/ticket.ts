import { html } from 'hono/html'
import { z } from 'zod'
import type { Around } from '../around.ts'
import { incidentNumber } from '../input.ts'
import { callerOf, page } from '../route.ts'
import type { Html, Route } from '../route.ts'
import { newTicket, readyTicket, writeTicket } from '../ticket.ts'
import type { ReadyTicket } from '../ticket.ts'
import { shell } from './shell.ts'

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
        const title = `Ticket · ${ticket.provider.name} · Incident ${id} · Allclear`
        return { page: shell(around, { title, caller, now: around.clock.now() }, sheet(id, ticket)) }
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

const sheet = (id: number, { provider, subject, text, to, wasWritten }: ReadyTicket): Html =>
  html`<p class="crumb"><a href="/incidents/${id}">Incident ${id}</a></p>
    <h1>Ticket for ${provider.name}</h1>
    <p>${to === null ? 'They take no tickets by mail: copy it into their form.' : `By mail to ${to}, in the name of the operator.`}</p>
    ${provider.support.url === null ? '' : html`<p><a href="${provider.support.url}" rel="noreferrer">Open the support of ${provider.name}</a></p>`}
    <h2>${subject}</h2>
    <pre tabindex="0">${text}</pre>
    ${
      wasWritten
        ? html`<p role="status"><strong>It was written.</strong> <a href="/incidents/${id}#tasks">A task chases it</a></p>`
        : html`<form method="post" action="/incidents/${id}/ticket">
            <button class="primary" name="provider" value="${provider.id}">${to === null ? 'I send it' : 'Send'}; a task chases it</button>
          </form>`
    }`
