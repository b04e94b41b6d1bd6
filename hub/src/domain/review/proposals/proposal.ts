import type { Incident } from '../../incident/incident.ts'
import type { Plan } from '../../plan/plan.ts'
import type { Playbook } from '../../playbook/playbook.ts'
import type { TextEdit } from '../../playbook/edit-text.ts'
import type { Lived } from '../../rehearsal/replay.ts'
import type { Place } from '../../readiness/finding-kind.ts'

/** An incident that is over, with all that happened to it. */
export type Past = { readonly incident: Incident; readonly events: readonly Lived[] }

/** What a rule looks at when a review opens. */
export type Seen = {
  readonly now: Past // whose review it is
  readonly last: readonly Past[] // it and those before it that ended with the same playbook, the newest first, five at most
  readonly playbook: Playbook // as it holds now, its times as they are written
  readonly plan: Plan
}

/** The time that a proposal is meant to shorten: of a step from the confirmation to its end, or of a measure of the review. */
export type Aim = { readonly what: 'step'; readonly step: string } | { readonly what: 'acknowledge' } | { readonly what: 'all clear' }

/** What is to be changed, exactly: the text of a playbook, a place of plan and contacts, or an incident by a deed that an assistant asks for. */
export type Change =
  | { readonly kind: 'playbook'; readonly playbook: string; readonly edits: readonly TextEdit[] }
  | { readonly kind: 'place'; readonly place: Place }
  | { readonly kind: 'deed'; readonly deed: string; readonly path: string; readonly body: unknown }

/** What an incident taught, and what would make the next one shorter (REV-2). */
export type Suggestion = {
  readonly thing: string // what it is about, within its rule: the same words for the same thing
  readonly partner: string // the tenant who decides, `operator` for playbooks and ladders
  readonly saw: string
  readonly proposes: string
  readonly incidents: readonly number[] // that it saw this in, the newest first
  readonly aim: Aim | null // null: no time is expected to fall
  readonly change: Change
}
export type Proposal = Suggestion & { readonly rule: string }

/** One thing to learn from incidents. */
export type Rule = {
  readonly id: string // never changes once shipped: what was declined is remembered by it
  readonly title: string
  readonly look: (seen: Seen) => readonly Suggestion[]
}
