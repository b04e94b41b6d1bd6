import { networkOf } from '../../domain/triage/network-of.ts'
import type { Seen } from '../assignment.ts'

const LAST = 100

/** What a probe sees as a whole: how many of its sites fail, on how many networks, and how late its looks begin. */
export function createView() {
  let siteOf: ReadonlyMap<string, string> = new Map()
  const failing = new Map<string, { readonly site: string; readonly network: string }>() // by monitor
  let late: number[] = []
  return {
    /** Looks at these monitors from now on; each with its site. */
    follow(sites: ReadonlyMap<string, string>) {
      siteOf = sites
      for (const monitor of failing.keys()) if (!sites.has(monitor)) failing.delete(monitor)
    },
    hear({ site, monitor, result, lateMs }: Seen) {
      if (result.state === 'down') failing.set(monitor, { site, network: networkOf(result, { id: site }) })
      else failing.delete(monitor)
      late = [...late.slice(1 - LAST), lateMs]
    },
    sees: () => ({
      failing: new Set([...failing.values()].map(({ site }) => site)).size,
      ofSites: new Set(siteOf.values()).size,
      networks: new Set([...failing.values()].map(({ network }) => network)).size,
    }),
    lateMs: () => Math.max(0, Math.round(late.toSorted((a, b) => a - b)[Math.floor(late.length / 2)] ?? 0)),
  }
}
