import type { SiteToCheck } from '../checks/check.ts'
import type { Span } from '../domain/instant.ts'
import type { Monitor } from '../domain/plan/plan.ts'
import type { CheckResult } from '../domain/triage/verdict.ts'

/** What a probe is to look at and how often: plain data, as it crosses to a thread or, as JSON, to another machine. */
export type Assignment = {
  readonly site: SiteToCheck
  readonly monitor: Omit<Monitor, 'interval'>
  readonly interval: Span // for now: what fails is looked at more often
  readonly slowAfter: Span | null // from when on its site is slow for itself, where that is known
}

/** What a probe is told. Whatever it looks at already is looked at as this says from the next turn on; its turn moves only with its interval. */
export type Orders = {
  readonly assign?: readonly Assignment[]
  readonly within?: Span | null // over which first looks at what is new are spread, longer where it is much; 60 s by default. What comes as often, or null: it waits for its turn
  readonly withdraw?: readonly string[] // monitors
  readonly lookNow?: readonly string[] // monitors, whatever their turn
}

/** What a probe has seen: plain data too. */
export type Seen = {
  readonly site: string
  readonly monitor: string
  readonly result: CheckResult
  readonly lateMs: number // so long after its time the look began
}
