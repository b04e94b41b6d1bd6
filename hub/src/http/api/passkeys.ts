import { z } from 'zod'
import { iso, isoOrNull } from '../../domain/instant.ts'
import { passkeysOf } from '../../store/passkeys.ts'
import type { Around } from '../around.ts'
import { personOf } from '../identity/account.ts'
import { createPasskeyLogIn } from '../identity/passkey-log-in.ts'
import { assertion, attestation, beginPasskey, endPasskey, keepNewPasskey } from '../identity/passkeys.ts'
import { words } from '../input.ts'
import { api, callerOf } from '../route.ts'
import type { Route } from '../route.ts'
import { listOf } from './shapes.ts'

const current = z.string().min(1).max(1000).optional() // the present password
const nothing = z.strictObject({})
const done = z.object({ ok: z.literal(true) })
const options = z.looseObject({ challenge: z.string() }) // as WebAuthn has it
const headers = { 'cache-control': 'no-store' }

const passkeyShape = z.object({
  id: z.string(),
  name: z.string(),
  host: z.string(),
  backedUp: z.boolean(),
  madeAt: z.iso.datetime(),
  usedAt: z.iso.datetime().nullable(),
})

/** `/api/v1/me/passkeys` and `/api/v1/login/passkey`: one's own passkeys, and in by one of them. */
export function passkeyRoutes(around: Around): Route[] {
  const logIn = createPasskeyLogIn(around)
  return [
    api({
      method: 'POST',
      path: '/api/v1/login/passkey/options',
      who: 'anyone',
      does: 'Gives what a browser needs to ask for a passkey; the answer is waited for five minutes.',
      body: nothing,
      gives: options,
      answer: async ({ ip }) => ({ json: await logIn.begin(ip), headers }),
    }),
    api({
      method: 'POST',
      path: '/api/v1/login/passkey',
      who: 'anyone',
      does: 'Begins a session with the answer of a passkey.',
      body: z.strictObject({ response: assertion }),
      gives: done,
      answer: async (asked) => ({ json: { ok: true }, session: await logIn.finish(asked.body.response, asked), headers }),
    }),
    api({
      method: 'GET',
      path: '/api/v1/me/passkeys',
      who: 'signed-in',
      does: 'Lists one’s own passkeys.',
      query: nothing,
      gives: listOf(passkeyShape),
      answer: async (asked) => ({ json: await list(around, personOf(around, callerOf(asked)).id) }),
    }),
    api({
      method: 'POST',
      path: '/api/v1/me/passkeys/options',
      who: 'signed-in',
      does: 'Gives what a browser needs to make a passkey. A session older than 15 minutes needs the present password.',
      body: z.strictObject({ current }),
      gives: options,
      answer: async (asked) => ({ json: await beginPasskey(around, callerOf(asked), asked.body.current), headers }),
    }),
    api({
      method: 'POST',
      path: '/api/v1/me/passkeys',
      who: 'signed-in',
      does: 'Keeps the passkey that was made; gives recovery codes, this once, where there were none.',
      body: z.strictObject({ name: words(60), response: attestation }),
      gives: z.object({ recoveryCodes: z.array(z.string()) }),
      answer: async (asked) => ({ json: { recoveryCodes: await keepNewPasskey(around, callerOf(asked), asked.body) }, headers }),
    }),
    api({
      method: 'POST',
      path: '/api/v1/me/passkeys/:passkey/remove',
      who: 'signed-in',
      does: 'Removes a passkey, but never the last way in.',
      params: z.strictObject({ passkey: z.string().max(2000) }),
      body: z.strictObject({ current }),
      gives: done,
      answer: async (asked) => {
        await endPasskey(around, callerOf(asked), asked.params.passkey, asked.body.current)
        return { json: { ok: true } }
      },
    }),
  ]
}

async function list({ store }: Around, person: string) {
  const items = (await passkeysOf(store.db, person)).map(({ id, name, rp: host, backedUp, madeAt, usedAt }) => ({
    ...{ id, name, host, backedUp, madeAt: iso(madeAt), usedAt: isoOrNull(usedAt) },
  }))
  return { items, next: null }
}
