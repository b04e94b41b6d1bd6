import type { Proposal } from '@allclear/wire/proposal.ts'
import { iso, isoOrNull, saySpan } from '../domain/instant.ts'
import type { Span } from '../domain/instant.ts'
import { PROPOSAL_RULES } from '../domain/review/proposals/index.ts'
import type { Helped } from '../engine/proposals.ts'
import type { StoredProposal } from '../store/proposals.ts'
import type { Around } from './around.ts'
import { mayEnter } from './caller.ts'
import type { Caller } from './caller.ts'

/** A proposal, for the API and the screens. */
export function showProposal({ plan }: Pick<Around, 'plan'>, caller: Caller, proposal: StoredProposal): Proposal {
  const { id, rule, saw, proposes, incident, incidents, change, state, reason, version, madeAt, decidedAt, decidedBy } = proposal
  return {
    ...{ id, rule, saw, proposes, incident, incidents: [...incidents], state, reason, version },
    title: change.kind === 'deed' ? 'An assistant asks for it' : (PROPOSAL_RULES.find((one) => one.id === rule)?.title ?? rule),
    playbook: change.kind === 'playbook' ? change.playbook : null,
    place: change.kind === 'place' ? { how: change.place.how, to: change.place.screen, field: change.place.field } : null,
    ...{ at: iso(madeAt), decidedAt: isoOrNull(decidedAt) },
    decidedBy: decidedBy === null ? null : (plan().people[decidedBy]?.name ?? decidedBy),
    deed: change.kind === 'deed' ? { deed: change.deed, path: change.path, body: change.body } : null,
    mayDecide: state === 'open' && mayDecide(caller, proposal),
  }
}

/** Whether the caller's word decides: an owner's, or of what an assistant wants done that of a person who may do it. */
export const mayDecide = (caller: Caller, { change }: StoredProposal): boolean =>
  change.kind === 'deed' ? caller.person !== null && mayEnter('responder', caller) : mayEnter('owner', caller)

/** Whether what was accepted made the time shorter, in a sentence that says of how many incidents. */
export function sayHelped({ proposal: { proposes, version, decidedAt, aim }, effect: { before, after, fell } }: Helped): string {
  const since = `Since ${iso(decidedAt!).slice(0, 10)}${version === null ? '' : ` (version ${version})`}: ${proposes}`
  const what = aim!.what === 'step' ? `"${aim!.step}" is over` : aim!.what === 'acknowledge' ? 'somebody takes it' : 'the all clear comes'
  if (fell === null)
    return `${since} Too few incidents to say whether it helped: ${before.incidents} before, ${after.incidents} since; 3 of each are needed.`
  const verdict = fell ? 'it fell' : after.median === before.median ? 'it is the same' : 'it rose'
  return `${since} Until ${what}: ${say(after.median)} since (${after.incidents} incidents), ${say(before.median)} before (${before.incidents}): ${verdict}.`
}

const say = (span: Span | null) => saySpan(span ?? (0 as Span))
