import type { Collision } from '@allclear/wire/planner.ts'
import { iso } from '../../domain/instant.ts'
import type { AnnouncedWork } from '../../domain/maintenance/announced-work.ts'
import { collisionsOf } from '../../domain/maintenance/collisions.ts'
import type { Occupied } from '../../domain/maintenance/collisions.ts'
import type { ScheduledMaintenance } from '../../domain/maintenance/scheduled.ts'
import type { Plan } from '../../domain/plan/plan.ts'
import type { Around } from '../around.ts'
import type { Caller } from '../caller.ts'
import { announcedFor, sitesFor, worksFor } from '../maintenance-deeds.ts'
import { COLLISIONS } from './say-window.ts'

/** The windows and announced works that the caller may know of, read once for all that is shown. */
export type Calendar = { readonly works: readonly ScheduledMaintenance[]; readonly announced: readonly AnnouncedWork[] }

/** The same, asked of the store. */
export async function calendarFor(around: Around, caller: Caller): Promise<Calendar> {
  const [works, announced] = await Promise.all([worksFor(around, caller), announcedFor(around, caller)])
  return { works, announced }
}

/** Whether a window has passed, one way or the other. */
export const isOver = ({ phase }: ScheduledMaintenance) => phase === 'completed' || phase === 'cancelled'

/** What a window meets, as far as the caller may know of it; nothing once it is over. */
export function collisionsFor(plan: Plan, caller: Caller, { works, announced }: Calendar, work: ScheduledMaintenance): Collision[] {
  if (isOver(work)) return []
  const isOurs = caller.partner === null
  const beside = {
    isOurs,
    windows: works.filter((one) => !isOver(one)).map((one) => occupied(plan, caller, one)),
    announced: announced.map(({ provider, title, startsAt, endsAt, sites }): Occupied => ({
      id: isOurs ? `${plan.providers[provider]?.name ?? provider} announces “${title}”` : 'A provider of your sites is at work',
      ...{ from: startsAt, until: endsAt, sites },
    })),
  }
  return collisionsOf(plan, occupied(plan, caller, work), beside).map(({ kind, why, from, until }) => ({
    ...{ said: COLLISIONS[kind], why, from: iso(from), until: iso(until) },
  }))
}

const occupied = (plan: Plan, caller: Caller, work: ScheduledMaintenance): Occupied => ({
  ...{ id: work.facts.id, from: work.startedAt ?? work.facts.startsAt, until: work.facts.endsAt },
  sites: sitesFor(plan, caller, work),
})
