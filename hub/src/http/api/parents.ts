import { z } from 'zod'
import { iso, isoOrNull } from '../../domain/instant.ts'
import type { Around } from '../around.ts'
import { largerOutages } from '../larger-outages.ts'
import type { LargerOutage } from '../larger-outages.ts'
import { api, callerOf } from '../route.ts'
import type { Route } from '../route.ts'
import { listOf } from './shapes.ts'

const parentShape = z.object({
  id: z.int(),
  kind: z.enum(['outage', 'campaign']),
  shared: z.string(),
  value: z.string(),
  says: z.string(),
  openedAt: z.iso.datetime(),
  endedAt: z.iso.datetime().nullable(),
  affected: z.array(
    z.object({
      incident: z.string(),
      site: z.string(),
      partner: z.string(),
      joinedAt: z.iso.datetime(),
      leftAt: z.iso.datetime().nullable(),
      parting: z.enum(['outlasted', 'other-cause']).nullable(),
    }),
  ),
  atRisk: z.array(z.string()),
})

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
    gives: listOf(parentShape),
    answer: async (asked) => {
      const { open, limit } = asked.query
      if (callerOf(asked).partner !== null) return { json: { items: [], next: null } }
      const found = await largerOutages(around, { ...(open ? { open: open === 'true' } : {}), limit })
      return { json: { items: found.map(showParent), next: null } }
    },
  })
}

const showParent = ({ parent, says, affected, atRisk }: LargerOutage): z.infer<typeof parentShape> => ({
  id: parent.id,
  kind: parent.kind,
  shared: parent.shared,
  value: parent.value,
  says,
  openedAt: iso(parent.openedAt),
  endedAt: isoOrNull(parent.endedAt),
  affected: affected.map(({ incident, site, partner, joinedAt, leftAt, parting }) => ({
    incident: String(incident),
    site,
    partner,
    joinedAt: iso(joinedAt),
    leftAt: isoOrNull(leftAt),
    parting,
  })),
  atRisk: [...atRisk],
})
