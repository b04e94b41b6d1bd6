import { html } from 'hono/html'
import { icon } from '../icon.ts'
import type { Html } from '../route.ts'
import type { View } from './room-view.ts'
import { clock } from './times.ts'

/** What readers said of the messages (COM-11); nothing while nobody has. */
export function voteList({ votes, messages, zones }: View): Html {
  const subjectOf = (key: string) => messages.find((message) => message.key === key)?.subject ?? key
  return html`<section id="votes" class="${votes.length === 0 ? '' : 'panel'}" data-live aria-label="Was this helpful?">
    ${votes.length === 0 ? '' : html`<h2>Was this helpful?</h2>`}
    <ul class="rows">
      ${votes.map(
        ({ message, helpful, comment, by, at }) =>
          html`<li>
            <span
              >${icon(helpful ? 'check' : 'cross')} ${helpful ? 'Yes' : 'No'}${comment === null ? '' : html`: “${comment}”`}<small
                class="quiet"
                ><a href="/messages/${encodeURIComponent(message)}">${subjectOf(message)}</a> · ${by}</small
              ></span
            >
            <small class="quiet">${clock(at, zones.yours)}</small>
          </li>`,
      )}
    </ul>
  </section>`
}
