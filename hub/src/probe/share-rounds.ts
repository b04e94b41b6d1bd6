import { phaseOf } from './turn.ts'
import type { Assignment } from './assignment.ts'
import type { Round } from './round.ts'

const LOOKS_PER_THREAD = 400 // a second: what one core does of handshakes, with half of it to spare
const FEW_LOOKS = 50 // a second: the main thread hardly feels them, and a thread costs memory

/** How many threads look, where nothing is written: none for a small plan, never more than the machine has cores. */
export function threadsFor(intervals: readonly number[], cores: number): number {
  const looks = intervals.reduce((sum, interval) => sum + 1000 / interval, 0)
  return looks < FEW_LOOKS ? 0 : Math.min(Math.max(1, cores), Math.ceil(looks / LOOKS_PER_THREAD))
}

/** Shares monitors among rounds by their sites; what only the hub can look at stays with its own. */
export function shareRounds(own: Round, others: readonly Round[]): Round {
  const all = [own, ...others]
  const roundOf = ({ site, monitor }: Assignment): Round => {
    const isOwn = others.length === 0 || monitor.kind === 'heartbeat'
    return isOwn ? own : others[Math.floor(phaseOf(site.id, others.length))]! // a site's monitors share what one of them learnt
  }
  return {
    take({ assign = [], ...orders }) {
      const shares = Map.groupBy(assign, roundOf)
      const isForAll = (orders.withdraw?.length ?? 0) + (orders.lookNow?.length ?? 0) > 0
      for (const round of all) {
        const share = shares.get(round) ?? []
        if (isForAll || share.length > 0) round.take({ ...orders, assign: share })
      }
    },
    async stop() {
      await Promise.all(all.map((round) => round.stop()))
    },
  }
}
