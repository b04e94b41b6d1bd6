import type { Instant } from '../instant.ts'
import type { Plan } from '../plan/plan.ts'
import { standsOn } from '../plan/stands-on.ts'

/** Work that a provider announces on its own status page, and the sites of ours that it concerns. */
export type AnnouncedWork = {
  readonly provider: string // id in the plan
  readonly title: string // in the provider's words
  readonly startsAt: Instant
  readonly endsAt: Instant
  readonly sites: readonly string[]
  readonly seenAt: Instant // when it was first read
}

const nameOf = ({ provider, title, startsAt }: AnnouncedWork) => `${provider} ${startsAt} ${title}`

/** What was read anew, each with the moment at which it was first seen. */
export function keepFirstSeen(before: readonly AnnouncedWork[], now: readonly AnnouncedWork[]): AnnouncedWork[] {
  const seen = new Map(before.map((work) => [nameOf(work), work.seenAt]))
  return now.map((work) => ({ ...work, seenAt: seen.get(nameOf(work)) ?? work.seenAt }))
}

/** The announced work that is not over, the first to begin first, with those of its sites that still stand on the provider. */
export const announcedAhead = (
  read: readonly { readonly works: readonly AnnouncedWork[] }[],
  { sites }: Pick<Plan, 'sites'>,
  now: Instant,
): AnnouncedWork[] =>
  read
    .flatMap(({ works }) => works)
    .map((work) => ({ ...work, sites: work.sites.filter((id) => Object.hasOwn(sites, id) && standsOn(sites[id]!).has(work.provider)) }))
    .filter(({ endsAt, sites: left }) => endsAt > now && left.length > 0)
    .sort((a, b) => a.startsAt - b.startsAt)
