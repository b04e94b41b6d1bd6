import { Planner, Preview, Scope, Words } from '@allclear/wire/planner.ts'
import { z } from 'zod'
import type { Maintenance } from '../../domain/maintenance/read-maintenance.ts'
import type { MaintenanceHappening } from '../../domain/maintenance/scheduled.ts'
import type { Around } from '../around.ts'
import { localDate, words } from '../input.ts'
import { maintenanceParams, workOf } from '../maintenance-deeds.ts'
import { previewDeed } from '../maintenance/preview-deed.ts'
import { previewWindow } from '../maintenance/preview-window.ts'
import { showPlanner, showScope } from '../maintenance/show-planner.ts'
import { api, callerOf } from '../route.ts'
import type { Route } from '../route.ts'
import { lasting, moving, planned } from './maintenance.ts'

const deed = z.discriminatedUnion('deed', [
  z.strictObject({ deed: z.literal('start') }),
  z.strictObject({ deed: z.literal('complete') }),
  z.strictObject({ deed: z.literal('extend'), by: lasting }),
  moving.extend({ deed: z.literal('move') }),
  z.strictObject({ deed: z.literal('cancel'), reason: words(1000), following: z.boolean().optional() }),
])

function happeningOf(body: z.infer<typeof deed>, by: string, { lasts }: Pick<Maintenance, 'lasts'>): MaintenanceHappening {
  switch (body.deed) {
    case 'start':
      return { type: 'started', by }
    case 'complete':
      return { type: 'completed', by }
    case 'extend':
      return { type: 'extended', by, length: body.by }
    case 'move':
      return { type: 'moved', by, startsAt: body.starts, lasts: body.lasts ?? lasts, emergency: body.emergency ?? null }
    case 'cancel':
      return { type: 'cancelled', by, reason: body.reason }
  }
}

/** `/api/v1/planner` and the preview of a window: what is planned, what it meets, and whom a new one would reach (MNT-1 to MNT-3). */
export function plannerRoutes(around: Around): Route[] {
  return [
    api({
      method: 'GET',
      path: '/api/v1/planner',
      who: 'viewer',
      does: 'Planned windows with what they collide with, and the days from a date on: holidays, and hours in which nobody is on call.',
      query: z.strictObject({ from: localDate.optional(), days: z.enum(['7', '35']).default('7').transform(Number) }),
      gives: Planner,
      answer: async (asked) => ({ json: await showPlanner(around, callerOf(asked), asked.query) }),
    }),
    api({
      method: 'GET',
      path: '/api/v1/planner/scope',
      who: 'viewer',
      does: 'The providers, clients and sites that a window may affect.',
      query: z.strictObject({}),
      gives: Scope,
      answer: (asked) => ({ json: showScope(around, callerOf(asked)) }),
    }),
    api({
      method: 'POST',
      path: '/api/v1/maintenance/preview',
      who: 'responder',
      does: 'What a window would do, before it is planned: mistakes, collisions, every recipient with each moment, and the words in each language.',
      body: planned.omit({ yaml: true }),
      gives: Preview,
      answer: async (asked) => ({ json: await previewWindow(around, callerOf(asked), asked.body) }),
    }),
    api({
      method: 'POST',
      path: '/api/v1/maintenance/:id/notice-preview',
      who: 'responder',
      does: 'Who would read which words because of a deed, before it is done.',
      params: maintenanceParams,
      body: deed,
      gives: Words,
      answer: async (asked) => {
        const { params, body } = asked
        const caller = callerOf(asked)
        const { facts } = await workOf(around, caller, params.id)
        return { json: await previewDeed(around, caller, params.id, happeningOf(body, caller.by, facts)) }
      },
    }),
  ]
}
