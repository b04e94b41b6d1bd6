import { knownFor } from '../../src/domain/audience/known-for.ts'
import type { Happening, Incident, Known } from '../../src/domain/incident/incident.ts'
import { hours } from '../../src/domain/instant.ts'
import type { Instant } from '../../src/domain/instant.ts'
import type { Plan } from '../../src/domain/plan/plan.ts'

// Shifts and coverage of the agency change on the hour, and nothing else that is looked up changes with time.
const SLOT = hours(1)
const MOST = 20_000
let remembered = new Map<string, Known>()

export type Asked = {
  readonly plan: Plan
  readonly deadChannels: readonly string[] // whose secrets are missing
  readonly incident: Incident
  readonly happening: Happening
  readonly at: Instant
}

/** What the hub would look up for this news, and looks up once for all stories that ask the same. */
export function lookUp(asked: Asked): Known {
  const { plan, deadChannels, incident, happening, at } = asked
  const bears =
    happening.type === 'bounced' ||
    happening.type === 'statistics-known' ||
    (happening.type === 'delivered' && happening.outcome === 'refused')
  if (bears) return known(asked)
  const cause = happening.type === 'diagnosed' ? happening.diagnosis.cause : incident.diagnosis?.cause
  const key = `${plan.version} ${incident.pinned!.planVersion} ${incident.site} ${Math.floor(at / SLOT)} ${cause} ${incident.unreachable.join()} ${deadChannels.join()}`
  let found = remembered.get(key)
  if (!found) {
    if (remembered.size >= MOST) remembered = new Map()
    remembered.set(key, (found = known(asked)))
  }
  return found
}

const known = ({ plan, deadChannels, incident, happening, at }: Asked) =>
  knownFor({ plan, secretsPresent: (path) => !deadChannels.includes(path.split('.')[1]!), incident, happening, at })
