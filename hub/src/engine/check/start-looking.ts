import { availableParallelism } from 'node:os'
import { createMemory } from '../../network/memory.ts'
import type { Assignment } from '../../probe/assignment.ts'
import { startRound } from '../../probe/round.ts'
import type { Looking, Round } from '../../probe/round.ts'
import { shareRounds, threadsFor } from '../../probe/share-rounds.ts'
import { startWorkerRound } from '../../probe/worker-round.ts'
import type { Room } from '../room.ts'
import { registrationBy } from './besides.ts'

type Parts = Pick<Looking, 'onSeen' | 'reportedOf'> & {
  /** Everything that is assigned now. */
  readonly known: () => Iterable<Assignment>
}

/** The hub's own probe: on the main thread while there is little to look at, in threads of its own when there is more, or in as many as the plan says. */
export function startLooking(room: Room, { known, ...parts }: Parts): Round {
  const { outside: network, clock, onBug } = room
  const { hub, network: plan } = room.plan()
  const own = startRound({
    ...parts,
    network,
    memory: createMemory({ resumes: plan.resumesTls ?? false }),
    now: () => clock.now(),
    registrationOf: registrationBy(room),
    onBug,
  })
  const { madeOf } = network
  if (madeOf === undefined) return own
  return shareRounds({
    own,
    known,
    begin: (assigned) => startWorkerRound(madeOf, { assigned, onSeen: parts.onSeen, onBug }),
    threads: (looks) => hub.checkThreads ?? threadsFor(looks, availableParallelism()),
  })
}
