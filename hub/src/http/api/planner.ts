import { Planner, Preview, Scope } from '@allclear/wire/planner.ts'
import { z } from 'zod'
import type { Around } from '../around.ts'
import { localDate } from '../input.ts'
import { previewWindow } from '../maintenance/preview-window.ts'
import { showPlanner, showScope } from '../maintenance/show-planner.ts'
import { api, callerOf } from '../route.ts'
import type { Route } from '../route.ts'
import { planned } from './maintenance.ts'

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
  ]
}
