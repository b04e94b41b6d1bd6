import { html } from 'hono/html'
import { after, days, iso } from '../../domain/instant.ts'
import { openWarnings } from '../../store/warnings.ts'
import type { KeptWarning } from '../../store/warnings.ts'
import type { Around } from '../around.ts'
import { callerOf, page } from '../route.ts'
import type { Html, Route } from '../route.ts'
import { shell } from './shell.ts'

const AHEAD = days(60)

/** `/warnings`: what will become an outage if nobody acts; of each partner what falls due within 60 days (PRE-4). */
export const warningsPage = (around: Around): Route =>
  page({
    method: 'GET',
    path: '/warnings',
    who: 'viewer',
    does: 'What will become an outage if nobody acts.',
    answer: async (asked) => {
      const caller = callerOf(asked)
      const now = around.clock.now()
      const soon = (await openWarnings(around.store.db, caller.partner)).filter(({ dueAt }) => dueAt === null || dueAt <= after(now, AHEAD))
      const { partners, operator } = around.plan()
      const groups = [...Map.groupBy(soon, ({ partner }) => partners[partner]?.name ?? operator.name)]
      const title = 'Warnings · Allclear'
      return { page: shell(around, { title, current: null, caller, now }, sheet(groups)) }
    },
  })

const sheet = (groups: readonly (readonly [string, readonly KeptWarning[]])[]): Html =>
  html`<h1>Warnings</h1>
    <p>What will become an outage if nobody acts, and is due within 60 days. These sites work.</p>
    ${groups.length === 0 ? html`<p>There is none.</p>` : groups.map(([name, warnings]) => portfolio(name, warnings))}`

const portfolio = (name: string, warnings: readonly KeptWarning[]): Html =>
  html`<h2>${name}</h2>
    <table>
      <thead>
        <tr>
          <th>Site</th>
          <th>Due</th>
          <th>What</th>
        </tr>
      </thead>
      <tbody>
        ${warnings.map(
          ({ site, dueAt, said }) =>
            html`<tr>
              <th scope="row">${site}</th>
              <td>${dueAt === null ? '–' : iso(dueAt).slice(0, 10)}</td>
              <td>${said}</td>
            </tr>`,
        )}
      </tbody>
    </table>`
