import { html } from 'hono/html'
import { sayTime } from '../../domain/calendar/say-time.ts'
import { iso } from '../../domain/instant.ts'
import type { Instant } from '../../domain/instant.ts'
import type { MaintenancePhase } from '../../domain/maintenance/scheduled.ts'
import type { PublicMaintenance } from '../../domain/status/planned-work.ts'
import { icon } from '../icon.ts'
import type { Html } from '../route.ts'

const WORDS: Record<MaintenancePhase, string> = {
  planned: 'Planned',
  running: 'Going on',
  verifying: 'Being verified',
  completed: 'Completed',
  cancelled: 'Called off',
}

/** Planned work ahead and going on, each window with what a reader must know of it; what is over stands in the feed and the calendar. */
export function plannedSection(planned: readonly PublicMaintenance[], zone: string, now: Instant): Html | string {
  const shown = planned.filter(({ phase, facts }) => phase !== 'completed' && (phase !== 'cancelled' || facts.endsAt > now))
  if (shown.length === 0) return ''
  return html`<section class="planned" aria-labelledby="planned">
    <h2 id="planned">Planned maintenance</h2>
    ${shown.map((window) => oneWindow(window, zone))}
  </section>`
}

function oneWindow({ title, phase, facts, endsAt, sites, updates }: PublicMaintenance, zone: string): Html {
  const { startsAt, disrupts, reason, benefit, support, alternatives } = facts
  return html`<article class="incident maintenance">
    <header>
      <h3>${title}</h3>
      <p class="stage">${icon('tool')} ${WORDS[phase]}</p>
    </header>
    <p class="since">${moment(startsAt, zone)} to ${moment(endsAt, zone)}</p>
    <p>${disrupts}</p>
    <details>
      <summary>Why, and what you can do meanwhile</summary>
      <p>Sites: ${sites.join(', ')}</p>
      <p>Reason: ${reason}</p>
      <p>Benefit: ${benefit}</p>
      <p>Support: ${support}</p>
      <p>Alternatives: ${alternatives}</p>
      ${updates.length === 0 ? '' : html`<p>Last word, ${moment(updates[0]!.at, zone)}: ${updates[0]!.subject}</p>`}
    </details>
  </article>`
}

const moment = (at: Instant, zone: string) => html`<time datetime="${iso(at)}">${sayTime(at, zone)}</time>`
