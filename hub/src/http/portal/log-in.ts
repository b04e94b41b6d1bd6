import { html } from 'hono/html'
import { z } from 'zod'
import { between, days, hours, minutes } from '../../domain/instant.ts'
import type { Span } from '../../domain/instant.ts'
import { PORTAL_WORDS } from '../../domain/message/portal-words.ts'
import { languageFor } from '../../domain/status/page-words.ts'
import { saysIn } from '../../domain/status/say-when.ts'
import { isAnswerToken, readAnswerToken } from '../../engine/deliver/answer-token.ts'
import { Problem } from '../../problem.ts'
import { addAudit } from '../../store/audit.ts'
import { spendMemberLink } from '../../store/members.ts'
import { messageNumbered } from '../../store/messages.ts'
import type { Message } from '../../store/messages.ts'
import type { Around } from '../around.ts'
import { booksOf, confirmContacts } from '../contact-books.ts'
import { beginSession, logOut } from '../identity/log-in.ts'
import type { Browser } from '../identity/log-in.ts'
import { limiter } from '../limiter.ts'
import { LETTERS_IN, memberAddress, sendLinks } from '../members.ts'
import { tooMany } from '../problems.ts'
import { callerOf, page } from '../route.ts'
import type { Route } from '../route.ts'
import { contactList } from './contacts.ts'
import { openPage } from './frame.ts'

const LAST: Readonly<Record<string, Span>> = {
  [LETTERS_IN.invitation]: days(7),
  [LETTERS_IN.login]: hours(1),
  'contacts-stale': days(30),
}
const params = z.strictObject({ token: z.string().max(100) })
const nothing = z.strictObject({})
const headers = { 'cache-control': 'no-store', 'referrer-policy': 'no-referrer', 'x-robots-tag': 'noindex, nofollow, noarchive' }

/** In by a link in a mail, for people who come twice a year and need no password; opening a link changes nothing. */
export function portalLogIn(around: Around): Route[] {
  const knocks = limiter({ max: 30, per: minutes(1) })
  const letters = limiter({ max: 3, per: hours(1) })
  const admit = (ip: string) => {
    const wait = knocks(ip, around.clock.now())
    if (wait !== null) throw tooMany(wait)
  }
  return [
    page({
      method: 'GET',
      path: '/portal/login',
      who: 'anyone',
      does: 'Asks for the address to which a link goes.',
      answer: ({ header }) => ({ page: askAddress(header('accept-language') ?? '') }),
    }),
    page({
      method: 'POST',
      path: '/portal/login',
      who: 'anyone',
      does: 'Sends a link to an address that may look in, and says the same for any other.',
      body: z.strictObject({ mail: memberAddress }),
      answer: async ({ body: { mail }, ip, header }) => {
        admit(ip)
        // Not awaited: how long it takes would say whether there is anybody. More than three an hour are not sent, and not told of either.
        if (letters(mail, around.clock.now()) === null)
          void sendLinks(around, mail).catch((error: unknown) => around.onBug?.(error, 'portal-login'))
        const language = languageFor(header('accept-language') ?? '') ?? 'en'
        return { page: openPage(language, PORTAL_WORDS[language].logIn, html`<h1>${PORTAL_WORDS[language].linkOnItsWay}</h1>`), headers }
      },
    }),
    page({
      method: 'GET',
      path: '/a/:token/join',
      who: 'anyone',
      does: 'Offers to log in to the portal.',
      params,
      answer: async ({ params: { token }, ip }) => {
        admit(ip)
        const { language, slug, words } = readerOf(around, await letterOf(around, token, Object.values(LETTERS_IN)))
        const main = html`<h1>${words.logIn}</h1>
          <p>${words.linkOnce}</p>
          <form method="post" class="answer">
            <p class="choices"><button class="first">${words.logIn}</button></p>
          </form>`
        return { page: openPage(language, words.logIn, main, slug), headers }
      },
    }),
    page({
      method: 'POST',
      path: '/a/:token/join',
      who: 'anyone',
      does: 'Spends the link and begins a session.',
      params,
      body: nothing,
      answer: async (asked) => {
        admit(asked.ip)
        const letter = await letterOf(around, asked.params.token, Object.values(LETTERS_IN))
        return { redirect: '/portal/', session: await join(around, letter, asked), headers }
      },
    }),
    page({
      method: 'GET',
      path: '/a/:token/contacts',
      who: 'anyone',
      does: 'Shows the contacts that a letter asks about.',
      params,
      answer: async ({ params: { token }, ip }) => {
        admit(ip)
        const letter = await letterOf(around, token, ['contacts-stale'])
        const { language, slug, words, timezone } = readerOf(around, letter)
        const book = (await booksOf(around, letter.partner)).find(({ client }) => client === clientIn(letter))
        const main = html`<h1>${words.contacts}: ${book?.name ?? ''}</h1>
          ${contactList(book?.contacts ?? [], { words, says: saysIn(language, timezone) })}
          <form method="post" class="answer">
            <p class="choices"><button class="first">${words.confirm}</button></p>
          </form>
          <p><a href="/portal/contacts">${words.change}</a></p>`
        return { page: openPage(language, words.contacts, main, slug), headers }
      },
    }),
    page({
      method: 'POST',
      path: '/a/:token/contacts',
      who: 'anyone',
      does: 'Says that they are right.',
      provesItself: true,
      params,
      body: nothing,
      answer: async ({ params: { token }, ip }) => {
        admit(ip)
        const letter = await letterOf(around, token, ['contacts-stale'])
        const { language, slug, words } = readerOf(around, letter)
        const by = letter.recipient.address[0]!
        await confirmContacts(around, by, { partner: letter.partner, client: clientIn(letter) })
        const said = words.confirmedOn(saysIn(language, readerOf(around, letter).timezone).time(around.clock.now()), by)
        return { page: openPage(language, words.contacts, html`<h1>${words.contacts}</h1><p class="said" role="status">${said}</p>`, slug), headers } // prettier-ignore
      },
    }),
    page({
      method: 'POST',
      path: '/portal/logout',
      who: 'client',
      does: 'Ends the session.',
      body: nothing,
      answer: async (asked) => {
        const caller = callerOf(asked)
        await logOut(around, caller)
        return { redirect: caller.via === 'openid' ? `/portal/login/${caller.partner!}/left` : '/portal/login', session: '' }
      },
    }),
  ]
}

