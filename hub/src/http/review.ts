import { z } from 'zod'
import type { Incident } from '../domain/incident/incident.ts'
import { reviewOf } from '../domain/review/review-of.ts'
import type { Review } from '../domain/review/review-of.ts'
import { helpedBefore, proposalsFor } from '../engine/proposals.ts'
import type { Helped } from '../engine/proposals.ts'
import { Problem } from '../problem.ts'
import { eventsOf } from '../store/events.ts'
import type { StoredProposal } from '../store/proposals.ts'
import { timelineOf } from '../store/timeline.ts'
import { votesOf } from '../store/votes.ts'
import type { Vote } from '../store/votes.ts'
import type { Around } from './around.ts'
import type { Caller } from './caller.ts'
import { command } from './command.ts'
import { incidentOf } from './incident-of.ts'
import { words } from './input.ts'

/** What a person writes who holds a review. */
export const newReview = z.strictObject({ lessons: words(10_000), public: words(2000).or(z.literal('')).optional() })

export type ReadyReview = {
  readonly incident: Incident
  readonly review: Review
  readonly votes: readonly Vote[]
  readonly proposals: readonly StoredProposal[]
  readonly helped: readonly Helped[] // for the operator alone: playbooks are its own
  readonly timeline: Awaited<ReturnType<typeof timelineOf>>
}

/** All that a review is held over (REV-1): figures against policy, what was late, what bounced, what readers said, the timeline. */
export async function readyReview(around: Around, caller: Caller, number: number): Promise<ReadyReview> {
  const { db } = around.store
  const incident = await incidentOf(around, caller, number)
  const [events, votes, timeline, proposals, helped] = await Promise.all([
    eventsOf(db, incident.partner, number),
    votesOf(db, incident.partner, number),
    timelineOf(db, incident.partner, number),
    proposalsFor(around, caller.partner, { limit: 200 }),
    caller.partner === null ? helpedBefore(around, incident) : [],
  ])
  return {
    incident,
    review: reviewOf(incident, events),
    votes,
    proposals: proposals.filter((one) => concerns(one, incident)),
    helped,
    timeline,
  }
}

// What it taught itself, and what its playbook has still to be decided about.
const concerns = ({ incident: number, state, change }: StoredProposal, { id, playbook }: Incident) =>
  number === Number(id) || (state === 'open' && change.kind === 'playbook' && change.playbook === playbook?.id)

/** The review was held. Refused while the incident goes on: what is not over cannot be looked back on. */
export async function holdReview(around: Around, caller: Caller, number: number, said: z.infer<typeof newReview>): Promise<Incident> {
  await mustBeOver(around, caller, number)
  return command(around, caller, number, { type: 'review-held', by: caller.by, lessons: said.lessons, publicText: said.public || null })
}

async function mustBeOver(around: Around, caller: Caller, number: number) {
  const { phase } = await incidentOf(around, caller, number)
  if (phase !== 'resolved' && phase !== 'reviewed')
    throw new Problem('conflict', 'incident_not_resolved', `Incident ${number} is not over.`, 'Hold its review after the all clear.')
}
