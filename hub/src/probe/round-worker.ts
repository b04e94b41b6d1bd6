import { setPriority } from 'node:os'
import { parentPort, workerData } from 'node:worker_threads'
import type { Instant } from '../domain/instant.ts'
import { createMemory } from '../network/memory.ts'
import { createNetwork } from '../network/create-network.ts'
import type { NetworkOptions } from '../network/network.ts'
import { askRegistration } from './ask-registration.ts'
import type { Orders, Seen } from './assignment.ts'
import type { Told } from './worker-round.ts'
import { startRound } from './round.ts'

// A round of looks in a thread of its own: orders come in, and what was seen goes out in batches.
const BATCH_MS = 50
const YIELDS = 2 // of 19 (nice): where processors are short, who hears, answers and pages comes before who looks
if (process.platform === 'linux') setPriority(YIELDS) // of this thread alone, on Linux only: setpriority(2), "C library/kernel differences"
const options = workerData as NetworkOptions
const network = createNetwork(options)
const now = () => Date.now() as Instant
const tell = (told: Told) => parentPort!.postMessage(told)

let batch: Seen[] = []
const round = startRound({
  network,
  memory: createMemory({ resumes: options.plan.resumesTls ?? false }),
  now,
  registrationOf: askRegistration({ network, now }, () => options.plan),
  onSeen(seen) {
    if (batch.push(seen) > 1) return
    setTimeout(() => {
      tell({ seen: batch })
      batch = []
    }, BATCH_MS)
  },
  onBug: (error) => tell({ bug: error instanceof Error ? (error.stack ?? error.message) : String(error) }),
})
parentPort!.on('message', (orders: Orders) => round.take(orders))
