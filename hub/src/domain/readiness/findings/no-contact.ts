import { contactListsOf, lookAtContacts, placeOfContacts } from '../contact-lists.ts'
import type { FindingKind } from '../finding-kind.ts'

export const noContact: FindingKind = {
  id: 'no-contact',
  title: 'Nobody to tell',
  weight: 5,
  owner: 'partner',
  why: 'The people whose site it is learn of the outage from their own customers, and nobody can be asked for a login or a decision.',

  look: ({ plan }) =>
    contactListsOf(plan).map((list) => {
      const said = `${list.name} has no contact.`
      return lookAtContacts(list, list.contacts.length > 0 ? null : { said, place: placeOfContacts(list, 'contacts') })
    }),
}
