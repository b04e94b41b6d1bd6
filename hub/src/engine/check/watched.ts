import type { Instant } from '../../domain/instant.ts'
import type { Monitor, Site } from '../../domain/plan/plan.ts'
import type { Blindness } from '../../domain/triage/blindness.ts'
import type { RecentLooks } from '../../domain/triage/recent-looks.ts'
import type { CheckResult } from '../../domain/triage/verdict.ts'
import type { Watch } from '../../domain/triage/watch.ts'
import type { Tx } from '../../store/store.ts'
import type { ChangesKept } from './keep-changes.ts'
import type { createFailingCount } from './count-failing.ts'
import type { FairGate } from './fair-gate.ts'
import type { startLatencies } from './latencies.ts'
import type { Room } from '../room.ts'

/** A site under watch, as far as it is kept in memory: what is lost with it is seen again at the next look. */
export type Watched = {
  recent: RecentLooks
  address: string | null // where it was last reached
  readonly site: Site
  watch: Watch
  lastCheckAt: Instant | null
  failure: { readonly at: Instant; readonly network: string } | null // its first failed look of the present round
  slowLooks: number // of its page, in a row
  failingSince: Instant | null // without a break, by any of its monitors
  recordedIn: string | null // the window inside which this failure is on record already
}

/** What every look has around it. */
export type Around = {
  readonly room: Room
  readonly sites: ReadonlyMap<string, Watched>
  readonly latencies: ReturnType<typeof startLatencies>
  readonly changes: ChangesKept
  readonly signal: AbortSignal
  readonly countFailing: ReturnType<typeof createFailingCount>
  readonly enter: FairGate // for what is stored of failures, by the network that fails
  blindness: Blindness | null
  asking: number // sites about which other locations are asked now
}

/** Keeps that a monitor has changed its state, and what belongs to that, together; also when the store is away for a while. */
export const keepTransition = (
  { room, changes }: Around,
  { site }: Watched,
  monitor: Monitor,
  result: CheckResult,
  besides?: (tx: Tx) => Promise<void>,
) => changes.keep({ partner: site.partner, site: site.id, monitor: monitor.id, location: room.plan().hub.location, result }, besides)
