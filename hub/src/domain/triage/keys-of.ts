import { cdnBefore } from '../diagnosis/cdn.ts'
import type { Baseline } from '../diagnosis/evidence.ts'
import type { Plan, Site } from '../plan/plan.ts'
import type { Keys } from './correlate.ts'

/** What a site may share with others, as the plan says it and as it was last seen well; `holes` are known ones. What nobody knows is left out. */
export function keysOf({ hosting, dns, registrar }: Site, baseline: Baseline | null, holes: readonly string[] = []): Keys {
  const addresses = [...(baseline?.dns?.a ?? []), ...(baseline?.dns?.aaaa ?? [])]
  const networks = (baseline?.dns?.a ?? []).map((address) => `${address.slice(0, address.lastIndexOf('.'))}.0/24`)
  return {
    address: addresses,
    network: [...new Set(networks)],
    hosting: named(hosting),
    dns: named(dns),
    'name-servers': baseline?.dns?.ns ?? [],
    registrar: named(registrar ?? baseline?.registration?.registrar),
    cdn: named(baseline && cdnBefore(baseline)),
    plugin: baseline?.page?.plugins ?? [],
    software: named(baseline?.page?.generator),
    ...(holes.length > 0 && { vulnerability: holes }),
    issuer: named(baseline?.tls?.issuer),
  }
}

const named = (name: string | null | undefined): readonly string[] => (name ? [name] : [])

/** What every site of the plan may share. */
export const fleetOf = (
  sites: Plan['sites'],
  baselines: ReadonlyMap<string, Baseline>,
  holes: ReadonlyMap<string, readonly string[]> = new Map(),
): ReadonlyMap<string, Keys> =>
  new Map(Object.values(sites).map((site) => [site.id, keysOf(site, baselines.get(site.id) ?? null, holes.get(site.id))]))
