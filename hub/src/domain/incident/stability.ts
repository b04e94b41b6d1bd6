import { after, between, days } from '../instant.ts'
import type { Instant, Span } from '../instant.ts'
import type { Incident } from './incident.ts'

const LONG = days(1)
const AFTER_LONG = 4
const MOST = days(1)

/**
 * How long the site must be seen well before the all clear (CLR-1): as long as its playbook says; twice as long for each time that it flaps
 * (down, up and down again is once, see causes.md 3.5), four times after an outage of more than a day. History asks for no more than a day.
 */
export function stabilityWindow({ playbook, pinned, outages, longestOutage }: Incident): Span {
  const base = playbook?.stableFor ?? pinned!.stableFor
  const asked = base * 2 ** Math.max(0, outages - 2) * (longestOutage > LONG ? AFTER_LONG : 1)
  return Math.max(base, Math.min(asked, MOST)) as Span
}

/** When the window of a site that is seen well will have passed; null while it is not. */
export const settledAt = (incident: Incident): Instant | null =>
  incident.phase === 'stabilising' ? after(incident.wellSince!, stabilityWindow(incident)) : null

/** How long the longest outage of the incident has lasted, once it is seen well at `at`. */
export const longestOutageAt = ({ longestOutage, failingSince }: Incident, at: Instant): Span =>
  Math.max(longestOutage, failingSince === null ? 0 : between(failingSince, at)) as Span
