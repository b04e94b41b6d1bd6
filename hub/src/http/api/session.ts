import { Session } from '@allclear/wire/session.ts'
import type { Around } from '../around.ts'
import type { Caller } from '../caller.ts'
import { zoneOf } from '../console/times.ts'
import { api, callerOf } from '../route.ts'
import type { Route } from '../route.ts'

/** `/api/v1/session`: who is logged in, and what stands around every screen. */
export function sessionRoute(around: Around): Route {
  return api({
    method: 'GET',
    path: '/api/v1/session',
    who: 'viewer',
    does: 'Who is logged in, with their role and zone.',
    gives: Session,
    answer: (asked) => ({ json: sessionFor(around, callerOf(asked)) }),
  })
}

function sessionFor(around: Around, caller: Caller): Session {
  const { by, role, partner } = caller
  const plan = around.plan()
  return {
    ...{ by, role, partner, name: plan.people[by]?.name ?? by, zone: zoneOf(plan, caller) },
    now: new Date(around.clock.now()).toISOString(),
    ...{ banner: around.banner, story: around.story?.() ?? null },
  }
}
