import { parentPort, workerData } from 'node:worker_threads'
import { fuzz } from './fuzz.ts'
import { openTarget } from './targets/index.ts'

/** What a thread is told: which target, from which seed, how long; and where it writes the seed it is at. */
export type Order = { readonly name: string; readonly seed: number; readonly ms: number; readonly at: Float64Array }

const { name, seed, ms, at } = workerData as Order
await using target = await openTarget(name)
parentPort!.postMessage(await fuzz(target, { seed, ms, onSeed: (now) => (at[0] = now) }))
