import { createHash } from 'node:crypto'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { readText } from '../metrics/files.ts'
import { writeWhole } from '../write-whole.ts'

/** What is remembered of a file of code. */
export type Entry = {
  readonly stamp: string // while it is the same, the file is not read again
  readonly sum: string // MD5, as WordPress publishes them
  readonly changedAt: number // since when it is otherwise than at first sight; 0: it is not
  readonly signature: string | null // id of the first that it matches
  readonly isEmpty: boolean // PHP that does nothing
}

/** How every file was when it was first seen: a small file for each folder, so that little of it is ever in memory. */
export function openManifest(folder: string) {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const pathOf = (about: string) => join(folder, createHash('sha256').update(about).digest('hex').slice(0, 24))
  return {
    /** The files of a folder by name; null when it was never seen. */
    read(about: string): Record<string, Entry> | null {
      try {
        return JSON.parse(readText(pathOf(about)) ?? 'null') as Record<string, Entry> | null
      } catch {
        return null
      }
    },
    write: (about: string, files: Readonly<Record<string, Entry>>) => writeWhole(pathOf(about), JSON.stringify(files)),
  }
}
