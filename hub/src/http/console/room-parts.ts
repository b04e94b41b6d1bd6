import { html } from 'hono/html'
import type { Diagnosis } from '../../domain/diagnosis/diagnosis.ts'
import { sayDeed, sayStart } from '../../domain/playbook/say-step.ts'
import type { Message } from '../../store/outbox.ts'
import type { StoredEvidence } from '../../store/evidence.ts'
import { icon } from '../icon.ts'
import type { Html } from '../route.ts'
import { sayCause, sayPattern } from './cause-words.ts'
import { showEntry } from './entry-words.ts'
import { DELIVERIES } from './phase-words.ts'
import { pill } from './pill.ts'
import type { View } from './room-view.ts'
import { stepState } from './step-words.ts'
import { clock, exactly, minute, placeOf } from './times.ts'

/** What broke, how sure we are and why; what is behind it, what speaks against it, and for the operator's people how to see it for oneself. */
export function causeCard({ incident, mayAct, isOurs }: View): Html {
  const { diagnosis, verdict, phase, id, causeConfirmed } = incident
  const asks = mayAct && diagnosis && diagnosis.cause !== 'unknown' && !causeConfirmed && phase === 'open'
  return html`<section id="cause" class="panel cause" data-live aria-labelledby="cause-name">
    <h2 id="cause-name">Cause</h2>
    ${diagnosis ? known(diagnosis, isOurs) : html`<p class="big">${phase === 'suspected' ? 'Being verified' : 'Being diagnosed'}</p>`}
    ${
      verdict
        ? html`<details id="verdict">
            <summary>Verdict: ${verdict.verdict.replace('-', ' ')}</summary>
            ${sentences(verdict.because)}
          </details>`
        : ''
    }
    ${asks ? html`<form method="post" action="/incidents/${id}/confirm-cause"><button>Confirm this cause</button></form>` : ''}
  </section>`
}

const known = ({ cause, confidence, because, alternatives, root, pattern, against = [], check }: Diagnosis, isOurs: boolean): Html =>
  html`<p class="big">${sayCause(cause)}</p>
    <p class="quiet">
      <code>${cause}</code>
      <meter min="0" max="1" low="0.6" high="0.9" optimum="1" value="${confidence}" aria-label="Confidence"></meter> ${percent(confidence)}
      sure${pattern === undefined ? '' : ` · ${sayPattern(pattern)}`}
    </p>
    ${sentences(because)} ${root === undefined ? '' : html`<p id="root">Behind it: ${sayCause(root)} <code>${root}</code></p>`}
    ${
      against.length === 0
        ? ''
        : html`<details id="against">
            <summary>What speaks against it</summary>
            ${sentences(against)}
          </details>`
    }
    ${
      alternatives.length === 0
        ? ''
        : html`<details id="alternatives">
            <summary>What else it might be</summary>
            <ul>
              ${alternatives.map((other) => html`<li>${sayCause(other.cause)}, ${percent(other.confidence)}</li>`)}
            </ul>
          </details>`
    }
    ${
      isOurs && check
        ? html`<details id="check">
            <summary>See it for yourself</summary>
            <pre tabindex="0" aria-label="Command">${check}</pre>
          </details>`
        : ''
    }`

const percent = (share: number) => `${Math.round(share * 100)} %`
const sentences = (lines: readonly string[]) =>
  html`<ul class="because">
    ${lines.map((line) => html`<li>${line}</li>`)}
  </ul>`

