import type { Instant } from '../../hub/src/domain/instant.ts'
import { days, seconds } from '../../hub/src/domain/instant.ts'
import type { Plan, Site } from '../../hub/src/domain/plan/plan.ts'
import type { CheckResult } from '../../hub/src/domain/triage/verdict.ts'

/** How often each page is looked at. */
export const INTERVAL = seconds(60)
/** Where the simulated probes look from. */
export const LOCATION = 'home'
const SITES_OF_A_PARTNER = 200

const OPTIONS = { contains: 'fresh bread' } // the same for all, as a default of a file is

/** A fleet of so many sites, each with the monitor of its page: the dearest kind, since of a page each hour is kept. */
export const fleetOf = (monitors: number): Site[] => Array.from({ length: monitors }, (_, n) => siteAt(n))

export const partnerAt = (n: number) => `partner-${Math.floor(n / SITES_OF_A_PARTNER)}`

function siteAt(n: number): Site {
  const id = `site-${n}.agency.example`
  const none = { client: null, registrar: null, dns: null, hosting: null, host: null, cdn: null, plan: null, stack: null }
  const monitors = [{ id: `${id}/http`, kind: 'http', interval: INTERVAL, options: OPTIONS }]
  return { id, ...none, partner: partnerAt(n), url: `https://${id}/`, monitors, expect: { status: null, contains: 'fresh bread' } }
}

/** As much of a plan as the paths that are measured read. */
export const planOf = (sites: readonly Site[]): Plan =>
  ({
    version: 'scale',
    hub: { location: LOCATION },
    availability: { percent: 99.9, credits: [] },
    retention: { hours: days(90), days: days(800), transitions: days(400), evidence: days(90), audit: null } satisfies Plan['retention'],
    clients: {},
    partners: {},
    sites: Object.fromEntries(sites.map((site) => [site.id, site])),
  }) as unknown as Plan // prettier-ignore

/** How long a simulated site takes to answer: a pace of its own, and one look in forty that takes three times as long. */
export const tookOf = (site: number, look: number): number =>
  Math.round((80 + ((site * 7919) % 700)) * (0.85 + ((look * 6007) % 100) / 220) * (look % 41 === 0 ? 3 : 1))

/** What a simulated site answered. */
export const answerOf = (site: number, look: number, at: Instant): CheckResult =>
  ({ state: 'up', at, tookMs: tookOf(site, look), code: null, class: null, facts: {}, diary: [] }) as unknown as CheckResult