/** The letter whose link was opened. One that is forged, of another kind, or too old is refused alike. */
async function letterOf({ store, answerKey, clock }: Around, token: string, templates: readonly string[]): Promise<Message> {
  const seq = readAnswerToken(token)
  const letter = seq === null ? null : await messageNumbered(store.db, seq)
  const isGood = letter && isAnswerToken(answerKey, token, letter) && templates.includes(letter.template)
  if (isGood && between(letter.orderedAt, clock.now()) <= (LAST[letter.template] ?? 0)) return letter
  throw linkUnknown()
}

const linkUnknown = () =>
  new Problem(
    'not-found',
    'link_unknown',
    'This link does not work, or no longer.',
    'Open the newest message again, or ask for another link.',
  )

// `contacts/<client>/<due>`: whose contacts the letter asks about.
const clientIn = ({ key }: Message): string | null => key.split('/')[1] || null

async function join({ store, clock }: Around, { partner, key }: Message, browser: Browser): Promise<string> {
  const now = clock.now()
  const member = await spendMemberLink(store.db, partner, key)
  if (!member) throw linkUnknown()
  const { mail, name, role } = member
  await addAudit(store.db, { at: now, partner, who: mail, what: 'logged in', about: 'portal' })
  return beginSession(store.db, browser, { name, role, person: mail, partner, now })
}

function readerOf({ plan }: Around, { partner: id }: Message) {
  const partner = plan().partners[id]
  if (!partner) throw linkUnknown()
  const language = languageFor(partner.language) ?? 'en'
  return { language, slug: id, words: PORTAL_WORDS[language], timezone: partner.timezone }
}

function askAddress(wanted: string) {
  const language = languageFor(wanted) ?? 'en'
  const words = PORTAL_WORDS[language]
  return openPage(
    language,
    words.logIn,
    html`<h1>${words.logIn}</h1>
      <form method="post" action="/portal/login" class="answer">
        <label>${words.mail}<input name="mail" type="email" autocomplete="email" maxlength="200" required /></label>
        <p class="choices"><button class="first">${words.sendLink}</button></p>
      </form>`,
  )
}
