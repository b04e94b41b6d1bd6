import { after, days } from '../../instant.ts'
import type { Instant } from '../../instant.ts'
import { PROPOSAL_RULES } from './index.ts'
import type { Proposal, Seen } from './proposal.ts'

const DECLINED_FOR = days(90)
/** Of how many executions of a playbook it is learned. */
export const LOOKS_AT = 5

/** What became of a proposal about the same thing. */
export type Decided = {
  readonly rule: string
  readonly thing: string
  readonly state: 'open' | 'accepted' | 'declined'
  readonly at: Instant // made, or decided
}

/**
 * What the review of an incident proposes (REV-2): of each rule and thing once. Not while one is open or was declined within 90 days; after one
 * was accepted, only from what happened since.
 */
export function proposeChanges(seen: Seen, decided: readonly Decided[], at: Instant): Proposal[] {
  const begun = new Map(seen.last.map(({ incident }) => [Number(incident.id), incident.detectedAt]))
  return PROPOSAL_RULES.flatMap((rule) => rule.look(seen).map((one): Proposal => ({ ...one, rule: rule.id }))).filter((proposal) =>
    decided
      .filter(({ rule, thing }) => rule === proposal.rule && thing === proposal.thing)
      .every((before) =>
        before.state === 'accepted'
          ? proposal.incidents.every((number) => (begun.get(number) ?? 0) >= before.at)
          : before.state === 'declined' && after(before.at, DECLINED_FOR) <= at,
      ),
  )
}
