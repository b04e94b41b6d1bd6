import { parentPort, workerData } from 'node:worker_threads'
import { drawStory } from './draw.ts'
import { tellStory } from './tell.ts'
import { tellStored } from './stored.ts'

/** What one worker found. */
export type Found = {
  readonly stories: number
  readonly last: number // seed
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

async function work({
  from,
  step,
  hours,
  storedEvery,
}: {
  from: number
  step: number
  hours: number
  storedEvery: number
}): Promise<Found> {
  const tally = new Map<string, number>()
  const cells = new Set<string>()
  const broken: { seed: number; words: readonly string[] }[] = []
  const sum = { stories: 0, hours: 0, decisions: 0, changes: 0, incidents: 0, storedStories: 0, storedDecisions: 0, storedCpuSeconds: 0 }
  let seed = from
  for (; sum.hours < hours && broken.length < MOST_BROKEN; seed += step) {
    const story = drawStory(seed)
    const told = tellStory(story, { tally, cells })
    sum.stories++
    for (const figure of ['hours', 'decisions', 'changes', 'incidents'] as const) sum[figure] += told[figure]
    const words = [...told.broken]
    if (storedEvery > 0 && seed % storedEvery === 0 && words.length === 0) {
      const began = cpuSeconds()
      const stored = await tellStored(told.world, tally)
      sum.storedCpuSeconds += cpuSeconds() - began
      sum.storedStories++
      sum.storedDecisions += stored.decisions
      words.push(...stored.broken)
    }
    if (words.length > 0) broken.push({ seed, words: words.slice(0, 5) })
  }
  return { ...sum, last: seed - step, cpuSeconds: cpuSeconds(), tally: [...tally], cells: [...cells], broken }
}

function cpuSeconds(): number {
  const { user, system } = process.threadCpuUsage()
  return (user + system) / 1e6
}

parentPort?.postMessage(await work(workerData as Parameters<typeof work>[0]))
