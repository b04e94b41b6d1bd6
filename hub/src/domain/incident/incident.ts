import type { Instant, Span } from '../instant.ts'
import type { Audience, Playbook } from '../playbook/playbook.ts'
import type { Coverage, PageChannel, Rung } from '../plan/plan.ts'
import type { Diagnosis } from '../diagnosis/diagnosis.ts'
import type { Verdict } from '../triage/verdict.ts'
import type { Offer, Recommendation } from '../plan/recommend-plan.ts'
import type { Statistics, Use } from '../plan/statistics.ts'
import type { MARKS } from './mark.ts'

export type Phase = 'suspected' | 'open' | 'stabilising' | 'resolved' | 'reviewed' | 'false-alarm'

/** One outage of one site, from the first failed check to the all clear. Plain data; only `decide` makes a new one. */
export type Incident = {
  readonly id: string
  readonly site: string
  readonly partner: string // the tenant, `operator` for the operator's own
  readonly phase: Phase
  readonly detectedAt: Instant // the first failed check
  readonly confirmedAt: Instant | null // the verdict genuine
  readonly failingSince: Instant | null // of the present outage; null while the site is seen well
  readonly wellSince: Instant | null
  readonly outages: number // 1, and one more for each relapse
  readonly longestOutage: Span // of those that are over
  readonly verdict: Verdict | null
  readonly diagnosis: Diagnosis | null
  readonly causeConfirmed: boolean // by confidence or by a person
  readonly pinned: Pinned | null // versions of what it was opened with
  readonly playbook: Playbook | null // pinned when the cause was found
  readonly playbookAt: Instant | null // when it was chosen: what `at once` means
  readonly steps: Readonly<Record<string, Execution>> // by execution key, see steps.ts
  readonly ladder: Ladder
  readonly response: Response | null
  readonly responses: readonly Response[] // of the outages before
  readonly heardOn: boolean // page, thread and page of the public have begun (after `page-after`)
  readonly promisedAt: Instant | null // when the public hears next, as its page says; null while nothing is public
  readonly told: readonly Told[]
  readonly held: readonly Held[] // words that wait for the end of the client's quiet hours
  readonly answers: readonly GivenAnswer[]
  readonly tasks: Readonly<Record<string, Task>>
  readonly marks: readonly Mark[] // what something told us, in order: provider-recovered, cleaned …; of scans each one
  readonly statistics?: Readonly<Partial<Record<Use, SaidFigure>>> // what the site uses of its plan
  readonly offer?: Offer & SaidBy // the plan to ask about
  readonly unreachable: readonly string[] // addresses that bounced
  readonly proposed: readonly Proposed[] // words of a person to the client that wait for the partner's yes
  readonly resolvedAt: Instant | null
  readonly parent: Membership | null // the larger outage that this one is part of
  readonly snooze: Snooze | null // its pages are silent for a while
  readonly earlier: string | null // the incident before, when it came back after an all clear
  readonly drill: string | null // the drill that it is played for; null: it is an outage
  readonly wakeAt: Instant | null // when to ask again with `clock`
}

/**
 * That an outage is part of a larger one. Of all incidents under a parent one leads: it alone pages on-call. Its words and `sites` count those
 * of its own tenant, and nobody else's.
 */
export type Membership = { readonly id: number; readonly says: string; readonly sites: number; readonly leads: boolean }

/** Who silenced the pages of an outage, until when and why; `then` is the escalation that a playbook wanted meanwhile. */
export type Snooze = {
  readonly by: string
  readonly until: Instant
  readonly reason: string
  readonly then: { readonly to: string; readonly step: string } | null
}

export type Mark = (typeof MARKS)[number]

/** The guarantee that somebody takes an outage in time (RES-2), and what became of it. */
export type Response = {
  readonly from: Instant
  readonly due: Instant
  readonly metAt: Instant | null
  readonly breached: boolean
  readonly isAtRisk: boolean // two thirds of the time had passed, and everybody of the present rung was called over everything they have
}

/** Who said it, a person's id or a panel's name, and when. */
type SaidBy = { readonly by: string; readonly at: Instant }
export type SaidFigure = SaidBy & { readonly figure: number }

/** What the incident sees until its all clear, whatever is edited meanwhile. */
export type Pinned = {
  readonly planVersion: string
  readonly escalation: readonly Rung[]
  readonly coverage: Coverage
  readonly firstResponse: Span
  readonly pageAfter: Span
  readonly staleAfter?: Span // incidents of 0.1.0 know none
  readonly stableFor: Span // where no playbook says otherwise
  readonly quickened?: number // by what every duration was divided: a demonstration
  readonly updateEvery?: Span // so often the public hears of a major outage, where no playbook says otherwise; incidents of 0.1.0 know none
}

