import { familyOf } from '../diagnosis/taxonomy.ts'
import { between, hours, minutes } from '../instant.ts'
import type { Instant, Span } from '../instant.ts'
import { isOfProgram, mayExplain } from './may-explain.ts'
import type { FailureClass } from './verdict.ts'

const PROGRAMS = ['plugin', 'software', 'vulnerability'] as const // a vulnerability: the same known hole, whatever the versions

/** What sites may share, the narrowest first (causes.md 3.6): of several that explain the failures, the narrowest is named. */
export const SHARED = ['address', 'network', 'hosting', 'dns', 'name-servers', 'registrar', 'cdn', ...PROGRAMS, 'issuer'] as const
export type Shared = (typeof SHARED)[number]
export type Keys = Readonly<Partial<Record<Shared, readonly string[]>>>

/** A site with a confirmed outage that still goes on. */
export type Failing = {
  readonly site: string
  readonly since: Instant
  readonly class: FailureClass | null
  readonly cause: NamedCause | null // null: not diagnosed yet
  readonly keys: Keys
}

/** What the diagnosis says, since when, and whether it leaves a doubt. */
export type NamedCause = { readonly id: string; readonly since: Instant; readonly isSure: boolean }

/** The thing that several failing sites share, and which they are. A campaign is an attack that goes from site to site (DIA-9). */
export type InCommon = {
  readonly kind: 'outage' | 'campaign'
  readonly shared: Shared
  readonly value: string
  readonly failing: readonly string[]
  readonly atRisk: readonly string[]
}

const NAMES = ['dns', 'name-servers', 'registrar'] as const

const LOOK_BACK = minutes(10)
const SPREAD = hours(24) // what gets in through a program needs no common minute: it goes from site to site
const MANY = 3
const FEW = 2
const SHARE_OF_FEW = 0.3
const LEAST_LIFT = 5
const COVERAGE = 0.8

type Fleet = ReadonlyMap<string, Keys>

/**
 * The narrowest thing in common that explains the failures of the last ten minutes, or null (TRI-3, DIA-9). It must hit three sites, or two
 * that are 30 % of those which have it, five times as often as sites without it, and cover 80 % of the failures of compatible kind. Sites that
 * were attacked, or whose program broke, are compared by their programs first, and over a day. A page that is not the site waits for its
 * diagnosis: it says what kind of thing may be shared. So do DNS, name servers and registrar, where names lead somewhere.
 */
export function correlate(failing: readonly Failing[], fleet: Fleet, at: Instant): InCommon | null {
  const within = (since: Instant, span: Span) => between(since, at) <= span
  const spreading = failing.filter(({ cause }) => cause !== null && isOfProgram(cause.id) && within(cause.since, SPREAD))
  const recent = failing.filter((one) => within(one.since, LOOK_BACK) && !(one.class === 'content' && one.cause === null))
  return narrowest(PROGRAMS, spreading, fleet) ?? narrowest(SHARED, recent, fleet)
}

function narrowest(things: readonly Shared[], recent: readonly Failing[], fleet: Fleet): InCommon | null {
  if (recent.length < FEW) return null
  for (const shared of things) {
    const values = new Set(recent.flatMap(({ keys }) => keys[shared] ?? []))
    const found = [...values].map((value) => judge(shared, value, recent, fleet)).filter((one) => one !== null)
    const widest = found.toSorted((a, b) => b.failing.length - a.failing.length)[0]
    if (widest) return widest
  }
  return null
}

function judge(shared: Shared, value: string, recent: readonly Failing[], fleet: Fleet): InCommon | null {
  const hit = recent.filter((one) => mayBeOf(one, shared, value))
  const owners = [...fleet].filter(([, keys]) => keys[shared]?.includes(value)).map(([site]) => site)
  const isMany = hit.length >= MANY || (hit.length >= FEW && hit.length >= owners.length * SHARE_OF_FEW)
  const compatible = recent.filter((one) => hit.some((other) => mayBeOne(one, other)))
  if (!isMany || lift(hit.length, owners.length, compatible.length, fleet.size) < LEAST_LIFT) return null
  if (hit.length < compatible.length * COVERAGE) return null
  const failing = hit.map(({ site }) => site)
  const isCampaign = isProgram(shared) && hit.some(({ cause }) => cause !== null && familyOf(cause.id) === 'security')
  return { kind: isCampaign ? 'campaign' : 'outage', shared, value, failing, atRisk: owners.filter((site) => !failing.includes(site)) }
}

// How much more often sites that have it fail than those that have not; half a failure is granted to these, so that a small fleet can be judged.
function lift(hit: number, owners: number, failing: number, sites: number): number {
  const among = hit / Math.max(1, owners)
  const elsewhere = (failing - hit + 0.5) / (sites - owners + 1)
  return among / elsewhere
}

/** Whether a failing site belongs to those that share this and are down. What spreads through a program takes only sites whose program is at fault. */
export function belongs(one: Failing, { shared, value }: Pick<InCommon, 'shared' | 'value'>, members: readonly Failing[]): boolean {
  if (!mayBeOf(one, shared, value)) return false
  const isByProgram = isProgram(shared) && members.some(({ cause }) => cause !== null && isOfProgram(cause.id))
  if (isByProgram) return members.some((other) => isOfOneFamily(one, other))
  return members.some((other) => mayBeOne(one, other))
}

// It has the thing, and no sure diagnosis says that its outage comes from elsewhere. Where the name leads somewhere, only a diagnosis puts it down to the name.
function mayBeOf({ keys, class: seen, cause }: Failing, shared: Shared, value: string): boolean {
  if (!keys[shared]?.includes(value)) return false
  if (NAMES.some((one) => one === shared) && NETWORK.includes(seen)) return cause !== null && mayExplain(shared, cause.id)
  return !cause?.isSure || mayExplain(shared, cause.id)
}

const isProgram = (shared: Shared) => PROGRAMS.some((program) => program === shared)

const NETWORK: readonly (FailureClass | null)[] = ['refused', 'reset', 'timeout', 'status', 'protocol']

/** Refusal, silence and a server's own error may have one cause; a certificate or a page that is not the site has another. */
export const isCompatible = (one: FailureClass | null, other: FailureClass | null) =>
  one === other || (NETWORK.includes(one) && NETWORK.includes(other))

const mayBeOne = (one: Failing, other: Failing) => isCompatible(one.class, other.class) || isOfOneFamily(one, other)

const isOfOneFamily = ({ cause: one }: Failing, { cause: other }: Failing) =>
  one !== null && other !== null && isOfProgram(one.id) && familyOf(one.id) === familyOf(other.id)
