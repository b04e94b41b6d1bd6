import { Keys } from '@allclear/wire/keys.ts'
import { z } from 'zod'
import { iso } from '../../domain/instant.ts'
import type { Instant } from '../../domain/instant.ts'
import { addAudit } from '../../store/audit.ts'
import { keyStates } from '../../store/reseal.ts'
import type { Around } from '../around.ts'
import { operatorOnly } from '../operator-only.ts'
import { api, callerOf } from '../route.ts'
import type { Route } from '../route.ts'

/** `/api/v1/keys`: under which keys secrets at rest are sealed, and new ones. */
export const keyRoutes = (around: Around): Route[] => [
  api({
    method: 'GET',
    path: '/api/v1/keys',
    who: 'owner',
    does: 'The data keys under which secrets are sealed in the database, the newest first, and how many secrets wait to be sealed anew.',
    query: z.strictObject({}),
    gives: Keys,
    answer: async (asked) => {
      operatorOnly(asked)
      return { json: await show(around) }
    },
  }),
  api({
    method: 'POST',
    path: '/api/v1/keys/rotate',
    who: 'owner',
    does: 'Makes a new data key. Every secret is sealed anew under it, a few at a time, while the hub works; then the old key goes.',
    body: z.strictObject({}),
    gives: Keys,
    answer: async (asked) => {
      operatorOnly(asked)
      const at = around.clock.now()
      const { by } = callerOf(asked)
      const { transaction, seals } = around.store
      await seals.ready()
      await transaction(async (tx) => {
        const id = await seals.renew(tx, at)
        await addAudit(tx, { at, partner: null, who: by, what: 'keys-rotated', about: `data key ${id}` })
      })
      around.nudge('keep-small')
      return { json: await show(around) }
    },
  }),
]

async function show({ store }: Around): Promise<Keys> {
  const states = await keyStates(store.db)
  const items = states.map(({ id, master, madeAt, rows }) => ({ id, master, madeAt: iso(madeAt as Instant), secrets: rows }))
  return { items, left: items.slice(1).reduce((sum, { secrets }) => sum + secrets, 0) }
}
