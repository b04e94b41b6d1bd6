import { z } from 'zod'
import { sayTicket } from '../domain/handover/say-ticket.ts'
import type { Ticket } from '../domain/handover/say-ticket.ts'
import { ticketTask } from '../domain/incident/ticket.ts'
import type { Incident } from '../domain/incident/incident.ts'
import type { Provider } from '../domain/plan/plan.ts'
import { Problem } from '../problem.ts'
import type { Around } from './around.ts'
import type { Caller } from './caller.ts'
import { command } from './command.ts'
import { gatherHandOver } from './hand-over-of.ts'
import { incidentOf } from './incident-of.ts'
import { operatorOnly } from './operator-only.ts'

export const newTicket = z.strictObject({ provider: z.string().min(1).max(63) })

/** A ticket as it would be sent; `to` is null where the provider takes none by mail. */
export type ReadyTicket = Ticket & { readonly provider: Provider; readonly to: string | null; readonly wasWritten: boolean }

/** The ticket to a provider about an incident, for somebody who may speak with it (REA-10). */
export async function readyTicket(around: Around, caller: Caller, number: number, id: string): Promise<ReadyTicket> {
  operatorOnly({ caller })
  const plan = around.plan()
  const provider = plan.providers[id]
  if (!provider)
    throw new Problem('bad-input', 'provider_unknown', `There is no provider "${id}".`, 'See /api/v1/providers.', { field: 'provider' })
  const incident = await incidentOf(around, caller, number)
  refuseStranger(around, caller, provider, incident)
  const zone = plan.operator.timezone
  const ticket = sayTicket(await gatherHandOver(around, caller, number, zone), provider, { plan, zone })
  return { ...ticket, provider, to: provider.support.mail, wasWritten: incident.tasks[ticketTask(incident, id)] !== undefined }
}

/** Writes it: by mail, at most once to a provider and outage. Gives what was written. */
export async function writeTicket(around: Around, caller: Caller, number: number, id: string): Promise<ReadyTicket> {
  const ready = await readyTicket(around, caller, number, id)
  const { provider, subject, text, to, wasWritten } = ready
  const { name, support } = provider
  if (wasWritten)
    throw new Problem('conflict', 'ticket_written', `A ticket to ${name} was written already.`, 'Chase it: see the tasks of the incident.')
  const { operator } = around.plan()
  const recipient = {
    audience: 'responder',
    name,
    channel: 'mail',
    cc: [],
    why: null,
    from: `${operator.name} <${operator.mail}>`,
  } as const
  const letter = to === null ? null : { recipient: { ...recipient, address: [to] }, subject, text }
  const contact = support.phone ?? to ?? support.url
  await command(around, caller, number, { type: 'ticket-written', by: caller.by, provider: id, name, letter, contact })
  return ready
}

// With our own hosting nobody needs to be let in; nor for a site of our own.
function refuseStranger({ plan }: Around, { by }: Caller, { id, name, managed, authority }: Provider, { site }: Incident) {
  const client = plan().sites[site]?.client ?? null
  if (managed || client === null) return
  const isRecorded = authority?.people.includes(by) && (authority.for.length === 0 || authority.for.includes(client))
  if (isRecorded) return
  const who = plan().people[by]?.name ?? by
  const whom = plan().clients[client]?.name ?? client
  throw new Problem(
    'not-allowed',
    'authority_missing',
    `It is not recorded that ${who} may speak with ${name} for ${whom}.`,
    `Write it under providers.${id}.authority, or ask somebody who may.`,
  )
}
