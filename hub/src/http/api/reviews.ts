import { z } from 'zod'
import { iso, isoDuration, isoOrNull } from '../../domain/instant.ts'
import type { Span } from '../../domain/instant.ts'
import type { Around } from '../around.ts'
import { incidentNumber } from '../input.ts'
import { holdReview, newReview, readyReview } from '../review.ts'
import type { ReadyReview } from '../review.ts'
import { api, callerOf } from '../route.ts'
import type { Route } from '../route.ts'

const params = z.strictObject({ id: incidentNumber })
const text = z.string().nullable()
const shape = z.object({
  incident: z.string(),
  phase: z.string(),
  measures: z.array(z.object({ what: z.string(), at: text, took: text, policy: text, late: z.boolean() })),
  late: z.array(z.string()),
  bounced: z.array(z.string()),
  helpful: z.object({ yes: z.int(), no: z.int(), comments: z.array(z.string()) }),
  timeline: z.array(z.looseObject({ at: z.string(), kind: z.string() })),
})

/** `/api/v1/incidents/{id}/review`: what its review is held over, and that it was held (REV-1). */
export const reviewRoutes = (around: Around): Route[] => [
  api({
    method: 'GET',
    path: '/api/v1/incidents/:id/review',
    who: 'viewer',
    does: 'What the post-incident review is held over: times against policy, late steps, bounces, votes, the timeline.',
    params,
    gives: shape,
    answer: async (asked) => ({ json: show(await readyReview(around, callerOf(asked), asked.params.id)) }),
  }),
  api({
    method: 'POST',
    path: '/api/v1/incidents/:id/review',
    who: 'responder',
    does: 'Says that the review was held and what was learned; `public` goes to the status page.',
    params,
    body: newReview,
    gives: z.object({ phase: z.string() }),
    answer: async (asked) => ({ json: { phase: (await holdReview(around, callerOf(asked), asked.params.id, asked.body)).phase } }),
  }),
]

const span = (length: Span | null) => (length === null ? null : isoDuration(length))

function show({ incident, review, votes, timeline }: ReadyReview): z.infer<typeof shape> {
  const yes = votes.filter(({ helpful }) => helpful).length
  return {
    incident: incident.id,
    phase: incident.phase,
    measures: review.measures.map(({ what, at, took, policy, isLate }) => ({
      what,
      at: isoOrNull(at),
      took: span(took),
      policy: span(policy),
      late: isLate,
    })),
    late: [...review.late],
    bounced: [...review.bounced],
    helpful: { yes, no: votes.length - yes, comments: votes.flatMap(({ comment }) => (comment === null ? [] : [comment])) },
    timeline: timeline.map((entry) => ({ ...entry, at: iso(entry.at) })),
  }
}
