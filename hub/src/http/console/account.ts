import { html } from 'hono/html'
import { z } from 'zod'
import { isElsewhereOnly } from '../../domain/identity/whom-claims-name.ts'
import type { Instant } from '../../domain/instant.ts'
import { credentialOf, recoveryCodesLeft } from '../../store/credentials.ts'
import type { Credential } from '../../store/credentials.ts'
import { passkeysOf } from '../../store/passkeys.ts'
import type { Token } from '../../store/tokens.ts'
import { endSession, sessionsFor } from '../api/sessions.ts'
import type { Around } from '../around.ts'
import type { Caller } from '../caller.ts'
import { beginSecondFactor, changePassword, confirmSecondFactor, endSecondFactor, isFresh } from '../identity/account.ts'
import { endPasskey } from '../identity/passkeys.ts'
import { relyingParty } from '../identity/relying-party.ts'
import { operatorOnly } from '../operator-only.ts'
import { callerOf, page } from '../route.ts'
import type { Asked, Html, Route } from '../route.ts'
import { passkeysPart } from './passkey-parts.ts'
import { shell } from './shell.ts'
import { moment, zoneOf } from './times.ts'
import { teamWords } from './words/index.ts'
import type { TeamWords } from './words/index.ts'

const current = z.string().max(1000).optional()
const headers = { 'cache-control': 'no-store' }

/** `/account`: one's own passkeys, password, second factor and sessions. */
export function accountPages(around: Around): Route[] {
  const show = async (asked: Pick<Asked, 'caller' | 'header'>, news: ((words: Words) => Html) | null = null) => {
    operatorOnly(asked)
    const team = teamWords(asked)
    const words = team.account
    const caller = callerOf(asked)
    const { db } = around.store
    const own = caller.person ?? ''
    const [credential, left, passkeys, sessions] = await Promise.all([credentialOf(db, own), recoveryCodesLeft(db, own), passkeysOf(db, own), sessionsFor(around, caller, 'session')]) // prettier-ignore
    const now = around.clock.now()
    const zone = zoneOf(around.plan(), caller)
    const when = (at: Instant) => moment(at, { zone, now, language: team.language })
    const isStale = !sessions.some((session) => session.id === caller.tokenId && isFresh(session, now))
    const current = isStale && credential.password !== null ? currentField(words) : html``
    const { people, oidc } = around.plan()
    const elsewhere = people[own] !== undefined && isElsewhereOnly(around.plan(), people[own]) ? oidc : null
    const ways = elsewhere
      ? html`<p class="panel">${words.elsewhere(elsewhere.name)}</p>`
      : [passkeysPart({ rp: relyingParty(around.plan()), passkeys, current, when, words: team.passkeys }), passwordForm(credential, current, words), secondFactor(credential, { left, current }, words)] // prettier-ignore
    const open = html`<section class="panel">
      <h2>${words.sessions}</h2>
      ${list(sessions, { caller, when }, words)}
    </section>`
    const main = html`<h1>${words.title}</h1>
      ${news?.(words) ?? ''}
      <div class="panels account">
        <div>${ways}</div>
        <div>${open}</div>
      </div>`
    return { page: shell(around, { title: `${words.title} · Allclear`, caller, words: team }, main), headers }
  }
  const form = (path: string) => ({ method: 'POST' as const, path, who: 'viewer' as const })
  return [
    page({ method: 'GET', path: '/account', who: 'viewer', does: 'One’s own passkeys, password, second factor and sessions.', answer: (asked) => show(asked) }), // prettier-ignore
    page({
      ...form('/account/password'),
      does: 'Sets a password.',
      body: z.strictObject({ current, password: z.string().max(1000) }),
      answer: async (asked) => {
        await changePassword(around, callerOf(asked), asked.body)
        return show(asked, ({ isSet }) => html`<p role="status">${isSet}</p>`)
      },
    }),
    page({
      ...form('/account/second-factor'),
      does: 'Gives a secret for an authenticator.',
      body: z.strictObject({ current }),
      answer: async (asked) => {
        const { secret, otpauth } = await beginSecondFactor(around, callerOf(asked), asked.body.current)
        return show(asked, (words) => confirmation({ secret, otpauth }, words))
      },
    }),
    page({
      ...form('/account/second-factor/confirm'),
      does: 'Confirms it with a code.',
      body: z.strictObject({ code: z.string().max(40) }),
      answer: async (asked) => {
        const codes = await confirmSecondFactor(around, callerOf(asked), asked.body.code)
        return show(
          asked,
          ({ factorOn, keepCodes }) =>
            html`<div role="status">
              <p>${factorOn}</p>
              <p>${keepCodes}</p>
              <pre><code>${codes.join('\n')}</code></pre>
            </div>`,
        )
      },
    }),
    page({
      ...form('/account/second-factor/remove'),
      does: 'Removes it.',
      body: z.strictObject({ current }),
      answer: async (asked) => {
        await endSecondFactor(around, callerOf(asked), asked.body.current)
        return { redirect: '/account' }
      },
    }),
    page({
      ...form('/account/passkeys/remove'),
      does: 'Removes a passkey.',
      body: z.strictObject({ current, passkey: z.string().max(2000) }),
      answer: async (asked) => {
        await endPasskey(around, callerOf(asked), asked.body.passkey, asked.body.current)
        return { redirect: '/account' }
      },
    }),
    page({
      ...form('/account/sessions/end'),
      does: 'Ends a session.',
      body: z.strictObject({ session: z.string().max(40) }),
      answer: async (asked) => {
        await endSession(around, callerOf(asked), 'session', asked.body.session)
        return { redirect: '/account' }
      },
    }),
  ]
}

