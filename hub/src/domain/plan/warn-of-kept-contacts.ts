import type { Complaint, Document } from '../document.ts'
import { iso } from '../instant.ts'
import type { Instant } from '../instant.ts'
import type { ContactBook } from './kept-contacts.ts'
import type { Contact, Plan } from './plan.ts'

/** A book of contacts with who changed it last. */
export type ChangedBook = ContactBook & { readonly changedAt: Instant | null; readonly changedBy: string | null }

/** A warning for each list of contacts that people keep otherwise on screen than the file says: theirs holds. */
export function warnOfKeptContacts(document: Document, plan: Plan, books: readonly ChangedBook[]): Complaint[] {
  return books.flatMap(({ partner, client, kept, changedAt, changedBy }) => {
    const written = client === null ? plan.partners[partner] : plan.clients[client]
    if (!kept || !written || listed(written.contacts) === listed(kept.contacts)) return []
    const place = [client === null ? 'partners' : 'clients', client ?? partner]
    const since = changedAt === null ? '' : ` since ${iso(changedAt)}${changedBy === null ? '' : `, by ${changedBy}`}`
    const message = `${place.join('.')}.contacts: on screen they are kept otherwise${since}: ${listed(kept.contacts)}`
    const fix = 'write the same here, or leave it: what people keep on screen holds'
    return [document.complain([...place, 'contacts'], message, fix, { level: 'warning' })]
  })
}

const listed = (contacts: readonly Contact[]): string =>
  contacts.map(({ name, role, mail, phone, prefers }) => [name, role, mail, phone, prefers].filter(Boolean).join(' ')).join('; ') ||
  'nobody'
