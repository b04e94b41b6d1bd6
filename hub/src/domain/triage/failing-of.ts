import type { Happening, Incident } from '../incident/incident.ts'
import type { Failing } from './correlate.ts'

/** An outage, as far as it is compared with others. */
export function failingOf(incident: Incident): Omit<Failing, 'keys'> {
  const { site, failingSince, detectedAt, verdict, diagnosis, playbookAt, causeConfirmed } = incident
  return {
    site,
    since: failingSince ?? detectedAt,
    class: verdict?.class ?? null,
    cause: diagnosis && { id: diagnosis.cause, since: playbookAt ?? detectedAt, isSure: causeConfirmed },
  }
}

const TOLD_OF: readonly Happening['type'][] = ['joined', 'parted', 'escalated', 'handed-over'] // where it stands, or whom a person wants called

/**
 * The outage that would speak for itself once this is heard, although it may belong to a larger one (TRI-3); null where that is no question: it was heard
 * of already, is under a larger one, or the page itself is well.
 */
export function standsAlone(incident: Incident, happening: Happening): Incident | null {
  const { phase, parent, heardOn, verdict, drill } = incident
  if (drill !== null || TOLD_OF.includes(happening.type)) return null
  if (happening.type === 'confirmed' && (phase === 'suspected' || phase === 'stabilising'))
    return happening.verdict.service ? null : { ...incident, verdict: happening.verdict, failingSince: happening.since }
  return phase === 'open' && parent === null && !heardOn && !verdict?.service ? incident : null
}
