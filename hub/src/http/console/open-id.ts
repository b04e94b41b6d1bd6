import { html } from 'hono/html'
import { z } from 'zod'
import { PORTAL_WORDS } from '../../domain/message/portal-words.ts'
import { languageFor } from '../../domain/status/page-words.ts'
import { Problem } from '../../problem.ts'
import { issuerOf } from '../../engine/identity/open-id.ts'
import type { IssuerOf } from '../../engine/identity/open-id.ts'
import type { Around } from '../around.ts'
import { createOpenIdLogIn, mustHave } from '../identity/open-id-log-in.ts'
import { openPage } from '../portal/frame.ts'
import { page } from '../route.ts'
import type { Asked, Html, Route } from '../route.ts'
import { loginWords } from './login-words.ts'
import type { LoginWords } from './login-words.ts'
import { plainPage } from './shell.ts'

const headers = { 'cache-control': 'no-store' }
// Providers add parameters of their own; those that count are judged by the library.
const answerOfProvider = z.record(z.string().max(100), z.string().max(8000))
const params = z.strictObject({ partner: z.string().max(63) })

/** In through a provider of identities. Where it is down, `howToLogIn` says so beside the other ways. */
export function openIdPages(around: Around, howToLogIn: (around: Around, words: LoginWords, news: string) => Html): Route[] {
  const logIn = createOpenIdLogIn(around)
  const begin = async (of: IssuerOf, ip: string) => {
    const { url, ticket } = await logIn.begin(of, ip)
    return { redirect: url, begun: ticket, headers }
  }
  const finish = async (of: IssuerOf, asked: Asked, home: string) => {
    const session = await logIn.finish(of, asked.query as Record<string, string>, asked)
    return { redirect: home, session, begun: '', headers }
  }
  return [
    page({
      method: 'GET',
      path: '/login/openid',
      who: 'anyone',
      does: 'Sends the browser to the provider of identities.',
      answer: (asked) =>
        begin(null, asked.ip).catch((error: unknown) => {
          if (!(error instanceof Problem) || error.code !== 'identity_down') throw error
          const words = loginWords(asked)
          return { page: howToLogIn(around, words, `${error.message} ${words.othersOpen}`), status: 503, headers }
        }),
    }),
    page({
      method: 'GET',
      path: '/login/openid/callback',
      who: 'anyone',
      does: 'Takes what the provider answered, and begins a session.',
      query: answerOfProvider,
      answer: (asked) => finish(null, asked, '/'),
    }),
    page({
      method: 'GET',
      path: '/login/left',
      who: 'anyone',
      does: 'Says that one is logged out here, and where one still is not.',
      answer: async (asked) => ({
        page: left(loginWords(asked), mustHave(around, null).issuer.name, await around.openId.endAt(null, `${around.plan().hub.url}login`)),
        headers,
      }),
    }),
    page({
      method: 'GET',
      path: '/portal/login/:partner',
      who: 'anyone',
      does: 'Sends the browser to the provider of a partner.',
      params,
      answer: ({ params: { partner }, ip }) => begin(partner, ip),
    }),
    page({
      method: 'GET',
      path: '/portal/login/:partner/callback',
      who: 'anyone',
      does: 'Takes what it answered, and begins a session in the portal.',
      params,
      query: answerOfProvider,
      answer: (asked) => finish(asked.params.partner, asked, '/portal/'),
    }),
    page({
      method: 'GET',
      path: '/portal/login/:partner/left',
      who: 'anyone',
      does: 'Says that one is logged out of the portal, and where one still is not.',
      params,
      answer: async ({ params: { partner } }) => ({ page: await leftPortal(around, partner), headers }),
    }),
  ]
}

/** In through the operator's provider; nothing where the plan names none. */
export function openIdLogIn({ plan, secretsPresent }: Around, { logInWith }: LoginWords): Html {
  const found = issuerOf(plan(), null, secretsPresent)
  return found ? html`<p class="way-in"><a class="button primary" href="/login/openid">${logInWith(found.issuer.name)}</a></p>` : html``
}

async function leftPortal(around: Around, partner: string): Promise<Html> {
  const { name } = mustHave(around, partner).issuer
  const { hub, partners } = around.plan()
  const end = await around.openId.endAt(partner, `${hub.url}portal/login`)
  const language = languageFor(partners[partner]!.language) ?? 'en'
  const { loggedOut, logOutThere, logIn } = PORTAL_WORDS[language]
  const main = html`<h1>${loggedOut}</h1>
    ${end === null ? '' : html`<p><a href="${end}">${logOutThere(name)}</a></p>`}
    <p><a href="/portal/login">${logIn}</a></p>`
  return openPage(language, loggedOut, main, partner)
}

// A link, since a form may lead nowhere else (form-action).
const left = (words: LoginWords, name: string, end: string | null) =>
  plainPage(
    words.loggedOut,
    html`<h1>${words.outOfAllclear}</h1>
      <p>${words.stillAt(name)}</p>
      ${end === null ? '' : html`<p><a class="button" href="${end}">${words.logOutThere}</a></p>`}
      <p><a href="/login">${words.logInAgain}</a></p>`,
    words.language,
  )
