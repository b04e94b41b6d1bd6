import type { Room } from '@allclear/wire/room.ts'
import { iso, saySpan } from '../../domain/instant.ts'
import type { Span } from '../../domain/instant.ts'
import type { Diagnosis } from '../../domain/diagnosis/diagnosis.ts'
import type { Incident } from '../../domain/incident/incident.ts'
import { cameTrue } from '../../domain/warning/came-true.ts'
import { sayCause, sayPattern } from '../console/cause-words.ts'
import { deadlinesOf } from '../console/deadlines.ts'
import { largerLines } from '../larger-lines.ts'
import { PHASES } from '../console/phase-words.ts'
import { nameIn } from './view.ts'
import type { View } from './view.ts'

type Head = Pick<
  Room,
  | 'id'
  | 'site'
  | 'whose'
  | 'phase'
  | 'with'
  | 'holder'
  | 'offeredTo'
  | 'snoozed'
  | 'detectedAt'
  | 'lasted'
  | 'outages'
  | 'earlier'
  | 'drill'
  | 'larger'
  | 'zones'
  | 'deadlines'
>

/** Which site, whose, how it stands, who has it, and what it runs towards. */
export function showHead(view: View): Head {
  const { incident, plan, zones } = view
  const { id, site, partner, phase, detectedAt, resolvedAt, outages, earlier, snooze, ladder } = incident
  const { acknowledgedBy: by, offeredTo: to } = ladder
  const owner = plan.clients[plan.sites[site]?.client ?? '']?.name
  const whose = [owner, plan.partners[partner]?.name].filter((name) => name !== undefined).join(' · ')
  return {
    ...{ id, site, outages, earlier, zones, whose: whose === '' ? null : whose },
    drill: incident.drill !== null,
    phase: PHASES[phase],
    with: whoHasIt(view),
    holder: by ? nameIn(plan)(by) : null,
    offeredTo: to ? nameIn(plan)(to) : null,
    snoozed: snooze ? { by: nameIn(plan)(snooze.by), until: iso(snooze.until), reason: snooze.reason } : null,
    detectedAt: iso(detectedAt),
    lasted: resolvedAt === null ? null : saySpan((resolvedAt - detectedAt) as Span),
    larger: largerHere(view),
    deadlines: deadlinesHere(view),
  }
}

function whoHasIt({ incident: { ladder }, plan }: View): string {
  const { acknowledgedBy: by, offeredTo: to } = ladder
  const has = by ? `With ${nameIn(plan)(by)}` : ''
  return to ? `${has === '' ? 'H' : `${has}, h`}anded to ${nameIn(plan)(to)}, who has not acknowledged yet` : has
}

// First response, next step, all clear; and the next word to the public, which a person may have to write.
function deadlinesHere({ incident, now }: View): Room['deadlines'] {
  const { promisedAt, phase } = incident
  const isPromised = (promisedAt ?? null) !== null && (phase === 'open' || phase === 'stabilising')
  const promise = isPromised ? [{ name: 'Next update', at: promisedAt!, state: promisedAt! < now ? 'late' : 'ahead' } as const] : []
  return [...deadlinesOf(incident, now), ...promise].map((deadline) => ({ ...deadline, at: iso(deadline.at) }))
}

/** Who pages for all, and for the operator's people the other incidents. */
function largerHere({ incident, larger }: View): Room['larger'] {
  if (incident.phase !== 'open' || incident.parent === null) return null
  const says = incident.parent.leads ? 'On-call is paged here, for all of them.' : 'On-call is paged by the incident that leads.'
  const others = larger.flatMap(({ affected }) => affected.filter((one) => one.leftAt === null && String(one.incident) !== incident.id))
  return { lines: largerLines(larger, [incident]), says, others: others.map((one) => ({ incident: String(one.incident), site: one.site })) }
}

/** What broke, how sure we are and why; what is behind it, what speaks against it, and for the operator's people how to see it for oneself. */
export function showCause({ incident: { diagnosis, verdict, phase }, isOurs, warned }: View): Room['cause'] {
  const nothing = phase === 'suspected' ? 'Being verified' : 'Being diagnosed'
  return {
    ...(diagnosis ? known(diagnosis, isOurs) : { ...NOTHING, words: nothing }),
    warned: warned.map(({ said, at, what }) => ({ said, at: iso(at), cameTrue: diagnosis !== null && cameTrue(what, diagnosis.cause) })),
    verdict: verdict && { words: verdict.verdict.replace('-', ' '), because: [...verdict.because] },
  }
}

const NOTHING = { code: null, confidence: 0, pattern: null, because: [], root: null, against: [], alternatives: [], check: null }

const known = ({ cause, confidence, because, alternatives, root, pattern, against = [], check }: Diagnosis, isOurs: boolean) => ({
  ...{ words: sayCause(cause), code: cause, confidence },
  ...{ because: [...because], against: [...against] },
  pattern: pattern === undefined ? null : sayPattern(pattern),
  root: root === undefined ? null : { words: sayCause(root), code: root },
  alternatives: alternatives.map((other) => ({ words: sayCause(other.cause), confidence: other.confidence })),
  check: isOurs ? (check ?? null) : null,
})

/** Whether a person may still act on what goes on, and not only add to it. */
export const isLiving = ({ phase }: Incident): boolean => phase === 'suspected' || phase === 'open' || phase === 'stabilising'
