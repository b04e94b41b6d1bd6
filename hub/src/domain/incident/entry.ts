import type { Instant } from '../instant.ts'
import type { Audience } from '../playbook/playbook.ts'
import type { Effect } from './incident.ts'

/** One line of an incident's timeline: in a rehearsal, over the API and on screen the same. */
export type Entry = {
  readonly at: Instant
  readonly kind: 'state' | 'page' | 'message' | 'announcement' | 'task' | 'action' | 'approval' | 'escalation'
  readonly step?: string
  readonly audience?: Audience
  readonly channel?: string
  readonly from?: string
  readonly to?: readonly string[]
  readonly cc?: readonly string[]
  readonly subject?: string
  readonly template?: string
  readonly state?: string // for `state` the phase; for `action` started, done or failed
  readonly note?: string
  readonly by?: string // who acknowledged, or took it over
}

/** The lines of the timeline that a decision stands for, in its order. `subjectOf` gives the subject of a message as composed. */
export function entriesOf(effects: readonly Effect[], at: Instant, subjectOf: (effect: Spoken) => string): Entry[] {
  return effects.flatMap((effect) => entryOf(effect, at, subjectOf) ?? [])
}

/** The effects that put words before somebody. */
export type Spoken = Extract<Effect, { do: 'page' | 'message' | 'announce' }>

function entryOf(effect: Effect, at: Instant, subjectOf: (effect: Spoken) => string): Entry | null {
  const step = 'step' in effect && effect.step !== null ? { step: effect.step } : {}
  switch (effect.do) {
    case 'say':
      return { at, ...effect.entry }
    case 'page': {
      const { person, channel, template } = effect
      return { at, kind: 'page', ...step, audience: 'responder', channel, to: [person.person], subject: subjectOf(effect), template }
    }
    case 'message':
    case 'announce': {
      const { audience, channel, from, address, cc, why } = effect.recipient
      const kind = effect.do === 'announce' ? 'announcement' : 'message'
      const { template } = effect
      const state = effect.do === 'announce' ? { state: effect.stage } : {}
      const subject = subjectOf(effect)
      return {
        at,
        kind,
        ...step,
        audience,
        channel,
        from,
        to: address,
        ...(cc.length > 0 ? { cc } : {}),
        subject,
        template,
        ...state,
        ...(why ? { note: why } : {}),
      }
    }
    case 'letter': {
      const { recipient, subject } = effect
      return { at, kind: 'message', channel: recipient.channel, from: recipient.from, to: recipient.address, subject, template: 'ticket' }
    }
    case 'withhold':
      return { ...entryOf(effect.effect, at, subjectOf)!, note: 'A drill: nobody was told.' }
    case 'task':
      return { at, kind: 'task', ...step, state: 'open', to: effect.people.length > 0 ? effect.people : [effect.for], note: effect.title }
    case 'diagnose':
    case 'task-changed':
    case 'task-closed':
    case 'act':
    case 'join':
    case 'summarise':
    case 'cancel':
      return null
  }
}
