import { genuineDown } from '../../domain/availability/ledger.ts'
import { after, hours } from '../../domain/instant.ts'
import type { Instant, Span } from '../../domain/instant.ts'
import { keepDowntime, uncountedOutages } from '../../store/downtime.ts'
import { aliveSince } from '../../store/locations.ts'
import { pagesSeen, siteKey } from '../../store/transitions.ts'
import type { Room } from '../room.ts'

const SETTLES = hours(1) // what probes bring late has come by then
const AT_ONCE = 50

/** Counts the downtime of some outages that are over, once and for good, so that years of them are read in a moment. Says whether there may be more. */
export async function countDowntime({ store, clock }: Pick<Room, 'store' | 'clock'>): Promise<boolean> {
  const over = await uncountedOutages(store.db, null, { before: after(clock.now(), -SETTLES as Span), limit: AT_ONCE })
  if (over.length === 0) return false
  const since = Math.min(...over.map(({ detectedAt }) => detectedAt)) as Instant
  const [alive, seen] = await Promise.all([aliveSince(store.db, since), pagesSeen(store.db, over, since)])
  await store.transaction(async (tx) => {
    for (const one of over)
      await keepDowntime(tx, one, genuineDown(seen.get(siteKey(one)) ?? [], alive, { from: one.detectedAt, to: one.resolvedAt! }))
  })
  return over.length === AT_ONCE
}
