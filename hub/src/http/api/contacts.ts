import { ContactBook } from '@allclear/wire/contact-book.ts'
import { z } from 'zod'
import { iso, isoOrNull } from '../../domain/instant.ts'
import type { Around } from '../around.ts'
import { mayEnter } from '../caller.ts'
import type { Caller } from '../caller.ts'
import { bookNamed } from '../contact-books.ts'
import { contactsOf } from '../contacts.ts'
import { api, callerOf } from '../route.ts'
import type { Route } from '../route.ts'
import { listOf } from './shapes.ts'

const text = z.string()

const contactShape = z.object({
  partner: text,
  client: text.nullable(),
  name: text,
  role: text.nullable(),
  mail: text.nullable(),
  phone: text.nullable(),
  prefers: text.optional(),
  bounced: z.array(z.object({ address: text, at: z.iso.datetime(), reason: text })),
  alone: z.boolean(),
})

/** `/api/v1/contacts`: who is told of outages, and which of their addresses have failed (PRP-1). */
export const contactRoutes = (around: Around): Route[] => [
  api({
    method: 'GET',
    path: '/api/v1/contacts',
    who: 'viewer',
    does: 'Lists the contacts of clients and partners, with the addresses that did not take a message.',
    query: z.strictObject({}),
    gives: listOf(contactShape),
    answer: async (asked) => {
      const contacts = await contactsOf(around, callerOf(asked).partner)
      const items = contacts.map((contact) => ({ ...contact, bounced: contact.bounced.map((one) => ({ ...one, at: iso(one.at) })) }))
      return { json: { items, next: null } }
    },
  }),
  api({
    method: 'GET',
    path: '/api/v1/contacts/:book',
    who: 'viewer',
    does: 'The contacts of one client, or of a partner itself, and how fresh they are.',
    params: z.strictObject({ book: text.min(1).max(63) }),
    gives: ContactBook,
    answer: async (asked) => ({ json: await showBook(around, callerOf(asked), asked.params.book) }),
  }),
]

/** A book of contacts as the API tells it. */
export async function showBook(around: Around, caller: Caller, id: string): Promise<ContactBook> {
  const { partner, client, name, contacts, book } = await bookNamed(around, caller.partner, id)
  return {
    ...{ id, name, partner, client },
    contacts: contacts.map(({ name: who, role, mail, phone, prefers, bounced }) => ({
      ...{ name: who, role, mail, phone, prefers: prefers ?? null },
      bounced: bounced.map((one) => ({ ...one, at: iso(one.at) })),
    })),
    loopIn: client === null ? (around.plan().partners[partner]?.loopIn ?? null) : null,
    ...{ confirmedAt: isoOrNull(book?.confirmedAt ?? null), confirmedBy: book?.confirmedBy ?? null },
    ...{ dueAt: isoOrNull(book?.dueAt ?? null), isStale: book !== null && book.dueAt <= around.clock.now() },
    mayChange: mayEnter('responder', caller),
  }
}
