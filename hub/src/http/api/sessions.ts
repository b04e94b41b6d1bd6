import { z } from 'zod'
import { iso, isoOrNull } from '../../domain/instant.ts'
import { Problem } from '../../problem.ts'
import { addAudit } from '../../store/audit.ts'
import { endToken, goodTokens } from '../../store/tokens.ts'
import type { Token } from '../../store/tokens.ts'
import type { Around } from '../around.ts'
import type { Caller } from '../caller.ts'
import { api, callerOf } from '../route.ts'
import type { Route } from '../route.ts'
import { listOf } from './shapes.ts'

const text = z.string()
const sessionShape = z.object({
  id: text,
  person: text.nullable(),
  name: text,
  role: text,
  partner: text.nullable(),
  sites: z.array(text).nullable(), // the only ones that it sees
  madeAt: z.iso.datetime(),
  usedAt: z.iso.datetime().nullable(),
  expiresAt: z.iso.datetime().nullable(),
  agent: text.nullable(),
  present: z.boolean(), // the one that asks
})
const params = z.strictObject({ id: text.max(40) })
const nothing = z.strictObject({})

/** `/api/v1/sessions` and `/api/v1/tokens`: what is open, and how it ends. */
export function sessionRoutes(around: Around): Route[] {
  return [
    api({
      method: 'GET',
      path: '/api/v1/sessions',
      who: 'signed-in',
      does: 'Lists one’s own sessions; an owner sees everybody’s.',
      query: nothing,
      gives: listOf(sessionShape),
      answer: async (asked) => ({ json: await show(around, callerOf(asked), 'session') }),
    }),
    api({
      method: 'POST',
      path: '/api/v1/sessions/:id/end',
      who: 'signed-in',
      does: 'Ends a session at once: one’s own, or by an owner anybody’s.',
      params,
      body: nothing,
      gives: z.object({ ended: z.literal(true) }),
      answer: async (asked) => ({ json: await endSession(around, callerOf(asked), 'session', asked.params.id) }),
    }),
    api({
      method: 'GET',
      path: '/api/v1/tokens',
      who: 'owner',
      does: 'Lists the API tokens that are good, without their secrets.',
      query: nothing,
      gives: listOf(sessionShape),
      answer: async (asked) => ({ json: await show(around, callerOf(asked), 'api') }),
    }),
    api({
      method: 'POST',
      path: '/api/v1/tokens/:id/end',
      who: 'owner',
      does: 'Ends an API token at once.',
      params,
      body: nothing,
      gives: z.object({ ended: z.literal(true) }),
      answer: async (asked) => ({ json: await endSession(around, callerOf(asked), 'api', asked.params.id) }),
    }),
  ]
}

export type TokenKind = 'session' | 'api'

/** An owner sees those of their tenant, the operator's every one; everybody else their own. */
export function sessionsFor({ store, clock }: Around, { role, person, partner }: Caller, kind: TokenKind): Promise<Token[]> {
  const tenant = partner === null ? {} : { partner }
  if (role === 'owner') return goodTokens(store.db, kind, tenant, clock.now())
  return person === null ? Promise.resolve([]) : goodTokens(store.db, kind, { person, partner }, clock.now())
}

async function show(around: Around, caller: Caller, kind: TokenKind) {
  const items = (await sessionsFor(around, caller, kind)).map((token): z.infer<typeof sessionShape> => {
    const { id, person, name, role, partner, sites, agent } = token
    const times = { madeAt: iso(token.madeAt), usedAt: isoOrNull(token.usedAt), expiresAt: isoOrNull(token.expiresAt) }
    return { id, person, name, role, partner, sites: sites && [...sites], agent, ...times, present: id === caller.tokenId }
  })
  return { items, next: null }
}

/** Ends one of those that the caller may see; any other is unknown. */
export async function endSession(around: Around, caller: Caller, kind: TokenKind, id: string) {
  const found = (await sessionsFor(around, caller, kind)).find((token) => token.id === id)
  if (!found)
    throw new Problem('not-found', 'session_unknown', `There is no ${kind === 'api' ? 'token' : 'session'} "${id}".`, 'Look at the list.')
  const at = around.clock.now()
  await around.store.transaction(async (tx) => {
    await endToken(tx, id, at)
    await addAudit(tx, {
      at,
      partner: found.partner,
      who: caller.by,
      what: `ended ${kind === 'api' ? 'a token' : 'a session'}`,
      about: found.person ?? found.name,
    })
  })
  return { ended: true }
}
