import { between, saySpan } from '../../instant.ts'
import { contactListsOf, lookAtContacts, placeOfContacts } from '../contact-lists.ts'
import type { FindingKind } from '../finding-kind.ts'

export const staleContacts: FindingKind = {
  id: 'stale-contacts',
  title: 'Contacts that nobody has confirmed for 90 days',
  weight: 1,
  owner: 'partner',
  why: 'People leave and numbers change: the call goes to somebody who sold the shop last spring.',

  look: ({ plan, books, at }) => {
    const due = new Map(books.map(({ partner, client, dueAt }) => [`${partner} ${client ?? ''}`, dueAt]))
    return contactListsOf(plan).flatMap((list) => {
      const dueAt = due.get(`${list.partner} ${list.client ?? ''}`)
      if (dueAt === undefined || list.contacts.length === 0) return []
      const said = `The contacts of ${list.name} should have been confirmed ${saySpan(between(dueAt, at))} ago.`
      return [lookAtContacts(list, dueAt > at ? null : { said, place: placeOfContacts(list, 'These are right') })]
    })
  },
}
