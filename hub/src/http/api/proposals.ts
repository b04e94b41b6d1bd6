import { Proposal, Proposals, Trial } from '@allclear/wire/proposal.ts'
import { z } from 'zod'
import { iso, minutes } from '../../domain/instant.ts'
import { AUDIENCES } from '../../domain/playbook/say-step.ts'
import {
  acceptDeed,
  acceptProposal,
  declineProposal,
  mustFindProposal,
  proposalsFor,
  speaksAgainst,
  tryProposal,
} from '../../engine/proposals.ts'
import type { Trial as Tried } from '../../engine/proposals.ts'
import { Problem } from '../../problem.ts'
import type { StoredProposal } from '../../store/proposals.ts'
import type { Around } from '../around.ts'
import type { Caller } from '../caller.ts'
import { words } from '../input.ts'
import { performDeed } from '../mcp/perform-deed.ts'
import { limiter } from '../limiter.ts'
import { tooMany } from '../problems.ts'
import { api, callerOf } from '../route.ts'
import type { Asked, Route } from '../route.ts'
import { sayChange } from '../say-change.ts'
import { mayDecide, showProposal } from '../show-proposal.ts'

const SHOWN = 100
const params = z.strictObject({
  id: z.coerce
    .number()
    .int()
    .min(1)
    .max(2 ** 31)
    .meta({ type: 'integer' }),
})
const body = z.strictObject({ reason: words(400) })

/** `/api/v1/proposals`: what reviews propose to change, with somebody's yes or no (REV-2). */
export function proposalRoutes(around: Around, routes: () => readonly Route[]): Route[] {
  const plays = limiter({ max: 30, per: minutes(1) }) // each holds the hub up for a moment
  const find = (asked: Asked & { readonly params: z.infer<typeof params> }) =>
    mustFindProposal(around, callerOf(asked).partner, asked.params.id)
  const shown = async (asked: Parameters<typeof find>[0]) => showProposal(around, callerOf(asked), await find(asked))
  const mayPlay = (asked: Asked) => {
    const wait = plays(callerOf(asked).by, around.clock.now())
    if (wait !== null) throw tooMany(wait)
  }
  return [
    api({
      method: 'GET',
      path: '/api/v1/proposals',
      who: 'viewer',
      does: 'Lists what reviews propose to change, the newest first; a tenant sees what it decides itself.',
      query: z.strictObject({ state: z.enum(['open', 'accepted', 'declined']).optional() }),
      gives: Proposals,
      async answer(asked) {
        const caller = callerOf(asked)
        const found = await proposalsFor(around, caller.partner, { state: asked.query.state, limit: SHOWN })
        return { json: { items: found.map((one) => showProposal(around, caller, one)), next: null } }
      },
    }),
    api({
      method: 'GET',
      path: '/api/v1/proposals/:id',
      who: 'viewer',
      does: 'One proposal: what it saw, what it would change, and what became of it.',
      params,
      gives: Proposal,
      answer: async (asked) => ({ json: await shown(asked) }),
    }),
    api({
      method: 'GET',
      path: '/api/v1/proposals/:id/trial',
      who: 'viewer',
      does: 'What it would do: the lines of the playbook, past incidents replayed with it, and a rehearsal; nothing is kept.',
      params,
      gives: Trial,
      async answer(asked) {
        const proposal = await find(asked)
        mayPlay(asked)
        return { json: showTrial(await tryProposal(around, proposal)) }
      },
    }),
    api({
      method: 'POST',
      path: '/api/v1/proposals/:id/accept',
      who: 'responder',
      does: 'Says yes, with a reason: a playbook has a new version for the next incident, and what is open keeps its own; what an assistant wants done is done.',
      params,
      body,
      gives: Proposal,
      async answer(asked) {
        const proposal = await find(asked)
        mustDecide(callerOf(asked), proposal)
        mayPlay(asked)
        const word = { by: callerOf(asked).by, reason: asked.body.reason }
        const { change } = proposal
        if (change.kind === 'deed') await acceptDeed(around, proposal, word, () => performDeed(around, routes(), asked, change))
        else await acceptProposal(around, proposal, word)
        return { json: await shown(asked) }
      },
    }),
    api({
      method: 'POST',
      path: '/api/v1/proposals/:id/decline',
      who: 'responder',
      does: 'Says no, with a reason: the same is not proposed again for 90 days.',
      params,
      body,
      gives: Proposal,
      async answer(asked) {
        const proposal = await find(asked)
        mustDecide(callerOf(asked), proposal)
        await declineProposal(around, proposal, { by: callerOf(asked).by, reason: asked.body.reason })
        return { json: await shown(asked) }
      },
    }),
  ]
}

// An owner decides of playbooks and ladders; of a deed whoever may do it, and a person, not another machine.
function mustDecide(caller: Caller, proposal: StoredProposal) {
  if (mayDecide(caller, proposal)) return
  const isDeed = proposal.change.kind === 'deed'
  throw new Problem(
    'not-allowed',
    'proposal_not_yours',
    isDeed ? 'A person decides of this, not a token.' : 'An owner decides of this.',
    isDeed ? 'Log in, and accept or decline it there.' : 'Ask an owner.',
  )
}

function showTrial(trial: Tried | null): Trial {
  if (trial === null) return { lines: [], wrong: null, rehearsed: null, replays: [] }
  const { lines, rehearsed, replays } = trial
  return {
    lines: [...lines],
    wrong: speaksAgainst(trial),
    rehearsed: rehearsed && `Rehearsed with it, an outage of 50 minutes ends ${rehearsed}.`,
    replays: replays.map(({ incident: { id, site, detectedAt }, steps }) => ({
      ...{ incident: Number(id), site, at: iso(detectedAt) },
      changes: steps.flatMap(({ step, audience, then, now, by }) => {
        const says = sayChange(then, now, by)
        return says === '' ? [] : [{ step: audience ? `${step} (${AUDIENCES[audience]})` : step, says }]
      }),
    })),
  }
}