export type Execution = {
  readonly step: string
  readonly audience: Audience | null // a step with several recipients starts for each by itself
  readonly state: 'started' | 'succeeded' | 'failed' | 'done' | 'timed-out' | 'cancelled'
  readonly startedAt: Instant
  readonly occurrences: number
  readonly nextAt: Instant | null // of its repetition
  readonly dueAt: Instant | null // when an action or approval times out, a task is overdue
  readonly overdueAt: Instant | null // the task's due time passed
  readonly endedAt: Instant | null
  readonly awaits?: 'client' | 'partner' | 'responder' | null // whose yes an action still needs
  readonly run?: string // the action that is under way; it ends even when another playbook was chosen meanwhile
}

/** What came with an answer, as far as it is known. */
export type Said = {
  readonly by?: string // who gave it: a name, or the address that it came from
  readonly text?: string // in their own words
  readonly says?: 'done' | 'help' | 'call' // which button of a message
  readonly phone?: string // where they can be called
  readonly step?: string // the question that it answers; without it the one that was asked first
  readonly message?: string // key of the message that they answered: the words they saw
  readonly ref?: string // an answer that comes a second time under the same reference is heard once
}

export type GivenAnswer = Said & {
  readonly who: 'client' | 'partner'
  readonly what: 'replied' | 'approved' | 'declined'
  readonly at: Instant
}

export type Task = {
  readonly title: string
  readonly done: boolean
  readonly followUp: boolean
  readonly execution: string | null // key of the execution that the task is
  readonly checklist: readonly CheckItem[]
  readonly marks?: Mark // what is true once it is done
  readonly asks?: 'statistics' // it is done by saying what the site uses of its plan
  readonly remindAt: Instant | null // when it will be late; null once that was said, or where a step looks after it
}

export type CheckItem = { readonly words: string; readonly done: boolean }

/** A case that was opened with a vendor, by the provider's id and the vendor's own number. */
export type VendorCase = { readonly provider: string; readonly number: string }

export type Ladder = {
  readonly rung: number
  readonly round: number // how often the present rung was called
  readonly calls: number // every call gives its pages a key of their own
  readonly nextAt: Instant | null // when the next rung is called; null: acknowledged, or not begun
  readonly acknowledgedBy: string | null
  readonly acknowledgedAt: Instant | null
  readonly newsAt: Instant | null // the last line since somebody has it
  readonly offeredTo?: string | null // whom it was handed to and who has not acknowledged yet
}

export type Told = {
  readonly audience: Audience
  readonly channel: string
  readonly address: string // mail address, number, Slack channel, page slug
  readonly cc?: readonly string[] // who had a copy, where anyone had
  readonly template: string
  readonly cause: string | null // as they could read it: a template that would say the same again is not sent again
  readonly key: string // of the message in the outbox
  readonly playbook: string | null // whose step told them
  readonly asks?: boolean // a question with a yes or no
  readonly also?: readonly Outage[] // what else the same words told of
  readonly written?: Written // what a person wrote
  readonly outcome: 'ordered' | 'delivered' | 'uncertain' | 'refused'
  readonly clearedFor: number // the outage whose all clear they heard; 0: none
}

/** What one telling is: whose step, which words. */
export type Telling = {
  readonly step: string | null
  readonly occurrence: number
  readonly template: string
  readonly playbook: string | null
  readonly asks?: boolean
  readonly also?: readonly Outage[]
  readonly needs?: readonly string[] // facts without which a person writes it
  readonly written?: Written
}

/** Words that a person chose: a template as it is, or their own, in the language of the reader unless they say another. */
export type Written = {
  readonly subject?: string // of own words
  readonly text?: string // own words, between greeting and signature
  readonly language?: string
  readonly asksFor?: { readonly template: string; readonly reader: string } // a partner is asked whether the client may read it
}

/** Words to a client that its partner is asked about first, and under which reference they are sent once. */
export type Proposed = {
  readonly ref: string
  readonly by: string
  readonly at: Instant
  readonly template: string
  readonly written: Written
}

/** An outage that is over, as the summary of another one names it. */
export type Outage = {
  readonly incident: string
  readonly site: string
  readonly since: Instant
  readonly until: Instant
  readonly cause: string | null // as the reader may know it
}

/** Who hears of an outage by a summary when nobody had told the client before its end (RES-5). */
export type SummaryReader = 'client' | 'partner'

/** Words that may not go out yet, and when they may. */
export type Held = { readonly recipient: Recipient; readonly telling: Telling; readonly until: Instant }

/** Something that happened to an incident. `known` is what was looked up at that moment, so that the story can be told again. */
export type Event = { readonly known: Known } & Happening

