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

const current = z.string().max(1000).optional()
const headers = { 'cache-control': 'no-store' }

/** `/account`: one's own passkeys, password, second factor and sessions. */
export function accountPages(around: Around): Route[] {
  const show = async (asked: Pick<Asked, 'caller'>, news: Html | null = null) => {
    operatorOnly(asked)
    const caller = callerOf(asked)
    const { db } = around.store
    const own = caller.person ?? ''
    const [credential, left, passkeys, sessions] = await Promise.all([credentialOf(db, own), recoveryCodesLeft(db, own), passkeysOf(db, own), sessionsFor(around, caller, 'session')]) // prettier-ignore
    const now = around.clock.now()
    const zone = zoneOf(around.plan(), caller)
    const when = (at: Instant) => moment(at, zone, now)
    const isStale = !sessions.some((session) => session.id === caller.tokenId && isFresh(session, now))
    const current = isStale && credential.password !== null ? currentField : html``
    const { people, oidc } = around.plan()
    const elsewhere = people[own] !== undefined && isElsewhereOnly(around.plan(), people[own]) ? oidc : null
    const ways = elsewhere
      ? html`<p class="panel">You log in through ${elsewhere.name}; what you do so with is kept there.</p>`
      : [passkeysPart({ rp: relyingParty(around.plan()), passkeys, current, when }), passwordForm(credential, current), secondFactor(credential, left, current)] // prettier-ignore
    const open = html`<section class="panel">
      <h2>Sessions</h2>
      ${list(sessions, caller, when)}
    </section>`
    const main = html`<h1>Your account</h1>
      ${news ?? ''}
      <div class="panels account">
        <div>${ways}</div>
        <div>${open}</div>
      </div>`
    return { page: shell(around, { title: 'Your account · Allclear', caller, now }, main), headers }
  }
  const form = (path: string, does: string) => ({ method: 'POST' as const, path, who: 'viewer' as const, does })
  return [
    page({ method: 'GET', path: '/account', who: 'viewer', does: 'One’s own passkeys, password, second factor and sessions.', answer: (asked) => show(asked) }), // prettier-ignore
    page({
      ...form('/account/password', 'Sets a password.'),
      body: z.strictObject({ current, password: z.string().max(1000) }),
      answer: async (asked) => {
        await changePassword(around, callerOf(asked), asked.body)
        return show(asked, html`<p role="status">The password is set; every other session has ended.</p>`)
      },
    }),
    page({
      ...form('/account/second-factor', 'Gives a secret for an authenticator.'),
      body: z.strictObject({ current }),
      answer: async (asked) => {
        const { secret, otpauth } = await beginSecondFactor(around, callerOf(asked), asked.body.current)
        return show(asked, confirmation(secret, otpauth))
      },
    }),
    page({
      ...form('/account/second-factor/confirm', 'Confirms it with a code.'),
      body: z.strictObject({ code: z.string().max(40) }),
      answer: async (asked) => {
        const codes = await confirmSecondFactor(around, callerOf(asked), asked.body.code)
        const kept = html`<p>
          Keep these recovery codes where you find them without your phone; each works once, and they are not shown again.
        </p>`
        return show(asked, html`<div role="status"><p>Your second factor is on.</p>${kept}<pre><code>${codes.join('\n')}</code></pre></div>`) // prettier-ignore
      },
    }),
    page({
      ...form('/account/second-factor/remove', 'Removes it.'),
      body: z.strictObject({ current }),
      answer: async (asked) => {
        await endSecondFactor(around, callerOf(asked), asked.body.current)
        return { redirect: '/account' }
      },
    }),
    page({
      ...form('/account/passkeys/remove', 'Removes a passkey.'),
      body: z.strictObject({ current, passkey: z.string().max(2000) }),
      answer: async (asked) => {
        await endPasskey(around, callerOf(asked), asked.body.passkey, asked.body.current)
        return { redirect: '/account' }
      },
    }),
    page({
      ...form('/account/sessions/end', 'Ends a session.'),
      body: z.strictObject({ session: z.string().max(40) }),
      answer: async (asked) => {
        await endSession(around, callerOf(asked), 'session', asked.body.session)
        return { redirect: '/account' }
      },
    }),
  ]
}

const currentField = html`<label>Present password<input name="current" type="password" autocomplete="current-password" required /></label>`

const passwordForm = (credential: Credential, current: Html): Html =>
  html`<section class="panel">
    <h2>Password</h2>
    <p>At least 12 characters; four or five words that do not belong together are best.</p>
    <form method="post" action="/account/password" class="stack">
      ${current}
      <label>New password<input name="password" type="password" autocomplete="new-password" required /></label>
      <button class="primary">${credential.password === null ? 'Set it' : 'Change it'}</button>
    </form>
  </section>`

const secondFactor = (credential: Credential, left: number, current: Html): Html =>
  credential.totpAt === null
    ? html`<section class="panel">
        <h2>Authenticator</h2>
        <p>Six digits of an app on your phone, asked for at each login by password.</p>
        <form method="post" action="/account/second-factor" class="stack">${current}<button class="primary">Set one up</button></form>
      </section>`
    : html`<section class="panel">
        <h2>Authenticator</h2>
        <p>It is on. ${left} recovery codes are left.</p>
        <form method="post" action="/account/second-factor/remove" class="stack">${current}<button class="quiet">Remove it</button></form>
      </section>`

const confirmation = (secret: string, otpauth: string): Html =>
  html`<section class="card" aria-label="New second factor">
    <p>Add this to your authenticator: <a href="${otpauth}">open it there</a>, or write</p>
    <pre><code>${secret.replace(/(.{4})(?=.)/g, '$1 ')}</code></pre>
    <form method="post" action="/account/second-factor/confirm" class="stack">
      <label>The code that it shows now<input name="code" inputmode="numeric" autocomplete="one-time-code" required /></label>
      <button class="primary">Turn it on</button>
    </form>
  </section>`

const list = (sessions: readonly Token[], caller: Caller, when: (at: Token['madeAt']) => Html): Html =>
  html`<ul class="rows">
    ${sessions.map(
      ({ id, name, agent, madeAt, usedAt }) =>
        html`<li>
          <span><strong>${name}</strong> since ${when(madeAt)}, last used ${when(usedAt ?? madeAt)}<small>${agent ?? ''}</small></span>
          ${
            id === caller.tokenId
              ? html`<span class="quiet">this one</span>`
              : html`<form method="post" action="/account/sessions/end">
                  <input type="hidden" name="session" value="${id}" /><button class="quiet">End it</button>
                </form>`
          }
        </li>`,
    )}
  </ul>`
