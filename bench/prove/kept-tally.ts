import { readFileSync, renameSync, writeFileSync } from 'node:fs'
import type { z } from 'zod'

/** What an earlier run has kept in this file; null where there is none. A file that cannot be read, or is no such tally, ends the run. */
export function readKept<Tally>(file: string, shape: z.ZodType<Tally>): Tally | null {
  let text: string
  try {
    text = readFileSync(file, 'utf8')
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null
    throw error
  }
  return shape.parse(JSON.parse(text))
}

/** Writes the whole file anew beside itself, so that it is never half written. */
export function writeKept(file: string, tally: unknown): void {
  writeFileSync(`${file}.new`, `${JSON.stringify(tally, null, 2)}\n`)
  renameSync(`${file}.new`, file)
}
