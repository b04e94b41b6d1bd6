import { Drill, DrillReport, Drills } from '@allclear/wire/drill.ts'
import { z } from 'zod'
import { WHOLE_DAY } from '../../domain/calendar/hours.ts'
import { CAUSES } from '../../domain/diagnosis/taxonomy.ts'
import { reportOf } from '../../domain/drill/report-of.ts'
import { sayOnly } from '../../domain/oncall/rung-times.ts'
import { unmet } from '../../domain/rehearsal/expectations.ts'
import { rehearse } from '../../domain/rehearsal/rehearse.ts'
import { writtenEntry } from '../../domain/rehearsal/written-entry.ts'
import { Problem } from '../../problem.ts'
import { findDrill, listDrills } from '../../store/drills.ts'
import type { Around } from '../around.ts'
import { mayEnter } from '../caller.ts'
import { newDrill, planDrill, readOrRefuse, stopDrill } from '../drill-deeds.ts'
import { incidentNumber } from '../input.ts'
import { operatorOnly } from '../operator-only.ts'
import { api, callerOf } from '../route.ts'
import type { Route } from '../route.ts'
import { showDrill, showReport } from '../show-drill.ts'

const SHOWN = 50
const MOST_SITES = 20 // the hub plays it while others wait
const params = z.strictObject({ id: incidentNumber })

/** `/api/v1/drills`: exercises of the team on the true clock, and of a scenario on the virtual one (PRP-3). For the operator's people alone. */
export const drillRoutes = (around: Around): Route[] => [
  api({
    method: 'GET',
    path: '/api/v1/drills',
    who: 'viewer',
    does: 'Lists drills that are planned, running and past, the newest first, each with its report.',
    query: z.strictObject({}),
    gives: Drills,
    async answer(asked) {
      operatorOnly(asked)
      const { drills, sites } = around.plan()
      const items = await Promise.all((await listDrills(around.store.db, SHOWN)).map((drill) => showDrill(around, drill)))
      const causes = CAUSES.filter(({ id }) => !id.startsWith('false_alarm.')).map(({ id, title }) => ({ id, title }))
      const mayPlan = mayEnter('owner', asked.caller)
      return {
        json: {
          items,
          next: null,
          agreed: drills && sayOnly({ ...drills, hours: drills.hours ?? WHOLE_DAY, severity: null }),
          sites: Object.keys(sites),
          causes,
          mayPlan,
        },
      }
    },
  }),
  api({
    method: 'GET',
    path: '/api/v1/drills/:id',
    who: 'viewer',
    does: 'One drill with its report: who would have been told what and when, who was paged, who took it after how long, what was late.',
    params,
    query: z.strictObject({}),
    gives: Drill,
    async answer(asked) {
      operatorOnly(asked)
      return { json: await shown(around, asked.params.id) }
    },
  }),
  api({
    method: 'POST',
    path: '/api/v1/drills',
    who: 'owner',
    does: 'Plans a live drill, or begins it: it really pages the team, and nobody else.',
    body: newDrill,
    gives: Drill,
    async answer(asked) {
      operatorOnly(asked)
      return { status: 201, json: await shown(around, await planDrill(around, callerOf(asked), asked.body)) }
    },
  }),
  api({
    method: 'POST',
    path: '/api/v1/drills/:id/stop',
    who: 'responder',
    does: 'Ends a drill that is running, or takes a planned one back.',
    params,
    body: z.strictObject({}),
    gives: Drill,
    async answer(asked) {
      operatorOnly(asked)
      await stopDrill(around, callerOf(asked), asked.params.id)
      return { json: await shown(around, asked.params.id) }
    },
  }),
  rehearseRoute(around),
]

const rehearseRoute = (around: Around): Route =>
  api({
    method: 'POST',
    path: '/api/v1/drills/rehearse',
    who: 'responder',
    does: 'Plays a scenario on the virtual clock with the plan and the playbooks of this hub: nobody is paged.',
    body: z.strictObject({ scenario: z.string().max(100_000) }),
    gives: z.object({ timeline: z.array(z.record(z.string(), z.unknown())), ended: z.string(), report: DrillReport }),
    async answer(asked) {
      operatorOnly(asked)
      const scenario = readOrRefuse(around, asked.body.scenario)
      if (scenario.maintenance !== null || scenario.sites.length > MOST_SITES)
        throw new Problem(
          'bad-input',
          'drill_unplayable',
          'The hub plays no scenario with a window or many sites.',
          'Use: allclear rehearse',
        )
      const { playbooks, templates } = around.library()
      const { timeline, ended, incidents } = rehearse({ plan: around.plan(), playbooks, templates, scenario, window: null })
      const missed = unmet(scenario, timeline).map(({ message }) => message)
      const report = showReport(reportOf(incidents[0] ?? null, timeline, null), scenario.start, missed)
      const shown = timeline.map((entry) => writtenEntry(entry, scenario.start, scenario.sites.length > 1))
      return { json: { timeline: shown, ended, report } }
    },
  })

async function shown(around: Around, id: number) {
  const drill = await findDrill(around.store.db, id)
  if (drill) return showDrill(around, drill)
  throw new Problem('not-found', 'drill_unknown', `There is no drill ${id}.`, 'Look at /api/v1/drills for those there are.')
}
