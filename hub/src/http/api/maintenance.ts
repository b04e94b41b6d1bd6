import { z } from 'zod'
import { days, iso, isoOrNull, minutes, saySpan } from '../../domain/instant.ts'
import { noticesAhead } from '../../domain/maintenance/notices-ahead.ts'
import { readStart } from '../../domain/maintenance/read-start.ts'
import type { MaintenanceHappening, ScheduledMaintenance } from '../../domain/maintenance/scheduled.ts'
import { span, written } from '../../domain/plan/words.ts'
import type { Around } from '../around.ts'
import type { Caller } from '../caller.ts'
import { words } from '../input.ts'
import {
  acceptPlanned,
  announcedFor,
  cancelMaintenance,
  changeMaintenance,
  maintenanceParams,
  nameFor,
  ownerFor,
  readPlanned,
  sitesFor,
  workOf,
  worksFor,
} from '../maintenance-deeds.ts'
import { api, callerOf } from '../route.ts'
import type { Route } from '../route.ts'
import { listOf } from './shapes.ts'

const moment = z.iso.datetime()
const maintenanceShape = z.object({
  maintenance: z.string(),
  partner: z.string(),
  series: z.string().nullable(),
  phase: z.enum(['planned', 'running', 'verifying', 'completed', 'cancelled']),
  starts: moment,
  ends: moment,
  lasts: z.string(),
  affects: z.object({ providers: z.array(z.string()), sites: z.array(z.string()), clients: z.array(z.string()) }),
  sites: z.array(z.string()),
  disrupts: z.string(),
  reason: z.string(),
  benefit: z.string(),
  support: z.string(),
  alternatives: z.string(),
  emergency: z.string().nullable(),
  notices: z.array(z.object({ kind: z.string(), at: moment })),
  startedAt: moment.nullable(),
  endedAt: moment.nullable(),
  unwell: z.array(z.string()),
  overrun: z.boolean(),
  cancelledBecause: z.string().nullable(),
})

const announcedShape = z.object({
  provider: z.string().nullable().meta({ description: 'Null for a partner: what its sites stand on is the operator’s to tell.' }),
  title: z.string().nullable().meta({ description: 'In the provider’s words; null for a partner.' }),
  starts: moment,
  ends: moment,
  sites: z.array(z.string()),
  seenAt: moment,
})

const text = z.string().optional()
const list = z.array(z.string()).optional()
/** Every fact may be missing here: what is missing is refused by name, all of it at once (MNT-1). */
export const planned = z.strictObject({
  maintenance: text,
  starts: text,
  lasts: text,
  repeats: text.meta({ description: 'How it comes again: every 2 weeks until 2027-12-31. `starts` then names its zone.' }),
  affects: z.strictObject({ providers: list, sites: list, clients: list }).optional(),
  disrupts: text,
  reason: text,
  benefit: text,
  support: text,
  alternatives: text,
  emergency: text,
  yaml: text.meta({ description: 'The whole file instead of the fields.' }),
})

export const lasting = span(minutes(1), days(30))
export const moving = z.strictObject({ starts: written(readStart), lasts: lasting.optional(), emergency: words(2000).optional() })

