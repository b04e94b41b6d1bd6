import { html } from 'hono/html'
import { z } from 'zod'
import { days, minutes } from '../../domain/instant.ts'
import type { Instant } from '../../domain/instant.ts'
import { readStart } from '../../domain/maintenance/read-start.ts'
import { planMaintenance } from '../../domain/maintenance/decide-maintenance.ts'
import type { MaintenanceHappening, ScheduledMaintenance } from '../../domain/maintenance/scheduled.ts'
import { span } from '../../domain/plan/words.ts'
import { Problem } from '../../problem.ts'
import type { Around } from '../around.ts'
import { mayEnter } from '../caller.ts'
import type { Caller } from '../caller.ts'
import { words } from '../input.ts'
import {
  announcedFor,
  cancelMaintenance,
  changeMaintenance,
  maintenanceParams,
  ownerFor,
  readPlanned,
  workOf,
  worksFor,
} from '../maintenance-deeds.ts'
import { callerOf, page } from '../route.ts'
import type { Answer, Html, Route } from '../route.ts'
import { announcedSection } from './announced-section.ts'
import { maintenanceCard } from './maintenance-card.ts'
import { maintenanceForm, plannedForm, textOfForm } from './maintenance-form.ts'
import type { FilledForm, Preview } from './maintenance-form.ts'
import { shell } from './shell.ts'
import { zoneOf } from './times.ts'

const starts = z.string().max(100)
const lasting = span(minutes(1), days(30))

/** `/maintenance`: what is planned and what is going on, and the planner with the seven facts (MNT-1 to MNT-3). It works without JavaScript. */
export function maintenancePages(around: Around): Route[] {
  return [
    page({
      method: 'GET',
      path: '/maintenance',
      who: 'viewer',
      does: 'Planned maintenance, and the planner.',
      query: z.strictObject({}),
      answer: async (asked) => ({ page: await desk(around, callerOf(asked), { values: {}, complaints: [], preview: null }) }),
    }),
    page({
      method: 'POST',
      path: '/maintenance',
      who: 'responder',
      does: 'Shows whom a window would reach and when, or plans it.',
      body: plannedForm,
      answer: (asked) => planned(around, callerOf(asked), asked.body),
    }),
    deed(around, 'start', z.strictObject({}), (by) => ({ type: 'started', by })),
    deed(around, 'extend', z.strictObject({ by: lasting }), (by, { by: length }) => ({ type: 'extended', by, length })),
    deed(around, 'move', z.strictObject({ starts, emergency: z.string().max(2000).optional() }), (by, body, { facts }, zone) => ({
      ...{ type: 'moved', by, startsAt: startIn(body.starts, zone), lasts: facts.lasts },
      emergency: body.emergency?.trim() || null,
    })),
    page({
      method: 'POST',
      path: '/maintenance/:id/cancel',
      who: 'responder',
      does: 'The button cancel of a planned window, and of those that follow it.',
      params: maintenanceParams,
      body: z.strictObject({ reason: words(1000), following: z.literal('yes').optional() }),
      answer: async (asked) => {
        const { reason, following } = asked.body
        await cancelMaintenance(around, callerOf(asked), asked.params.id, { reason, following: following === 'yes' })
        return { redirect: `/maintenance#${asked.params.id}` }
      },
    }),
    deed(around, 'complete', z.strictObject({}), (by) => ({ type: 'completed', by })),
  ]
}

function startIn(local: string, zone: string): Instant {
  const reading = readStart(`${local}[${zone}]`)
  if ('means' in reading) return reading.means
  throw new Problem('bad-input', 'field_invalid', `"starts": ${reading.wrong}.`, `Please ${reading.write}.`, { field: 'starts' })
}

async function planned(around: Around, caller: Caller, form: z.infer<typeof plannedForm>): Promise<Answer> {
  const zone = zoneOf(around.plan(), caller)
  const { maintenance, repeats, complaints } = readPlanned(around, caller, textOfForm(form, zone), 'form')
  const filled = { values: form, complaints }
  if (complaints.length > 0 || !maintenance) return { page: await desk(around, caller, { ...filled, preview: null }), status: 400 }
  const owner = ownerFor(caller)
  if (form.do === 'plan') {
    await around.maintenance.schedule(owner, maintenance, caller.by, repeats)
    return { redirect: '/maintenance' }
  }
  const work = planMaintenance(owner, maintenance, around.clock.now())
  return { page: await desk(around, caller, { ...filled, preview: { work, reached: around.maintenance.reached(work) } }) }
}

async function desk(around: Around, caller: Caller, form: FilledForm & { readonly preview: Preview | null }): Promise<Html> {
  const plan = around.plan()
  const now = around.clock.now()
  const zone = zoneOf(plan, caller)
  const mayAct = mayEnter('responder', caller)
  const works = await worksFor(around, caller)
  const isOver = ({ phase }: ScheduledMaintenance) => phase === 'completed' || phase === 'cancelled'
  const ahead = works.filter((work) => !isOver(work)).sort((a, b) => a.facts.startsAt - b.facts.startsAt)
  const past = works.filter(isOver).toReversed().slice(0, 20)
  const card = (work: ScheduledMaintenance) => maintenanceCard(work, { plan, caller, now, zone, mayAct })
  const main = [
    html`<h1>Maintenance</h1>
      <p class="quiet">${ahead.length === 0 ? 'Nothing is planned.' : `${ahead.length} planned or going on`}</p>`,
    html`<ul class="sites">
      ${ahead.map(card)}
    </ul>`,
    announcedSection(await announcedFor(around, caller), { plan, caller, now, zone }),
    mayAct ? maintenanceForm(form, { plan, caller, zone, now }) : html``,
    past.length === 0
      ? html``
      : html`<section>
          <h2>Over</h2>
          <ul class="sites">
            ${past.map(card)}
          </ul>
        </section>`,
  ]
  return shell(around, { title: 'Maintenance · Allclear', current: 'maintenance', caller, now }, main)
}

function deed<Body>(
  around: Around,
  verb: string,
  body: z.ZodType<Body>,
  happening: (by: string, body: Body, work: ScheduledMaintenance, zone: string) => MaintenanceHappening,
): Route {
  return page({
    method: 'POST',
    path: `/maintenance/:id/${verb}`,
    who: 'responder',
    does: `The button ${verb} of a planned window.`,
    params: maintenanceParams,
    body,
    answer: async (asked) => {
      const caller = callerOf(asked)
      const { id } = asked.params
      const work = await workOf(around, caller, id)
      await changeMaintenance(around, caller, id, happening(caller.by, asked.body, work, zoneOf(around.plan(), caller)))
      return { redirect: `/maintenance#${id}` }
    },
  })
}
