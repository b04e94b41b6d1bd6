import { z } from 'zod'
import { METHOD } from '../../domain/availability/ledger.ts'
import { after, days, iso } from '../../domain/instant.ts'
import type { Around } from '../around.ts'
import { availabilityFor } from '../availability.ts'
import type { Standing } from '../availability.ts'
import { api, callerOf } from '../route.ts'
import type { Route } from '../route.ts'

const share = z.number().nullable()
const seconds = z.number().meta({ description: 'seconds' })
const standingShape = z.object({
  availability: share,
  up: seconds,
  down: seconds,
  unknown: seconds,
  maintenance: seconds,
  scheduledDown: seconds,
  plannedPart: share,
  goalPercent: z.number(),
  budget: z.object({ allowed: seconds, left: seconds }),
  creditPercent: z.number(),
})
const shape = z.object({
  from: z.iso.datetime(),
  to: z.iso.datetime(),
  goalPercent: z.number(),
  method: z.string(),
  fleet: standingShape,
  items: z.array(standingShape.extend({ site: z.string() })),
  next: z.null(),
})

/** `/api/v1/availability`: up, down, unknown and planned work of each site, which are the whole period together (REV-3, PRE-5). */
export const availabilityRoute = (around: Around): Route =>
  api({
    method: 'GET',
    path: '/api/v1/availability',
    who: 'viewer',
    does: 'Availability of each site and of all over the last days (30 unless asked), with budget, credit and what of the downtime was planned.',
    query: z.strictObject({ days: z.coerce.number().int().min(1).max(366).default(30) }),
    gives: shape,
    answer: async (asked) => {
      const to = around.clock.now()
      const from = after(to, days(-asked.query.days))
      const { sites, fleet } = await availabilityFor(around, callerOf(asked).partner, { from, to })
      const items = sites.map((standing) => ({ site: standing.site, ...show(standing) }))
      const goalPercent = around.plan().availability.percent
      return { json: { from: iso(from), to: iso(to), goalPercent, method: METHOD, fleet: show(fleet), items, next: null } }
    },
  })

const show = ({ ledger, availability, goal, budget, credit, plannedPart }: Standing): z.infer<typeof standingShape> => ({
  ...{ availability, plannedPart, goalPercent: goal, creditPercent: credit },
  ...{ up: ledger.up / 1000, down: ledger.down / 1000, unknown: ledger.unknown / 1000 },
  ...{ maintenance: ledger.maintenance / 1000, scheduledDown: ledger.scheduledDown / 1000 },
  budget: { allowed: budget.allowed / 1000, left: budget.left / 1000 },
})
