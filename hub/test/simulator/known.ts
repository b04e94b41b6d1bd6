import { causeBy, knownFor, lostBy } from '../../src/domain/audience/known-for.ts'
import { onDutyAt } from '../../src/domain/audience/on-duty.ts'
import type { Happening, Incident, Known, Pinned } from '../../src/domain/incident/incident.ts'
import { days, hours } from '../../src/domain/instant.ts'
import type { Instant } from '../../src/domain/instant.ts'
import { whoIsOn } from '../../src/domain/oncall/who-is-on.ts'
import type { Plan } from '../../src/domain/plan/plan.ts'
import { PLANS } from './agency.ts'

// The plans of the agency differ in what an incident pins, and in nothing that is looked up; its two ladders differ in the channels of their first rung.
// Shifts change on the hour, the holidays that are near with the months, and nothing else with time.
const SHIFT = hours(1)
const MONTH = days(28) // a whole number of shifts
const SCHEDULES = Object.values(PLANS.waits.schedules)
const CONTACTS: ReadonlySet<string | null> = new Set(
  [...Object.values(PLANS.waits.clients), ...Object.values(PLANS.waits.partners)].flatMap(({ contacts }) =>
    contacts.flatMap(({ mail, phone }) => [mail, phone]),
  ),
)

export type Asked = {
  readonly plan: Plan
  readonly deadChannels: readonly string[] // whose secrets are missing
  readonly incident: Incident
  readonly happening: Happening
  readonly at: Instant
}

/** What was looked up last for one incident, and what it depends on. */
type Looked = Pick<Incident, 'unreachable'> & {
  readonly hour: number
  readonly deadChannels: readonly string[]
  readonly cause: string | null
  readonly known: Known
}
const lastLooked = new WeakMap<Pinned, Looked>()

/** What the hub would look up for this news, and looks up once for all stories that ask the same. */
export function lookUp(asked: Asked): Known {
  const { deadChannels, incident, happening, at } = asked
  if (happening.type === 'statistics-known') return known(asked)
  if (happening.type === 'bounced' || (happening.type === 'delivered' && happening.outcome === 'refused')) return lookUpAnew(asked)
  const { unreachable, pinned } = incident
  const [hour, cause] = [Math.floor(at / SHIFT), causeBy(incident, happening)]
  const last = lastLooked.get(pinned!)
  if (last?.hour === hour && last.deadChannels === deadChannels && last.unreachable === unreachable && last.cause === cause)
    return last.known
  const found = lookUpAnew(asked)
  lastLooked.set(pinned!, { hour, deadChannels, unreachable, cause, known: found })
  return found
}

function lookUpAnew({ plan, deadChannels, incident, happening, at }: Asked): Known {
  const { escalation } = incident.pinned!
  const shift = remember(shifts, Math.floor(at / SHIFT), () => SCHEDULES.map((schedule) => whoIsOn(schedule, at).join()).join(' '))
  const duty = `${deadChannels.join()} ${escalation[0]!.by.join()} ${shift}`
  const onDuty = () => onDutyAt({ plan, secretsPresent: presentBut(deadChannels), at, escalation })
  const lost = [...incident.unreachable, ...lostBy(incident, happening)].filter((address) => CONTACTS.has(address))
  const readers = `${incident.site} ${deadChannels.join()} ${causeBy(incident, happening)} ${lost.toSorted().join()} ${Math.floor(at / MONTH)}`
  return remember(knowns, `${readers} ${duty}`, () => ({
    ...remember(readersOf, readers, () => known({ plan, deadChannels, incident, happening, at })),
    onDuty: remember(onDuties, duty, onDuty),
  }))
}

const presentBut = (deadChannels: readonly string[]) => (path: string) => !deadChannels.includes(path.split('.')[1]!)

const known = ({ plan, deadChannels, incident, happening, at }: Asked) =>
  knownFor({ plan, secretsPresent: presentBut(deadChannels), incident, happening, at })

const MOST = 20_000
const shifts = new Map<number, string>()
const knowns = new Map<string, Known>()
const readersOf = new Map<string, Known>()
const onDuties = new Map<string, Known['onDuty']>()

function remember<Key, T>(found: Map<Key, T>, key: Key, ask: () => T): T {
  const before = found.get(key)
  if (before !== undefined) return before
  if (found.size >= MOST) found.clear()
  const now = ask()
  found.set(key, now)
  return now
}
