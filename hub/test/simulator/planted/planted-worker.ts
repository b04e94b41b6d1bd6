import { registerHooks } from 'node:module'
import { parentPort, workerData } from 'node:worker_threads'
import type { Bug } from './bugs.ts'

/** Which law caught a bug, and after how long; null when none did. */
export type Caught = { readonly law: string | null; readonly hours: number; readonly stories: number; readonly words: string | null }

const { bug, source, stories } = workerData as { bug: Bug; source: string; stories: number }
const STORED_EVERY = 5

registerHooks({
  load(url, context, next) {
    const loaded = next(url, context)
    if (url !== source + bug.file) return loaded
    const text = typeof loaded.source === 'string' ? loaded.source : new TextDecoder().decode(loaded.source as Uint8Array)
    return { ...loaded, source: text.replace(bug.is, () => bug.becomes) }
  },
})

const { drawStory } = await import('../draw.ts')
const { nameOf } = await import('../shrink.ts')
const { tellStory } = await import('../tell.ts')

async function live(): Promise<Caught> {
  let hours = 0
  for (let seed = 1; seed <= stories; seed++) {
    const told = tellStory(drawStory(seed, bug.wish))
    hours += told.hours
    const broken = [...told.broken]
    if (bug.stored && seed % STORED_EVERY === 1 && broken.length === 0) {
      const { tellStored } = await import('../stored.ts')
      broken.push(...(await tellStored(told.world)).broken)
    }
    if (broken.length > 0) return { law: nameOf(broken[0]!), hours, stories: seed, words: broken[0]! }
  }
  return { law: null, hours, stories, words: null }
}

parentPort!.postMessage(await live())
