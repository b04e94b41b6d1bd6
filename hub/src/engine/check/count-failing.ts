import type { Instant, Span } from '../../domain/instant.ts'
import { networkOf } from '../../domain/triage/network-of.ts'
import type { OthersFailing } from '../../domain/triage/verdict.ts'
import type { Watched } from './watched.ts'

const MANY = 200 // sites
const MOMENTS = 100 // of an interval

type Asked = { readonly site: string; readonly at: Instant; readonly interval: Span }

/**
 * Counts what else fails now: failures that begin within one interval of each other are of one round; what is planned to be down says nothing about
 * our own sight. Where many fail, what was counted a moment ago holds for the next as well: ten thousand verdicts do not count ten thousand sites each.
 */
export function createFailingCount(sites: ReadonlyMap<string, Watched>, isPlanned: (site: string, at: Instant) => boolean) {
  let last: { readonly asked: Asked; readonly found: OthersFailing } | null = null
  return (asked: Asked): OthersFailing => {
    const { site, at, interval } = asked
    const isNear = last?.asked.interval === interval && Math.abs(last.asked.at - at) < interval / MOMENTS
    if (isNear && last!.found.sites >= MANY && !isPlanned(site, at)) return last!.found
    const unplanned = [...sites.values()].filter((one) => one.site.id === site || !isPlanned(one.site.id, at))
    last = { asked, found: countFailing(unplanned, asked) }
    return last.found
  }
}

function countFailing(watched: readonly Watched[], { at, interval }: Asked): OthersFailing {
  const networks = new Map<string, { sites: number; ofSites: number }>()
  for (const { site, failure, address } of watched) {
    const isFailing = failure !== null && Math.abs(failure.at - at) <= interval
    const network = isFailing ? failure.network : networkOf({ facts: address === null ? {} : { address } }, site)
    const share = networks.get(network) ?? { sites: 0, ofSites: 0 }
    share.ofSites += 1
    if (isFailing) share.sites += 1
    networks.set(network, share)
  }
  const failing = [...networks.values()].filter((share) => share.sites > 0).toSorted((a, b) => b.sites - a.sites)
  const sites = failing.reduce((sum, share) => sum + share.sites, 0)
  const [most = { sites: 0, ofSites: 0 }] = failing
  const elsewhere = { sites: sites - most.sites, ofSites: watched.length - most.ofSites }
  return { sites, ofSites: watched.length, networks: failing.length, elsewhere }
}
