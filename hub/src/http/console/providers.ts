import { html } from 'hono/html'
import { z } from 'zod'
import type { Plan, Provider } from '../../domain/plan/plan.ts'
import { sayAuthority } from '../../domain/handover/contacts.ts'
import { listTasks } from '../../store/tasks.ts'
import type { Task } from '../../store/tasks.ts'
import type { Around } from '../around.ts'
import { operatorOnly } from '../operator-only.ts'
import { callerOf, page } from '../route.ts'
import type { Html, Route } from '../route.ts'
import { shell } from './shell.ts'

/** `/providers`: whom to call, in whose name, and which cases are open with them (REA-10, PRP-5). */
export function providersPage(around: Around): Route {
  return page({
    method: 'GET',
    path: '/providers',
    who: 'viewer',
    does: 'The providers, and how to reach them.',
    query: z.strictObject({}),
    answer: async (asked) => {
      operatorOnly(asked)
      const plan = around.plan()
      const open = await listTasks(around.store.db, { open: true, limit: 500 })
      const cards = Object.values(plan.providers).map((provider) => card(provider, plan, open))
      const none = html`<p class="quiet">None yet: add them under <code>providers</code> in the configuration.</p>`
      const main = [
        html`<h1>Providers</h1>`,
        cards.length === 0
          ? none
          : html`<ul class="sites">
              ${cards}
            </ul>`,
      ]
      const head = { title: 'Providers · Allclear', current: 'providers', caller: callerOf(asked), now: around.clock.now() } as const
      return { page: shell(around, head, main) }
    },
  })
}

function card(provider: Provider, plan: Plan, tasks: readonly Task[]): Html {
  const { id, name, kind, support, login, authority, credentials } = provider
  const cases = tasks.filter(({ vendorCase }) => vendorCase?.provider === id)
  return html`<li class="card">
    <div class="what">
      <h2>${name}</h2>
      <p class="quiet">${kind}</p>
    </div>
    <dl class="facts">
      ${fact('Support', reach(support))} ${fact('Login', login === null ? null : link(login))}
      ${fact('Authority', authority === null ? 'Not recorded: who may open a ticket for whom?' : sayAuthority(authority, plan))}
      ${fact('Credentials', credentials)}
      ${fact(
        'Open cases',
        cases.length === 0
          ? null
          : cases.map(({ incident, vendorCase }) => html`<a href="/incidents/${incident}#tasks">${vendorCase!.number}</a> `),
      )}
    </dl>
  </li>`
}

const fact = (name: string, value: Html | Html[] | string | null): Html | string =>
  value === null
    ? ''
    : html`<dt>${name}</dt>
        <dd>${value}</dd>`

const link = (url: string): Html => html`<a href="${url}" rel="noreferrer">${url}</a>`

const reach = ({ url, mail, phone }: Provider['support']): Html | string =>
  url === null && mail === null && phone === null
    ? 'Not recorded: how is it reached at night?'
    : html`${phone === null ? '' : html`<a href="tel:${phone}">${phone}</a> `}
      ${mail === null ? '' : html`<a href="mailto:${mail}">${mail}</a> `} ${url === null ? '' : link(url)}`
