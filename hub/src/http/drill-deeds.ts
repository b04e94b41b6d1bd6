import { z } from 'zod'
import { OPERATOR } from '../domain/audience/pages.ts'
import { CAUSES } from '../domain/diagnosis/taxonomy.ts'
import { printComplaints } from '../domain/document.ts'
import { madeScenario } from '../domain/drill/made-scenario.ts'
import { pickMoment } from '../domain/drill/pick-moment.ts'
import { between, days, hours, minutes, readSpan } from '../domain/instant.ts'
import type { Instant } from '../domain/instant.ts'
import type { Period } from '../domain/plan/plan.ts'
import { readScenario } from '../domain/rehearsal/read-scenario.ts'
import type { Scenario } from '../domain/rehearsal/scenario.ts'
import { Problem } from '../problem.ts'
import { addAudit } from '../store/audit.ts'
import { addDrill, endDrill, findDrill } from '../store/drills.ts'
import type { Around } from './around.ts'
import type { Caller } from './caller.ts'

const SCENARIO_LENGTH = 100_000
const LONGEST_WINDOW = days(31)

const instant = z.iso
  .datetime({ offset: true, local: false, error: 'is no instant; write 2026-03-04T16:00:00Z' })
  .transform((text) => Date.parse(text) as Instant)
const lasts = z
  .string()
  .max(20)
  .transform((text, context) => {
    const span = readSpan(text)
    if (span !== null && span >= minutes(1) && span <= hours(24)) return span
    context.issues.push({ code: 'custom', message: 'is no length of time from 1m to 24h; write 30m', input: text })
    return z.NEVER
  })

/** A whole scenario, or a site that goes down for a cause and comes back. Without a time it begins now; `between` is for one that nobody is told of. */
export const newDrill = z.strictObject({
  scenario: z.string().max(SCENARIO_LENGTH).optional(),
  site: z.string().max(253).optional(),
  cause: z
    .enum(CAUSES.map(({ id }) => id))
    .nullable()
    .default(null),
  lasts: lasts.optional(),
  at: instant.nullable().default(null),
  between: z.strictObject({ from: instant, until: instant }).nullable().default(null),
  every: z.int().min(1, 'is less than a day; write 28').max(366).nullable().default(null),
})

/** Plans a drill in the caller's name, or begins it (PRP-3). Gives its number. Refused with the reason when it cannot be played, or when nobody agreed to it. */
export async function planDrill(around: Around, caller: Caller, asked: z.infer<typeof newDrill>): Promise<number> {
  const { store, clock } = around
  const now = clock.now()
  const text = asked.scenario ?? madeScenario({ site: asked.site ?? '', cause: asked.cause, lasts: asked.lasts ?? minutes(30) }, now)
  const scenario = readPlayable(around, text)
  const dueAt = asked.between === null ? later(asked.at, now) : chosenIn(around, asked.between, now)
  const [site] = scenario.sites
  const id = await store.transaction(async (tx) => {
    const made = await addDrill(tx, {
      ...{ site: site!, scenario: text, window: asked.between, every: asked.every, dueAt, madeBy: caller.by, madeAt: now },
    })
    await addAudit(tx, { at: now, partner: null, who: caller.by, what: 'drill-planned', about: `drill ${made}: ${site}` })
    return made
  })
  around.nudge('drill')
  return id
}

/** Ends a drill that is running, or takes a planned one back and with it those that would have followed. */
export async function stopDrill(around: Around, caller: Caller, id: number): Promise<void> {
  const drill = await findDrill(around.store.db, id)
  if (!drill) throw new Problem('not-found', 'drill_unknown', `There is no drill ${id}.`, 'Look at /api/v1/drills for those there are.')
  const at = around.clock.now()
  const why = drill.state === 'running' ? `The drill is over: ${caller.by} ended it.` : `${caller.by} took it back.`
  const stop: Parameters<Around['respond']>[3] = async (tx) => {
    if (!(await endDrill(tx, drill, { at, why }))) throw over(id)
    await addAudit(tx, { at, partner: null, who: caller.by, what: 'drill-stopped', about: `drill ${id}: ${drill.site}` })
    return true
  }
  if (drill.state !== 'running' && drill.state !== 'planned') throw over(id)
  if (drill.incident === null) await around.store.transaction(stop)
  else await around.respond(OPERATOR, drill.incident, { type: 'drill-ended', why }, stop)
}

/** Reads a scenario with everything that is wrong with it at once. */
export function readOrRefuse(around: Around, text: string): Scenario {
  const { scenario, complaints } = readScenario(text, 'scenario', around.plan())
  if (scenario) return scenario
  const errors = complaints.filter(({ level }) => level === 'error')
  throw new Problem('bad-input', 'drill_invalid', printComplaints(errors).trimEnd(), 'Mend what is named and try again.', {
    complaints: errors,
  })
}

// What a person on call can live through: one site, that does go down.
function readPlayable(around: Around, text: string): Scenario {
  const scenario = readOrRefuse(around, text)
  const refuse = (message: string, fix: string) => new Problem('bad-input', 'drill_unplayable', message, fix, { field: 'scenario' })
  if (scenario.sites.length > 1) throw refuse('A live drill hits one site.', 'Name one, or rehearse several on the virtual clock.')
  if (scenario.maintenance !== null)
    throw refuse('A live drill has no planned window.', 'Leave "maintenance" out, or rehearse on the virtual clock.')
  if (!scenario.events.some((event) => event.happens === 'service' || (event.happens === 'site' && event.state === 'down')))
    throw refuse('Nothing goes down in this scenario.', 'Add an event: { at: 0m, site: down }')
  return scenario
}

function later(at: Instant | null, now: Instant): Instant {
  if (at === null) return now
  if (at < now) throw new Problem('bad-input', 'drill_past', 'This moment is past.', 'Name one that is still to come.', { field: 'at' })
  return at
}

function chosenIn({ plan }: Around, { from, until }: Period, now: Instant): Instant {
  const { drills } = plan()
  const refuse = (message: string, fix: string) => new Problem('bad-input', 'drill_not_agreed', message, fix, { field: 'between' })
  if (drills === null)
    throw refuse(
      'The team agreed to no unannounced drills.',
      'Write the hours under "drills:" in the configuration, or plan one with a time.',
    )
  if (until <= now || until <= from || between(from, until) > LONGEST_WINDOW)
    throw refuse('This is no time ahead of at most 31 days.', 'Name a later end, or an earlier one.')
  const picked = pickMoment(drills, { from: Math.max(from, now) as Instant, until }, Math.random())
  if (picked === null) throw refuse('None of the agreed hours lies within this time.', 'Make it longer.')
  return picked
}

const over = (id: number) => new Problem('conflict', 'drill_over', `Drill ${id} is over.`, 'Nothing is left to do.')
