import { z } from 'zod'
import { makeToken, ROLES } from '../tokens.ts'
import { addAudit } from '../../store/audit.ts'
import type { Around } from '../around.ts'
import { words } from '../input.ts'
import { partnerNamed } from '../partner-named.ts'
import { api, callerOf } from '../route.ts'
import type { Route } from '../route.ts'

const newToken = z
  .strictObject({ name: words(100), role: z.enum(ROLES), partner: z.string().max(63).nullish() })
  .refine(({ role, partner }) => role !== 'machine' || partner == null, {
    path: ['partner'],
    error: 'is none for a machine, which reads figures of everybody',
  })

/** `/api/v1/tokens`: a new API token, shown this once. `token create` asks here while a hub holds the data. */
export function tokenRoutes(around: Around): Route[] {
  return [
    api({
      method: 'POST',
      path: '/api/v1/tokens',
      who: 'owner',
      does: 'Makes an API token, which sees one partner alone where it names one; its secret is shown this once.',
      body: newToken,
      gives: z.object({ id: z.string(), token: z.string() }),
      answer: async (asked) => {
        const { name, role } = asked.body
        const { by, partner: tenant } = callerOf(asked)
        const partner = asked.body.partner == null ? tenant : partnerNamed(around, tenant, asked.body.partner)
        const now = around.clock.now()
        const { id, secret } = await around.store.transaction(async (tx) => {
          await addAudit(tx, {
            at: now,
            partner,
            who: by,
            what: 'token made',
            about: [name, role, ...(asked.body.partner == null ? [] : [partner])].join(', '),
          })
          return makeToken(tx, { kind: 'api', name, role, partner, now })
        })
        return { status: 201, json: { id, token: secret } }
      },
    }),
  ]
}
