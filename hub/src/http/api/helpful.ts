import { z } from 'zod'
import { iso } from '../../domain/instant.ts'
import { votesOf } from '../../store/votes.ts'
import type { Around } from '../around.ts'
import { incidentOf } from '../incident-of.ts'
import { incidentNumber } from '../input.ts'
import { api, callerOf } from '../route.ts'
import type { Route } from '../route.ts'

const voteShape = z.object({
  message: z.string(),
  helpful: z.boolean(),
  comment: z.string().nullable(),
  by: z.string(),
  at: z.iso.datetime(),
})

/** `/api/v1/incidents/{id}/helpful`: whether the messages of an incident helped their readers (COM-11), for its review. */
export const helpfulRoute = (around: Around): Route =>
  api({
    method: 'GET',
    path: '/api/v1/incidents/:id/helpful',
    who: 'viewer',
    does: 'What readers answered to "Was this helpful?", the last word of each on each message.',
    params: z.strictObject({ id: incidentNumber }),
    gives: z.object({ yes: z.int(), no: z.int(), votes: z.array(voteShape) }),
    answer: async (asked) => {
      const { partner } = await incidentOf(around, callerOf(asked), asked.params.id)
      const votes = await votesOf(around.store.db, partner, asked.params.id)
      const yes = votes.filter(({ helpful }) => helpful).length
      const shown = votes.map(({ message, helpful, comment, by, at }) => ({ message, helpful, comment, by, at: iso(at) }))
      return { json: { yes, no: votes.length - yes, votes: shown } }
    },
  })
