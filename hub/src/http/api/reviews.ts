import { Review } from '@allclear/wire/review.ts'
import { z } from 'zod'
import { iso, isoDuration, isoOrNull, saySpan } from '../../domain/instant.ts'
import type { Span } from '../../domain/instant.ts'
import type { Around } from '../around.ts'
import { mayEnter } from '../caller.ts'
import type { Caller } from '../caller.ts'
import { incidentNumber } from '../input.ts'
import { holdReview, newReview, readyReview } from '../review.ts'
import type { ReadyReview } from '../review.ts'
import { api, callerOf } from '../route.ts'
import type { Route } from '../route.ts'
import { sayHelped, showProposal } from '../show-proposal.ts'

const params = z.strictObject({ id: incidentNumber })
/** `/api/v1/incidents/{id}/review`: what its review is held over, and that it was held (REV-1). */
export const reviewRoutes = (around: Around): Route[] => [
  api({
    method: 'GET',
    path: '/api/v1/incidents/:id/review',
    who: 'viewer',
    does: 'What the post-incident review is held over: times against policy, late steps, bounces, votes, the timeline.',
    params,
    gives: Review,
    answer: async (asked) => ({ json: show(around, await readyReview(around, callerOf(asked), asked.params.id), callerOf(asked)) }),
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

const HELD = 'Held; the incident is closed.'
const inWords = (length: Span | null) => (length === null ? null : saySpan(length))
const span = (length: Span | null) => (length === null ? null : isoDuration(length))

function show(around: Around, { incident, review, votes, proposals, helped, timeline }: ReadyReview, caller: Caller): Review {
  const { phase } = incident
  const isOver = phase === 'resolved' || phase === 'reviewed'
  const yes = votes.filter(({ helpful }) => helpful).length
  return {
    ...{ incident: incident.id, site: incident.site, phase },
    standing: phase === 'reviewed' ? HELD : isOver ? 'To be held.' : 'The incident is not over: these are its figures so far.',
    mayHold: isOver && mayEnter('responder', caller),
    measures: review.measures.map(({ what, at, took, policy, isLate }) => ({
      what,
      at: isoOrNull(at),
      took: span(took),
      policy: span(policy),
      late: isLate,
      tookWords: inWords(took),
      policyWords: inWords(policy),
    })),
    late: [...review.late],
    bounced: [...review.bounced],
    helpful: { yes, no: votes.length - yes, comments: votes.flatMap(({ comment }) => (comment === null ? [] : [comment])) },
    proposals: proposals.map((one) => showProposal(around, caller, one)),
    helped: helped.map(sayHelped),
    timeline: timeline.map((entry) => ({ ...entry, at: iso(entry.at), says: entry.note ?? entry.subject ?? entry.template ?? '' })),
  }
}
