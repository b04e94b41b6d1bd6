import { html } from 'hono/html'
import { z } from 'zod'
import { CONTACT_WAYS } from '../../domain/plan/plan.ts'
import type { Around } from '../around.ts'
import { booksOf, changeContacts, confirmContacts, keptContacts, whoseContacts } from '../contact-books.ts'
import type { ShownBook, Whose } from '../contact-books.ts'
import type { ListedContact } from '../contacts.ts'
import { understand } from '../input.ts'
import { callerOf, page } from '../route.ts'
import type { Html, Route } from '../route.ts'
import { portalPage, scopeOf, theirName } from './frame.ts'
import type { Scope } from './frame.ts'

const OWN = 'own' // the partner's own contacts, in an address
const ROWS = 10
const params = z.strictObject({ book: z.string().min(1).max(63) })
const fields = z.record(z.string().regex(/^((name|role|mail|phone|prefers)-\d|loopIn)$/), z.string().max(200))

/** `/portal/contacts`: who is told of outages, how fresh that is, and how each is best reached (PRP-1). */
export function portalContacts(around: Around): Route[] {
  const whose = (partner: string, book: string): Whose => (book === OWN ? { partner, client: null } : whoseContacts(around, partner, book))
  return [
    page({
      method: 'GET',
      path: '/portal/contacts',
      who: 'partner-member',
      does: 'The contacts of the partner and its clients, how fresh they are, and which failed.',
      answer: async (asked) => {
        const scope = scopeOf(around.plan(), callerOf(asked))
        const books = await booksOf(around, scope.partner)
        const now = around.clock.now()
        const loopIn = around.plan().partners[scope.partner]!.loopIn ?? null
        const main = html`<h1>${scope.words.contacts}</h1>
          ${books.map((book) => card(scope, book, book.book !== null && book.book.dueAt <= now, loopIn))}`
        return { page: portalPage(scope, scope.words.contacts, main) }
      },
    }),
    page({
      method: 'POST',
      path: '/portal/contacts/:book',
      who: 'partner-member',
      does: 'Keeps the contacts of a client, or of the partner itself.',
      params,
      body: fields,
      answer: async (asked) => {
        const { partner, caller } = scopeOf(around.plan(), callerOf(asked))
        const book = whose(partner, asked.params.book)
        await changeContacts(around, caller.by, book, understand(keptContacts, readForm(asked.body), 'body'))
        return { redirect: `/portal/contacts#${asked.params.book}` }
      },
    }),
    page({
      method: 'POST',
      path: '/portal/contacts/:book/confirm',
      who: 'partner-member',
      does: 'Says that they are right.',
      params,
      body: z.strictObject({}),
      answer: async (asked) => {
        const { partner, caller } = scopeOf(around.plan(), callerOf(asked))
        await confirmContacts(around, caller.by, whose(partner, asked.params.book))
        return { redirect: `/portal/contacts#${asked.params.book}` }
      },
    }),
  ]
}

// A form sends an empty text for what was left out; a row with nothing in it is none. Phone numbers are written with spaces.
function readForm(sent: Readonly<Record<string, string>>) {
  const rows = Array.from({ length: ROWS }, (_, n) => {
    const said = (field: string) => sent[`${field}-${n}`]?.trim() || null
    return {
      name: said('name'),
      role: said('role'),
      mail: said('mail'),
      phone: said('phone')?.replace(/[\s().-]/g, '') ?? null,
      prefers: said('prefers'),
    }
  })
  return { contacts: rows.filter(({ name, mail, phone }) => name ?? mail ?? phone), loopIn: sent['loopIn'] || null }
}

/** The contacts of one book as they are read: who, how they are reached, and what is wrong with it. */
export const contactList = (contacts: readonly ListedContact[], { words, says }: Pick<Scope, 'words' | 'says'>): Html =>
  html`<ul>
    ${contacts.map(
      ({ name, role, mail, phone, prefers, bounced, alone }) =>
        html`<li>
          <strong>${name}</strong>${role === null ? '' : `, ${role}`}: ${[mail, phone].filter((one) => one !== null).join(', ')}
          ${prefers ? `(${words.bestBy} ${words.ways[prefers]})` : ''}
          ${bounced.map(({ address, at }) => html`<p class="late">${address}: ${words.failed(says.time(at))}</p>`)}
          ${alone ? html`<p class="late">${words.alone}</p>` : ''}
        </li>`,
    )}
  </ul>`

function card(scope: Scope, { client, name, contacts, book }: ShownBook, isStale: boolean, loopIn: 'slack' | 'mail' | null): Html {
  const { words, says } = scope
  const id = client ?? OWN
  const fresh =
    book?.confirmedAt == null ? words.notConfirmed : words.confirmedOn(says.time(book.confirmedAt), theirName(scope, book.confirmedBy))
  return html`<section id="${id}" class="book" aria-label="${name}">
    <h2>${client === null ? words.ownContacts : name}</h2>
    ${contactList(contacts, scope)}
    <p class="${isStale ? 'late' : 'quiet'}">${isStale ? words.stale : ''} ${fresh} ${book ? words.dueOn(says.time(book.dueAt)) : ''}</p>
    <form method="post" action="/portal/contacts/${id}/confirm" class="answer">
      <p class="choices"><button class="first">${words.confirm}</button></p>
    </form>
    <details>
      <summary>${words.change}</summary>
      <form method="post" action="/portal/contacts/${id}" class="answer">
        ${Array.from({ length: Math.min(ROWS, contacts.length + 1) }, (_, n) => row(scope, contacts[n], n))}
        ${client === null ? loopInChoice(scope, loopIn) : ''}
        <p class="choices"><button class="first">${words.save}</button></p>
      </form>
    </details>
  </section>`
}

function row({ words }: Scope, contact: ListedContact | undefined, n: number): Html {
  const input = (field: 'name' | 'role' | 'mail' | 'phone', type: string) =>
    html`<label>${words[field]}<input name="${field}-${n}" type="${type}" value="${contact?.[field] ?? ''}" maxlength="200" /></label>`
  return html`<fieldset>
    <legend>${contact?.name ?? words.another}</legend>
    ${input('name', 'text')} ${input('role', 'text')} ${input('mail', 'email')} ${input('phone', 'tel')}
    <label>${words.bestBy} ${select(`prefers-${n}`, CONTACT_WAYS, words.ways, contact?.prefers ?? null)}</label>
  </fieldset>`
}

const loopInChoice = ({ words }: Scope, loopIn: 'slack' | 'mail' | null): Html =>
  html`<label>${words.loopIn} ${select('loopIn', ['slack', 'mail'] as const, words.loops, loopIn)}</label>`

const select = <Id extends string>(name: string, ids: readonly Id[], says: Readonly<Record<Id, string>>, chosen: Id | null): Html =>
  html`<select name="${name}">
    <option value="">–</option>
    ${ids.map((id) => html`<option value="${id}" ${id === chosen ? 'selected' : ''}>${says[id]}</option>`)}
  </select>`
