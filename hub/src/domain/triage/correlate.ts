import { between, minutes } from '../instant.ts'
import type { Instant } from '../instant.ts'
import type { FailureClass } from './verdict.ts'

/** What sites may share, the narrowest first (causes.md 3.6): of several that explain the failures, the narrowest is named. */
export const SHARED = ['address', 'network', 'hosting', 'dns', 'name-servers', 'registrar', 'cdn', 'plugin'] as const
export type Shared = (typeof SHARED)[number]
export type Keys = Readonly<Partial<Record<Shared, readonly string[]>>>

/** A site with a confirmed outage that still goes on. */
export type Failing = { readonly site: string; readonly since: Instant; readonly class: FailureClass | null; readonly keys: Keys }

/** The thing that several failing sites share, and which they are. */
export type Campaign = {
  readonly shared: Shared
  readonly value: string
  readonly failing: readonly string[]
  readonly atRisk: readonly string[]
}

const LOOK_BACK = minutes(10)
const MANY = 3
const FEW = 2
const SHARE_OF_FEW = 0.3
const LEAST_LIFT = 5
const COVERAGE = 0.8

/**
 * The narrowest thing in common that explains the failures of the last ten minutes, or null (TRI-3, DIA-9). It must hit three sites, or two
 * that are 30 % of those which have it, five times as often as sites without it, and cover 80 % of the failures of compatible kind.
 */
export function correlate(failing: readonly Failing[], fleet: ReadonlyMap<string, Keys>, at: Instant): Campaign | null {
  const recent = failing.filter(({ since }) => between(since, at) <= LOOK_BACK)
  if (recent.length < FEW) return null
  for (const shared of SHARED) {
    const values = new Set(recent.flatMap(({ keys }) => keys[shared] ?? []))
    const found = [...values].map((value) => judge(shared, value, recent, fleet)).filter((campaign) => campaign !== null)
    const widest = found.toSorted((a, b) => b.failing.length - a.failing.length)[0]
    if (widest) return widest
  }
  return null
}

function judge(shared: Shared, value: string, recent: readonly Failing[], fleet: ReadonlyMap<string, Keys>): Campaign | null {
  const has = (keys: Keys) => (keys[shared] ?? []).includes(value)
  const hit = recent.filter(({ keys }) => has(keys))
  const owners = [...fleet].filter(([, keys]) => has(keys)).map(([site]) => site)
  const isMany = hit.length >= MANY || (hit.length >= FEW && hit.length >= owners.length * SHARE_OF_FEW)
  const compatible = recent.filter((one) => hit.some((other) => isCompatible(one.class, other.class)))
  if (!isMany || lift(hit.length, owners.length, compatible.length, fleet.size) < LEAST_LIFT) return null
  if (hit.length < compatible.length * COVERAGE) return null
  const failing = hit.map(({ site }) => site)
  return { shared, value, failing, atRisk: owners.filter((site) => !failing.includes(site)) }
}

// How much more often sites that have it fail than those that have not; half a failure is granted to these, so that a small fleet can be judged.
function lift(hit: number, owners: number, failing: number, sites: number): number {
  const among = hit / Math.max(1, owners)
  const elsewhere = (failing - hit + 0.5) / (sites - owners + 1)
  return among / elsewhere
}

const NETWORK: readonly (FailureClass | null)[] = ['refused', 'reset', 'timeout', 'status', 'protocol']

/** Whether two failures may have one cause: refusal, silence and a server's own error may; a certificate or a page that is not the site has another. */
export const isCompatible = (one: FailureClass | null, other: FailureClass | null) =>
  one === other || (NETWORK.includes(one) && NETWORK.includes(other))
