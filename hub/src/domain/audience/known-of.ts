import { holidaysOf } from '../calendar/holidays.ts'
import { inZone } from '../calendar/local-time.ts'
import type { Known, Zone } from '../incident/incident.ts'
import type { Instant } from '../instant.ts'
import { factsOfSite } from '../plan/facts-of-site.ts'
import type { Plan, Rung, Site } from '../plan/plan.ts'
import { deadBecause } from './dead-address.ts'
import type { MailSeen } from './dead-address.ts'
import { onDutyAt, workingChannels } from './on-duty.ts'
import { passedOverOf, recipientsOf } from './recipients.ts'

/**
 * What is looked up for one moment of one incident: who is on duty and over which channels, whom the words reach, and the calendars that
 * count. `secretsPresent` says whether the secret at a place of the plan is there; `cause` is what is known to be broken, `unreachable`
 * the addresses that bounced. A site that the plan no longer names reaches nobody.
 */
export function knownOf(asked: {
  readonly plan: Plan
  readonly secretsPresent: (path: string) => boolean
  readonly site: string
  readonly at: Instant
  readonly unreachable: readonly string[]
  readonly cause?: string | null
  readonly escalation?: readonly Rung[] // the ladder of the incident; without one that of all
  readonly mail?: MailSeen | null // who took the mail of the contacts before
}): Known {
  const { plan, secretsPresent, at, unreachable, cause = null, mail = null } = asked
  const site = plan.sites[asked.site]
  const working = workingChannels({ plan, secretsPresent })
  const deadAddress = (address: string) => (site ? deadBecause(address, { site, cause, unreachable, mail }) : null)
  const reach = { plan, working, secretsPresent, deadBecause: deadAddress, cause }
  return {
    onDuty: onDutyAt({ plan, secretsPresent, at, ...(asked.escalation ? { escalation: asked.escalation } : {}) }),
    recipients: site ? recipientsOf(reach, site) : { client: [], partner: [], public: [] },
    ...(site && plan.partners[site.partner]?.askFirst ? { asksFirst: true } : {}),
    clientPassedOver: site ? passedOverOf(reach, site) : null,
    hostingManaged: site?.hosting ? (plan.providers[site.hosting]?.managed ?? false) : false,
    hasAgent: false,
    ...(site?.standby ? { hasStandby: true } : {}),
    facts: site ? Object.keys(factsOfSite(plan, site)) : [],
    zones: zonesOf(plan, site, at),
  }
}

// Holidays are those of the client, else of its partner, else of coverage.
function zonesOf(plan: Plan, site: Site | undefined, at: Instant): Known['zones'] {
  const client = site?.client ? plan.clients[site.client] : undefined
  const partner = site ? plan.partners[site.partner] : undefined
  const { coverage, operator } = plan
  const shared = partner?.holidays ?? coverage.holidays
  const partnerTimezone = partner?.timezone ?? operator.timezone
  return {
    client: zone(client?.timezone ?? partnerTimezone, client?.holidays ?? shared, at),
    partner: zone(partnerTimezone, shared, at),
    coverage: zone(coverage.timezone, coverage.holidays, at),
  }
}

function zone(timezone: string, holidays: string | null, at: Instant): Zone {
  const { year } = inZone(at, timezone)
  return { timezone, holidays: holidays === null ? [] : holidaysOf(holidays, [year - 1, year, year + 1]) }
}