/** What happened, the newest at the bottom. */
export function timelineList({ timeline, plan, zones }: View): Html {
  const differs = zones.yours !== zones.theirs
  return html`<section class="panel timeline" aria-labelledby="timeline-name">
    <h2 id="timeline-name">Timeline</h2>
    <p class="quiet">Times in ${placeOf(zones.yours)}${differs ? `; the client's in ${placeOf(zones.theirs)} beside them` : ''}.</p>
    <div role="log" aria-labelledby="timeline-name">
      <ol id="timeline" class="log" data-live data-grows>
        ${timeline.map((entry) => {
          const { icon: shape, what, detail } = showEntry(entry, plan)
          return html`<li class="${entry.kind}">
            <span class="when"
              >${exactly(entry.at, zones.yours)}${differs ? html`<small>${minute(entry.at, zones.theirs)}</small>` : ''}</span
            >
            <span class="dot">${icon(shape)}</span>
            <span class="line">${what}${detail === null ? '' : html`<small>${detail}</small>`}</span>
          </li>`
        })}
      </ol>
    </div>
  </section>`
}

/** The steps of the playbook and how each stands. */
export function stepList({ incident }: View): Html {
  const { playbook } = incident
  return html`<section id="steps" class="panel" data-live aria-labelledby="steps-name">
    <h2 id="steps-name">Playbook${playbook ? html` <small class="quiet">${playbook.title}</small>` : ''}</h2>
    ${playbook ? '' : html`<p class="quiet">Chosen when the cause is found.</p>`}
    <ol class="steps">
      ${playbook?.steps.map((step) => {
        const state = stepState(step, incident)
        return html`<li class="${state.tone}">
          <span>${sayDeed(step.does)}<small class="quiet">${sayStart(step.start)}</small></span
          >${pill(state)}
        </li>`
      })}
    </ol>
  </section>`
}

/** Whom words to client and partner would reach now, and why not another address (COM-4). */
export function contactList({ reach }: View): Html {
  const { client, partner } = reach.recipients
  const rows = [...client.slice(0, 1), ...partner.slice(0, 1)]
  return html`<section id="contacts" class="panel" data-live aria-labelledby="contacts-name">
    <h2 id="contacts-name">Contacts</h2>
    ${reach.clientPassedOver ? html`<p>No address of the client works. ${reach.clientPassedOver}</p>` : ''}
    ${rows.length === 0 ? html`<p class="quiet">Nobody but the people on call.</p>` : ''}
    <ul class="rows">
      ${rows.map(
        ({ audience, name, channel, address, why }) =>
          html`<li>
            <span
              >${audience}: ${name}
              <small class="quiet">${channel}, ${address.join(', ')}</small
              >${why === null ? '' : html`<small>Not the first address: ${why}</small>`}</span
            >
          </li>`,
      )}
    </ul>
  </section>`
}

/** What was said to whom, and what became of each. */
export function messageList({ messages, zones }: View): Html {
  return html`<section id="messages" class="panel" data-live aria-labelledby="messages-name">
    <h2 id="messages-name">Messages</h2>
    ${messages.length === 0 ? html`<p class="quiet">Nobody was told yet.</p>` : ''}
    <ul class="rows">
      ${messages.toReversed().map(
        (message) =>
          html`<li>
            <span
              ><a href="/messages/${encodeURIComponent(message.key)}">${message.subject}</a
              ><small class="quiet">${to(message)}</small></span
            >
            <span class="end"
              >${pill(DELIVERIES[message.state])}<small class="quiet"
                >${clock(message.settledAt ?? message.dueAt, zones.yours)}</small
              ></span
            >
          </li>`,
      )}
    </ul>
  </section>`
}

const to = ({ recipient: { name, address, cc, channel } }: Message) =>
  `${channel} to ${name === '' ? '' : `${name}, `}${address.join(', ')}${cc.length === 0 ? '' : `, cc ${cc.join(', ')}`}`

/** What was seen; text from outside is shown as text. */
export function evidenceList({ evidence, zones }: View): Html {
  return html`<section id="evidence" class="panel" data-live aria-labelledby="evidence-name">
    <h2 id="evidence-name">Evidence</h2>
    ${evidence.length === 0 ? html`<p class="quiet">None kept yet.</p>` : ''} ${evidence.map((piece) => onePiece(piece, zones.yours))}
  </section>`
}

const onePiece = ({ seq, at, kind, body }: StoredEvidence, zone: string) =>
  html`<details id="evidence-${seq}">
    <summary>${kind.replaceAll('-', ' ')} <span class="quiet">${clock(at, zone)}</span></summary>
    <pre tabindex="0" aria-label="${kind}">${JSON.stringify(body, null, 2).slice(0, 20_000)}</pre>
  </details>`
