import type { Span } from '../instant.ts'
import type { FactName } from '../incident/facts.ts'
import type { Mark } from '../incident/incident.ts'

export type Audience = 'client' | 'partner' | 'responder' | 'public'
export type Severity = 'minor' | 'major' | 'critical'

/** A playbook as read: data that people who run support write, version, check and rehearse. */
export type Playbook = {
  readonly id: string
  readonly version: number // built-in ones are version 1
  readonly title: string
  readonly causes: readonly string[] // ids, families (`tls.*`), or `*`
  readonly firstContact: 'client' | 'partner'
  readonly severity: Severity
  readonly stableFor: Span
  readonly clearIf?: readonly FactName[] // beside the window: the all clear waits until every one of them holds
  readonly steps: readonly Step[]
}

/** One step does one thing. */
export type Step = {
  readonly id: string
  readonly start: Start
  readonly every: Delay | null
  readonly until: readonly FactName[]
  readonly atMost: number | null
  readonly onlyIf: readonly FactName[]
  readonly unless: readonly FactName[]
  readonly does: Deed
}

/** A length of time, or business days in the recipient's calendar. */
export type Delay = { readonly span: Span } | { readonly businessDays: number }

export type StepEnd = 'succeeds' | 'fails' | 'is done' | 'times out'
export type Answer = 'replies' | 'approves' | 'declines'

export type Start =
  | { readonly kind: 'at once' }
  | { readonly kind: 'after'; readonly delay: Delay; readonly of: 'confirmed' | 'recovered' | { readonly step: string } }
  | { readonly kind: 'next day'; readonly business: boolean; readonly minute: number } // minutes since local midnight
  | { readonly kind: 'when step'; readonly step: string; readonly ends: StepEnd }
  | { readonly kind: 'when answer'; readonly who: 'client' | 'partner'; readonly answers: Answer }
  | { readonly kind: 'when fact'; readonly fact: FactName }
  | { readonly kind: 'first of'; readonly starts: readonly Start[] } // `15m after confirmed or when partner replies`: whichever comes first

export type Deed =
  | {
      readonly do: 'message'
      readonly to: readonly Audience[]
      readonly template: string
      readonly via: string | null
      readonly needs?: readonly string[] // names of facts without which a person writes it
    }
  | {
      readonly do: 'task'
      readonly title: string
      readonly for: string
      readonly due: Delay | null
      readonly contact: string | null
      readonly checklist: readonly string[]
      readonly followUp: boolean
      readonly marks?: Mark // what is true once it is done
      readonly asks?: 'statistics' // done by saying what the site uses of its plan
    }
  | {
      readonly do: 'action'
      readonly run: string
      readonly on: string
      readonly timeout: Span
      readonly approval: 'client' | 'partner' | 'responder' | null
    }
  | {
      readonly do: 'approval'
      readonly from: 'client' | 'partner'
      readonly template: string
      readonly offers: string | null
      readonly for: Delay
    }
  | { readonly do: 'escalate'; readonly to: string }
  | { readonly do: 'announce'; readonly template: string }
