import { decide } from '../incident/decide.ts'
import { entriesOf } from '../incident/entry.ts'
import type { Entry, Spoken } from '../incident/entry.ts'
import type { Effect, Event, Incident, Known } from '../incident/incident.ts'
import { isLiving } from '../incident/is-living.ts'
import { factorOf } from '../incident/pin.ts'
import { after, between, days } from '../instant.ts'
import type { Instant, Span } from '../instant.ts'
import { choosePlaybook } from '../playbook/choose.ts'
import type { Playbook } from '../playbook/playbook.ts'
import { quickenPlaybook } from '../playbook/quicken.ts'

/** Something that happened to a past incident, and what it changed of it. */
export type Lived = { readonly at: Instant; readonly event: Event; readonly changes: Partial<Incident> }

export type Replaying = {
  readonly lived: readonly Lived[] // from `suspected` on
  readonly edited: Playbook
  readonly playbooks: readonly (readonly Playbook[])[] // in order of precedence, the edited one among them
  readonly subjectOf: (incident: Incident, effect: Spoken, at: Instant) => string
  readonly most: number // so many events and lines, and then it is cut
}

export type Replay = {
  readonly incident: Incident
  readonly events: readonly { readonly at: Instant; readonly event: Event }[]
  readonly timeline: readonly Entry[]
  readonly isCut: boolean
}

const AFTERWARDS = days(1) // how long a replay goes on behind the last thing that happened

/**
 * A past incident once more, with an edited playbook: the site fails and recovers, causes are found and people act at the moments at which
 * they did, each with what was known then. The clock is run anew, since other things fall due. Messages arrive as they did, unheard ones at
 * once; an action takes as long and ends as it did. What never happened then does not happen now: an action that did not run runs out.
 */
export function replay({ lived, edited, playbooks, subjectOf, most }: Replaying): Replay {
  const first = lived[0]!
  const { outcomes, actions } = learnFrom(lived)
  const waiting = lived.filter(({ event }) => !REDONE.has(event.type)).map(({ at, event }) => ({ at, event }))
  const events: { at: Instant; event: Event }[] = []
  const timeline: Entry[] = []
  const end = after(lived.at(-1)!.at, AFTERWARDS)
  let incident = (first.event as Extract<Event, { type: 'suspected' }>).incident
  let known: Known = first.event.known

  const tell = (event: Event, at: Instant) => {
    events.push({ at, event })
    known = event.known
    const { incident: next, effects } = decide(incident, event, at)
    incident = next
    timeline.push(...entriesOf(effects, at, (effect) => subjectOf(next, effect, at)))
    for (const effect of effects) follow(effect, at)
  }
  const follow = (effect: Effect, at: Instant) => {
    if (isSent(effect)) tell({ known, type: 'delivered', key: effect.key, ...(outcomes.get(effect.key) ?? ARRIVED) }, at)
    const ended = effect.do === 'act' ? actions.get(effect.run) : undefined
    if (!ended) return
    waiting.push({ at: after(at, ended.took), event: ended.event })
    waiting.sort((a, b) => a.at - b.at)
  }

  const isCut = () => Math.max(events.length, timeline.length) >= most
  while (!isCut()) {
    const next = waiting[0]
    const wakeAt = incident.wakeAt
    if (wakeAt !== null && wakeAt <= (next?.at ?? end) && (next || isLiving(incident))) {
      tell({ type: 'clock', known }, wakeAt)
      if (incident.wakeAt === wakeAt) incident = { ...incident, wakeAt: null } // nothing comes of it: only the next event goes on
    } else if (next) {
      waiting.shift()
      tell(next.event.type === 'diagnosed' ? withEdited(next.event, incident, edited, playbooks) : next.event, next.at)
    } else break
  }
  return { incident, events, timeline, isCut: isCut() }
}

/** The incident that the events tell of, as it ended. */
export const livedThrough = (lived: readonly Lived[]): Incident => Object.assign({}, ...lived.map(({ changes }) => changes)) as Incident

// What follows from the incident itself follows anew.
const REDONE: ReadonlySet<Event['type']> = new Set([
  ...(['clock', 'delivered', 'action-ended', 'summary-due', 'summarised', 'summary-too-early'] as const),
])

const ARRIVED = { outcome: 'delivered', reason: null } as const

type Arrival = Pick<Extract<Event, { type: 'delivered' }>, 'outcome' | 'reason'>
type Ending = { readonly took: Span; readonly event: Event }

function learnFrom(lived: readonly Lived[]) {
  const outcomes = new Map<string, Arrival>()
  const actions = new Map<string, Ending>()
  let before = {} as Incident
  for (const { at, event, changes } of lived) {
    if (event.type === 'delivered') outcomes.set(event.key, { outcome: event.outcome, reason: event.reason })
    if (event.type === 'action-ended' && !actions.has(event.run)) {
      const begun = Object.values(before.steps).find(({ run, state }) => run === event.run && state === 'started')
      const { step: _, ...ended } = event // whichever step runs it now
      if (begun) actions.set(event.run, { took: between(begun.startedAt, at), event: ended })
    }
    before = { ...before, ...changes }
  }
  return { outcomes, actions }
}

const isSent = (effect: Effect): effect is Extract<Effect, { do: 'page' | 'message' | 'announce' | 'letter' }> =>
  effect.do === 'page' ||
  effect.do === 'message' ||
  effect.do === 'letter' ||
  (effect.do === 'announce' && effect.recipient.channel !== 'status-page')

// The edited playbook comes in where it is chosen now, and goes where it is not any more; any other stays the one that it was.
function withEdited(
  event: Extract<Event, { type: 'diagnosed' }>,
  incident: Incident,
  edited: Playbook,
  playbooks: Replaying['playbooks'],
): Event {
  const chosen = choosePlaybook(playbooks, event.diagnosis.cause)
  if (chosen.id !== edited.id && event.playbook.id !== edited.id) return event
  return { ...event, playbook: quickenPlaybook(chosen, factorOf(incident)) }
}
