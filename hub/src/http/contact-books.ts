import { z } from 'zod'
import { after } from '../domain/instant.ts'
import { CONFIRM_EVERY } from '../domain/plan/kept-contacts.ts'
import type { KeptContacts } from '../domain/plan/kept-contacts.ts'
import { CONTACT_WAYS } from '../domain/plan/plan.ts'
import type { Contact } from '../domain/plan/plan.ts'
import { mailAddress, phone } from '../domain/plan/words.ts'
import { Problem } from '../problem.ts'
import { addAudit } from '../store/audit.ts'
import { contactBooks, keepBook } from '../store/contact-books.ts'
import type { StoredBook } from '../store/contact-books.ts'
import type { Around } from './around.ts'
import { contactsOf } from './contacts.ts'
import type { ListedContact } from './contacts.ts'
import { words } from './input.ts'

const MOST = 10
const contact = z
  .strictObject({
    name: words(100),
    role: words(60).nullish(),
    mail: mailAddress.nullish(),
    phone: phone.nullish(),
    prefers: z.enum(CONTACT_WAYS).nullish(),
  })
  .refine(({ mail, phone }) => mail != null || phone != null, 'has neither mail nor phone; add one of them')
  .transform(({ name, role, mail, phone, prefers }): Contact => ({
    ...{ name, role: role ?? null, mail: mail ?? null, phone: phone ?? null },
    ...(prefers ? { prefers } : {}),
  }))
/** The contacts of one client, or of the partner itself, the first to be reached first. */
export const keptContacts = z.strictObject({
  contacts: z.array(contact).min(1, 'names nobody; write one person').max(MOST),
  loopIn: z.enum(['slack', 'mail']).nullish(),
})

/** Whose contacts: a client's or, where `client` is null, the partner's own. */
export type Whose = { readonly partner: string; readonly client: string | null }
/** A book with its contacts as they hold now, and how fresh it is. */
export type ShownBook = Whose & { readonly name: string; readonly contacts: readonly ListedContact[]; readonly book: StoredBook | null }

/** The books of a partner, its own first. */
export async function booksOf(around: Around, partner: string): Promise<ShownBook[]> {
  const { partners, clients } = around.plan()
  const [stored, contacts] = await Promise.all([contactBooks(around.store.db, partner), contactsOf(around, partner)])
  const show = (client: string | null, name: string): ShownBook => ({
    ...{ partner, client, name },
    contacts: contacts.filter((one) => one.client === client),
    book: stored.find((book) => book.client === client) ?? null,
  })
  const own = Object.values(clients).filter((client) => client.partner === partner)
  return [show(null, partners[partner]?.name ?? partner), ...own.map(({ id, name }) => show(id, name))]
}

/** Whose contacts are meant, as far as `tenant` may know of them; `client` is a client's id. */
export function whoseContacts({ plan }: Around, tenant: string | null, client: string): Whose {
  const { clients } = plan()
  const found = Object.hasOwn(clients, client) ? clients[client] : undefined
  if (found && (tenant === null || found.partner === tenant)) return { partner: found.partner, client }
  throw new Problem('not-found', 'client_unknown', `There is no client "${client}".`, 'Look at the contacts for those there are.')
}

/** The book of a client or of a partner, by its id, as far as `tenant` may know of it. */
export async function bookNamed(around: Around, tenant: string | null, id: string): Promise<ShownBook> {
  const isPartner = Object.hasOwn(around.plan().partners, id) && (tenant === null || tenant === id)
  const { partner, client } = isPartner ? { partner: id, client: null } : whoseContacts(around, tenant, id)
  return (await booksOf(around, partner)).find((book) => book.client === client)!
}

/** From now on these are the contacts, whatever the file says; whoever writes them confirms them. */
export async function changeContacts(around: Around, by: string, whose: Whose, asked: z.infer<typeof keptContacts>): Promise<void> {
  await keep(around, by, whose, { contacts: asked.contacts, loopIn: asked.loopIn ?? null })
}

/** Somebody says that the contacts are right: they are asked again in 90 days. */
export const confirmContacts = (around: Around, by: string, whose: Whose): Promise<void> => keep(around, by, whose, null)

async function keep(around: Around, by: string, whose: Whose, kept: KeptContacts | null) {
  const at = around.clock.now()
  const about = whose.client ?? whose.partner
  await around.store.transaction(async (tx) => {
    await keepBook(tx, { ...whose, kept }, { by, at, dueAt: after(at, CONFIRM_EVERY) })
    await addAudit(tx, { at, partner: whose.partner, who: by, what: kept ? 'changed contacts' : 'confirmed contacts', about })
  })
  await around.readContacts()
}
