import { quietUntil } from '../calendar/quiet-hours.ts'
import { isPrivate } from '../diagnosis/is-private.ts'
import type { Instant } from '../instant.ts'
import type { Audience } from '../playbook/playbook.ts'
import { change, note, order } from './draft.ts'
import { addTask } from './tasks.ts'
import type { Draft } from './draft.ts'
import { factsOfUse } from './facts-of-use.ts'
import type { Held, Incident, Recipient, Stage, Telling, Told } from './incident.ts'

/** The calm words about an outage that is over, to who had heard nothing of it. */
export const SUMMARY = 'morning-summary'

/** The step of words that go to the next address at once, since one did not take them (COM-4). */
export const insteadOf = (address: string) => `instead-of-${address}`

/** Words to one recipient: at once, or at the end of their quiet hours. What they have read already is not sent again. */
export function tell(draft: Draft, recipient: Recipient, wanted: Telling) {
  const telling = !wanted.written && mayBetray(draft.incident, recipient, wanted) ? { ...wanted, template: 'investigating' } : wanted
  const lacks = telling === wanted ? missing(draft, telling) : []
  if (lacks.length > 0) return askToWrite(draft, recipient, telling, lacks)
  const key = keyOf(draft.incident, recipient, telling)
  if (hasRead(draft, recipient, telling, key))
    return note(draft, `${recipient.name} has this already: ${telling.template} was not sent again.`)
  const until = heldUntil(draft, recipient)
  if (until !== null) return hold(draft, recipient, telling, until)
  const { step, occurrence, template, asks = false, also = [], written } = telling
  const more = { ...(also.length > 0 ? { also } : {}), ...(written ? { written } : {}) }
  if (recipient.audience === 'public') order(draft, { do: 'announce', key, step, recipient, template, stage: stageOf(draft) })
  else order(draft, { do: 'message', key, step, occurrence, recipient, template, asks, ...more })
  const { audience, channel } = recipient
  rememberTold(draft, {
    audience,
    channel,
    address: addressOf(recipient),
    ...(recipient.cc.length > 0 ? { cc: recipient.cc } : {}),
    template,
    key,
    playbook: telling.playbook,
    asks,
    ...more,
  })
}

// A letter without what it has to say is not sent by itself: a person writes it.
function askToWrite(draft: Draft, { audience, name }: Recipient, { step, template }: Telling, lacks: readonly string[]) {
  const title = `Write to ${name} yourself: ${template} is not sent, since ${lacks.map((fact) => fact.replaceAll('-', ' ')).join(' and ')} is not known`
  addTask(draft, { task: `write-${step}-${audience}`, step, title })
}

const missing = ({ incident, known }: Draft, { needs = [] }: Telling) =>
  needs.filter(
    (fact) => !known.facts.includes(fact) && !Object.hasOwn({ ...incident.diagnosis?.facts, ...factsOfUse(incident, 'en') }, fact),
  )

export function rememberTold(draft: Draft, told: Omit<Told, 'cause' | 'outcome' | 'clearedFor'>) {
  // The status page is our own: an announcement is heard the moment it is stored. In a drill nothing leaves, and nothing is waited for.
  const isHeard = told.channel === 'status-page' || (draft.incident.drill !== null && told.audience !== 'responder')
  const outcome = isHeard ? 'delivered' : 'ordered'
  const cause = causeReadBy(told.audience, draft.incident)
  change(draft, { told: [...draft.incident.told, { ...told, cause, outcome, clearedFor: 0 }] })
}

/** Holds apart the words whose quiet hours are over: they may be told now. */
export function takeHeld(draft: Draft): Incident['held'] {
  const { held } = draft.incident
  const due = held.filter(({ until }) => until <= draft.at)
  if (due.length > 0) change(draft, { held: held.filter((one) => !due.includes(one)) })
  return due
}

/** Keeps words that were held until a later moment. */
export function holdOn(draft: Draft, held: Held, until: Instant) {
  change(draft, { held: [...draft.incident.held, { ...held, until }] })
}

