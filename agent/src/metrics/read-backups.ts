import { existsSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import type { Sample } from '@allclear/wire/agent.ts'
import type { OwnFile } from '../own-file.ts'

const MOST_ENTRIES = 5000
const DEEPEST = 3

/** How old the newest file of each backup is, and how large beside the one before it, in the folders that the host's owner names. */
export const readBackups = (backups: OwnFile['backups']): Sample['backups'] =>
  backups.length === 0 ? null : backups.map(({ name, path, hours }) => ({ name, hours, ...newestIn(path) }))

function newestIn(path: string) {
  const [newest, before] = filesBelow(path).sort((a, b) => b.at - a.at)
  return { at: newest === undefined ? null : Math.round(newest.at), size: newest?.size ?? 0, before: before?.size ?? null }
}

// Or a file by itself, which each backup replaces.
function filesBelow(path: string): { at: number; size: number }[] {
  const files: { at: number; size: number }[] = []
  const waiting = [{ path, depth: 0 }]
  for (let seen = 0; waiting.length > 0 && seen < MOST_ENTRIES; seen++) {
    const one = waiting.pop()!
    const about = existsSync(one.path) ? statSync(one.path) : null
    if (about?.isFile()) files.push({ at: about.mtimeMs, size: about.size })
    else if (about?.isDirectory() && one.depth < DEEPEST) waiting.push(...namesIn(one.path).map((name) => ({ path: join(one.path, name), depth: one.depth + 1 }))) // prettier-ignore
  }
  return files
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder)
  } catch {
    return []
  }
}
