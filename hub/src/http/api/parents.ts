import type { Said } from '@allclear/wire/now.ts'
import { Parents } from '@allclear/wire/parent.ts'
import type { Parent } from '@allclear/wire/parent.ts'
import { z } from 'zod'
import { iso, isoOrNull } from '../../domain/instant.ts'
import type { Affected } from '../../store/parents.ts'
import type { Around } from '../around.ts'
import { largerOutages } from '../larger-outages.ts'
import type { LargerOutage } from '../larger-outages.ts'
import { api, callerOf } from '../route.ts'
import type { Route } from '../route.ts'

/** `/api/v1/parents`: what several outages have in common, and who may be next. It crosses tenants: a partner's token sees none. */
export function parentsRoute(around: Around): Route {
  return api({
    method: 'GET',
    path: '/api/v1/parents',
    who: 'viewer',
    does: 'Lists larger outages, the newest first: what is shared, which sites are down, which are at risk. Empty for the token of a partner.',
    query: z.strictObject({
      open: z.enum(['true', 'false']).optional(),
      limit: z.coerce.number().int().min(1).max(200).default(50),
    }),
    gives: Parents,
    answer: async (asked) => {
      const { open, limit } = asked.query
      if (callerOf(asked).partner !== null) return { json: { items: [], next: null } }
      const found = await largerOutages(around, { ...(open ? { open: open === 'true' } : {}), limit })
      return { json: { items: found.map(showParent), next: null } }
    },
  })
}

const showParent = ({ parent, says, affected, atRisk }: LargerOutage): Parent => ({
  id: parent.id,
  kind: parent.kind,
  shared: parent.shared,
  value: parent.value,
  says,
  openedAt: iso(parent.openedAt),
  endedAt: isoOrNull(parent.endedAt),
  affected: affected.map(({ incident, site, partner, joinedAt, leftAt, parting }) => ({
    ...{ incident: String(incident), site, partner, parting },
    ...{ joinedAt: iso(joinedAt), leftAt: isoOrNull(leftAt), said: sayAffected(leftAt, parting) },
  })),
  atRisk: [...atRisk],
})

function sayAffected(leftAt: Affected['leftAt'], parting: Affected['parting']): Said {
  if (parting === 'outlasted') return { words: 'down after all others', icon: 'warning', tone: 'warn' }
  if (parting === 'other-cause') return { words: 'another cause', icon: 'half', tone: 'idle' }
  return leftAt === null ? { words: 'down', icon: 'cross', tone: 'bad' } : { words: 'over', icon: 'check', tone: 'good' }
}
