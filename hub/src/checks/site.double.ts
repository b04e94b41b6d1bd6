import type { Instant } from '../domain/instant.ts'
import type { NetworkPlan, Site } from '../domain/plan/plan.ts'
import { createNetwork } from '../network/create-network.ts'
import { loopbackPlan } from '../network/loopback.double.ts'
import type { Check } from './check.ts'

/** A site of a test. */
export const siteAt = (url: string, expect: Partial<Site['expect']> = {}): Site => ({
  id: new URL(url).hostname,
  client: null,
  partner: 'operator',
  url,
  monitors: [],
  expect: { status: null, contains: null, ...expect },
  registrar: null,
  dns: null,
  hosting: null,
  cdn: null,
  host: null,
  plan: null,
  stack: null,
})

/** One look of `check` at `site`, with options as a person writes them. */
export async function look(
  check: Check,
  site: Site,
  around: { plan: Partial<NetworkPlan>; options?: unknown; trustedCa?: string; deadlineMs?: number; now?: number },
) {
  const network = createNetwork({ plan: loopbackPlan(around.plan), trustedCa: around.trustedCa ?? null })
  const signal = AbortSignal.timeout(around.deadlineMs ?? 2500)
  const now = () => (around.now ?? Date.now()) as Instant
  return check.look(site, check.options.parse(around.options ?? {}), { network, now, signal })
}