type Words = TeamWords['account']

const currentField = ({ present }: Words) =>
  html`<label>${present}<input name="current" type="password" autocomplete="current-password" required /></label>`

const passwordForm = (credential: Credential, current: Html, words: Words): Html =>
  html`<section class="panel">
    <h2>${words.password}</h2>
    <p>${words.advice}</p>
    <form method="post" action="/account/password" class="stack">
      ${current}
      <label>${words.fresh}<input name="password" type="password" autocomplete="new-password" required /></label>
      <button class="primary">${credential.password === null ? words.set : words.change}</button>
    </form>
  </section>`

const secondFactor = (credential: Credential, { left, current }: { readonly left: number; readonly current: Html }, words: Words): Html =>
  credential.totpAt === null
    ? html`<section class="panel">
        <h2>${words.authenticator}</h2>
        <p>${words.sixDigits}</p>
        <form method="post" action="/account/second-factor" class="stack">${current}<button class="primary">${words.setUp}</button></form>
      </section>`
    : html`<section class="panel">
        <h2>${words.authenticator}</h2>
        <p>${words.isOn(left)}</p>
        <form method="post" action="/account/second-factor/remove" class="stack">
          ${current}<button class="quiet">${words.takeOff}</button>
        </form>
      </section>`

const confirmation = ({ secret, otpauth }: { readonly secret: string; readonly otpauth: string }, words: Words): Html =>
  html`<section class="card" aria-label="${words.newFactor}">
    <p>${words.addThis(html`<a href="${otpauth}">${words.openIt}</a>`)}</p>
    <pre><code>${secret.replace(/(.{4})(?=.)/g, '$1 ')}</code></pre>
    <form method="post" action="/account/second-factor/confirm" class="stack">
      <label>${words.codeNow}<input name="code" inputmode="numeric" autocomplete="one-time-code" required /></label>
      <button class="primary">${words.turnOn}</button>
    </form>
  </section>`

const list = (
  sessions: readonly Token[],
  { caller, when }: { readonly caller: Caller; readonly when: (at: Instant) => Html },
  words: Words,
): Html =>
  html`<ul class="rows">
    ${sessions.map(
      ({ id, name, agent, madeAt, usedAt }) =>
        html`<li>
          <span>${words.session(html`<strong>${name}</strong>`, when(madeAt), when(usedAt ?? madeAt))}<small>${agent ?? ''}</small></span>
          ${
            id === caller.tokenId
              ? html`<span class="quiet">${words.thisOne}</span>`
              : html`<form method="post" action="/account/sessions/end">
                  <input type="hidden" name="session" value="${id}" /><button class="quiet">${words.end}</button>
                </form>`
          }
        </li>`,
    )}
  </ul>`
