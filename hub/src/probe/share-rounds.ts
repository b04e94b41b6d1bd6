import type { Assignment, Orders } from './assignment.ts'
import type { Round } from './round.ts'
import { phaseOf } from './turn.ts'

const LOOKS_PER_THREAD = 400 // a second: what one core does of handshakes, with half of it to spare
const FEW_LOOKS = 50 // a second: below, what a thread holds counts for more than that looks cost a third more beside the large heap of the main thread
const SLACK = 1.5 // threads are given up only when so much more would not need them either
const RECKON_MS = 5000 // after something was assigned or withdrawn

/** How many threads look, where nothing is written: none for a small plan, never more than the machine has cores. */
export function threadsFor(looksPerSecond: number, cores: number): number {
  return looksPerSecond < FEW_LOOKS ? 0 : Math.min(Math.max(1, cores), Math.ceil(looksPerSecond / LOOKS_PER_THREAD))
}

export type Sharing = {
  readonly own: Round // on this thread
  /** Begins a round in another thread; `assigned` says what is its own at any time. */
  readonly begin: (assigned: () => readonly Assignment[]) => Round
  readonly threads: (looksPerSecond: number) => number
  /** Everything that is assigned now, whoever looks at it. */
  readonly known: () => Iterable<Assignment>
}

/**
 * Shares monitors among rounds by their sites, in as many threads as their looks ask for at the time; what only the hub can look at stays with its own.
 * When threads are added or given up a monitor may change hands: it keeps its turn, and a look that is under way is made again in the next one.
 */
export function shareRounds({ own, begin, threads, known }: Sharing): Round {
  let others: readonly Round[] = []
  let timer: NodeJS.Timeout | undefined
  let hasBegun = false
  let isStopped = false

  const roundOf = ({ site, monitor }: Assignment): Round => {
    const isOwn = others.length === 0 || monitor.kind === 'heartbeat'
    return isOwn ? own : others[Math.floor(phaseOf(site.id, others.length))]! // a site's monitors share what one of them learnt
  }
  const start = () => {
    const round: Round = begin(() => [...known()].filter((one) => roundOf(one) === round))
    return round
  }
  const reckon = () => {
    timer = undefined
    if (isStopped) return
    const looks = looksOf(known())
    const wanted = Math.max(threads(looks), Math.min(others.length, threads(looks * SLACK)))
    if (wanted !== others.length) follow(wanted)
  }
  const follow = (wanted: number) => {
    const before = new Map([...known()].map((one) => [one, roundOf(one)]))
    const gone = others.slice(wanted)
    others = [...others.slice(0, wanted), ...Array.from({ length: wanted - others.length }, start)]
    const moved = [...before].filter(([one, round]) => roundOf(one) !== round)
    for (const [round, of] of Map.groupBy(moved, ([, from]) => from)) {
      if (!gone.includes(round)) round.take({ withdraw: of.map(([{ monitor }]) => monitor.id) })
    }
    for (const [round, of] of Map.groupBy(moved, ([one]) => roundOf(one))) round.take({ assign: of.map(([one]) => one), within: null })
    for (const round of gone) void round.stop()
  }
  const give = ({ assign = [], ...orders }: Orders) => {
    const shares = Map.groupBy(assign, roundOf)
    const isForAll = (orders.withdraw?.length ?? 0) + (orders.lookNow?.length ?? 0) > 0
    for (const round of [own, ...others]) {
      const share = shares.get(round) ?? []
      if (isForAll || share.length > 0) round.take({ ...orders, assign: share })
    }
  }

  return {
    take(orders) {
      if (!hasBegun) others = Array.from({ length: threads(looksOf(known())) }, start)
      hasBegun = true
      give(orders)
      timer ??= setTimeout(reckon, RECKON_MS).unref()
    },
    async stop() {
      isStopped = true
      clearTimeout(timer)
      await Promise.all([own, ...others].map((round) => round.stop()))
    },
  }
}

const looksOf = (assignments: Iterable<Assignment>) => [...assignments].reduce((sum, { interval }) => sum + 1000 / interval, 0)
