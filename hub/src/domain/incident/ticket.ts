import { after, hours } from '../instant.ts'
import { note, order } from './draft.ts'
import type { Draft } from './draft.ts'
import type { Event, Incident } from './incident.ts'
import { addTask } from './tasks.ts'

const CHASE_AFTER = hours(1)

/** The task that chases a ticket: one to a provider and outage, so that none is written twice. */
export const ticketTask = ({ outages }: Pick<Incident, 'outages'>, provider: string) =>
  outages === 1 ? `ticket-${provider}` : `ticket-${provider}.${outages}`

/** A ticket to a provider's support (REA-10): by mail in the operator's name, at most once, or where there is no address a task to send it. */
export function writeTicket(draft: Draft, { by, provider, name, letter, contact }: Extract<Event, { type: 'ticket-written' }>) {
  const task = ticketTask(draft.incident, provider)
  if (draft.incident.tasks[task]) return
  if (letter) order(draft, { do: 'letter', key: `${draft.incident.id}/${task}`, ...letter })
  note(draft, letter ? `${by} wrote a ticket to ${name}.` : `${by} wrote a ticket for ${name}, which has to be sent by their own form.`)
  addTask(draft, {
    task,
    title: letter ? `Ticket with ${name}: see that it is mended` : `Ticket with ${name}: send it by their form, and see that it is mended`,
    dueAt: after(draft.at, CHASE_AFTER),
    contact,
    vendorCase: { provider, number: '' },
  })
}

/** What became of a ticket, where it did not arrive: said, and its task stays to be done. */
export function ticketEnded(draft: Draft, { key, outcome, reason }: Extract<Event, { type: 'delivered' }>) {
  const task = Object.keys(draft.incident.tasks).find((id) => key === `${draft.incident.id}/${id}` && id.startsWith('ticket-'))
  if (!task || outcome === 'delivered') return
  const what = outcome === 'refused' ? 'did not take the ticket' : 'may not have got the ticket'
  note(draft, `The provider ${what}: ${reason ?? 'nobody knows why'}. Call them, or use their form.`)
}