export type Happening =
  | { readonly type: 'suspected'; readonly incident: Incident }
  | { readonly type: 'confirmed'; readonly verdict: Verdict; readonly since: Instant } // since: the first failed check of this outage
  | { readonly type: 'dismissed'; readonly verdict: Verdict }
  | { readonly type: 'turned-away'; readonly at: string; readonly probe: string; readonly met: string } // a wall answered our probe, not the site
  | { readonly type: 'seen-up' }
  | { readonly type: 'diagnosed'; readonly diagnosis: Diagnosis; readonly playbook: Playbook }
  | { readonly type: 'cause-confirmed'; readonly by: string }
  | { readonly type: 'clock' }
  | { readonly type: 'acknowledged'; readonly by: string }
  | { readonly type: 'taken'; readonly by: string } // from whoever has it
  | { readonly type: 'handed-over'; readonly by: string; readonly to: string }
  | { readonly type: 'escalated'; readonly by: string; readonly to: string } // a person, a schedule or `next`
  | { readonly type: 'snoozed'; readonly by: string; readonly until: Instant; readonly reason: string }
  | { readonly type: 'unsnoozed'; readonly by: string }
  | { readonly type: 'joined'; readonly parent: Membership } // also when this one leads from now on, or the larger outage has grown
  | { readonly type: 'parted'; readonly parent: number; readonly says: string } // it goes its own way
  | { readonly type: 'noted'; readonly by: string; readonly text: string }
  | {
      readonly type: 'words-written'
      readonly by: string
      readonly ref: string // words that come a second time under the same reference are sent once
      readonly to: readonly ('client' | 'partner')[]
      readonly shown: readonly string[] // whom they were shown to go to; to nobody else they go
      readonly template: string
      readonly written: Written
      readonly despite?: string // why they do not wait for the partner's yes
    }
  | { readonly type: 'update-written'; readonly by: string; readonly stage: WrittenStage; readonly text: string }
  | ({ readonly type: GivenAnswer['what']; readonly who: 'client' | 'partner'; readonly unread?: boolean } & Said) // unread: words that a person has still to read
  | { readonly type: 'bounced'; readonly address: string }
  | {
      readonly type: 'delivered'
      readonly key: string
      readonly outcome: 'delivered' | 'uncertain' | 'refused'
      readonly reason: string | null
      readonly url?: string // where a post can be read
    }
  | {
      readonly type: 'action-ended'
      readonly run: string
      readonly result: 'done' | 'failed'
      readonly output: string
      readonly step?: string
      readonly mark?: Mark // what the action has found out
    }
  | { readonly type: 'task-done'; readonly task: string; readonly by: string | null }
  | { readonly type: 'task-taken'; readonly task: string; readonly by: string }
  | { readonly type: 'item-ticked'; readonly task: string; readonly item: number; readonly done: boolean; readonly by: string }
  | {
      readonly type: 'task-added'
      readonly by: string
      readonly title: string
      readonly for: string
      readonly dueAt: Instant | null
      readonly followUp: boolean
      readonly checklist: readonly string[]
    }
  | { readonly type: 'order-said'; readonly state: 'asked' | 'approved' | 'declined'; readonly text: string } // two people decide what an agent does
  | { readonly type: 'measure-taken'; readonly by: string; readonly text: string }
  | {
      readonly type: 'case-opened'
      readonly by: string
      readonly provider: string
      readonly name: string // of the provider
      readonly number: string
      readonly promisedAt: Instant | null // when they said they would be back
      readonly contact: string | null
    }
  | { readonly type: 'case-chased'; readonly by: string; readonly task: string; readonly text: string; readonly promisedAt: Instant | null }
  | {
      readonly type: 'ticket-written'
      readonly by: string
      readonly provider: string
      readonly name: string // of the provider
      readonly letter: Letter | null // null: they take none by mail
      readonly contact: string | null
    }
  | { readonly type: 'review-held'; readonly by: string; readonly lessons: string; readonly publicText: string | null } // publicText: what the status page says of it
  | { readonly type: 'marked'; readonly mark: Mark }
  | { readonly type: 'statistics-known'; readonly by: string; readonly statistics: Statistics; readonly offer?: Offer } // offer: named by hand
  | { readonly type: 'resolved-by-hand'; readonly by: string; readonly reason: string }
  // One incident speaks in a summary for all that are due for the same reader; `unwanted` are addresses that asked for none.
  | { readonly type: 'summary-due'; readonly reader: SummaryReader; readonly also: readonly Outage[]; readonly unwanted: readonly string[] }
  | { readonly type: 'summarised'; readonly reader: SummaryReader; readonly by: string } // told in the summary of that incident
  | { readonly type: 'summary-too-early'; readonly reader: SummaryReader } // the site is down again
  | { readonly type: 'drill-ended'; readonly why: string }

