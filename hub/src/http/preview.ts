import { knownFor } from '../domain/audience/known-for.ts'
import type { Incident, Known, Recipient } from '../domain/incident/incident.ts'
import { speakTo } from '../domain/message/speak.ts'
import type { Speech } from '../domain/message/speak.ts'
import { templateNames } from '../domain/message/template.ts'
import type { Plan } from '../domain/plan/plan.ts'
import type { Audience } from '../domain/playbook/playbook.ts'
import { nearest } from '../domain/document.ts'
import { Problem } from '../problem.ts'
import { mailSeen } from '../store/mail-seen.ts'
import type { Around } from './around.ts'

/** What would be said now, and to whom. */
export type Preview = Speech & { readonly recipients: readonly Recipient[] }

export type Wanted = { readonly template: string; readonly audience: Audience; readonly language?: string | undefined }

/** The words of a template as they would be sent about this incident at this moment, with the same code and the same facts; nothing is sent. */
export async function previewOf(around: Around, incident: Incident, wanted: Wanted): Promise<Preview> {
  const plan = around.plan()
  const templates = around.library().templates
  if (!plan.sites[incident.site])
    throw new Problem('not-found', 'site_unknown', `There is no site "${incident.site}" any more.`, 'Look at /api/v1/sites.')
  mustBeTemplate(around, wanted.template)
  const recipients = recipientsOf(around, await reachOf(around, incident), wanted.audience)
  const { template, audience, language } = wanted
  const person = audience === 'responder' ? { person: recipients[0]?.address[0] ?? '' } : {}
  const reader = { audience, name: recipients[0]?.name ?? nameOf(plan, incident, audience), ...person }
  const speech = speakTo(reader, { plan, templates, incident, template, step: null, at: around.clock.now(), language })
  return { ...speech, recipients: recipients.slice(0, audience === 'responder' ? undefined : 1) }
}

/** Refuses a name that no template has, with the nearest one. */
export function mustBeTemplate({ library }: Around, name: string) {
  const known = templateNames(library().templates)
  if (known.includes(name)) return
  const meant = nearest(name, known)
  const fix = meant === null ? 'Look at /api/v1/templates.' : `Did you mean "${meant}"?`
  throw new Problem('bad-input', 'template_unknown', `There is no template "${name}".`, fix, { field: 'template' })
}

// Where nobody can be reached, the words are shown as they would stand for the one they are meant for.
function nameOf(plan: Plan, { site, partner }: Incident, audience: Audience): string {
  const client = plan.clients[plan.sites[site]?.client ?? '']?.name
  return (audience === 'client' ? client : plan.partners[partner]?.name) ?? plan.operator.name
}

/** Whom the words of this incident would reach at this moment, each with why that address, and why no address of the client works if none does (COM-4). */
export async function reachOf({ store, clock, plan, secretsPresent }: Around, incident: Incident): Promise<Known> {
  const mail = await mailSeen(store.db, incident, incident.diagnosis?.cause ?? null)
  return knownFor({ plan: plan(), secretsPresent, incident, happening: { type: 'clock' }, at: clock.now(), mail })
}

// Pages go to each person on duty over the channels that work for them; here the person stands for all of these.
function recipientsOf({ plan }: Around, known: Known, audience: Audience): readonly Recipient[] {
  if (audience !== 'responder') return known.recipients[audience]
  const { operator } = plan()
  return (known.onDuty['on-call'] ?? []).map(({ person, name, by }) => ({
    audience,
    name,
    channel: Object.keys(by).join(', '),
    address: [person],
    from: `${operator.name} <${operator.mail}>`,
    cc: [],
    why: null,
  }))
}
