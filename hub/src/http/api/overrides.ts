import { z } from 'zod'
import { iso, isoOrNull } from '../../domain/instant.ts'
import type { MadeOverride } from '../../domain/oncall/made-override.ts'
import type { Around } from '../around.ts'
import { operatorOnly } from '../operator-only.ts'
import { listOverrides, makeOverride, newOverride, newSwap, swapShifts, withdrawOverride } from '../override-deeds.ts'
import { api, callerOf } from '../route.ts'
import type { Route } from '../route.ts'
import { listOf } from './shapes.ts'

const overrideShape = z.object({
  number: z.int(),
  schedule: z.string(),
  from: z.iso.datetime(),
  until: z.iso.datetime(),
  people: z.array(z.string()),
  insteadOf: z.string().nullable(),
  by: z.string(),
  at: z.iso.datetime(),
  withdrawnAt: z.iso.datetime().nullable(),
})

export const scheduleParams = z.strictObject({ id: z.string().min(1).max(100) })
const overrideParams = z.strictObject({ id: z.string().min(1).max(100), number: z.coerce.number().int().min(1) })

/** `/api/v1/schedules/{id}/overrides`, `/swaps`: who is on duty for a while, whatever the rotations say (RES-1). */
export function overrideRoutes(around: Around): Route[] {
  return [
    api({
      method: 'GET',
      path: '/api/v1/schedules/:id/overrides',
      who: 'viewer',
      does: 'Lists the overrides made on screen, the newest first, with those withdrawn. For the operator’s people alone.',
      params: scheduleParams,
      query: z.strictObject({}),
      gives: listOf(overrideShape),
      answer: async (asked) => {
        operatorOnly(asked)
        return { json: { items: (await listOverrides(around, asked.params.id)).map(showOverride), next: null } }
      },
    }),
    api({
      method: 'POST',
      path: '/api/v1/schedules/:id/overrides',
      who: 'responder',
      does: 'Puts people on duty for a while, instead of everyone or of one person.',
      params: scheduleParams,
      body: newOverride,
      gives: overrideShape,
      answer: async (asked) => {
        operatorOnly(asked)
        const made = await makeOverride(around, callerOf(asked), asked.params.id, asked.body)
        return { status: 201, json: showOverride(made) }
      },
    }),
    api({
      method: 'POST',
      path: '/api/v1/schedules/:id/overrides/:number/withdraw',
      who: 'responder',
      does: 'Takes an override back; what it did until now stays as it was.',
      params: overrideParams,
      body: z.strictObject({}),
      gives: overrideShape,
      answer: async (asked) => {
        operatorOnly(asked)
        const { id, number } = asked.params
        return { json: showOverride(await withdrawOverride(around, callerOf(asked), id, number)) }
      },
    }),
    api({
      method: 'POST',
      path: '/api/v1/schedules/:id/swaps',
      who: 'responder',
      does: 'Lets two people stand in for each other: two overrides, or none.',
      params: scheduleParams,
      body: newSwap,
      gives: listOf(overrideShape),
      answer: async (asked) => {
        operatorOnly(asked)
        const made = await swapShifts(around, callerOf(asked), asked.params.id, asked.body)
        return { status: 201, json: { items: made.map(showOverride), next: null } }
      },
    }),
  ]
}

const showOverride = (one: MadeOverride): z.infer<typeof overrideShape> => ({
  number: one.number,
  schedule: one.schedule,
  from: iso(one.from),
  until: iso(one.until),
  people: [...one.people],
  insteadOf: one.insteadOf,
  by: one.by,
  at: iso(one.at),
  withdrawnAt: isoOrNull(one.withdrawnAt),
})
