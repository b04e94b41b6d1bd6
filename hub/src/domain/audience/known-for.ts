import type { Happening, Incident, Known } from '../incident/incident.ts'
import { statisticsWith } from '../incident/learn-statistics.ts'
import type { Instant } from '../instant.ts'
import type { Plan } from '../plan/plan.ts'
import { recommendPlan } from '../plan/recommend-plan.ts'
import type { MailSeen } from './dead-address.ts'
import { knownOf } from './known-of.ts'
import { refusedCopy } from './refused-address.ts'

/** What is looked up for an incident at the moment of some news, the news itself included: who is on duty, which address is still good. */
export function knownFor({
  plan,
  secretsPresent,
  incident,
  happening,
  at,
  mail = null,
}: {
  readonly plan: Plan
  readonly secretsPresent: (path: string) => boolean
  readonly incident: Incident
  readonly happening: Happening
  readonly at: Instant
  readonly mail?: MailSeen | null
}): Known {
  const known = knownOf({
    plan,
    secretsPresent,
    site: incident.site,
    at,
    unreachable: [...incident.unreachable, ...lostBy(incident, happening)],
    // A mailbox on what is broken is passed over from the moment the cause is known (COM-4).
    cause: causeBy(incident, happening),
    ...(incident.pinned ? { escalation: incident.pinned.escalation } : {}),
    mail,
  })
  const site = plan.sites[incident.site]
  if (happening.type !== 'statistics-known' || !site) return known
  return { ...known, recommended: recommendPlan(plan, site, statisticsWith(incident, happening.statistics)) }
}

/** The cause as it is known once this is heard. */
export const causeBy = (incident: Incident, happening: Happening): string | null =>
  happening.type === 'diagnosed' ? happening.diagnosis.cause : (incident.diagnosis?.cause ?? null)

/** The addresses that turn out by this news not to work. */
export function lostBy(incident: Incident, happening: Happening): string[] {
  if (happening.type === 'bounced') return [happening.address]
  if (happening.type !== 'delivered' || happening.outcome !== 'refused') return []
  const { key, reason } = happening
  return incident.told.filter((told) => told.key === key && refusedCopy(reason, told.address) === null).map((told) => told.address)
}
