import { contactListsOf, lookAtContacts, placeOfContacts } from '../contact-lists.ts'
import type { FindingKind } from '../finding-kind.ts'

export const contactWithoutPhone: FindingKind = {
  id: 'contact-without-phone',
  title: 'No contact with a phone number',
  weight: 3,
  owner: 'partner',
  why: 'Mail waits until morning: a decision that only they can take, such as paying for the renewal, waits with it.',

  look: ({ plan }) =>
    contactListsOf(plan)
      .filter(({ contacts }) => contacts.length > 0)
      .map((list) => {
        const said = `None of the contacts of ${list.name} has a phone number.`
        const isThere = list.contacts.some(({ phone }) => phone !== null)
        return lookAtContacts(list, isThere ? null : { said, place: placeOfContacts(list, 'phone') })
      }),
}