/** `/api/v1/maintenance`: planned windows, and what a person can do about each (MNT-1 to MNT-3). */
export function maintenanceRoutes(around: Around): Route[] {
  const show = (caller: Caller, work: ScheduledMaintenance) => showMaintenance(around, caller, work)
  return [
    api({
      method: 'GET',
      path: '/api/v1/announced-work',
      who: 'viewer',
      does: 'Lists the work that providers announce on their status pages and that is not over, the first to begin first.',
      query: z.strictObject({}),
      gives: listOf(announcedShape),
      answer: async (asked) => {
        const caller = callerOf(asked)
        const items = (await announcedFor(around, caller)).map(({ provider, title, startsAt, endsAt, sites, seenAt }) => ({
          ...(caller.partner === null ? { provider, title } : { provider: null, title: null }),
          ...{ starts: iso(startsAt), ends: iso(endsAt), sites: [...sites], seenAt: iso(seenAt) },
        }))
        return { json: { items, next: null } }
      },
    }),
    api({
      method: 'GET',
      path: '/api/v1/maintenance',
      who: 'viewer',
      does: 'Lists planned windows, those of the last 90 days included, the first to end first.',
      query: z.strictObject({}),
      gives: listOf(maintenanceShape),
      answer: async (asked) => {
        const caller = callerOf(asked)
        return { json: { items: (await worksFor(around, caller)).map((work) => show(caller, work)), next: null } }
      },
    }),
    api({
      method: 'GET',
      path: '/api/v1/maintenance/:id',
      who: 'viewer',
      does: 'One planned window.',
      params: maintenanceParams,
      gives: maintenanceShape,
      answer: async (asked) => ({ json: show(callerOf(asked), await workOf(around, callerOf(asked), asked.params.id)) }),
    }),
    api({
      method: 'POST',
      path: '/api/v1/maintenance',
      who: 'responder',
      does: 'Plans a window with its seven facts. The same one twice is one.',
      body: planned,
      gives: maintenanceShape,
      answer: async (asked) => {
        const caller = callerOf(asked)
        const { yaml, ...fields } = asked.body
        const words = yaml ?? JSON.stringify({ maintenance: nameFor(fields), ...fields })
        const read = readPlanned(around, caller, words, 'body')
        return { json: show(caller, await around.maintenance.schedule(ownerFor(caller), acceptPlanned(read), caller.by, read.repeats)) }
      },
    }),
    deed(
      around,
      'start',
      'Says that the work has begun, up to an hour early; at its time it begins by itself.',
      z.strictObject({}),
      (by) => ({
        ...{ type: 'started', by },
      }),
    ),
    deed(around, 'extend', 'Gives the work more time.', z.strictObject({ by: lasting }), (by, { by: length }) => ({
      type: 'extended',
      by,
      length,
    })),
    deed(around, 'move', 'Moves a window that has not begun.', moving, (by, { starts, lasts, emergency }, { facts }) => ({
      ...{ type: 'moved', by, startsAt: starts, lasts: lasts ?? facts.lasts, emergency: emergency ?? null },
    })),
    api({
      method: 'POST',
      path: '/api/v1/maintenance/:id/cancel',
      who: 'responder',
      does: 'Calls a window off before it begins; with `following`, also those that come after it in its series.',
      params: maintenanceParams,
      body: z.strictObject({ reason: words(1000), following: z.boolean().optional() }),
      gives: maintenanceShape,
      answer: async (asked) => {
        const caller = callerOf(asked)
        return { json: show(caller, await cancelMaintenance(around, caller, asked.params.id, asked.body)) }
      },
    }),
    deed(
      around,
      'complete',
      'Says that the work is done: its sites are verified, then completion is announced.',
      z.strictObject({}),
      (by) => ({
        ...{ type: 'completed', by },
      }),
    ),
  ]
}

function deed<Body>(
  around: Around,
  verb: string,
  does: string,
  body: z.ZodType<Body>,
  happening: (by: string, body: Body, work: ScheduledMaintenance) => MaintenanceHappening,
): Route {
  return api({
    method: 'POST',
    path: `/api/v1/maintenance/:id/${verb}`,
    who: 'responder',
    does,
    params: maintenanceParams,
    body,
    gives: maintenanceShape,
    answer: async (asked) => {
      const caller = callerOf(asked)
      const { id } = asked.params
      const said = happening(caller.by, asked.body, await workOf(around, caller, id))
      return { json: showMaintenance(around, caller, await changeMaintenance(around, caller, id, said)) }
    },
  })
}

// A partner reads of the operator's window what concerns its own sites, and nothing else of its scope.
function showMaintenance(around: Around, caller: Caller, work: ScheduledMaintenance): z.infer<typeof maintenanceShape> {
  const { facts, partner, series, phase, startedAt, endedAt, unwell, overrun, cancelledBecause } = work
  const { id, startsAt, endsAt, lasts, affects, disrupts, reason, benefit, support, alternatives, emergency } = facts
  const sites = sitesFor(around.plan(), caller, work)
  const isOwn = caller.partner === null || caller.partner === partner
  return {
    maintenance: id,
    ...{ partner, series, phase, sites, disrupts, reason, benefit, support, alternatives, emergency, cancelledBecause },
    starts: iso(startsAt),
    ends: iso(endsAt),
    lasts: saySpan(lasts),
    affects: isOwn
      ? { providers: [...affects.providers], sites: [...affects.sites], clients: [...affects.clients] }
      : { providers: [], sites, clients: [] },
    notices: noticesAhead(work).map(({ kind, at }) => ({ kind, at: iso(at) })),
    startedAt: isoOrNull(startedAt),
    endedAt: isoOrNull(endedAt),
    unwell: unwell.filter((site) => sites.includes(site)),
    overrun: overrun !== null,
  }
}
