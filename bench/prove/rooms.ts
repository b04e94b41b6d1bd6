import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { globSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const ROOT = fileURLToPath(new URL('../../', import.meta.url))

/** A sum over the rooms on which trials depend, without their tests: when it changes, trials of before prove nothing any more. */
export function sumOfRooms(...rooms: readonly ('domain' | 'store' | 'engine' | 'channels')[]): string {
  const sum = createHash('sha256')
  const files = rooms.map((room) => `hub/src/${room}/**/*.ts`)
  for (const file of globSync(files, { cwd: ROOT, exclude: ['**/*.test.ts', '**/*.double.ts'] }).toSorted())
    sum.update(`${file}\n`).update(readFileSync(`${ROOT}${file}`))
  return sum.digest('hex').slice(0, 16)
}

/** The commit that is checked out. */
export const commitNow = (): string => execFileSync('git', ['rev-parse', '--short=10', 'HEAD'], { cwd: ROOT, encoding: 'utf8' }).trim()