/** What the engine looked up for this moment: who is on duty, which address is good. */
export type Known = {
  readonly onDuty: Readonly<Record<string, readonly OnDuty[]>> // by what a rung, task or `gap` names: schedule or person
  readonly recipients: {
    readonly client: readonly Recipient[]
    readonly partner: readonly Recipient[]
    readonly public: readonly Recipient[]
  }
  readonly asksFirst?: boolean // the partner wants to be asked before a person's words go to its client
  readonly clientPassedOver?: string | null // why no address of the client works, in sentences
  readonly hostingManaged: boolean
  readonly hasAgent: boolean
  readonly hasStandby?: boolean // in news of before it was known, nothing
  readonly larger?: Membership // the larger outage that it belongs to, where it would speak for itself next
  readonly recommended?: Recommendation // for the figures that the news brought
  readonly facts: readonly string[] // what the plan knows of the site, by the names of the dictionary: registrar-login …
  readonly zones: { readonly client: Zone; readonly partner: Zone; readonly coverage: Zone }
}

export type Zone = { readonly timezone: string; readonly holidays: readonly string[] } // local dates, YYYY-MM-DD, of the year before, this and the next

export type OnDuty = { readonly person: string; readonly name: string; readonly by: Readonly<Partial<Record<PageChannel, string>>> } // channel → address, only those that work

export type Recipient = {
  readonly audience: Audience
  readonly name: string
  readonly channel: string // mail, sms, voice, push, slack, webhook, status-page or the network's name
  readonly address: readonly string[] // one, but for `public`: the pages that list the site
  readonly from: string
  readonly cc: readonly string[]
  readonly why: string | null // why this address and not another
}

/** Words that were made already, to somebody who is no client, partner or responder. */
export type Letter = { readonly recipient: Recipient; readonly subject: string; readonly text: string }

/** What must be done because of a decision. The engine stores it in the same transaction; others carry it out. */
export type Effect =
  | { readonly do: 'diagnose' }
  | {
      readonly do: 'page'
      readonly key: string
      readonly step: string | null
      readonly person: OnDuty
      readonly channel: PageChannel
      readonly template: string
    }
  | {
      readonly do: 'message'
      readonly key: string
      readonly step: string | null
      readonly occurrence: number
      readonly recipient: Recipient
      readonly template: string
      readonly asks: boolean
      readonly also?: readonly Outage[]
      readonly written?: Written
    }
  | ({ readonly do: 'letter'; readonly key: string } & Letter)
  | {
      readonly do: 'announce'
      readonly key: string
      readonly step: string | null
      readonly recipient: Recipient
      readonly template: string
      readonly stage: Stage
      readonly text?: string // as a person wrote it, instead of the template's
    }
  | {
      readonly do: 'task'
      readonly task: string
      readonly step: string | null
      readonly title: string
      readonly for: string
      readonly people: readonly string[]
      readonly dueAt: Instant | null
      readonly contact: string | null
      readonly followUp: boolean
      readonly checklist: readonly CheckItem[]
      readonly vendorCase: VendorCase | null
    }
  | {
      readonly do: 'task-changed'
      readonly task: string
      readonly owner?: string
      readonly checklist?: readonly CheckItem[]
      readonly dueAt?: Instant
    }
  | { readonly do: 'task-closed'; readonly task: string }
  | { readonly do: 'act'; readonly step: string; readonly run: string; readonly on: string; readonly dueAt: Instant }
  | { readonly do: 'join'; readonly parent: number } // it is kept among those under the larger outage
  | { readonly do: 'summarise'; readonly reader: SummaryReader; readonly dueAt: Instant | null } // null: not needed any more
  | { readonly do: 'withhold'; readonly effect: Extract<Effect, { do: 'message' | 'announce' | 'letter' }> } // of a drill: what somebody would have been told
  | { readonly do: 'cancel'; readonly contract: 'page' | 'message'; readonly why: string } // unsent ones of this incident are not sent any more
  | { readonly do: 'say'; readonly entry: SaidEntry } // a line of the timeline and nothing else

export type Stage = 'investigating' | 'identified' | 'monitoring' | 'resolved'
/** What a person may say of an outage; that it is resolved, only the all clear says. */
export type WrittenStage = Exclude<Stage, 'resolved'>

/** A line of the timeline that no message or task stands for. */
export type SaidEntry = {
  readonly kind: 'state' | 'action' | 'approval' | 'escalation' | 'task' | 'announcement'
  readonly state?: string
  readonly step?: string
  readonly to?: readonly string[]
  readonly audience?: Audience
  readonly channel?: string
  readonly note?: string
  readonly by?: string
}

export type Decision = {
  readonly incident: Incident
  readonly effects: readonly Effect[] // in the order of the timeline
}
