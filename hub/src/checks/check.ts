import type { z } from 'zod'
import type { RegistrationEvidence } from '../domain/diagnosis/evidence.ts'
import type { Reported } from '../domain/heartbeat/judge-heartbeat.ts'
import type { Instant, Span } from '../domain/instant.ts'
import type { Site } from '../domain/plan/plan.ts'
import type { CheckResult } from '../domain/triage/verdict.ts'
import type { Remembering } from '../network/memory.ts'
import type { Network } from '../network/network.ts'

/** What a check needs to know of a site. */
export type SiteToCheck = Pick<Site, 'id' | 'url' | 'expect'>

/** One way of looking. Adding one is a file, its test, and a line in `index.ts`. */
export type Check<Options = unknown> = {
  readonly kind: string
  readonly asks: string // the question it answers
  readonly options: z.ZodType<Options>
  /** Looks once, never throws. `resolver` asks to use another of the configured resolvers; `signal` is the total deadline. */
  look(site: SiteToCheck, options: Options, around: Look): Promise<CheckResult>
}
export type Look = {
  readonly network: Network
  readonly now: () => Instant
  readonly signal: AbortSignal
  readonly resolver?: number
  readonly remembering?: Remembering | undefined // what may be taken from looks before; without it all is asked anew
  readonly slowAfter?: Span | null // from when on this site is slow for itself, where that is known
  readonly registrationOf?: RegistrationOf // how a site's domain is registered, where somebody asks
  readonly reported?: Reported | null // what the job of this monitor has said of itself
}
export type RegistrationOf = (site: SiteToCheck, signal: AbortSignal) => Promise<RegistrationEvidence | null>

/** Keeps the options' type inside the file; the list in `index.ts` holds checks of every kind. */
export const defineCheck = <Options>(check: Check<Options>): Check => check as Check
