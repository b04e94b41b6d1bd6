import { days } from '../instant.ts'
import type { Contact, Partner, Plan } from './plan.ts'

/** Contacts are asked after so long whether they are still right (PRP-1). */
export const CONFIRM_EVERY = days(90)

/** What somebody keeps current on screen: the contacts of a client or, where `client` is null, of the partner itself. */
export type ContactBook = {
  readonly partner: string
  readonly client: string | null
  readonly kept: KeptContacts | null // null: as the file has them
}
export type KeptContacts = { readonly contacts: readonly Contact[]; readonly loopIn: NonNullable<Partner['loopIn']> | null }

/** The plan with the contacts that people keep on screen in the place of those of its file. A book of nobody whom the plan knows counts for nothing. */
export function withContacts(plan: Plan, books: readonly ContactBook[]): Plan {
  const [partners, clients] = [{ ...plan.partners }, { ...plan.clients }]
  for (const { partner: id, client: ofClient, kept } of books) {
    const [partner, client] = [plan.partners[id], ofClient === null ? undefined : plan.clients[ofClient]]
    if (!kept) continue
    if (ofClient === null && partner) {
      const { loopIn: _, ...rest } = partner
      partners[id] = { ...rest, contacts: kept.contacts, ...(kept.loopIn ? { loopIn: kept.loopIn } : {}) }
    } else if (client?.partner === id) clients[ofClient!] = { ...client, contacts: kept.contacts }
  }
  return { ...plan, partners, clients }
}
