import { html } from 'hono/html'
import { saySpan } from '../../domain/instant.ts'
import type { Span } from '../../domain/instant.ts'
import type { Incident } from '../../domain/incident/incident.ts'
import type { Plan } from '../../domain/plan/plan.ts'
import type { Html } from '../route.ts'
import { deadlinesOf } from './deadlines.ts'
import type { Deadline } from './deadlines.ts'
import { PHASES } from './phase-words.ts'
import { composer } from './room-composer.ts'
import { pill } from './pill.ts'
import type { View } from './room-view.ts'
import { clock, moment, until } from './times.ts'

/** Which site, whose, how it stands and for how long. */
export function headOf({ incident, plan, now, zones }: View): Html {
  const { id, site, partner, phase, detectedAt, resolvedAt, outages, earlier } = incident
  const owner = plan.clients[plan.sites[site]?.client ?? '']?.name
  const whose = [owner, plan.partners[partner]?.name].filter((name) => name !== undefined).join(' · ')
  return html`<p class="crumb"><a href="/">Now</a></p>
    <section id="head" class="room-head" data-live>
      <h1>${site}</h1>
      <p class="lead" aria-live="polite">${pill(PHASES[phase])} <span>${whoHasIt(incident, plan)}</span></p>
      ${snoozeLine(incident, plan, zones.yours)}
      <p class="quiet">
        Incident ${id}${whose === '' ? '' : ` · ${whose}`} · since ${moment(detectedAt, zones.yours, now)}, ${lasted(incident)}
        ${resolvedAt === null ? html`<span>${saySpan((now - detectedAt) as Span)}</span>` : ''}
        ${outages > 1 ? `· went down ${outages} times` : ''}
        ${earlier === null ? '' : html`· came back after <a href="/incidents/${earlier}">incident ${earlier}</a>`}
      </p>
      <p class="ways">
        <a href="/incidents/${id}/hand-over">Hand-over</a> <span class="quiet">all that is known, for the next tier</span> ·
        <a href="/incidents/${id}/preview">Preview</a> <span class="quiet">what would be said now</span> ·
        <a href="/incidents/${id}/review">Review</a> <span class="quiet">what it was like against policy</span>
      </p>
    </section>`
}

const snoozeLine = ({ snooze }: Incident, plan: Plan, zone: string): Html | string =>
  snooze === null
    ? ''
    : html`<p id="snoozed">
        Nobody is paged until ${clock(snooze.until, zone)}: ${plan.people[snooze.by]?.name ?? snooze.by} snoozed it. “${snooze.reason}”
      </p>`

function whoHasIt({ ladder: { acknowledgedBy: by, offeredTo: to } }: Incident, plan: Plan): string {
  const name = (id: string) => plan.people[id]?.name ?? id
  const has = by ? `With ${name(by)}` : ''
  return to ? `${has === '' ? 'H' : `${has}, h`}anded to ${name(to)}, who has not acknowledged yet` : has
}

const lasted = ({ detectedAt, resolvedAt }: Incident) =>
  resolvedAt === null ? 'for' : `lasted ${saySpan((resolvedAt - detectedAt) as Span)}`

/** What the incident runs towards, with the time left. */
export function strip({ incident, now, zones }: View): Html {
  const deadlines = deadlinesOf(incident, now)
  return html`<section id="deadlines" class="strip" data-live aria-label="Deadlines">
    ${deadlines.map(
      (deadline) =>
        html`<div class="deadline ${deadline.state}">
          <span>${deadline.name}</span><strong role="timer">${deadline.state === 'met' ? 'met' : until(deadline.at, now)}</strong
          ><span class="quiet">${clock(deadline.at, zones.yours)}${besides(deadline, zones)}</span>
        </div>`,
    )}
  </section>`
}

// The client's clock stands beside ours where it differs.
const besides = ({ at }: Deadline, { yours, theirs }: View['zones']): Html | string =>
  yours === theirs ? '' : html`, ${clock(at, theirs)} for the client`

