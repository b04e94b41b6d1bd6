import type { Sample } from '@allclear/wire/agent.ts'
import { runProgram } from '../run-program.ts'
import { askMysql } from './ask-mysql.ts'
import { readText } from './files.ts'
import type { Roots } from './files.ts'
import { readHardening } from './read-hardening.ts'

type Slow = Pick<Sample, 'database' | 'failedUnits' | 'outOfMemory' | 'hardening'>

const UNITS_EVERY_MS = 5 * 60_000
const KEPT_EVERY_MS = 6 * 3_600_000
const KILLED = /^(?<at>\d+(?:\.\d+)?) .*(?:Out of memory|Memory cgroup out of memory): Killed process \d+ \((?<process>[^)]{1,60})\)/
const REMEMBERED_MS = 15 * 60_000

/** What takes more than a glance: asked beside the looks, and the last answer is used. */
export function createSlowLooks(roots: Roots, web: readonly string[] = []) {
  let seen: Slow = { database: null, failedUnits: null, outOfMemory: null, hardening: null }
  let keptAt = -Infinity
  let unitsAt = -Infinity
  let kills: number | null = null
  return {
    last: (): Slow => seen,
    async look(now: number): Promise<void> {
      const database = await askMysql()
      let { failedUnits } = seen
      if (now - unitsAt >= UNITS_EVERY_MS) {
        unitsAt = now
        failedUnits = await readFailedUnits()
      }
      let { hardening } = seen
      if (now - keptAt >= KEPT_EVERY_MS) {
        keptAt = now
        hardening = await readHardening(roots, web)
      }
      // The kernel counts what it ends; only when it has ended something is its log asked for names.
      const count = killsIn(readText(`${roots.proc}/vmstat`))
      const fresh = kills !== null && count !== null && count > kills ? await readKilled(now) : []
      kills = count ?? kills
      const before = (seen.outOfMemory ?? []).filter(({ at }) => now - at < REMEMBERED_MS)
      seen = { database, failedUnits, hardening, outOfMemory: [...before, ...fresh].slice(-20) }
    },
  }
}

const killsIn = (vmstat: string | null) => {
  const count = /^oom_kill (\d+)$/m.exec(vmstat ?? '')?.[1]
  return count === undefined ? null : Number(count)
}

async function readFailedUnits(): Promise<string[] | null> {
  const { code, output } = await runProgram(
    '/usr/bin/systemctl',
    ['list-units', '--state=failed', '--plain', '--no-legend', '--no-pager'],
    5000,
  )
  return code === 0 ? output.split('\n').flatMap((line) => line.trim().split(/\s+/)[0] || []).slice(0, 50) : null // prettier-ignore
}

async function readKilled(now: number): Promise<NonNullable<Sample['outOfMemory']>> {
  const { code, output } = await runProgram('/usr/bin/journalctl', ['-k', '-q', '-o', 'short-unix', '--since', '-2min', '--no-pager'], 5000)
  const named = code === 0 ? killedIn(output) : []
  return named.length > 0 ? named : [{ at: now, process: 'a process that the log does not name' }]
}

/** Whom the kernel has ended for want of memory, by its log (mm/oom_kill.c). */
export const killedIn = (log: string) =>
  log.split('\n').flatMap((line) => {
    const { at, process } = KILLED.exec(line)?.groups ?? {}
    return at === undefined ? [] : [{ at: Math.round(Number(at) * 1000), process: process! }]
  })
