import { days, iso } from '../instant.ts'
import type { Instant } from '../instant.ts'

/** Something that will become an outage if nobody acts. It never says that a site is down. */
export type Warning = {
  readonly what: 'domain' | 'certificate' | 'standby' | `drift ${string}`
  readonly threshold: string // one of a kind comes once: which end, and how near it is
  readonly said: string
  readonly dueAt: Instant | null // when it comes true
}

/** What is known of a site that may end or has changed. */
export type Ahead = {
  readonly domainEnds: Instant | null // the earliest that anybody says
  readonly certificate: { readonly validFrom: Instant; readonly validTo: Instant } | null // one that is known to be the present one
  readonly standby?: { readonly since: Instant; readonly said: string } // one that would not hold
  readonly drifts: readonly { readonly what: string; readonly at: Instant; readonly said: string }[]
}

/** By whom a warning is seen to that a nearer one has taken the place of. */
export const NEARER = 'a nearer threshold'

const DOMAIN_DAYS = [60, 30, 14, 7, 1]
const CERTIFICATE_SHARES = [1 / 3, 0.15, 0.07] // lifetimes shrink, so days would not do (CA/Browser Forum SC-081v3)

/** The warnings that hold now, of each kind the nearest threshold (PRE-4). */
export function warningsAhead({ domainEnds, certificate, standby, drifts }: Ahead, at: Instant): Warning[] {
  return [
    ...(domainEnds === null ? [] : ofDomain(domainEnds, at)),
    ...(certificate === null ? [] : ofCertificate(certificate, at)),
    ...(standby ? [{ what: 'standby' as const, threshold: iso(standby.since), said: standby.said, dueAt: null }] : []),
    ...drifts.map(({ what, at: since, said }): Warning => ({ what: `drift ${what}`, threshold: iso(since), said, dueAt: null })),
  ]
}

function ofDomain(ends: Instant, at: Instant): Warning[] {
  const reached = DOMAIN_DAYS.filter((near) => ends - at <= days(near)).at(-1)
  if (reached === undefined) return []
  const said = `The registration of the domain ends on ${dayOf(ends)}; it is to be renewed before.`
  return [{ what: 'domain', threshold: `${dayOf(ends)}, ${reached} days`, said, dueAt: ends }]
}

function ofCertificate({ validFrom, validTo }: NonNullable<Ahead['certificate']>, at: Instant): Warning[] {
  const reached = CERTIFICATE_SHARES.filter((share) => validTo - at <= (validTo - validFrom) * share).at(-1)
  if (reached === undefined) return []
  const percent = Math.round(reached * 100)
  const said = `The certificate ends on ${dayOf(validTo)} and has less than ${percent} % of its lifetime left: its renewal has not happened.`
  return [{ what: 'certificate', threshold: `${iso(validTo)}, ${percent} %`, said, dueAt: validTo }]
}

const dayOf = (at: Instant) => iso(at).slice(0, 10)
