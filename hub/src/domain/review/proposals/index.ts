import { alwaysApproved } from './always-approved.ts'
import { causeCorrected } from './cause-corrected.ts'
import { contactBounced } from './contact-bounced.ts'
import { otherTier } from './other-tier.ts'
import type { Rule } from './proposal.ts'
import { relapse } from './relapse.ts'
import { stepLate } from './step-late.ts'
import { stepSkipped } from './step-skipped.ts'
import { takenLate } from './taken-late.ts'

/** All that is learned from incidents. A new one is its file, its test and a line here. */
export const PROPOSAL_RULES: readonly Rule[] = [
  stepLate,
  contactBounced,
  relapse,
  otherTier,
  causeCorrected,
  takenLate,
  alwaysApproved,
  stepSkipped,
]
