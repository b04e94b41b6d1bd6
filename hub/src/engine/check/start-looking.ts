import { availableParallelism } from 'node:os'
import { createMemory } from '../../network/memory.ts'
import { startRound } from '../../probe/round.ts'
import type { Looking, Round } from '../../probe/round.ts'
import { shareRounds, threadsFor } from '../../probe/share-rounds.ts'
import { startWorkerRound } from '../../probe/worker-round.ts'
import type { Room } from '../room.ts'
import { registrationBy } from './besides.ts'

/** The hub's own probe: on the main thread while the plan is small, in threads of its own when it is not, or as many as the plan says. */
export function startLooking(room: Room, parts: Pick<Looking, 'onSeen' | 'reportedOf'>): Round {
  const { outside: network, clock, onBug } = room
  const { hub, sites, network: plan } = room.plan()
  const own = startRound({
    ...parts,
    network,
    memory: createMemory({ resumes: plan.resumesTls ?? false }),
    now: () => clock.now(),
    registrationOf: registrationBy(room),
    onBug,
  })
  const { madeOf } = network
  const intervals = Object.values(sites).flatMap(({ monitors }) => monitors.map(({ interval }) => interval))
  const threads = madeOf === undefined ? 0 : (hub.checkThreads ?? threadsFor(intervals, availableParallelism()))
  const workers = Array.from({ length: threads }, () => startWorkerRound(madeOf!, { onSeen: parts.onSeen, onBug }))
  return shareRounds(own, workers)
}
