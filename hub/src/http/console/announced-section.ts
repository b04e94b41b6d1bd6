import { html } from 'hono/html'
import type { AnnouncedWork } from '../../domain/maintenance/announced-work.ts'
import type { Html } from '../route.ts'
import { day } from './maintenance-card.ts'
import type { Desk } from './maintenance-card.ts'
import { pill } from './pill.ts'

const MOST_SITES = 10

/** What providers announce on their own status pages. Nothing can be done about it here; which provider it is the operator’s people read. */
export function announcedSection(works: readonly AnnouncedWork[], desk: Omit<Desk, 'mayAct'>): Html {
  if (works.length === 0) return html``
  return html`<section>
    <h2>Announced by providers</h2>
    <ul class="sites">
      ${works.map((work) => announcedCard(work, desk))}
    </ul>
  </section>`
}

function announcedCard(
  { provider, title, startsAt, endsAt, sites }: AnnouncedWork,
  { plan, caller, now, zone }: Omit<Desk, 'mayAct'>,
): Html {
  const state =
    startsAt <= now ? pill({ words: 'Going on', icon: 'tool', tone: 'busy' }) : pill({ words: 'Announced', icon: 'clock', tone: 'idle' })
  const more = sites.length - MOST_SITES
  return html`<li class="card">
    <div class="what">
      <h3>${caller.partner === null ? (plan.providers[provider]?.name ?? provider) : 'A provider of your sites'}</h3>
      <p class="quiet">${state}</p>
    </div>
    <dl class="facts">
      <dt>When</dt>
      <dd>${day(startsAt, zone)} to ${day(endsAt, zone)}</dd>
      ${
        caller.partner === null
          ? html`<dt>It says</dt>
              <dd>${title}</dd>`
          : ''
      }
      <dt>Sites</dt>
      <dd>${sites.slice(0, MOST_SITES).join(', ')}${more > 0 ? ` and ${more} more` : ''}</dd>
    </dl>
  </li>`
}
