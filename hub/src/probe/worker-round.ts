import { Worker } from 'node:worker_threads'
import { seconds } from '../domain/instant.ts'
import type { NetworkOptions } from '../network/network.ts'
import type { Assignment, Orders, Seen } from './assignment.ts'
import type { Round } from './round.ts'

/** What a thread says: what it saw, or a fault of ours. */
export type Told = { readonly seen: readonly Seen[] } | { readonly bug: string }

const PAUSE_MS = 1000 // before a dead thread has its successor
const AFTER_DEATH = seconds(10) // over which a successor looks at everything once, where that is little

/**
 * A round of looks in a thread of its own. A thread that dies is told of and replaced, and everything that it is to look at then, by `assigned`,
 * is looked at again within seconds, or in its turn where it is much: of idle monitors nothing is kept here.
 */
export function startWorkerRound(
  options: NetworkOptions,
  parts: {
    readonly assigned: () => readonly Assignment[]
    readonly onSeen: (seen: Seen) => void
    readonly onBug: (error: unknown) => void
  },
): Round {
  const { assigned, onSeen, onBug } = parts
  let isStopped = false
  let timer: NodeJS.Timeout | undefined
  let worker: Worker | null = begin()

  function begin(): Worker {
    const begun = new Worker(new URL('./round-worker.ts', import.meta.url), { workerData: options })
    begun.on('message', (told: Told) => {
      if (isStopped) return
      if ('bug' in told) onBug(new Error(told.bug))
      else for (const seen of told.seen) onSeen(seen)
    })
    begun.on('error', onBug)
    begun.on('exit', () => {
      if (isStopped) return
      worker = null
      onBug(new Error('A thread that looks at sites has ended; another takes its place'))
      timer = setTimeout(() => {
        worker = begin()
        worker.postMessage({ assign: assigned(), within: AFTER_DEATH } satisfies Orders)
      }, PAUSE_MS)
    })
    return begun
  }

  return {
    take: (orders) => worker?.postMessage(orders), // its successor is told of everything
    async stop() {
      isStopped = true
      clearTimeout(timer)
      await worker?.terminate()
    },
  }
}
