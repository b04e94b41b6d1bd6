import { z } from 'zod'
import { iso } from '../../domain/instant.ts'
import type { Around } from '../around.ts'
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
]
