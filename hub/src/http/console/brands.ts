import { html } from 'hono/html'
import { z } from 'zod'
import type { BrandState, RecordState } from '../../domain/brand/brand-state.ts'
import type { Instant } from '../../domain/instant.ts'
import type { Plan } from '../../domain/plan/plan.ts'
import { brandsFor } from '../api/brands.ts'
import type { Around } from '../around.ts'
import { contactsOf } from '../contacts.ts'
import type { ListedContact } from '../contacts.ts'
import { callerOf, page } from '../route.ts'
import type { Html, Route } from '../route.ts'
import { pill } from './pill.ts'
import { shell } from './shell.ts'
import { moment, zoneOf } from './times.ts'

/** `/brands`: in whose names mail is sent and whether it will be believed; who is told, and which addresses have failed. */
export const brandsPage = (around: Around): Route =>
  page({
    method: 'GET',
    path: '/brands',
    who: 'viewer',
    does: 'Partners, their brands in DNS, and the contacts.',
    query: z.strictObject({}),
    answer: async (asked) => {
      const caller = callerOf(asked)
      const now = around.clock.now()
      const plan = around.plan()
      const [brands, contacts] = await Promise.all([brandsFor(around, caller), contactsOf(around, caller.partner)])
      const zone = zoneOf(plan, caller)
      const view = [
        html`<h1>Partners and brands</h1>
          <p class="quiet">Asked of DNS just now.</p>`,
        html`<div class="panels">
          <div>${brands.map(brandCard)}</div>
          <div>${contactsCard(contacts, plan, { now, zone })}</div>
        </div>`,
      ]
      return { page: shell(around, { title: 'Partners and brands · Allclear', current: 'brands', caller, now }, view) }
    },
  })

const STATES = {
  good: { words: 'good', icon: 'check', tone: 'good' },
  missing: { words: 'missing', icon: 'cross', tone: 'bad' },
  wrong: { words: 'wrong', icon: 'cross', tone: 'bad' },
  unknown: { words: 'no answer', icon: 'ring', tone: 'waits' },
} as const

const brandCard = ({ name, from, spf, dkim, dmarc }: BrandState): Html =>
  html`<section class="panel">
    <h2>${name} <small class="quiet">${from}</small></h2>
    <ul class="rows">
      ${recordRow('SPF', spf)} ${recordRow('DKIM', dkim)} ${recordRow('DMARC', dmarc)}
    </ul>
  </section>`

const recordRow = (kind: string, { state, says, paste }: RecordState): Html =>
  html`<li>
    <span
      >${kind} <small class="quiet">${says}</small>${
        paste === null
          ? ''
          : html`<details>
              <summary>Record to paste</summary>
              <pre tabindex="0" aria-label="${kind} record">${paste.name} ${paste.type} ${paste.value}</pre>
            </details>`
      }</span
    >
    ${pill(STATES[state])}
  </li>`

function contactsCard(
  contacts: readonly ListedContact[],
  plan: Plan,
  { now, zone }: { readonly now: Instant; readonly zone: string },
): Html {
  const whose = ({ client, partner }: ListedContact) =>
    (client === null ? plan.partners[partner]?.name : plan.clients[client]?.name) ?? client ?? partner
  return html`<section id="contacts" class="panel" aria-labelledby="contacts-name">
    <h2 id="contacts-name">Contacts</h2>
    ${contacts.length === 0 ? html`<p class="quiet">None yet: add them to partners and clients in the configuration.</p>` : ''}
    <ul class="rows">
      ${contacts.map(
        (contact) =>
          html`<li>
            <span
              >${contact.name}
              <small class="quiet">${[whose(contact), contact.mail, contact.phone].filter((part) => part !== null).join(' · ')}</small>
              ${contact.bounced.map(({ address, at, reason }) => html`<small>${address} did not work ${moment(at, zone, now)}: ${reason}</small>`)}
              ${contact.alone ? html`<small>The only contact: add a second one.</small>` : ''}</span
            >
          </li>`,
      )}
    </ul>
  </section>`
}
