import { html } from 'hono/html'
import { z } from 'zod'
import { after, iso, minutes } from '../../domain/instant.ts'
import { nearest } from '../../domain/document.ts'
import { Problem } from '../../problem.ts'
import { addAudit } from '../../store/audit.ts'
import { spendLogin } from '../../store/tokens.ts'
import type { Around } from '../around.ts'
import { limiter } from '../limiter.ts'
import { operatorOnly } from '../operator-only.ts'
import { tooMany } from '../problems.ts'
import { api, callerOf, page } from '../route.ts'
import type { Route } from '../route.ts'
import { beginSession, createLogIn, logOut } from '../identity/log-in.ts'
import type { Browser } from '../identity/log-in.ts'
import { hashToken, makeToken } from '../tokens.ts'
import type { Role } from '../tokens.ts'
import { relyingParty } from '../identity/relying-party.ts'
import { loginWords } from './login-words.ts'
import type { LoginWords } from './login-words.ts'
import { openIdLogIn, openIdPages } from './open-id.ts'
import { passkeyLogIn } from './passkey-parts.ts'
import { plainPage } from './shell.ts'

const params = z.strictObject({ token: z.string().min(1).max(100) })
const nothing = z.strictObject({})
const headers = { 'cache-control': 'no-store' }

/** In by password or one-time link, out by button. The link shows a button and is spent by pressing it: scanners of mail fetch every link they see. */
export function loginRoutes(around: Around): Route[] {
  const knocks = limiter({ max: 30, per: minutes(1) })
  const logIn = createLogIn(around)
  return [
    page({
      method: 'GET',
      path: '/login',
      who: 'anyone',
      does: 'Asks for name and password.',
      answer: (asked) => ({ page: howToLogIn(around, loginWords(asked)) }),
    }),
    page({
      method: 'POST',
      path: '/login',
      who: 'anyone',
      does: 'Begins a session by password.',
      body: z.strictObject({ person: z.string().max(200), password: z.string().max(1000), code: z.string().max(40).optional() }),
      answer: async (asked) => {
        try {
          return { redirect: '/', session: await logIn(asked.body, asked), headers }
        } catch (error) {
          if (!(error instanceof Problem) || error.code !== 'passkey_needed') throw error
          return { page: howToLogIn(around, loginWords(asked), error.message), headers }
        }
      },
    }),
    ...openIdPages(around, howToLogIn),
    page({
      method: 'GET',
      path: '/login/:token',
      who: 'anyone',
      does: 'Offers to log in.',
      params,
      answer: (asked) => ({ page: offer(loginWords(asked)), headers }),
    }),
    page({
      method: 'POST',
      path: '/login/:token',
      who: 'anyone',
      does: 'Spends the link and begins a session.',
      params,
      body: nothing,
      answer: async (asked) => {
        const wait = knocks(asked.ip, around.clock.now())
        if (wait !== null) throw tooMany(wait)
        const secret = await spendLink(around, asked.params.token, asked)
        return { redirect: '/', session: secret, headers }
      },
    }),
    page({
      method: 'POST',
      path: '/logout',
      who: 'signed-in',
      does: 'Ends the session.',
      body: nothing,
      answer: async ({ caller }) => {
        if (caller) await logOut(around, caller)
        return { redirect: caller?.via === 'openid' ? '/login/left' : '/login', session: '' }
      },
    }),
    api({
      method: 'POST',
      path: '/api/v1/login-links',
      who: 'owner',
      does: 'Makes a one-time login link for a person of the configuration; it lasts 15 minutes.',
      body: z.strictObject({ person: z.string().min(1).max(100) }),
      gives: z.object({ url: z.url(), expiresAt: z.iso.datetime() }),
      answer: async (asked) => {
        operatorOnly(asked)
        return { json: await makeLink(around, asked.body.person, callerOf(asked).by) }
      },
    }),
  ]
}

async function spendLink(around: Around, link: string, browser: Browser): Promise<string> {
  const { db } = around.store
  const now = around.clock.now()
  const spent = await spendLogin(db, hashToken(link), now)
  if (!spent)
    throw new Problem(
      'not-allowed',
      'login_link_spent',
      'This link was used or is too old.',
      'Ask for a new one; each works once, for 15 minutes.',
    )
  const { name, role, person, partner } = spent
  await addAudit(db, { at: now, partner, who: person ?? name, what: 'logged in', about: 'console' })
  return beginSession(db, browser, { name, role: role as Role, person, partner, now })
}

async function makeLink(around: Around, id: string, by: string) {
  const { people, hub } = around.plan()
  const person = Object.hasOwn(people, id) ? people[id] : undefined
  const now = around.clock.now()
  if (!person) {
    const meant = nearest(id, Object.keys(people))
    throw new Problem(
      'not-found',
      'person_unknown',
      `There is no person "${id}".`,
      meant ? `Did you mean "${meant}"?` : 'Look under people: in the configuration.',
    )
  }
  const { secret } = await around.store.transaction(async (tx) => {
    await addAudit(tx, { at: now, partner: null, who: by, what: 'login link made', about: id })
    return makeToken(tx, { kind: 'login', name: person.name, role: person.role, person: id, now })
  })
  return { url: `${hub.url}login/${secret}`, expiresAt: iso(after(now, minutes(15))) }
}

const offer = ({ language, logIn, heading, once }: LoginWords) =>
  plainPage(
    logIn,
    html`<h1>${heading}</h1>
      <p>${once}</p>
      <form method="post"><button class="primary">${logIn}</button></form>`,
    language,
  )

// Where people log in through the provider alone, what is left to owners is folded away until it is down.
function howToLogIn(around: Around, words: LoginWords, news: string | null = null) {
  const plan = around.plan()
  const here = html`${passkeyLogIn(relyingParty(plan), words)} ${withPassword(words)}`
  const isFolded = plan.oidc !== null && plan.oidc.only
  return plainPage(
    words.logIn,
    html`<h1>${words.heading}</h1>
      ${news === null ? '' : html`<p role="status"><strong>${news}</strong></p>`} ${openIdLogIn(around, words)}
      ${
        isFolded
          ? html`<details ${news === null ? '' : 'open'}>
              <summary>${words.forOwners}</summary>
              ${here}
            </details>`
          : here
      }`,
    words.language,
  )
}

const withPassword = (words: LoginWords) =>
  html`<form method="post" action="/login" class="panel stack">
      <label>${words.name}<input name="person" autocomplete="username" autocapitalize="none" required /></label>
      <label>${words.password}<input name="password" type="password" autocomplete="current-password" required /></label>
      <label>${words.code}<input name="code" inputmode="numeric" autocomplete="one-time-code" /></label>
      <button class="primary">${words.logIn}</button>
    </form>
    <p class="quiet">${words.noPassword(html`<a href="/account">${words.account}</a>`)}</p>`
