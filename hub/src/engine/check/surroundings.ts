import type { NeighboursEvidence, PatternEvidence } from '../../domain/diagnosis/evidence.ts'
import { countLooks } from '../../domain/triage/recent-looks.ts'
import type { Watched } from './watched.ts'

/** What diagnosis asks of the checks; null for a site that is not watched. */
export type Surroundings = {
  patternOf(site: string): PatternEvidence | null
  neighboursOf(site: string): NeighboursEvidence | null
  onHost(host: string, but?: string): { readonly sites: number; readonly failing: number }
}

/** How the looks at a site went, and how those are that share its address, host or name servers. */
export const surroundingsOf = (sites: ReadonlyMap<string, Watched>): Surroundings => ({
  patternOf: (site) => (sites.has(site) ? countLooks(sites.get(site)!.recent) : null),
  onHost(host, but) {
    const others = [...sites.values()].filter(({ site }) => site.host === host && site.id !== but)
    return { sites: others.length, failing: others.filter(({ watch }) => watch.down.length > 0).length }
  },
  neighboursOf(site) {
    const own = sites.get(site)
    if (!own) return null
    const share = (key: (watched: Watched) => string | null) => {
      const others = [...sites.values()].filter((other) => other !== own && key(own) !== null && key(other) === key(own))
      return { sites: others.length, failing: others.filter(({ watch }) => watch.down.length > 0).length }
    }
    return {
      sameAddress: share(({ address }) => address),
      sameHosting: share((other) => other.site.hosting),
      sameNameServers: share((other) => other.site.dns),
    }
  },
})
