import { html } from 'hono/html'
import type { Instant } from '../../domain/instant.ts'
import type { Passkey } from '../../store/passkeys.ts'
import type { RelyingParty } from '../identity/relying-party.ts'
import type { Html } from '../route.ts'
import type { LoginWords } from './login-words.ts'

/** In by passkey; shown by the script where the browser has them. Nothing where the hub's address takes none. */
export const passkeyLogIn = (rp: RelyingParty | null, { withPasskey }: LoginWords): Html =>
  rp === null
    ? html``
    : html`<section id="passkey" data-origin="${rp.origin}" hidden>
          <form class="way-in"><button class="primary">${withPasskey}</button></form>
          <p id="passkey-says" role="status"></p>
        </section>
        <script src="/passkey.js" defer></script>`

type Shown = {
  readonly rp: RelyingParty | null
  readonly passkeys: readonly Passkey[]
  readonly current: Html // the field for the present password, where it is asked for
  readonly when: (at: Instant) => Html
}

/** One's own passkeys, and a new one. */
export const passkeysPart = ({ rp, passkeys, current, when }: Shown): Html =>
  html`<section class="panel">
    <h2>Passkeys</h2>
    <p>Your phone, your computer or a security key lets you in by finger, face or PIN: nothing to type, nothing to steal.</p>
    ${
      passkeys.length === 0
        ? ''
        : html`<ul class="rows">
            ${passkeys.map((passkey) => row(passkey, rp, when, current))}
          </ul>`
    }
    <div id="passkey-codes" role="status" tabindex="-1" hidden>
      <p>
        Your passkey is added. Keep these recovery codes where you find them without your devices; each works once beside your password, and
        they are not shown again.
      </p>
      <pre><code></code></pre>
      <p><a href="/account">I have kept them</a></p>
    </div>
    ${rp === null ? html`<p class="quiet">Browsers give none to this hub: its address, <code>hub.url</code>, needs a name and https.</p>` : newOne(rp, passkeys.length, current)}
  </section>`

const newOne = ({ origin }: RelyingParty, known: number, current: Html): Html =>
  html`<section id="passkey" data-does="add" data-origin="${origin}" hidden>
      <form class="stack">
        ${current}
        <label>What you call it<input name="name" value="Passkey ${known + 1}" maxlength="60" autocomplete="off" required /></label>
        <button class="primary">Add a passkey</button>
      </form>
      <p id="passkey-says" role="status"></p>
    </section>
    <noscript><p class="quiet">Adding one takes JavaScript.</p></noscript>
    <script src="/passkey.js" defer></script>`

const row = (
  { id, name, rp: host, backedUp, madeAt, usedAt }: Passkey,
  rp: RelyingParty | null,
  when: Shown['when'],
  current: Html,
): Html =>
  html`<li>
    <span>
      <strong>${name}</strong> since ${when(madeAt)}, ${usedAt === null ? 'never used' : html`last used ${when(usedAt)}`}
      <small
        >${backedUp ? 'kept in your account with its maker' : 'on one device only'}${host === rp?.id ? '' : `; good at ${host} only`}</small
      >
    </span>
    <form method="post" action="/account/passkeys/remove" class="stack">
      <input type="hidden" name="passkey" value="${id}" />${current}<button class="quiet" aria-label="Remove ${name}">Remove</button>
    </form>
  </li>`
