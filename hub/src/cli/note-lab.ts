import { mkdir, rm, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import type { LabReady } from '@allclear/wire/lab.ts'

export const NOTE = './allclear-data/lab.json' // where an open lab says it is

/** Leaves word of an open lab for the other verbs; the function given back takes it away. */
export async function noteLab(ready: LabReady): Promise<() => Promise<void>> {
  await mkdir(dirname(NOTE), { recursive: true })
  await writeFile(NOTE, JSON.stringify(ready), { mode: 0o600 })
  return () => rm(NOTE, { force: true })
}
