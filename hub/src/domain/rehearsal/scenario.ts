import type { Known } from '../incident/incident.ts'
import type { Instant, Span } from '../instant.ts'
import type { Service } from '../triage/beside-the-page.ts'
import type { Statistics } from '../plan/statistics.ts'

/** A rehearsal as written: who is hit, what happens when, and what must or must not come of it. */
export type Scenario = {
  readonly file: string
  readonly sites: readonly string[] // one or more, as the plan names them
  readonly start: Instant
  readonly until: Span // after start
  readonly cause: string | null // what diagnosis finds in the instant of `site: down`, with confidence 1
  readonly maintenance: string | null // path of a maintenance file, as written
  readonly lasting: Partial<Pick<Known, 'hostingManaged' | 'hasAgent'>> // where it is otherwise than the plan says
  readonly statistics: Statistics | null // what the site uses of its plan, known as soon as the cause is
  readonly events: readonly ScenarioEvent[] // in order of time; as written where times are the same
  readonly expect: readonly Expectation[]
  readonly never: readonly Expectation[]
}

/** `of` names the sites it happens to: the one of `of:`, else all of the scenario. */
export type ScenarioEvent = { readonly at: Span; readonly of: readonly string[] } & ScenarioHappening

export type ScenarioHappening =
  | { readonly happens: 'site'; readonly state: 'down' | 'up' | 'slow' }
  | { readonly happens: 'service'; readonly service: Service } // it fails while the page works
  | { readonly happens: 'cause'; readonly cause: string }
  | { readonly happens: 'acknowledge'; readonly person: string }
  | { readonly happens: 'reply' | 'approve' | 'decline'; readonly who: 'client' | 'partner' }
  | { readonly happens: 'bounce'; readonly address: string }
  | { readonly happens: 'action'; readonly action: string; readonly result: 'done' | 'failed' }
  | { readonly happens: 'task'; readonly step: string }
  | { readonly happens: 'scan'; readonly found: 'clean' | 'infected' }
  | { readonly happens: 'provider'; readonly state: 'confirmed' | 'recovered' }
  | { readonly happens: 'statistics'; readonly statistics: Statistics } // a person enters them
  | { readonly happens: 'maintenance'; readonly state: 'started' | 'completed' | 'cancelled' }
  | { readonly happens: 'maintenance'; readonly state: 'extended'; readonly by: Span }

/** An entry to be found, or not to be found, in the timeline. Every part that is given must match. */
export type Expectation = {
  readonly after: number | null // whole minutes since start, rounded down
  readonly from: Span | null // inclusive
  readonly before: Span | null // exclusive
  readonly at: Instant | null
  readonly fields: Readonly<Record<string, string | readonly string[]>> // kind, step, audience, channel, from, to, cc, subject, template, state, note
  readonly line: number
  readonly column: number
  readonly says: string // as written, for the complaint when it is not met: `after: 15m, kind: message, audience: client`
}
