import { after, between, days, earliest } from '../instant.ts'
import type { Instant, Span } from '../instant.ts'
import { nextBoundary } from '../calendar/coverage.ts'
import { quicken } from '../playbook/quicken.ts'
import { holds } from './facts.ts'
import type { Incident, Known } from './incident.ts'
import { factorOf } from './pin.ts'

const LONG = days(1)
const AFTER_LONG = 4
const MOST = days(1)
const ASK_EVERY = days(1)

/**
 * How long the site must be seen well before the all clear (CLR-1): as long as its playbook says; twice as long for each time that it flaps
 * (down, up and down again is once, see causes.md 3.5), four times after an outage of more than a day. History asks for no more than a day.
 */
export function stabilityWindow(incident: Incident): Span {
  const { playbook, pinned, outages, longestOutage } = incident
  const pace = factorOf(incident)
  const base = playbook?.stableFor ?? pinned!.stableFor
  const asked = base * 2 ** Math.max(0, outages - 2) * (longestOutage > quicken(LONG, pace) ? AFTER_LONG : 1)
  return Math.max(base, Math.min(asked, quicken(MOST, pace))) as Span
}

/** When the window of a site that is seen well will have passed; null while it is not. */
export const settledAt = (incident: Incident): Instant | null =>
  incident.phase === 'stabilising' ? after(incident.wellSince!, stabilityWindow(incident)) : null

/** Whether the all clear may be given: the window is over, and what the playbook waits for beside it is true (REA-7). */
export function isSettled(incident: Incident, known: Known, at: Instant): boolean {
  const ends = settledAt(incident)
  return ends !== null && at >= ends && (incident.playbook?.clearIf ?? []).every((fact) => holds(fact, incident, known, at))
}

/** When to ask again whether the all clear may be given: at the end of the window, and while it waits for more than that once a day. */
export function nextSettledAt(incident: Incident, at: Instant): Instant | null {
  const ends = settledAt(incident)
  if (ends === null || ends > at) return ends
  const every = quicken(ASK_EVERY, factorOf(incident))
  const daily = after(ends, (Math.floor((at - ends) / every + 1) * every) as Span)
  return incident.playbook?.clearIf?.includes('in-coverage') ? earliest(daily, nextBoundary(incident.pinned!.coverage, at)) : daily
}

/** How long the longest outage of the incident has lasted, once it is seen well at `at`. */
export const longestOutageAt = ({ longestOutage, failingSince }: Incident, at: Instant): Span =>
  Math.max(longestOutage, failingSince === null ? 0 : between(failingSince, at)) as Span
