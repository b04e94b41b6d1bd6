import { readText } from './metrics/files.ts'
import { timeUntilFull } from './time-until-full.ts'
import type { Use } from './time-until-full.ts'
import { writeWhole } from './write-whole.ts'

const RECENT_MS = 6 * 3_600_000
const WEEK_MS = 7 * 86_400_000
const EVERY_MS = 10 * 60_000 // of the last six hours; hourly before

/** How the disks have filled over a week, kept across restarts; so the hub need not. */
export function openDiskHistory(file: string) {
  let history = read(file)
  return {
    /** Keeps how full a disk is now, and says in how many seconds it is full. */
    fullIn(mount: string, now: Use, size: number): number | null {
      const points = history[mount] ?? []
      const last = points.at(-1)
      if (!last || now.at - last.at >= EVERY_MS) {
        history = { ...history, [mount]: thinned([...points, now], now.at) }
        writeWhole(file, JSON.stringify(history))
      }
      const known = history[mount]!
      // The worse of the week and the last hours: what began to fill this morning is told today.
      const both = [timeUntilFull([...known, now], size), timeUntilFull([...known.filter(({ at }) => now.at - at <= RECENT_MS), now], size)]
      const told = both.filter((seconds) => seconds !== null)
      return told.length === 0 ? null : Math.min(...told)
    },
  }
}

const thinned = (points: readonly Use[], now: number) =>
  points.filter(({ at }, n) => now - at <= WEEK_MS && (now - at <= RECENT_MS || hourOf(at) !== hourOf(points[n - 1]?.at ?? -1)))

const hourOf = (at: number) => Math.floor(at / 3_600_000)

function read(file: string): Record<string, readonly Use[]> {
  try {
    return JSON.parse(readText(file) ?? '{}') as Record<string, readonly Use[]>
  } catch {
    return {}
  }
}
