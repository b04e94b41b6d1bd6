import { html } from 'hono/html'
import { inZone } from '../../domain/calendar/local-time.ts'
import { sayTime } from '../../domain/calendar/say-time.ts'
import { after, hours } from '../../domain/instant.ts'
import type { Instant } from '../../domain/instant.ts'
import type { Html } from '../route.ts'
import type { OnCallView } from './on-call-calendar.ts'
import { placeOf } from './times.ts'

/** The forms that put somebody else on duty, swap, or take that back; times are those of the reader's clock. */
export function formsOf(view: OnCallView): Html | string {
  if (Object.keys(view.plan.schedules).length === 0) return ''
  return html`<section class="actions" aria-label="Change who is on duty">
      ${overrideForm(view)} ${swapForm(view)}
      ${view.you === null ? '' : html`<form method="post" action="/on-call/calendar"><button>Calendar address</button></form>`}
    </section>
    ${standing(view)}`
}

const overrideForm = (view: OnCallView): Html =>
  html`<details>
    <summary class="button">Override</summary>
    <form method="post" action="/on-call/overrides">
      ${choice('schedule', 'Schedule', schedulesOf(view))} ${choice('person', 'Goes on duty', peopleOf(view))}
      ${choice('insteadOf', 'Instead of', [['', 'Everyone'], ...peopleOf(view)])} ${times(view, 'from', 'until', view.now)}
      <button class="primary">Put on duty</button>
    </form>
  </details>`

const swapForm = (view: OnCallView): Html =>
  html`<details>
    <summary class="button">Swap</summary>
    <form method="post" action="/on-call/swaps">
      ${choice('schedule', 'Schedule', schedulesOf(view), 'swap')}
      <fieldset>
        <legend>Given away</legend>
        ${choice('mine', 'By', peopleOf(view), 'swap', view.you)} ${times(view, 'mineFrom', 'mineUntil', view.now)}
      </fieldset>
      <fieldset>
        <legend>Taken in return</legend>
        ${choice('theirs', 'From', peopleOf(view), 'swap')} ${times(view, 'theirsFrom', 'theirsUntil', after(view.now, hours(24)))}
      </fieldset>
      <button class="primary">Swap</button>
    </form>
  </details>`

function standing({ plan, overrides, zone }: OnCallView): Html | string {
  if (overrides.length === 0) return ''
  return html`<section>
    <h2>Overrides made here</h2>
    <ul class="rows">
      ${overrides.map(({ number, schedule, from, until, people, insteadOf, by }) => {
        const names = people.map((one) => plan.people[one]?.name ?? one).join(' and ')
        const whom = insteadOf === null ? 'everyone' : (plan.people[insteadOf]?.name ?? insteadOf)
        return html`<li>
          <span
            ><strong>${names}</strong> for ${schedule}, instead of ${whom}<small class="quiet"
              >by ${plan.people[by]?.name ?? by}</small
            ></span
          >
          <span class="quiet">${sayTime(from, zone)} until ${sayTime(until, zone)}</span>
          <form method="post" action="/on-call/withdraw">
            <input type="hidden" name="schedule" value="${schedule}" /><input type="hidden" name="number" value="${number}" />
            <button aria-label="Withdraw override ${number}">Withdraw</button>
          </form>
        </li>`
      })}
    </ul>
  </section>`
}

type Options = readonly (readonly [value: string, words: string])[]

const schedulesOf = ({ plan }: OnCallView): Options => Object.keys(plan.schedules).map((id) => [id, id])
const peopleOf = ({ plan }: OnCallView): Options => Object.values(plan.people).map(({ id, name }) => [id, name])

const choice = (name: string, words: string, options: Options, form = 'override', chosen: string | null = null): Html =>
  html`<label for="${form}-${name}">${words}</label>
    <select id="${form}-${name}" name="${name}">
      ${options.map(([value, said]) => html`<option value="${value}" ${value === chosen ? html`selected` : ''}>${said}</option>`)}
    </select>`

function times({ zone }: OnCallView, from: string, until: string, begins: Instant): Html {
  const inHours = (count: number) =>
    inZone(after(begins, hours(count)), zone)
      .toPlainDateTime()
      .round('hour')
      .toString({ smallestUnit: 'minute' })
  const field = (name: string, words: string, at: string) =>
    html`<label for="time-${name}">${words}, time of ${placeOf(zone)}</label>
      <input id="time-${name}" type="datetime-local" name="${name}" value="${at}" required />`
  return html`${field(from, 'From', inHours(1))} ${field(until, 'Until', inHours(9))}`
}
