import type { Plan } from '../../plan/plan.ts'
import { contactListsOf, placeOfContacts } from '../../readiness/contact-lists.ts'
import { reviewOf } from '../review-of.ts'
import type { Rule, Suggestion } from './proposal.ts'
import { numberOf } from './read-past.ts'

/** A contact whose address did not take a message of this incident. */
export const contactBounced: Rule = {
  id: 'contact-bounced',
  title: 'A contact did not get our message',
  look({ now, plan }) {
    const { bounced } = reviewOf(now.incident, now.events)
    return bounced.flatMap((address) => ofAddress(plan, now.incident.partner, address, numberOf(now)))
  },
}

function ofAddress(plan: Plan, partner: string, address: string, incident: number): Suggestion[] {
  return contactListsOf(plan).flatMap((list) =>
    list.contacts.flatMap((contact): Suggestion[] => {
      if (list.partner !== partner || ![contact.mail, contact.phone].includes(address)) return []
      return [
        {
          ...{ thing: `${list.id}/${address}`, partner, incidents: [incident], aim: null },
          saw: `${address} of ${contact.name} (${list.name}) did not take a message of incident ${incident}.`,
          proposes: `Ask ${list.name} for an address that works, and write it in place of ${address}.`,
          change: { kind: 'place', place: placeOfContacts(list, contact.name) },
        },
      ]
    }),
  )
}
