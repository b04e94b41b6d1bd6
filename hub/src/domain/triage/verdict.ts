import type { PageEvidence } from '../diagnosis/evidence.ts'
import type { Instant, Span } from '../instant.ts'
import type { Service } from './beside-the-page.ts'
import type { Absence } from './quorum.ts'

/** What one execution of a monitor saw. A bad site is an answer, never an exception. */
export type CheckResult = {
  readonly state: 'up' | 'slow' | 'warning' | 'down'
  readonly code: string | null // what was wrong, `noun_state` or a cause id: `connection_refused`, `tls.expired`, `status_unexpected`; null when up
  readonly class: FailureClass | null
  readonly at: Instant // when the look began
  readonly tookMs: number
  readonly facts: Readonly<Record<string, string | number | boolean | null>>
  readonly diary: readonly string[] // what was done and seen, line by line; kept for failures
}

/** Decides how patient we are: `deterministic` pages at once, the others heal by themselves often enough to wait for `page-after`. */
export type FailureClass = 'deterministic' | 'refused' | 'reset' | 'timeout' | 'status' | 'content' | 'dns' | 'tls' | 'protocol'

export type FalseAlarmReason =
  | 'false_alarm.probe'
  | 'false_alarm.waf_block'
  | 'false_alarm.geo_block'
  | 'false_alarm.resolver'
  | 'false_alarm.transient'
  | 'false_alarm.clock'
  | 'false_alarm.regional'

/** Said of a suspected outage before anyone is told. */
export type Verdict = {
  readonly verdict: 'genuine' | 'false-alarm' | 'maintenance' | 'slow'
  readonly reason: FalseAlarmReason | 'maintenance.planned' | null
  readonly class: FailureClass | null
  readonly code: string | null // of the failure
  readonly deterministic: boolean // needs no second opinion and pages at once
  readonly because: readonly string[] // sentences a person can read; also what was not checked
  readonly wall?: Wall // where our probe was turned away
  readonly service?: Service // what fails while the page works; missing: the page itself
  readonly from?: readonly string[] // the only locations that cannot reach the site
}

/** What turned our probe away: the network in front of the site, where one shows itself, and what was met there. */
export type Wall = { readonly edge: string | null; readonly met: string }

/** How much fails in the same round; `elsewhere` leaves out the one network on which most fails, with every site that stands there. */
export type OthersFailing = Share & { readonly networks: number; readonly elsewhere?: Share }
type Share = { readonly sites: number; readonly ofSites: number }

/** Everything seen while a failure was verified. Pure input of `triage`. */
export type Observations = {
  readonly first: CheckResult
  readonly retries: readonly CheckResult[] // fresh connections, the first at once, the last ≥ 1.7 s later
  readonly otherResolver: CheckResult | null // the same look through another resolver; null: there is none
  readonly canaries: readonly { readonly url: string; readonly well: boolean; readonly skewMs: Span | null }[] // empty: none configured
  readonly location?: string // ours
  readonly otherLocations: readonly { readonly location: string; readonly result: CheckResult }[]
  readonly absent?: readonly { readonly location: string; readonly why: Absence }[] // locations that have no vote
  readonly quorum?: number // so many locations have to see an outage
  readonly othersFailing: OthersFailing
  readonly maintenance: string | null // name of the window that covers the site now
  readonly service?: Service | null // what the monitor looks at, when it is not the page
  readonly failingFor?: Span // how long the site has failed without a break, where somebody knows
  readonly asBrowser?: PageEvidence | null // the page as a browser asks for it, to tell a wall against probes from an outage
}
