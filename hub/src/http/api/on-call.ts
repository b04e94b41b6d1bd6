import { OnCall } from '@allclear/wire/on-call.ts'
import { z } from 'zod'
import type { Around } from '../around.ts'
import { localDate } from '../input.ts'
import { showOnCall } from '../on-call/show-on-call.ts'
import { operatorOnly } from '../operator-only.ts'
import { api, callerOf } from '../route.ts'
import type { Route } from '../route.ts'

/** `/api/v1/on-call`: who is called now and next, and two weeks of every schedule (RES-1). */
export const onCallRoute = (around: Around): Route =>
  api({
    method: 'GET',
    path: '/api/v1/on-call',
    who: 'viewer',
    does: 'Who is called now and next, and 14 days from a date on: schedules, holes, absences, overrides, how everyone is reached. For the operator’s people alone.',
    query: z.strictObject({ from: localDate.optional() }),
    gives: OnCall,
    answer: async (asked) => {
      operatorOnly(asked)
      return { json: await showOnCall(around, callerOf(asked), asked.query.from) }
    },
  })
