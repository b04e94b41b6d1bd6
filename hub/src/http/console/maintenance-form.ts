import { html } from 'hono/html'
import { z } from 'zod'
import type { Complaint } from '../../domain/document.ts'
import type { Instant } from '../../domain/instant.ts'
import { noticesAhead } from '../../domain/maintenance/notices-ahead.ts'
import type { Reached, ScheduledMaintenance } from '../../domain/maintenance/scheduled.ts'
import type { Plan } from '../../domain/plan/plan.ts'
import type { Caller } from '../caller.ts'
import { nameFor, ownPart } from '../maintenance-deeds.ts'
import type { Html } from '../route.ts'
import { day, NOTICES } from './maintenance-card.ts'

const text = z.string().max(2000).optional()

/** The planner as it is sent: every field may be empty, so that all that is missing can be said at once. */
export const plannedForm = z.strictObject({
  maintenance: text,
  starts: text,
  lasts: text,
  repeats: text,
  affects: z.union([z.string(), z.array(z.string())]).optional(), // `sites:cornerbakery.example`
  disrupts: text,
  reason: text,
  benefit: text,
  support: text,
  alternatives: text,
  emergency: text,
  do: z.enum(['preview', 'plan']),
})

type Values = Partial<z.infer<typeof plannedForm>>
export type FilledForm = { readonly values: Values; readonly complaints: readonly Complaint[] }
export type Preview = { readonly work: ScheduledMaintenance; readonly reached: readonly Reached[] }
type Seen = { readonly plan: Plan; readonly caller: Caller; readonly zone: string; readonly now: Instant }

const PARTS = ['providers', 'clients', 'sites'] as const
const chosen = ({ affects }: Values): readonly string[] => [affects ?? []].flat()

/** The form as the words of a maintenance file; a local time is one of the caller's zone, and what was left empty is not there. */
export function textOfForm(form: Values, zone: string): string {
  const { do: _, affects: __, ...fields } = form
  const filled = Object.fromEntries(Object.entries(fields).filter(([, value]) => value.trim() !== ''))
  const affects = Object.fromEntries(
    PARTS.map((part) => [part, chosen(form).flatMap((one) => (one.startsWith(`${part}:`) ? [one.slice(part.length + 1)] : []))]),
  )
  const starts =
    filled['starts'] === undefined ? {} : { starts: /T[\d:]+$/.test(filled['starts']) ? `${filled['starts']}[${zone}]` : filled['starts'] }
  const words = { ...filled, ...starts, affects }
  return JSON.stringify({ maintenance: nameFor(words), ...words })
}

