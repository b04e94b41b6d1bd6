import type { Sample } from '@allclear/wire/agent.ts'

const HOUR_MS = 3_600_000
const RAN = /\bCMD\b/

/** When cron ran something last, and how often in the last hour, by its own lines; null before it has been seen to run anything. */
export function watchCron() {
  let runs: number[] = []
  let lastAt: number | null = null
  return {
    hear(lines: readonly string[], now: number): void {
      const fresh = lines.filter((line) => RAN.test(line)).map(() => now)
      lastAt = fresh.at(-1) ?? lastAt
      runs = [...runs, ...fresh].filter((at) => now - at < HOUR_MS).slice(-10_000)
    },
    last: (): Sample['cron'] => (lastAt === null ? null : { lastAt, runs: runs.length }),
  }
}
