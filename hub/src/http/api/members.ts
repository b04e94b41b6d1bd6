import { ContactBook } from '@allclear/wire/contact-book.ts'
import { z } from 'zod'
import { iso, isoOrNull } from '../../domain/instant.ts'
import type { Member } from '../../store/members.ts'
import type { Around } from '../around.ts'
import type { Caller } from '../caller.ts'
import { booksOf, changeContacts, confirmContacts, keptContacts, whoseContacts } from '../contact-books.ts'
import type { ShownBook, Whose } from '../contact-books.ts'
import { invite, listMembers, memberAddress, newMember, shutOut } from '../members.ts'
import { partnerNamed } from '../partner-named.ts'
import { api, callerOf } from '../route.ts'
import type { Route } from '../route.ts'
import { PORTAL_ROLES } from '../tokens.ts'
import { showBook as showContacts } from './contacts.ts'
import { listOf } from './shapes.ts'

const text = z.string()
const moment = z.iso.datetime()
const memberShape = z.object({
  ...{ mail: text, name: text, role: z.enum(PORTAL_ROLES), client: text.nullable(), invitedBy: text, invitedAt: moment },
})
const bookShape = z.object({
  ...{ partner: text, client: text.nullable(), name: text, isOnScreen: z.boolean() },
  ...{ confirmedAt: moment.nullable(), confirmedBy: text.nullable(), dueAt: moment.nullable(), askedAt: moment.nullable() },
})
const ofPartner = z.strictObject({ partner: text.max(63) })
const ofClient = z.strictObject({ client: text.max(63) })
const nothing = z.strictObject({})
const done = z.object({ ok: z.literal(true) })

/** `/api/v1/partners/{partner}/…` and `/api/v1/clients/{client}/…`: who may look into a portal, and the contacts that people keep on screen. */
export function memberRoutes(around: Around): Route[] {
  const clientIn = (asked: { caller: Caller | null; params: z.infer<typeof ofClient> }): Whose =>
    whoseContacts(around, callerOf(asked).partner, asked.params.client)
  const route = (method: 'GET' | 'POST' | 'PUT', path: string, who: 'viewer' | 'responder' | 'owner') => ({ method, path, who })
  return [
    api({
      ...route('GET', '/api/v1/partners/:partner/members', 'viewer'),
      does: 'Who may look into the portal of a partner.',
      params: ofPartner,
      gives: listOf(memberShape),
      answer: async (asked) => ({
        json: { items: (await listMembers(around, partnerIn(around, asked))).map(showMember), next: null },
      }),
    }),
    api({
      ...route('POST', '/api/v1/partners/:partner/members', 'owner'),
      does: 'Lets somebody look in, and sends them a link.',
      params: ofPartner,
      body: newMember,
      gives: memberShape,
      answer: async (asked) => {
        const member = await invite(around, callerOf(asked).by, partnerIn(around, asked), asked.body)
        return { status: 201, json: showMember(member) }
      },
    }),
    api({
      ...route('POST', '/api/v1/partners/:partner/members/:mail/end', 'owner'),
      does: 'Shuts somebody out at once.',
      params: ofPartner.extend({ mail: memberAddress }),
      body: nothing,
      gives: done,
      answer: async (asked) => {
        await shutOut(around, callerOf(asked).by, partnerIn(around, asked), asked.params.mail)
        return { json: { ok: true } }
      },
    }),
    api({
      ...route('GET', '/api/v1/partners/:partner/contact-books', 'viewer'),
      does: 'How fresh the contacts of a partner and of its clients are.',
      params: ofPartner,
      gives: listOf(bookShape),
      answer: async (asked) => ({ json: { items: (await booksOf(around, partnerIn(around, asked))).map(showBook), next: null } }),
    }),
    api({
      ...route('GET', '/api/v1/partners/:partner/contacts', 'viewer'),
      does: 'The contacts of a partner itself, and how fresh they are.',
      params: ofPartner,
      gives: ContactBook,
      answer: async (asked) => ({ json: await showContacts(around, callerOf(asked), partnerIn(around, asked)) }),
    }),
    api({
      ...route('PUT', '/api/v1/partners/:partner/contacts', 'responder'),
      does: 'Keeps the contacts of a partner itself, whatever the file says.',
      params: ofPartner,
      body: keptContacts,
      gives: done,
      answer: async (asked) => {
        await changeContacts(around, callerOf(asked).by, { partner: partnerIn(around, asked), client: null }, asked.body)
        return { json: { ok: true } }
      },
    }),
    api({
      ...route('POST', '/api/v1/partners/:partner/contacts/confirm', 'responder'),
      does: 'Says that they are right; they are asked for again in 90 days.',
      params: ofPartner,
      body: nothing,
      gives: done,
      answer: async (asked) => {
        await confirmContacts(around, callerOf(asked).by, { partner: partnerIn(around, asked), client: null })
        return { json: { ok: true } }
      },
    }),
    api({
      ...route('GET', '/api/v1/clients/:client/contacts', 'viewer'),
      does: 'The contacts of a client, and how fresh they are.',
      params: ofClient,
      gives: ContactBook,
      answer: async (asked) => ({ json: await showContacts(around, callerOf(asked), clientIn(asked).client!) }),
    }),
    api({
      ...route('PUT', '/api/v1/clients/:client/contacts', 'responder'),
      does: 'Keeps the contacts of a client, whatever the file says.',
      params: ofClient,
      body: keptContacts,
      gives: done,
      answer: async (asked) => {
        await changeContacts(around, callerOf(asked).by, clientIn(asked), asked.body)
        return { json: { ok: true } }
      },
    }),
    api({
      ...route('POST', '/api/v1/clients/:client/contacts/confirm', 'responder'),
      does: 'Says that they are right; they are asked for again in 90 days.',
      params: ofClient,
      body: nothing,
      gives: done,
      answer: async (asked) => {
        await confirmContacts(around, callerOf(asked).by, clientIn(asked))
        return { json: { ok: true } }
      },
    }),
  ]
}

const partnerIn = (around: Around, asked: { caller: Caller | null; params: { partner: string } }): string =>
  partnerNamed(around, callerOf(asked).partner, asked.params.partner)

const showMember = ({ mail, name, role, client, invitedBy, invitedAt }: Member): z.infer<typeof memberShape> => ({
  ...{ mail, name, role, client, invitedBy, invitedAt: iso(invitedAt) },
})

const showBook = ({ partner, client, name, book }: ShownBook): z.infer<typeof bookShape> => ({
  ...{ partner, client, name, isOnScreen: book?.kept != null },
  ...{ confirmedAt: isoOrNull(book?.confirmedAt ?? null), confirmedBy: book?.confirmedBy ?? null },
  ...{ dueAt: isoOrNull(book?.dueAt ?? null), askedAt: isoOrNull(book?.askedAt ?? null) },
})
