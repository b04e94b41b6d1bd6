import { globSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const ROOT = new URL('../../../', import.meta.url)

/** Tests of many files in this one process, in the order of their names: to start a process for each takes longer than most of them do. */
export async function testTogether(...patterns: readonly string[]): Promise<void> {
  const files = globSync(patterns, { cwd: fileURLToPath(ROOT) })
  for (const file of files.sort()) await import(new URL(file, ROOT).href)
}
