import { contactListsOf, lookAtContacts, placeOfContacts } from '../contact-lists.ts'
import type { FindingKind } from '../finding-kind.ts'

export const bouncingContact: FindingKind = {
  id: 'bouncing-contact',
  title: 'A contact whose address does not take our messages',
  weight: 3,
  owner: 'partner',
  why: 'We write, it bounces, and the minutes until somebody notices are lost.',

  look: ({ plan, bounced }) =>
    contactListsOf(plan).flatMap((list) =>
      list.contacts.map((contact) => {
        const flag = bounced.find(({ partner, address }) => partner === list.partner && [contact.mail, contact.phone].includes(address))
        const said = `${flag?.address} of ${contact.name} (${list.name}) did not take our last message.`
        const look = lookAtContacts(list, flag ? { said, place: placeOfContacts(list, contact.name) } : null)
        return { ...look, subject: `${list.id}/${contact.name}` }
      }),
    ),
}
