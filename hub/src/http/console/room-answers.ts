import { html } from 'hono/html'
import type { GivenAnswer } from '../../domain/incident/incident.ts'
import { icon } from '../icon.ts'
import type { Html } from '../route.ts'
import type { View } from './room-view.ts'
import { moment } from './times.ts'

const SAID = { approved: 'said yes', declined: 'said no', replied: 'answered' } as const

/** Who answered what, when, and to which words (COM-5, REA-5); nothing while nobody has. */
export function answerList({ incident: { answers }, messages, zones, now }: View): Html {
  const subjectOf = (key: string) => messages.find((message) => message.key === key)?.subject ?? key
  const words = ({ message }: GivenAnswer) =>
    message === undefined ? '' : html` to <a href="/messages/${encodeURIComponent(message)}">“${subjectOf(message)}”</a>`
  return html`<section id="answers" class="${answers.length === 0 ? '' : 'panel'}" data-live aria-label="Answers">
    ${answers.length === 0 ? '' : html`<h2>Answers</h2>`}
    <ul class="rows">
      ${answers.map(
        (answer) =>
          html`<li>
            <span
              >${icon(answer.what === 'declined' ? 'cross' : 'check')} ${answer.by ?? `The ${answer.who}`} ${SAID[answer.what]}
              ${moment(answer.at, zones.yours, now)}${words(answer)}${
                answer.text === undefined ? '' : html`<small class="quiet">“${answer.text}”</small>`
              }</span
            >
          </li>`,
      )}
    </ul>
  </section>`
}
