import { z } from 'zod'
import { sayTime } from '../domain/calendar/say-time.ts'
import { after, days } from '../domain/instant.ts'
import type { Instant } from '../domain/instant.ts'
import { readStart } from '../domain/maintenance/read-start.ts'
import type { MadeOverride } from '../domain/oncall/made-override.ts'
import { overrideMustFit } from '../domain/oncall/override-fits.ts'
import type { Override, Plan } from '../domain/plan/plan.ts'
import { written } from '../domain/plan/words.ts'
import { Problem } from '../problem.ts'
import { addAudit } from '../store/audit.ts'
import { addOverride, endOverride, findOverride, overridesSince } from '../store/overrides.ts'
import type { Around } from './around.ts'
import type { Caller } from './caller.ts'

// By the clocks of a zone as well, which is how a person writes it: `2026-03-04T16:00[Africa/Accra]`.
const instant = written((text) => readStart(text.replace(/\.\d+(?=Z|[+-])/, '')))
const personId = z.string().min(1).max(100)

export const newOverride = z.strictObject({
  from: instant,
  until: instant,
  people: z.array(personId).min(1, 'names nobody; write one person').max(20),
  insteadOf: personId.nullable().default(null),
})
/** `mine` is the time the caller gives away (or `person`, where another swaps), `theirs` the one they take for it. */
export const newSwap = z.strictObject({
  mine: z.strictObject({ person: personId.optional(), from: instant, until: instant }),
  theirs: z.strictObject({ person: personId, from: instant, until: instant }),
})

/** Puts people on duty for a while, in the caller's name (RES-1). Refused with the reason when it cannot be. */
export async function makeOverride(around: Around, caller: Caller, schedule: string, override: Override): Promise<MadeOverride> {
  const [made] = await makeTogether(around, caller, schedule, [override])
  return made!
}

/** Two people stand in for each other: both overrides are made, or none. */
export async function swapShifts(around: Around, caller: Caller, schedule: string, swap: z.infer<typeof newSwap>): Promise<MadeOverride[]> {
  const { mine, theirs } = swap
  const me = mine.person ?? caller.person
  if (me === null)
    throw new Problem('bad-input', 'person_missing', 'This token is of no person.', 'Say who gives away: add mine.person.', {
      field: 'mine.person',
    })
  if (me === theirs.person)
    throw new Problem('bad-input', 'swap_alone', 'Nobody swaps with themselves.', 'Name another person.', { field: 'theirs.person' })
  return makeTogether(around, caller, schedule, [
    { from: mine.from, until: mine.until, people: [theirs.person], insteadOf: me },
    { from: theirs.from, until: theirs.until, people: [me], insteadOf: theirs.person },
  ])
}

/** Takes an override back; what it did until now stays as it was. Refused when it is over or taken back already. */
export async function withdrawOverride(around: Around, caller: Caller, schedule: string, number: number): Promise<MadeOverride> {
  const { store, clock } = around
  const found = await findOverride(store.db, number)
  if (found?.schedule !== schedule)
    throw new Problem('not-found', 'override_unknown', `There is no override ${number} of ${schedule}.`, 'See the list of overrides.')
  const now = clock.now()
  if (found.until <= now) throw new Problem('conflict', 'override_over', `Override ${number} is over.`, 'Nothing is left to do.')
  await store.transaction(async (tx) => {
    if (!(await endOverride(tx, number, now)))
      throw new Problem('conflict', 'override_withdrawn', `Override ${number} is withdrawn already.`, 'Nothing is left to do.')
    await addAudit(tx, { at: now, partner: null, who: caller.by, what: 'override-withdrawn', about: `${schedule} ${number}` })
  })
  await around.readOverrides()
  return { ...found, withdrawnAt: now }
}

// One is judged as if those before it were made: all of them, or none.
async function makeTogether(around: Around, { by }: Caller, id: string, overrides: readonly Override[]): Promise<MadeOverride[]> {
  const { store, clock } = around
  const now = clock.now()
  const plan = around.plan()
  mustKnowSchedule(plan, id)
  const { timezone } = plan.schedules[id]!
  const made = await store.transaction(async (tx) => {
    const kept: MadeOverride[] = []
    for (const override of overrides) {
      overrideMustFit(plan, plan.schedules[id]!, override, await overridesSince(tx, now), now)
      const from = Math.max(override.from, now) as Instant
      const one = await addOverride(tx, { ...override, from, schedule: id, by, at: now, withdrawnAt: null })
      const about = `${id} ${one.number}: ${one.people.join(', ')}, ${sayTime(from, timezone)} to ${sayTime(one.until, timezone)}`
      await addAudit(tx, { at: now, partner: null, who: by, what: 'override-made', about })
      kept.push(one)
    }
    return kept
  })
  await around.readOverrides()
  return made
}

/** The overrides of a schedule that ended less than a month ago or are still to come, the newest first. */
export async function listOverrides({ store, clock, plan }: Around, schedule: string): Promise<MadeOverride[]> {
  mustKnowSchedule(plan(), schedule)
  const found = await overridesSince(store.db, after(clock.now(), days(-31)))
  return found.filter((one) => one.schedule === schedule).toReversed()
}

/** Refuses a schedule that the configuration does not name. */
export function mustKnowSchedule({ schedules }: Plan, id: string) {
  if (!(id in schedules)) throw new Problem('not-found', 'schedule_unknown', `There is no schedule "${id}".`, 'See /api/v1/schedules.')
}
