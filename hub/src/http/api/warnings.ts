import { Warnings } from '@allclear/wire/warning.ts'
import { z } from 'zod'
import { iso, isoOrNull } from '../../domain/instant.ts'
import { Problem } from '../../problem.ts'
import { addAudit } from '../../store/audit.ts'
import { closeWarning, openWarnings } from '../../store/warnings.ts'
import type { Around } from '../around.ts'
import { mayEnter } from '../caller.ts'
import { incidentNumber } from '../input.ts'
import { api, callerOf } from '../route.ts'
import type { Route } from '../route.ts'

/** `/api/v1/warnings`: what will become an outage if nobody acts (PRE-4). */
export const warningRoutes = (around: Around): Route[] => [
  api({
    method: 'GET',
    path: '/api/v1/warnings',
    who: 'viewer',
    does: 'Lists what will become an outage if nobody acts, what is due first before the others.',
    query: z.strictObject({}),
    gives: Warnings,
    async answer(asked) {
      const caller = callerOf(asked)
      const open = await openWarnings(around.store.db, caller.partner)
      const { partners, operator } = around.plan()
      const mayAct = mayEnter('responder', caller)
      const items = open.map(({ id, site, partner, what, threshold, said, at, dueAt }) => ({
        ...{ id, site, partner, what, threshold, said, mayAct },
        whose: partners[partner]?.name ?? operator.name,
        at: iso(at),
        dueAt: isoOrNull(dueAt),
      }))
      return { json: { items, next: null } }
    },
  }),
  api({
    method: 'POST',
    path: '/api/v1/warnings/:id/done',
    who: 'responder',
    does: 'Says that a warning was seen to; it comes no more for this threshold.',
    params: z.strictObject({ id: incidentNumber }),
    body: z.strictObject({}),
    gives: z.object({ done: z.literal(true) }),
    async answer(asked) {
      const caller = callerOf(asked)
      const { id } = asked.params
      if (!(await closeWarning(around.store.db, caller.partner, id, caller.by, around.clock.now())))
        throw new Problem(
          'not-found',
          'warning_unknown',
          `There is no open warning ${id}.`,
          'Look at /api/v1/warnings for those there are.',
        )
      const partner = caller.partner ?? 'operator'
      await addAudit(around.store.db, { at: around.clock.now(), partner, who: caller.by, what: 'warning-done', about: `warning ${id}` })
      return { json: { done: true } }
    },
  }),
]
