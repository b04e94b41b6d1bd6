import { Readiness } from '@allclear/wire/readiness.ts'
import { z } from 'zod'
import { minutes } from '../../domain/instant.ts'
import { OWNERS } from '../../domain/readiness/finding-kind.ts'
import { addAudit } from '../../store/audit.ts'
import { noteBackup } from '../../store/backups-made.ts'
import type { Around } from '../around.ts'
import { limiter } from '../limiter.ts'
import { operatorOnly } from '../operator-only.ts'
import { tooMany } from '../problems.ts'
import { showReadiness } from '../readiness.ts'
import { api, callerOf } from '../route.ts'
import type { Route } from '../route.ts'

const name = z.string().min(1).max(253)
const query = z.strictObject({ partner: name.optional(), owner: z.enum(OWNERS).optional(), site: name.optional() })

/** `/api/v1/readiness`: what would fail us at 3 am, as a list to work off (PRP-2). */
export function readinessRoutes(around: Around): Route[] {
  const knocks = limiter({ max: 6, per: minutes(1) })
  return [
    api({
      method: 'GET',
      path: '/api/v1/readiness',
      who: 'viewer',
      does: 'What would fail us at 3 am: by kind, the heaviest first, each with its owner and the place that mends it, and how that changed.',
      query,
      gives: Readiness,
      answer: async (asked) => {
        const { partner = null, owner = null, site = null } = asked.query
        return { json: await showReadiness(around, callerOf(asked), { partner, owner, site }) }
      },
    }),
    api({
      method: 'POST',
      path: '/api/v1/readiness/look',
      who: 'responder',
      does: 'Asks DNS anew about sending domains and status pages, and gives what is known then.',
      body: z.strictObject({}),
      gives: Readiness,
      answer: async (asked) => {
        operatorOnly(asked)
        const caller = callerOf(asked)
        const wait = knocks(caller.by, around.clock.now())
        if (wait !== null) throw tooMany(wait)
        await around.askOutside()
        return { json: await showReadiness(around, caller, { partner: null, owner: null, site: null }) }
      },
    }),
    api({
      method: 'POST',
      path: '/api/v1/backups',
      who: 'owner',
      does: 'Says that a backup of this hub was made now, whatever made it.',
      body: z.strictObject({}),
      gives: z.object({ noted: z.literal(true) }),
      answer: async (asked) => {
        operatorOnly(asked)
        const { by } = callerOf(asked)
        const at = around.clock.now()
        await around.store.transaction(async (tx) => {
          await noteBackup(tx, at, by)
          await addAudit(tx, { at, partner: null, who: by, what: 'backup made', about: 'all that is stored' })
        })
        return { json: { noted: true } }
      },
    }),
  ]
}
