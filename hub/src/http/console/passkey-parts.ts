import { html } from 'hono/html'
import type { Instant } from '../../domain/instant.ts'
import type { Passkey } from '../../store/passkeys.ts'
import type { RelyingParty } from '../identity/relying-party.ts'
import type { Html } from '../route.ts'
import type { LoginWords } from './login-words.ts'
import { TEAM_WORDS } from './words/index.ts'
import type { TeamWords } from './words/index.ts'

/** In by passkey; shown by the script where the browser has them. Nothing where the hub's address takes none. */
export const passkeyLogIn = (rp: RelyingParty | null, { withPasskey, language }: LoginWords): Html =>
  rp === null
    ? html``
    : html`<section id="passkey" data-origin="${rp.origin}" data-called-off="${TEAM_WORDS[language].passkeys.calledOff}" hidden>
          <form class="way-in"><button class="primary">${withPasskey}</button></form>
          <p id="passkey-says" role="status"></p>
        </section>
        <script src="/passkey.js" defer></script>`

type Shown = {
  readonly rp: RelyingParty | null
  readonly passkeys: readonly Passkey[]
  readonly current: Html // the field for the present password, where it is asked for
  readonly when: (at: Instant) => Html
  readonly words: TeamWords['passkeys']
}

/** One's own passkeys, and a new one. */
export const passkeysPart = ({ rp, passkeys, current, when, words }: Shown): Html =>
  html`<section class="panel">
    <h2>${words.title}</h2>
    <p>${words.why}</p>
    ${
      passkeys.length === 0
        ? ''
        : html`<ul class="rows">
            ${passkeys.map((passkey) => row(passkey, { rp, current, when, words }))}
          </ul>`
    }
    <div id="passkey-codes" role="status" tabindex="-1" hidden>
      <p>${words.added}</p>
      <pre><code></code></pre>
      <p><a href="/account">${words.kept}</a></p>
    </div>
    ${rp === null ? html`<p class="quiet">${words.none(html`<code>hub.url</code>`)}</p>` : newOne(rp, { known: passkeys.length, current }, words)}
  </section>`

const newOne = (
  { origin }: RelyingParty,
  { known, current }: { readonly known: number; readonly current: Html },
  words: Shown['words'],
): Html =>
  html`<section id="passkey" data-does="add" data-origin="${origin}" data-called-off="${words.calledOff}" data-held="${words.held}" hidden>
      <form class="stack">
        ${current}
        <label>${words.name}<input name="name" value="${words.nth(known + 1)}" maxlength="60" autocomplete="off" required /></label>
        <button class="primary">${words.add}</button>
      </form>
      <p id="passkey-says" role="status"></p>
    </section>
    <noscript><p class="quiet">${words.script}</p></noscript>
    <script src="/passkey.js" defer></script>`

const row = ({ id, name, rp: host, backedUp, madeAt, usedAt }: Passkey, { rp, current, when, words }: Omit<Shown, 'passkeys'>): Html =>
  html`<li>
    <span>
      ${usedAt === null ? words.unused(html`<strong>${name}</strong>`, when(madeAt)) : words.used(html`<strong>${name}</strong>`, when(madeAt), when(usedAt))}
      <small>${backedUp ? words.backedUp : words.oneDevice}${host === rp?.id ? '' : words.onlyAt(host)}</small>
    </span>
    <form method="post" action="/account/passkeys/remove" class="stack">
      <input type="hidden" name="passkey" value="${id}" />${current}<button class="quiet" aria-label="${words.removeOne(name)}">
        ${words.remove}
      </button>
    </form>
  </li>`
