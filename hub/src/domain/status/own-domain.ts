import { OPERATOR } from '../audience/pages.ts'
import { after, days, hours, iso, minutes } from '../instant.ts'
import type { Instant, Span } from '../instant.ts'
import type { Plan } from '../plan/plan.ts'

/** A domain under which a status page is served: whose it is, whether that was proved, and how long its certificate is good. */
export type OwnDomain = {
  readonly partner: string
  readonly domain: string
  readonly page: string
  readonly provenAt: Instant | null
  readonly certificate: { readonly from: Instant; readonly until: Instant } | null
  readonly releasedAt: Instant | null // since when no page claims it any more
  readonly failure: string | null
  readonly failures: number // since it last went well
  readonly dueAt: Instant | null // when to look again; null: never
}

const QUARANTINE = days(30) // so long nobody else gets a domain that was given up: old links must not lead to strangers
const FIRST_RETRY = minutes(5)
const LAST_RETRY = hours(6) // an authority counts failures: five an hour are the most (Let's Encrypt)

/** The domains that pages claim: the hosts of `status-page` addresses that are not the hub's own. */
export function claimedDomains(plan: Plan): Pick<OwnDomain, 'partner' | 'domain' | 'page'>[] {
  if (plan.hub.domains === null) return []
  const own = new URL(plan.hub.url).hostname
  const owners = [
    { partner: OPERATOR, page: OPERATOR, url: plan.operator.statusPage },
    ...Object.values(plan.partners).map(({ id, statusPage }) => ({ partner: id, page: id, url: statusPage })),
    ...Object.values(plan.clients).map(({ id, partner, statusPage }) => ({ partner, page: id, url: statusPage })),
  ]
  const claims = owners.flatMap(({ partner, page, url }) => {
    const host = url === null ? own : new URL(url)
    return typeof host === 'string' || host.hostname === own || host.pathname !== '/' ? [] : [{ partner, page, domain: host.hostname }]
  })
  return [...new Map(claims.map((claim) => [`${claim.partner} ${claim.domain}`, claim])).values()]
}

/** A domain as it is first claimed, or claimed again after it was given up: to be proved at once. */
export const claimDomain = (claim: Pick<OwnDomain, 'partner' | 'domain' | 'page'>, at: Instant): OwnDomain => ({
  ...claim,
  ...{ provenAt: null, certificate: null, releasedAt: null, failure: null, failures: 0, dueAt: at },
})

/** No page claims it any more: it is not served from now on, and held for its last owner for a while. */
export const releaseDomain = (own: OwnDomain, at: Instant): OwnDomain => ({ ...own, releasedAt: own.releasedAt ?? at, dueAt: null })

/** Its owner's record was seen in DNS. */
export const proveDomain = (own: OwnDomain, at: Instant): OwnDomain => ({ ...own, provenAt: own.provenAt ?? at, failure: null })

/** A certificate came; the next one is due at two thirds of its life. */
export const certifyDomain = (own: OwnDomain, certificate: NonNullable<OwnDomain['certificate']>): OwnDomain => ({
  ...own,
  certificate,
  ...{ failure: null, failures: 0 },
  dueAt: Math.floor(certificate.from + ((certificate.until - certificate.from) * 2) / 3) as Instant,
})

/** It did not go well: why, and again after a while that doubles each time. */
export function failDomain(own: OwnDomain, failure: string, at: Instant): OwnDomain {
  const wait = Math.min(FIRST_RETRY * 2 ** Math.min(own.failures, 10), LAST_RETRY) as Span
  return { ...own, failure, failures: own.failures + 1, dueAt: after(at, wait) }
}

/** Until when another tenant holds the domain; null when nobody does. One that is claimed and proved is held without an end. */
export function heldUntil(
  all: readonly OwnDomain[],
  { partner, domain }: Pick<OwnDomain, 'partner' | 'domain'>,
  at: Instant,
): string | null {
  const others = all.filter((one) => one.domain === domain && one.partner !== partner && one.provenAt !== null)
  if (others.some(({ releasedAt }) => releasedAt === null)) return 'another page is served under it'
  const ends = others.map(({ releasedAt }) => after(releasedAt!, QUARANTINE)).filter((end) => end > at)
  return ends.length === 0 ? null : `another page was served under it until lately; it is free on ${iso(Math.max(...ends) as Instant)}`
}

/** Which page is served under which domain: those that are proved, claimed, and held by nobody else. */
export const servedDomains = (all: readonly OwnDomain[]): ReadonlyMap<string, string> =>
  new Map(all.flatMap(({ domain, page, provenAt, releasedAt }) => (provenAt !== null && releasedAt === null ? [[domain, page]] : [])))