/** The buttons; each is a form, so they work without JavaScript. */
export function actions(view: View): Html {
  const { incident, mayAct, by } = view
  const { id, phase, ladder } = incident
  const isLiving = phase === 'suspected' || phase === 'open' || phase === 'stabilising'
  const form = (verb: string) => `/incidents/${id}/${verb}`
  if (!mayAct) return html`<div></div>`
  return html`<section class="actions" aria-label="What you can do">
    <div id="acknowledge" data-live>
      ${
        !isLiving || phase === 'suspected' || ladder.acknowledgedBy === by
          ? ''
          : ladder.acknowledgedBy === null || ladder.offeredTo === by
            ? html`<form method="post" action="${form('acknowledge')}"><button class="primary">Acknowledge</button></form>`
            : html`<form method="post" action="${form('take')}"><button>Take it over</button></form>`
      }
    </div>
    ${isLiving && phase !== 'suspected' ? handingOn(view) : ''} ${phase === 'open' && view.isOurs ? snoozing(incident) : ''}
    <details>
      <summary class="button">Add note</summary>
      <form method="post" action="${form('note')}">
        <label for="note">Note, for everyone who works on this</label>
        <textarea id="note" name="text" rows="3" maxlength="4000" required></textarea>
        <button class="primary">Keep note</button>
      </form>
    </details>
    ${phase === 'open' || phase === 'stabilising' ? composer(view) : ''}
    ${
      isLiving
        ? html`<details>
            <summary class="button">Resolve by hand</summary>
            <form method="post" action="${form('resolve')}">
              <label for="reason">Reason; everyone who was told hears the all clear at once</label>
              <textarea id="reason" name="reason" rows="2" maxlength="1000" required></textarea>
              <button class="danger">Give the all clear</button>
            </form>
          </details>`
        : ''
    }
  </section>`
}

const snoozing = ({ id, snooze }: Incident): Html =>
  snooze === null
    ? html`<details>
        <summary class="button">Snooze</summary>
        <form method="post" action="/incidents/${id}/snooze">
          <label for="snooze-for">For how long nobody is paged; you have it, and a worse cause or a relapse ends it</label>
          <select id="snooze-for" name="for" required>
            ${['30m', '1h', '2h', '4h', '12h', '24h'].map((span) => html`<option>${span}</option>`)}
          </select>
          <label for="snooze-reason">Reason, for everyone who works on this</label>
          <input id="snooze-reason" name="reason" maxlength="500" required />
          <button class="primary">Snooze</button>
        </form>
      </details>`
    : html`<form method="post" action="/incidents/${id}/unsnooze"><button>End the snooze</button></form>`

// Whom else the operator has is nobody's business but theirs.
function handingOn({ incident: { id, phase }, plan, isOurs, by }: View): Html {
  const others = Object.values(plan.people).filter((person) => person.id !== by && person.role !== 'viewer')
  const named = others.map(({ id: person, name }) => html`<option value="${person}">${name}</option>`)
  return html`${
    isOurs && others.length > 0
      ? html`<details>
          <summary class="button">Hand over</summary>
          <form method="post" action="/incidents/${id}/hand-over-to">
            <label for="hand-over-to">To whom; they are paged, and have it as soon as they acknowledge</label>
            <select id="hand-over-to" name="person" required>
              ${named}
            </select>
            <button class="primary">Hand over</button>
          </form>
        </details>`
      : ''
  }
  ${
    phase === 'open'
      ? html`<details>
          <summary class="button">Escalate</summary>
          <form method="post" action="/incidents/${id}/escalate">
            <label for="escalate-to">Whom to call now; somebody must acknowledge again</label>
            <select id="escalate-to" name="to" required>
              <option value="next">The next rung</option>
              ${isOurs ? named : ''}
            </select>
            <button class="danger">Call them</button>
          </form>
        </details>`
      : ''
  }`
}
