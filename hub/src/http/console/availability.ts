import { html } from 'hono/html'
import { z } from 'zod'
import { sayHours } from '../../domain/availability/budget.ts'
import { METHOD } from '../../domain/availability/ledger.ts'
import { after, days } from '../../domain/instant.ts'
import type { Around } from '../around.ts'
import { availabilityFor } from '../availability.ts'
import type { Standing } from '../availability.ts'
import { callerOf, page } from '../route.ts'
import type { Html, Route } from '../route.ts'
import { shell } from './shell.ts'

const PERIODS = [7, 30, 90, 365]

/** `/availability`: hours and minutes of each site and of all, what is left of the budget, and how much of the downtime was planned. */
export const availabilityPage = (around: Around): Route =>
  page({
    method: 'GET',
    path: '/availability',
    who: 'viewer',
    does: 'Availability of the sites in hours and minutes.',
    query: z.strictObject({ days: z.coerce.number().int().min(1).max(366).default(30) }),
    answer: async (asked) => {
      const caller = callerOf(asked)
      const now = around.clock.now()
      const { sites, fleet } = await availabilityFor(around, caller.partner, { from: after(now, days(-asked.query.days)), to: now })
      const { percent } = around.plan().availability
      const main = [
        html`<h1>Availability</h1>
          <p class="quiet">The last ${asked.query.days} days. ${percent} % is promised where nothing else is agreed. ${METHOD}</p>
          <p>${PERIODS.map((one) => html`<a href="/availability?days=${one}">${one} days</a> `)}</p>`,
        html`<div class="figures" role="region" aria-label="Availability of each site" tabindex="0">
          <table>
            <thead>
              <tr>
                ${COLUMNS.map((name) => html`<th scope="col">${name}</th>`)}
              </tr>
            </thead>
            <tbody>
              ${row('All sites', fleet)} ${sites.map((one) => row(one.site, one))}
            </tbody>
          </table>
        </div>`,
      ]
      return { page: shell(around, { title: 'Availability · Allclear', current: 'sites', caller, now }, main) }
    },
  })

const COLUMNS = [
  'Site',
  'Available',
  'Promised',
  'Down, unscheduled',
  'Left of the budget',
  'Credit',
  'Planned work',
  'Down in it',
  'Planned part',
  'Not watched',
]

const share = (part: number | null, digits: number) => (part === null ? '–' : `${(Math.floor(part * 10 ** (digits + 2)) / 10 ** digits).toFixed(digits)} %`) // prettier-ignore

const row = (name: string, { ledger, availability, goal, budget, credit, plannedPart }: Standing): Html =>
  html`<tr>
    <th scope="row">${name}</th>
    <td>${share(availability, 3)}</td>
    <td>${goal} %</td>
    <td>${sayHours(ledger.down)}</td>
    <td>${sayHours(budget.left)} of ${sayHours(budget.allowed)}</td>
    <td>${credit === 0 ? '–' : `${credit} %`}</td>
    <td>${sayHours(ledger.maintenance)}</td>
    <td>${sayHours(ledger.scheduledDown)}</td>
    <td>${share(plannedPart, 0)}</td>
    <td>${sayHours(ledger.unknown)}</td>
  </tr>`
