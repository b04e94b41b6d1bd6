import { html } from 'hono/html'
import { sayUse, USES } from '../../domain/plan/statistics.ts'
import type { Use } from '../../domain/plan/statistics.ts'
import type { Html } from '../route.ts'
import type { View } from './room-view.ts'
import { moment } from './times.ts'

const NAMES: Readonly<Record<Use, string>> = { disk: 'Disk', transfer: 'Transfer a month', visits: 'Visits a month' }

/** What the site uses of its plan and the plan to offer, with who said so; and the form for both while a task asks for them (REA-5, DIA-3). */
export function statisticsCard(view: View): Html {
  const { incident, plan, mayAct } = view
  const { statistics = {}, offer, tasks } = incident
  const isAsked = mayAct && Object.values(tasks).some(({ asks, done }) => asks === 'statistics' && !done)
  const isKnown = offer !== undefined || Object.keys(statistics).length > 0
  if (!isAsked && !isKnown) return html`<section id="statistics" data-live></section>`
  const nameOf = (id: string) => plan.people[id]?.name ?? id
  const line = (what: string, says: string, { by, at }: { by: string; at: View['now'] }) =>
    html`<li>
      <span>${what}: ${says}<small class="quiet">${nameOf(by)}, ${moment(at, view.zones.yours, view.now)}</small></span>
    </li>`
  return html`<section class="panel" aria-labelledby="statistics-name">
    <h2 id="statistics-name">Use of the plan</h2>
    <ul id="statistics" class="rows" data-live>
      ${USES.map((use) => statistics[use] && line(NAMES[use], sayUse(use, statistics[use].figure, 'en'), statistics[use]))}
      ${offer ? line('Plan to offer', `${offer.plan} at ${offer.price}`, offer) : ''}
    </ul>
    ${isAsked ? form(view) : ''}
  </section>`
}

const form = ({ incident: { id, statistics = {} }, isOurs }: View): Html =>
  html`<form method="post" action="/incidents/${id}/statistics">
    ${USES.map(
      (use) =>
        html`<label for="use-${use}">${NAMES[use]}${statistics[use] ? ', if it is another' : ''}</label>
          <input id="use-${use}" name="${use}" maxlength="20" placeholder="${use === 'visits' ? '90000' : '9GB'}" />`,
    )}
    ${
      isOurs
        ? html`<details>
            <summary>Name the plan yourself</summary>
            <label for="offer-plan">Plan</label><input id="offer-plan" name="plan" maxlength="60" /> <label for="offer-price">Price</label
            ><input id="offer-price" name="price" maxlength="60" placeholder="60 USD/month" />
          </details>`
        : ''
    }
    <button class="primary">Keep</button>
  </form>`
