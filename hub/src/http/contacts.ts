import type { Instant } from '../domain/instant.ts'
import type { Contact } from '../domain/plan/plan.ts'
import { bouncedAddresses } from '../store/bounced-addresses.ts'
import type { Around } from './around.ts'

/** A person who is told of outages, and what is wrong with how they are reached (PRP-1). */
export type ListedContact = Contact & {
  readonly partner: string
  readonly client: string | null // null: a contact of the partner itself
  readonly bounced: readonly { readonly address: string; readonly at: Instant; readonly reason: string }[]
  readonly alone: boolean // nobody else is there when this one cannot be reached
}

/** The contacts of clients and partners that the caller's tenant may see, with the addresses that have failed since they last took a message. */
export async function contactsOf(around: Around, tenant: string | null): Promise<ListedContact[]> {
  const { clients, partners } = around.plan()
  const bounced = await bouncedAddresses(around.store.db, tenant)
  const show = (partner: string, client: string | null, contacts: readonly Contact[]): ListedContact[] =>
    contacts.map((contact) => ({
      ...contact,
      partner,
      client,
      bounced: bounced
        .filter((one) => one.partner === partner && (one.address === contact.mail || one.address === contact.phone))
        .map(({ address, at, reason }) => ({ address, at, reason })),
      alone: contacts.length === 1,
    }))
  const all = [
    ...Object.values(partners).flatMap(({ id, contacts }) => show(id, null, contacts)),
    ...Object.values(clients).flatMap(({ id, partner, contacts }) => show(partner, id, contacts)),
  ]
  return tenant === null ? all : all.filter(({ partner }) => partner === tenant)
}
