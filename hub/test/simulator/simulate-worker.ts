import { parentPort, workerData } from 'node:worker_threads'
import { drawStory } from './draw.ts'
import { SHARED } from './shared.ts'
import { tellStory } from './tell.ts'
import { tellStored } from './stored.ts'

/** What a worker is to do. */
export type Part = {
  readonly from: number // seed
  readonly hours: number // of all workers together
  readonly storedEvery: number // 0: none
  readonly shared: Int32Array
}

/** What one worker has found so far. */
export type Found = {
  readonly stories: number
  readonly hours: number
  readonly decisions: number
  readonly changes: number
  readonly incidents: number
  readonly storedStories: number
  readonly storedDecisions: number
  readonly cpuSeconds: number
  readonly storedCpuSeconds: number // of them through the store
  readonly tally: readonly (readonly [string, number])[]
  readonly cells: readonly string[]
  readonly broken: readonly { readonly seed: number; readonly words: readonly string[] }[]
}

const MOST_BROKEN = 20
const TELLS_EVERY_MS = 5000

async function work({ from, hours, storedEvery, shared }: Part): Promise<void> {
  const tally = new Map<string, number>()
  const cells = new Set<string>()
  const broken: { seed: number; words: readonly string[] }[] = []
  const sum = { stories: 0, hours: 0, decisions: 0, changes: 0, incidents: 0, storedStories: 0, storedDecisions: 0, storedCpuSeconds: 0 }
  const tells = () =>
    parentPort!.postMessage({ ...sum, cpuSeconds: cpuSeconds(), tally: [...tally], cells: [...cells], broken } satisfies Found)
  let toldAt = performance.now()
  while (Atomics.load(shared, SHARED.hours) < hours && Atomics.load(shared, SHARED.stops) === 0 && broken.length < MOST_BROKEN) {
    const seed = from + Atomics.add(shared, SHARED.taken, 1)
    const told = tellStory(drawStory(seed), { tally, cells })
    const words = [...told.broken]
    if (storedEvery > 0 && seed % storedEvery === 0 && words.length === 0) {
      const began = cpuSeconds()
      const stored = await tellStored(told.world, tally)
      sum.storedCpuSeconds += cpuSeconds() - began
      sum.storedStories++
      sum.storedDecisions += stored.decisions
      words.push(...stored.broken)
    }
    sum.stories++
    for (const figure of ['hours', 'decisions', 'changes', 'incidents'] as const) sum[figure] += told[figure]
    Atomics.add(shared, SHARED.hours, told.hours)
    if (words.length > 0) broken.push({ seed, words: words.slice(0, 5) })
    if (performance.now() - toldAt < TELLS_EVERY_MS) continue
    tells()
    toldAt = performance.now()
  }
  tells()
}

function cpuSeconds(): number {
  const { user, system } = process.threadCpuUsage()
  return (user + system) / 1e6
}

await work(workerData as Part)
