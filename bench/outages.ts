import { setTimeout as rest } from 'node:timers/promises'
import type { startLabProcess } from '../hub/src/cli/lab-process.ts'

const LASTS_MS = 55_000 // beyond the 45 s at which the playbook tells everyone
const BETWEEN_MS = 8000
const PAST_WINDOW_MS = 30_000
/** Sites of the lab, and what breaks each of them. */
export const OUTAGES = [
  ['cornerbakery.example', 'certificate-expired'],
  ['alpenhof.example', 'suspended'],
  ['fahrradwerk.example', 'server-stopped'],
  ['rosewood-dental.example', 'certificate-wrong-name'],
  ['tidepool-books.example', 'error-500'],
] as const

/** Breaks so many of the lab's sites again and again, each for a while, until `stop`; `breaks` counts the outages by site. */
export function startOutages(lab: Awaited<ReturnType<typeof startLabProcess>>, sites: number = OUTAGES.length) {
  const breaks = new Map<string, number>()
  let isOver = false
  const breakAgainAndAgain = async (site: string, fault: string, firstMs: number) => {
    for (let waitMs = firstMs; !isOver; waitMs = BETWEEN_MS) {
      for (const until = Date.now() + waitMs; Date.now() < until && !isOver;) await rest(200)
      if (isOver) return
      await lab.order({ do: 'break', site, fault })
      breaks.set(site, (breaks.get(site) ?? 0) + 1)
      await rest(LASTS_MS)
      await lab.order({ do: 'fix', site })
      await rest(PAST_WINDOW_MS) // so that the next one is an incident of its own
    }
  }
  const breaking = OUTAGES.slice(0, sites).map(([site, fault], n) => breakAgainAndAgain(site, fault, 3000 + n * 4000))
  return {
    breaks,
    /** No outage begins any more; resolves once the last is over. */
    async stop() {
      isOver = true
      await Promise.all(breaking)
    },
  }
}
