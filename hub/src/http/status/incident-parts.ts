import { html } from 'hono/html'
import { iso } from '../../domain/instant.ts'
import type { Instant } from '../../domain/instant.ts'
import { titleOf } from '../../domain/status/sentence.ts'
import type { PublicIncident, Update } from '../../domain/status/summary.ts'
import { icon } from '../icon.ts'
import type { Html } from '../route.ts'
import { linkTo } from './view.ts'
import type { View } from './view.ts'

export const moment = (at: Instant, { says }: View) => html`<time datetime="${iso(at)}">${says.time(at)}</time>`

/** An outage that goes on, with every update so far and the time of the next. */
export function openIncident(incident: PublicIncident, view: View): Html {
  const { stage, startedAt, updates, nextUpdateAt } = incident
  const { words, says } = view
  return html`<article class="incident ${stage}">
    <header>
      <h2>${titleLink(incident, view)}</h2>
      <p class="stage">${icon(stage === 'monitoring' ? 'eye' : 'wave')} ${words.stages[stage]}</p>
    </header>
    <p class="since">${words.since(says.time(startedAt))}</p>
    ${nextUpdateAt === null ? '' : html`<p class="next">${words.nextUpdate(says.clock(nextUpdateAt))}</p>`} ${updatesOf(updates, view)}
    ${updates.length === 0 ? html`<p>${words.noWords}</p>` : ''}
  </article>`
}

/** An outage that is over, in two lines; its page tells the rest. */
export function pastIncident(incident: PublicIncident, view: View): Html {
  const { words } = view
  return html`<article class="incident resolved">
    <header>
      <h3>${titleLink(incident, view)}</h3>
      <p class="stage">${icon('check')} ${words.stages.resolved}</p>
    </header>
    <p class="since">${lastedOf(incident, view)}</p>
  </article>`
}

/** From when to when; an open one since when. */
export function lastedOf({ startedAt, resolvedAt }: PublicIncident, { words, says }: View): string {
  return resolvedAt === null ? words.since(says.time(startedAt)) : words.fromTo(says.time(startedAt), says.clock(resolvedAt))
}

const titleLink = (incident: PublicIncident, view: View) =>
  html`<a href="${linkTo(view, `incidents/${incident.id}`)}">${titleOf(incident, view.words)}</a>`

/** Staged updates, the newest first. */
export const updatesOf = (updates: readonly Update[], view: View): Html =>
  html`<ol class="updates">
    ${updates.map(
      ({ at, stage, text }) =>
        html`<li>
          <p class="when"><strong>${view.words.stages[stage]}</strong> ${moment(at, view)}</p>
          ${paragraphs(text)}
        </li>`,
    )}
  </ol>`

const paragraphs = (text: string) =>
  text
    .trim()
    .split(/\n{2,}/)
    .map((part) => html`<p>${part}</p>`)
