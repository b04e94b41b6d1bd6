import { after, between, hours, minutes } from '../instant.ts'
import type { Instant } from '../instant.ts'

/** How a location last voted on a site, beside the others. */
export type Sight = {
  readonly site: string
  readonly network: string // of the site's address: trouble on the way to one network is no lie
  readonly at: Instant
  readonly isContradicted: boolean
  readonly isFailing: boolean
}

const WINDOW = minutes(15)
const FEWEST_SITES = 3
const FEWEST_NETWORKS = 3
const RETURNS_AFTER = hours(-1)

/**
 * Why the word of a location is not to be taken any more, null while it is: most of what it said of late was contradicted by two others, on three
 * sites and three networks at least, whichever way it erred. Trouble between it and one network is no reason.
 */
export function distrust(sights: readonly Sight[], now: Instant): string | null {
  // That a site is well is soon said: it proves nothing.
  const recent = sights.filter(({ at, isContradicted, isFailing }) => (isContradicted || isFailing) && between(at, now) <= WINDOW)
  const against = recent.filter(({ isContradicted }) => isContradicted)
  const networks = new Set(against.map(({ network }) => network)).size
  if (against.length < FEWEST_SITES || networks < FEWEST_NETWORKS || against.length * 2 <= recent.length) return null
  return `Of ${recent.length} sites it judged within a quarter of an hour, at least two other locations contradict it on ${against.length}, on ${networks} networks.`
}

/** Whether a location that was set aside is taken at its word again by itself: it has spoken for an hour and was contradicted in nothing. */
export function mayReturn(setAsideAt: Instant, sights: readonly Sight[], aliveSince: Instant, now: Instant): boolean {
  const from = after(now, RETURNS_AFTER)
  if (setAsideAt > from || aliveSince > from) return false
  return !sights.some(({ at, isContradicted }) => isContradicted && at > from)
}