/** The recipients of an audience; `via` asks for one channel, where the audience has it. The public is told on its page and on every network. */
export function recipientsFor(draft: Draft, audience: Audience, via: string | null): readonly Recipient[] {
  if (audience === 'responder') return []
  const all = draft.known.recipients[audience]
  if (audience === 'public' && via === null) return all.filter(({ channel }) => channel === 'status-page' || speaksForAll(draft.incident))
  const chosen = (via && all.find((recipient) => recipient.channel === via)) || all[0]
  return chosen ? [chosen] : []
}

/** What the public page calls the present moment (design.md section 2). */
function stageOf(draft: Draft): Stage {
  const { phase, causeConfirmed } = draft.incident
  if (phase === 'resolved' || phase === 'reviewed') return 'resolved'
  if (phase === 'stabilising') return 'monitoring'
  return causeConfirmed ? 'identified' : 'investigating'
}

// Of a larger outage one post tells, not one for each of its sites.
const speaksForAll = ({ parent }: Incident) => parent === null || parent.leads

/** The address of a recipient as it is kept. */
export const addressOf = ({ address }: Recipient) => address.join(' ')

const keyOf = ({ id }: Incident, recipient: Recipient, { playbook, step, occurrence }: Telling) =>
  [id, playbook ? `${playbook}.${step}` : step, occurrence, addressOf(recipient), recipient.channel].join('/')

/** Outside, a cause is named only once it is sure, and to the public never a private one; a partner reads what is supposed as well. */
export function causeReadBy(audience: Audience, { diagnosis, causeConfirmed }: Incident): string | null {
  if (!diagnosis || diagnosis.cause === 'unknown') return null
  if (audience === 'partner' || audience === 'responder') return diagnosis.cause
  return causeConfirmed && !(audience === 'public' && isPrivate(diagnosis.cause)) ? diagnosis.cause : null
}

const NAME_NO_CAUSE = ['incident-opened', 'relapse', 'still-working', 'all-clear', SUMMARY]

// While the cause is only likely, those outside hear that it is looked into, not why (design.md section 5). A question stays what it is.
// Of a private cause the public hears nothing but that (COM-6).
function mayBetray(incident: Incident, { audience }: Recipient, { template, asks }: Telling): boolean {
  const isOutside = audience === 'client' || audience === 'public'
  const { diagnosis } = incident
  if (!isOutside || asks || diagnosis === null || diagnosis.cause === 'unknown') return false
  return causeReadBy(audience, incident) === null && !NAME_NO_CAUSE.includes(template)
}

// A playbook that was chosen later does not say again what another has said, unless the facts have changed since. How long it has
// lasted is such a fact, so of the updates only those are left out that fell due by the choice itself.
function hasRead(draft: Draft, recipient: Recipient, telling: Telling, key: string): boolean {
  const { told, playbookAt } = draft.incident
  if (told.some((one) => one.key === key)) return true
  if (telling.playbook === null || telling.occurrence > 1) return false
  if (telling.template === 'still-working' && draft.at !== playbookAt) return false
  const cause = causeReadBy(recipient.audience, draft.incident)
  return told.some(
    (one) =>
      one.template === telling.template &&
      one.address === addressOf(recipient) &&
      one.cause === cause &&
      one.playbook !== null &&
      one.playbook !== telling.playbook,
  )
}

// Quiet hours hold text messages and calls to clients, and nothing else.
const heldUntil = ({ at, known }: Draft, { audience, channel }: Recipient): Instant | null =>
  audience === 'client' && (channel === 'sms' || channel === 'voice') ? quietUntil(at, known.zones.client.timezone) : null

function hold(draft: Draft, recipient: Recipient, telling: Telling, until: Instant) {
  change(draft, { held: [...draft.incident.held, { recipient, telling, until }] })
  note(draft, `${telling.template} to ${recipient.name} by ${recipient.channel} waits for the end of the quiet hours.`)
}
