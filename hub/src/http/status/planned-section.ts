import { html } from 'hono/html'
import { iso } from '../../domain/instant.ts'
import type { Instant } from '../../domain/instant.ts'
import { factsOf, labelledFacts, PLANNED_WORDS, titleOf } from '../../domain/status/planned-words.ts'
import type { PublicMaintenance } from '../../domain/status/planned-work.ts'
import { icon } from '../icon.ts'
import type { Html } from '../route.ts'
import type { View } from './view.ts'

/** Planned work ahead and going on, each window with what a reader must know of it; what is over stands in the feed and the calendar. */
export function plannedSection(view: View): Html | string {
  const { planned, now, language } = view
  const shown = planned.filter(({ phase, facts }) => phase !== 'completed' && (phase !== 'cancelled' || facts.endsAt > now))
  if (shown.length === 0) return ''
  return html`<section class="planned" aria-labelledby="planned">
    <h2 id="planned">${PLANNED_WORDS[language].heading}</h2>
    ${shown.map((window) => oneWindow(window, view))}
  </section>`
}

function oneWindow(window: PublicMaintenance, view: View): Html {
  const { phase, facts, endsAt, sites, updates } = window
  const { language, says } = view
  const planned = PLANNED_WORDS[language]
  return html`<article class="incident maintenance">
    <header>
      <h3>${titleOf(window, language)}</h3>
      <p class="stage">${icon('tool')} ${planned.phases[phase]}</p>
    </header>
    <p class="since">${moment(facts.startsAt, view)} – ${moment(endsAt, view)}</p>
    <p>${factsOf(window, language).disrupts}</p>
    <details>
      <summary>${planned.more}</summary>
      <p>${planned.affected}: ${sites.join(', ')}</p>
      ${labelledFacts(window, language).map((fact) => html`<p>${fact}</p>`)}
      ${updates.length === 0 ? '' : html`<p>${planned.lastWord(says.time(updates[0]!.at), updates[0]!.subject)}</p>`}
    </details>
  </article>`
}

const moment = (at: Instant, { says }: View) => html`<time datetime="${iso(at)}">${says.time(at)}</time>`
