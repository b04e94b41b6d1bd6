import type { Entry } from '../../src/domain/incident/entry.ts'
import { entriesOf } from '../../src/domain/incident/entry.ts'
import type { Decision, Effect, Happening, Incident, SummaryReader } from '../../src/domain/incident/incident.ts'
import { hours } from '../../src/domain/instant.ts'
import type { Instant } from '../../src/domain/instant.ts'
import type { Plan } from '../../src/domain/plan/plan.ts'
import type { Moment, Posted } from '../stories/world.ts'

const HOUR = hours(1)

/** One incident of a story, with all that was decided of it and all that was ordered. */
export class Life {
  incident: Incident
  readonly plan: Plan
  readonly outage: number // of the site, as the world counts them
  readonly moments: Moment[] = []
  readonly posted: Posted[] = []
  readonly underWay: Posted[] = [] // what has not ended when it was last looked through
  readonly ordered: string[] = []
  readonly summaries = new Map<SummaryReader, Instant>()
  readonly decisionsIn: number[] = [] // by the hour of its life
  wellSince: Instant | null = null
  lastAt: Instant
  private kept: Entry[] | null = null

  constructor(incident: Incident, plan: Plan, outage: number) {
    this.incident = incident
    this.plan = plan
    this.outage = outage
    this.lastAt = incident.detectedAt
  }

  /** The timeline, put together when somebody reads it. */
  get entries(): Entry[] {
    this.kept ??= this.moments.flatMap(({ decision, at }) => entriesOf(decision.effects, at, () => ''))
    return this.kept
  }

  /** Keeps a decision, and what follows from it. */
  keep(moment: Moment) {
    const { before, event, at, decision } = moment
    this.moments.push(moment)
    this.kept = null
    this.incident = decision.incident
    if (decision.incident !== before || decision.effects.length > 0) this.lastAt = at // of what changed nothing the hub keeps nothing
    const hour = Math.max(0, Math.floor((at - this.moments[0]!.at) / HOUR))
    this.decisionsIn[hour] = (this.decisionsIn[hour] ?? 0) + 1
    this.wellSince = seenWell(this.wellSince, event, before, at)
    for (const effect of decision.effects) this.carryOut(effect)
  }

  /** Whether something that was posted has not left yet. */
  get isWaiting(): boolean {
    return this.underWay.some(({ state }) => state === 'waiting')
  }

  /** What has ended is not looked at again. */
  forgetEnded() {
    const open = this.underWay.filter(isUnderWay)
    if (open.length < this.underWay.length) this.underWay.splice(0, Infinity, ...open)
  }

  private post(one: Posted) {
    this.posted.push(one)
    this.underWay.push(one)
  }

  private carryOut(effect: Effect) {
    switch (effect.do) {
      case 'summarise':
        if (effect.dueAt === null) this.summaries.delete(effect.reader)
        else this.summaries.set(effect.reader, effect.dueAt)
        return
      case 'cancel':
        for (const one of this.underWay) if (one.state === 'waiting' && one.contract === effect.contract) one.state = 'cancelled'
        return
      case 'page': {
        const { key, template, person, channel } = effect
        this.ordered.push(key)
        return this.post({ key, contract: 'page', to: `${channel} ${person.person}`, template, state: 'waiting' })
      }
      case 'message':
      case 'letter':
      case 'announce': {
        const { key, recipient } = effect
        this.ordered.push(key)
        if (recipient.channel === 'status-page') return
        const template = effect.do === 'letter' ? 'ticket' : effect.template
        return this.post({
          key,
          contract: 'message',
          to: `${recipient.channel} ${recipient.address.join(' ')}`,
          template,
          state: 'waiting',
        })
      }
    }
  }
}

/** Whether it may still arrive, or be called back. */
export const isUnderWay = ({ state }: Posted) => state === 'waiting' || state === 'sending' || state === 'late'

// Since when the site is seen well, as the world knows it, whatever the incident believes.
function seenWell(wellSince: Instant | null, event: Happening, { phase }: Incident, at: Instant): Instant | null {
  if (event.type === 'confirmed') return null
  if (event.type === 'seen-up') return phase === 'open' ? at : wellSince
  const isFailedLook = event.type === 'dismissed' && ['false_alarm.transient', 'maintenance.planned'].includes(event.verdict.reason ?? '')
  return isFailedLook && wellSince !== null ? at : wellSince
}

export type Decide = (incident: Incident, event: Moment['event'], at: Instant) => Decision
