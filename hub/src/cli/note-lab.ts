import { mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import { fileURLToPath } from 'node:url'
import { labEnvironment } from '@allclear/wire/lab.ts'
import type { LabReady } from '@allclear/wire/lab.ts'

export const NOTE = './allclear-data/lab.json' // where an open lab says it is
export const LAB_CONFIG = './allclear-data/lab.yaml' // with which `diagnose` and `up` look at it
export const AGENCY = fileURLToPath(import.meta.resolve('@allclear/lab/agency.yaml'))

/** Leaves word of an open lab for the other verbs, and a configuration that points at it; the function given back takes both away. */
export async function noteLab(ready: LabReady): Promise<() => Promise<void>> {
  await mkdir(dirname(NOTE), { recursive: true })
  await writeFile(NOTE, JSON.stringify(ready), { mode: 0o600 })
  await writeFile(LAB_CONFIG, await agencyOn(ready), { mode: 0o600 })
  return async () => {
    await rm(NOTE, { force: true })
    await rm(LAB_CONFIG, { force: true })
  }
}

// The secrets in it are those of doubles on this machine, and end with them.
async function agencyOn(ready: LabReady): Promise<string> {
  const values = labEnvironment(ready)
  return (await readFile(AGENCY, 'utf8')).replace(/\$\{(LAB_\w+)\}/g, (_, name: string) => values[name] ?? '')
}