/** The planner: the seven facts, what is wrong beside each, and whom the window would reach and when. */
export function maintenanceForm({ values, complaints, preview }: FilledForm & { readonly preview: Preview | null }, seen: Seen): Html {
  const field = (name: keyof Values & string, label: string, hint: string, input: (more: Html) => Html) => {
    const wrong = complaintsOn(name, complaints)
    const about = html`aria-describedby="${name}-hint" ${wrong.length > 0 ? html`aria-invalid="true"` : ''}`
    return html`<div class="field">
      <label for="${name}">${label}</label>
      ${input(html`id="${name}" name="${name}" ${about}`)}
      <p class="quiet" id="${name}-hint">${wrong.map((words) => html`<strong class="wrong">${words}</strong> `)}${hint}</p>
    </div>`
  }
  const line = (name: keyof Values & string, label: string, hint: string, type = 'text') =>
    field(name, label, hint, (more) => html`<input type="${type}" value="${String(values[name] ?? '')}" ${more} />`)
  const area = (name: keyof Values & string, label: string, hint: string) =>
    field(name, label, hint, (more) => html`<textarea rows="2" maxlength="2000" ${more}>${String(values[name] ?? '')}</textarea>`)
  return html`<section class="panel planner" aria-labelledby="planner-name">
    <h2 id="planner-name">Plan maintenance</h2>
    ${complaints.length === 0 ? '' : html`<p role="alert" class="wrong">Nothing is planned yet: mend what is marked below.</p>`}
    ${preview === null ? '' : previewOf(preview, seen)}
    <form method="post" action="/maintenance">
      ${line('starts', 'Starts', `In ${seen.zone}, at least a week from now.`, 'datetime-local')}
      ${line('lasts', 'Lasts', 'To the minute: 45m, 2h.')}
      ${line('repeats', 'Repeats', 'Optional: every 2 weeks, every month, every first sunday; until 2027-12-31.')}
      ${affectsOf(values, complaints, seen)} ${area('disrupts', 'What is disrupted', 'As those affected will notice it.')}
      ${area('reason', 'Reason', 'Why it must be done.')} ${area('benefit', 'Benefit', 'What it brings the customer.')}
      ${area('support', 'Support meanwhile', 'How you are reached during the work.')}
      ${area('alternatives', 'Alternatives', 'What can be used instead; write none if there is nothing.')}
      ${area('emergency', 'Emergency', 'Only if it cannot wait a week: why.')} ${line('maintenance', 'Name', 'Optional: kernel-update.')}
      <p class="end">
        <button name="do" value="preview">Preview who is told when</button> <button class="primary" name="do" value="plan">Plan it</button>
      </p>
    </form>
  </section>`
}

function complaintsOn(name: string, complaints: readonly Complaint[]): string[] {
  const on = complaints.filter(({ message }) => /^[a-z]+/.exec(message)?.[0] === name)
  return on.map(({ message, fix }) => (message.endsWith('is missing') ? 'Missing.' : `${message.replace(/^[\w.]+: /, '')}; ${fix}.`))
}

function affectsOf(values: Values, complaints: readonly Complaint[], { plan, caller }: Seen): Html {
  const own = ownPart(plan, caller)
  const marked = new Set(chosen(values))
  const box = (part: string, id: string, name: string) =>
    html`<label class="choice"
      ><input type="checkbox" name="affects" value="${part}:${id}" ${marked.has(`${part}:${id}`) ? html`checked` : ''} /> ${name}</label
    >`
  const names = {
    providers: Object.values(own.providers).map(({ id, name }) => [id, name] as const),
    clients: Object.values(own.clients).map(({ id, name }) => [id, name] as const),
    sites: Object.keys(own.sites).map((id) => [id, id] as const),
  }
  const wrong = complaintsOn('affects', complaints)
  return html`<fieldset>
    <legend>Affects</legend>
    ${wrong.length === 0 ? '' : html`<p class="wrong">Choose what it affects.</p>`}
    ${PARTS.map((part) =>
      names[part].length === 0
        ? ''
        : html`<details ${[...marked].some((one) => one.startsWith(part)) ? html`open` : ''}>
            <summary>${part[0]!.toUpperCase()}${part.slice(1)}</summary>
            ${names[part].map(([id, name]) => box(part, id, name))}
          </details>`,
    )}
  </fieldset>`
}

function previewOf({ work, reached }: Preview, { zone }: Seen): Html {
  return html`<div role="status" class="preview">
    <h3>Who is told, and when</h3>
    <ul>
      ${noticesAhead(work).map(({ kind, at }) => html`<li>${NOTICES[kind]}: ${day(at, zone)}</li>`)}
      <li>Extension, change, cancellation and completion: at once, to those who were told</li>
    </ul>
    ${reached.length === 0 ? html`<p class="wrong">Nobody: it affects no site.</p>` : ''}
    <ul>
      ${reached.map(
        ({ recipient: { name, channel, address, cc }, sites }) =>
          html`<li>
            ${name}, ${channel} ${address.join(', ')}${cc.length === 0 ? '' : `, copy to ${cc.join(', ')}`}: ${sites.join(', ')}
          </li>`,
      )}
    </ul>
  </div>`
}
