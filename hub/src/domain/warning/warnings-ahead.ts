import { days, iso } from '../instant.ts'
import type { Instant } from '../instant.ts'
import { sayUse } from '../plan/statistics.ts'
import type { Use } from '../plan/statistics.ts'

/** Something that will become an outage if nobody acts. It never says that a site is down. */
export type Warning = {
  readonly what: 'domain' | 'certificate' | 'bill' | 'standby' | `plan ${Use}` | `drift ${string}` | `hole ${string}` | `region ${string}`
  readonly threshold: string // one of a kind comes once: which end, and how near it is
  readonly said: string
  readonly dueAt: Instant | null // when it comes true
}

/** What is known of a site that may end, may run out or has changed. */
export type Ahead = {
  readonly domainEnds: Instant | null // the earliest that anybody says
  readonly certificate: { readonly validFrom: Instant; readonly validTo: Instant } | null // one that is known to be the present one
  readonly billDue: Instant | null // the hosting's
  readonly plan: readonly PlanUse[]
  readonly standby?: { readonly since: Instant; readonly said: string } // one that would not hold
  readonly drifts: readonly { readonly what: string; readonly at: Instant; readonly said: string }[]
}

/** By whom a warning is seen to that a nearer one has taken the place of. */
export const NEARER = 'a nearer threshold'

/** Whether it is of a known hole in software: such come and go with feeds and versions, and not with the look at each site. */
export const isHole = (what: string) => what.startsWith('hole ')

/** Whether it is that a site is not reached from one location: such come and go with what the locations see. */
export const isRegion = (what: string) => what.startsWith('region ')

/** How much of one measure of a hosting plan is used. */
export type PlanUse = { readonly plan: string; readonly use: Use; readonly used: number; readonly most: number }

const DOMAIN_DAYS = [60, 30, 14, 7, 1]
const BILL_DAYS = [30, 14, 7, 1]
const CERTIFICATE_SHARES = [1 / 3, 0.15, 0.07] // lifetimes shrink, so days would not do (CA/Browser Forum SC-081v3)
const PLAN_SHARES = [0.8, 0.9, 1]

/** The warnings that hold now, of each kind the nearest threshold (PRE-4). */
export function warningsAhead({ domainEnds, certificate, billDue, plan, standby, drifts }: Ahead, at: Instant): Warning[] {
  return [
    ...(domainEnds === null ? [] : ofDomain(domainEnds, at)),
    ...(certificate === null ? [] : ofCertificate(certificate, at)),
    ...(billDue === null ? [] : ofBill(billDue, at)),
    ...plan.flatMap(ofPlan),
    ...(standby ? [{ what: 'standby' as const, threshold: iso(standby.since), said: standby.said, dueAt: null }] : []),
    ...drifts.map(({ what, at: since, said }): Warning => ({ what: `drift ${what}`, threshold: iso(since), said, dueAt: null })),
  ]
}

function ofDomain(ends: Instant, at: Instant): Warning[] {
  const reached = nearestOf(DOMAIN_DAYS, ends, at)
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

function ofBill(due: Instant, at: Instant): Warning[] {
  const reached = nearestOf(BILL_DAYS, due, at)
  if (reached === undefined) return []
  const said = `The hosting is to be paid by ${dayOf(due)}.`
  return [{ what: 'bill', threshold: `${dayOf(due)}, ${reached} days`, said, dueAt: due }]
}

function ofPlan({ plan, use, used, most }: PlanUse): Warning[] {
  const reached = PLAN_SHARES.filter((share) => used >= most * share).at(-1)
  if (reached === undefined) return []
  const percent = Math.round(reached * 100)
  const said = `The plan ${plan} allows ${sayUse(use, most, 'en')} of ${NAMES[use]}, and ${sayUse(use, used, 'en')} is used.`
  return [{ what: `plan ${use}`, threshold: `${plan}, ${percent} %`, said, dueAt: null }]
}

const NAMES: Readonly<Record<Use, string>> = { disk: 'disk', transfer: 'transfer a month', visits: 'visits a month' }

const nearestOf = (near: readonly number[], end: Instant, at: Instant) => near.filter((one) => end - at <= days(one)).at(-1)

const dayOf = (at: Instant) => iso(at).slice(0, 10)
