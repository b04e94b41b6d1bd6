import { sayTime } from '../calendar/say-time.ts'
import type { Instant } from '../instant.ts'
import type { Plan, Provider } from '../plan/plan.ts'
import { list } from '../diagnosis/compare.ts'
import type { HandOver } from './hand-over.ts'

export type Ticket = { readonly subject: string; readonly text: string }

/**
 * A hand-over as a ticket for a provider's support (REA-10): what is broken, what was seen and how to see it, and who may ask. Nothing of
 * clients, of who was told or of our own notes goes to a third party.
 */
export function sayTicket(over: HandOver, provider: Provider, { plan, zone }: { readonly plan: Plan; readonly zone: string }): Ticket {
  const { site, url, incident, since, cause, changed, tried } = over
  const { operator } = plan
  const time = (at: Instant) => sayTime(at, zone)
  const changes = changed.changes.map(({ what, before, now, firstSeen }) => `${what}: ${before} → ${now}; first seen ${time(firstSeen)}`)
  const done = tried.filter(({ kind }) => kind !== 'note').map(({ at, what, result }) => `${time(at)}: ${what}: ${result}`)
  const parts = [
    [`Hello ${provider.name},`],
    [
      `${site}${url === null ? '' : ` (${url})`} has been down since ${time(since)}. Please look into it, and answer with the number of your case.`,
    ],
    section('What we see', [...(cause ? [`${cause.title}.`, ...cause.because] : ['The cause is not known yet.'])]),
    ...(cause?.check ? [[`To see it for yourself:`, `    ${cause.check}`]] : []),
    section('What changed since it last worked', changes),
    section('What was tried', done),
    [authorityLine(over, provider, plan), `Our reference: incident ${incident}`].filter((line) => line !== ''),
    [operator.name, operator.mail],
  ]
  const text = parts
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n')
  return { subject: `${site} is down since ${time(since)} (our reference: incident ${incident})`, text: `${text}\n` }
}

// Other clients for whom the same people speak are nobody's business.
function authorityLine({ client }: HandOver, { authority }: Provider, { people }: Plan): string {
  if (authority === null || client === null) return ''
  return `${list(authority.people.map((id) => people[id]?.name ?? id))} may speak with you for ${client}: ${authority.proof}`
}

const section = (name: string, lines: readonly string[]) => (lines.length === 0 ? [] : [`${name}:`, ...lines.map((line) => `- ${line}`)])
