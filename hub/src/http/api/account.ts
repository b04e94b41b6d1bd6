import { z } from 'zod'
import { credentialOf, recoveryCodesLeft } from '../../store/credentials.ts'
import type { Around } from '../around.ts'
import type { Caller } from '../caller.ts'
import { beginSecondFactor, changePassword, confirmSecondFactor, endSecondFactor } from '../identity/account.ts'
import { createLogIn, logOut } from '../identity/log-in.ts'
import { ROLES, PORTAL_ROLES } from '../tokens.ts'
import { api, callerOf } from '../route.ts'
import type { Route } from '../route.ts'

const password = z.string().min(1).max(1000)
const current = password.optional() // the present one
const nothing = z.strictObject({})
const done = z.object({ ok: z.literal(true) })

const meShape = z.object({
  id: z.string(),
  name: z.string(),
  role: z.enum([...ROLES, ...PORTAL_ROLES]),
  partner: z.string().nullable(),
  client: z.string().nullable(),
  session: z.string().nullable(),
  password: z.boolean(),
  secondFactor: z.boolean(),
  recoveryCodes: z.int(),
})

/** `/api/v1/login` and `/api/v1/me`: who is here, and what they prove it with. */
export function accountRoutes(around: Around): Route[] {
  const logIn = createLogIn(around)
  const headers = { 'cache-control': 'no-store' }
  return [
    api({
      method: 'POST',
      path: '/api/v1/login',
      who: 'anyone',
      does: 'Begins a session by password and, where one is set up, the code of the second factor or a recovery code.',
      body: z.strictObject({ person: z.string().min(1).max(200), password, code: z.string().max(40).optional() }),
      gives: done,
      answer: async (asked) => ({ json: { ok: true }, session: await logIn(asked.body, asked), headers }),
    }),
    api({
      method: 'POST',
      path: '/api/v1/logout',
      who: 'signed-in',
      does: 'Ends this session.',
      body: nothing,
      gives: done,
      answer: async (asked) => {
        const caller = callerOf(asked)
        if (caller.kind === 'session') await logOut(around, caller)
        return { json: { ok: true }, session: '' }
      },
    }),
    api({
      method: 'GET',
      path: '/api/v1/me',
      who: 'signed-in',
      does: 'Who is asking, as what, and what they prove themselves with.',
      gives: meShape,
      answer: async (asked) => ({ json: await showMe(around, callerOf(asked)) }),
    }),
    api({
      method: 'POST',
      path: '/api/v1/me/password',
      who: 'signed-in',
      does: 'Sets a password, or a new one; every other session ends. A session older than 15 minutes needs the present one.',
      body: z.strictObject({ current, password }),
      gives: done,
      answer: async (asked) => {
        await changePassword(around, callerOf(asked), asked.body)
        return { json: { ok: true } }
      },
    }),
    api({
      method: 'POST',
      path: '/api/v1/me/second-factor',
      who: 'signed-in',
      does: 'Gives a secret for an authenticator, which is not asked for until it is confirmed.',
      body: z.strictObject({ current }),
      gives: z.object({ secret: z.string(), otpauth: z.string() }),
      answer: async (asked) => ({ json: await beginSecondFactor(around, callerOf(asked), asked.body.current), headers }),
    }),
    api({
      method: 'POST',
      path: '/api/v1/me/second-factor/confirm',
      who: 'signed-in',
      does: 'Confirms it with the code that shows; gives the recovery codes, this once.',
      body: z.strictObject({ code: z.string().min(1).max(40) }),
      gives: z.object({ recoveryCodes: z.array(z.string()) }),
      answer: async (asked) => ({
        json: { recoveryCodes: await confirmSecondFactor(around, callerOf(asked), asked.body.code) },
        headers,
      }),
    }),
    api({
      method: 'POST',
      path: '/api/v1/me/second-factor/remove',
      who: 'signed-in',
      does: 'Removes the second factor with its recovery codes.',
      body: z.strictObject({ current }),
      gives: done,
      answer: async (asked) => {
        await endSecondFactor(around, callerOf(asked), asked.body.current)
        return { json: { ok: true } }
      },
    }),
  ]
}

async function showMe({ store, plan }: Around, caller: Caller): Promise<z.infer<typeof meShape>> {
  const { by, role, person, partner, client, kind, tokenId } = caller
  const own = partner === null && person !== null ? plan().people[person] : undefined
  const { password, totpAt } = own ? await credentialOf(store.db, own.id) : { password: null, totpAt: null }
  return {
    ...{ id: by, name: own?.name ?? by, role, partner, client, session: kind === 'session' ? tokenId : null },
    ...{ password: password !== null, secondFactor: totpAt !== null },
    recoveryCodes: own ? await recoveryCodesLeft(store.db, own.id) : 0,
  }
}
