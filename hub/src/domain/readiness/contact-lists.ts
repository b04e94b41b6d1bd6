import type { Contact, Plan } from '../plan/plan.ts'
import type { Look, Place } from './finding-kind.ts'

/** The people to tell of a client's outages or, where `client` is null, the partner's own. */
export type ContactList = {
  readonly id: string // the client's or the partner's
  readonly partner: string
  readonly client: string | null
  readonly name: string
  readonly contacts: readonly Contact[]
  readonly sites: readonly string[]
}

/** Every list of contacts: of each partner, and of each client that has a site. */
export function contactListsOf({ partners, clients, sites }: Plan): ContactList[] {
  const all = Object.values(sites)
  const ofClients = Map.groupBy(all, ({ client }) => client)
  const ofPartners = Map.groupBy(all, ({ partner }) => partner)
  const ids = (found: typeof all | undefined) => (found ?? []).map(({ id }) => id)
  const lists = [
    ...Object.values(partners).map(({ id, name, contacts }) => ({ ...{ id, partner: id, client: null, name, contacts }, sites: ids(ofPartners.get(id)) })), // prettier-ignore
    ...Object.values(clients).map(({ id, partner, name, contacts }) => ({ ...{ id, partner, client: id, name, contacts }, sites: ids(ofClients.get(id)) })), // prettier-ignore
  ]
  return lists.filter(({ sites }) => sites.length > 0)
}

/** Where such a list is kept. */
export const placeOfContacts = ({ id, client }: Pick<ContactList, 'id' | 'client'>, field: string): Place => ({
  how: 'form',
  screen: `/contacts/${id}`,
  field,
  portal: `/portal/contacts#${client ?? 'own'}`,
})

/** Something of such a list. */
export const lookAtContacts = ({ id, partner, sites }: ContactList, wrong: Look['wrong']): Look => ({ subject: id, partner, sites, wrong })
