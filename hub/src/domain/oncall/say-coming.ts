import { sayTime } from '../calendar/say-time.ts'
import type { Incident } from '../incident/incident.ts'
import { between, saySpan } from '../instant.ts'
import type { Instant } from '../instant.ts'
import type { Plan } from '../plan/plan.ts'
import type { Coming } from './comings.ts'

/** What somebody reads whose turn begins, in their own time: who hands over, and what is open (RES-1). */
export function sayHandOver(plan: Plan, coming: Coming, open: readonly Incident[], at: Instant): { subject: string; text: string } {
  const { schedule, person, from, until } = coming
  const { timezone } = plan.people[person]!
  const end = until === null ? '' : ` until ${sayTime(until, timezone)}`
  const names = from.map((one) => plan.people[one]?.name ?? one).join(' and ')
  const before = names === '' ? 'Nobody was on duty before you.' : `${names} ${from.length > 1 ? 'hand' : 'hands'} over to you.`
  const lines = open.map((incident) => `- ${sayOpen(plan, incident, at)}`)
  const what = lines.length === 0 ? 'No incident is open.' : `Open now:\n${lines.join('\n')}`
  return { subject: `You are on duty for ${schedule}${end}`, text: `You are on duty for ${schedule}${end}. ${before}\n\n${what}` }
}

/** What somebody reads an hour before their turn, after a pause. */
export function sayReminder({ people }: Plan, { schedule, person, at }: Coming): { subject: string; text: string } {
  const words = `Your turn for ${schedule} begins at ${sayTime(at, people[person]!.timezone)}`
  return { subject: words, text: `${words}. Is your phone charged, and within reach? If you cannot, swap or find somebody now.` }
}

const sayOpen = ({ people }: Plan, { id, site, detectedAt, ladder: { acknowledgedBy: by }, diagnosis }: Incident, at: Instant): string =>
  `Incident ${id}: ${site}, for ${saySpan(between(detectedAt, at))}, ${diagnosis?.cause ?? 'cause not known yet'}, ` +
  (by === null ? 'nobody has taken it' : `with ${people[by]?.name ?? by}`)
