import { z } from 'zod'
import { makeToken, ROLES } from '../tokens.ts'
import type { Around } from '../around.ts'
import { words } from '../input.ts'
import { api, callerOf } from '../route.ts'
import type { Route } from '../route.ts'

/** `/api/v1/tokens`: a new API token, shown this once. `token create` asks here while a hub holds the data. */
export function tokenRoutes(around: Around): Route[] {
  return [
    api({
      method: 'POST',
      path: '/api/v1/tokens',
      who: 'owner',
      does: 'Makes an API token; its secret is shown this once.',
      body: z.strictObject({ name: words(100), role: z.enum(ROLES) }),
      gives: z.object({ id: z.string(), token: z.string() }),
      answer: async (asked) => {
        const { name, role } = asked.body
        const { id, secret } = await makeToken(around.store.db, {
          kind: 'api',
          name,
          role,
          partner: callerOf(asked).partner,
          now: around.clock.now(),
        })
        return { status: 201, json: { id, token: secret } }
      },
    }),
  ]
}
