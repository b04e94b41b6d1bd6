import { contactListsOf, lookAtContacts, placeOfContacts } from '../contact-lists.ts'
import type { FindingKind } from '../finding-kind.ts'

export const loneContact: FindingKind = {
  id: 'lone-contact',
  title: 'Only one contact',
  weight: 1,
  owner: 'partner',
  why: 'They are on a plane, and there is no alternate: nobody else may say yes.',

  look: ({ plan }) =>
    contactListsOf(plan)
      .filter(({ contacts }) => contacts.length > 0)
      .map((list) => {
        const [only, ...others] = list.contacts
        const said = `${only!.name} is the only contact of ${list.name}.`
        return lookAtContacts(list, others.length > 0 ? null : { said, place: placeOfContacts(list, 'another contact') })
      }),
}
