import type { MadeTarget, Target } from '../target.ts'
import { FILES } from './files.ts'
import { HUB } from './hub.ts'
import { KUMA_FILE } from './kuma-file.ts'
import { SENDERS } from './senders.ts'
import { SERVERS } from './servers.ts'
import { WORDS } from './words.ts'

/** Every reader that needs no hub around it. */
export const READERS: readonly Target[] = [...FILES, ...SERVERS, ...SENDERS, ...WORDS]

/** Those that need one, or a folder. */
export const MADE: readonly MadeTarget[] = [KUMA_FILE, ...HUB]

export const TARGET_NAMES: readonly string[] = [...READERS, ...MADE].map(({ name }) => name)

/** The target of that name, ready; what it was made of ends with it. */
export async function openTarget(name: string): Promise<Target & AsyncDisposable> {
  const made = MADE.find((one) => one.name === name)
  if (made) return made.open()
  const reader = READERS.find((one) => one.name === name)
  if (!reader) throw new Error(`there is no target ${name}; there are ${TARGET_NAMES.join(', ')}`)
  return { ...reader, async [Symbol.asyncDispose]() {} }
}
