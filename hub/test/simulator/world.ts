import { beginIncident } from '../../src/domain/incident/begin.ts'
import { decide } from '../../src/domain/incident/decide.ts'
import type { Event, Happening } from '../../src/domain/incident/incident.ts'
import { pin } from '../../src/domain/incident/pin.ts'
import { shareSummary } from '../../src/domain/incident/summary.ts'
import { after, days, seconds } from '../../src/domain/instant.ts'
import type { Instant, Span } from '../../src/domain/instant.ts'
import type { Plan } from '../../src/domain/plan/plan.ts'
import type { Playbook } from '../../src/domain/playbook/playbook.ts'
import { dice } from '../stories/dice.ts'
import { inventPlaybooks } from '../stories/invent-playbooks.ts'
import type { Moment } from '../stories/world.ts'
import { builtIn } from '../stories/world.ts'
import { PLANS, SITES } from './agency.ts'
import { lookUp } from './known.ts'
import { Larger } from './larger.ts'
import type { KeptParent } from './larger.ts'
import { Life } from './life.ts'
import type { Decide } from './life.ts'
import { MOVES } from './moves.ts'
import { carry } from './post.ts'
import { Probe } from './probe.ts'
import type { Look } from './probe.ts'
import { PlannedWork } from './planned-work.ts'
import type { Move, Story } from './story.ts'

const SEEN: ReadonlySet<Happening['type']> = new Set(['confirmed', 'dismissed', 'seen-up'])
const POST = seconds(20) // from an order to its end, where the post is not slow
const MOST_TURNS = 20_000 // of the clock in a day, and then something wakes for ever

/** What looks on: after each decision, each look, and each decision about planned work. */
export type LooksOn = {
  readonly decided: (life: Life, moment: Moment) => void
  readonly looked: (look: Look, world: SimWorld) => void
}

/**
 * The world of one story: sites that fail, a probe that looks, hubs that decide and die, people, partners and what carries words to them. Time jumps from
 * one due moment to the next; nothing in it is left to chance but what the story says.
 */
export class SimWorld {
  now: Instant
  plan: Plan
  deadChannels: string[] = []
  isStandingStill = false
  dies: 'not' | 'before it has stored' = 'not'
  readonly story: Story
  readonly playbooks: readonly Playbook[]
  readonly lives: Life[] = []
  readonly probe: Probe
  readonly larger: Larger
  readonly work = new PlannedWork(this)
  readonly log: {
    readonly life: Life
    readonly moment: Moment
    readonly clock: Instant
    readonly plan: Plan
    readonly deadChannels: readonly string[]
    readonly larger: readonly KeptParent[] // before it
  }[] = []
  readonly retold: { readonly at: Instant; readonly life: Life; readonly happening: Happening }[] = []
  private readonly isPostSlow: boolean
  private readonly decide: Decide
  private readonly looksOn: LooksOn
  private readonly living = new Map<string, Life>() // by site
  private numbers = 0
  private turns = 0
  private postAt: Instant | null = null // when what is posted leaves by itself

  constructor(story: Story, looksOn: LooksOn, engine: Decide = decide) {
    this.story = story
    this.now = story.start
    this.plan = PLANS[story.plan]
    this.looksOn = looksOn
    this.isPostSlow = story.faults.includes('slow-post')
    this.decide = engine
    this.playbooks = story.faults.includes('invented-playbooks') ? inventPlaybooks(dice(story.seed)) : builtIn
    this.probe = new Probe(this)
    this.larger = new Larger(this, story.faults.includes('larger'))
  }

  /** One move of the story, after the time that it lets pass. */
  play({ after: length, what, site, roll }: Move) {
    this.passes(length)
    MOVES[what].happens(this, SITES[site % SITES.length]!.id, dice(roll))
    this.larger.correlate()
  }

  /** The last incident of a site that is not over, or null. */
  livingOf = (site: string): Life | null => this.living.get(site) ?? null

  /** The newest incident of a site, over or not. */
  newestOf = (site: string): Life | undefined => this.lives.findLast(({ incident }) => incident.site === site)

  /** A first failed look: an incident nobody has judged. */
  begins(site: string, detectedAt: Instant, outage: number): Life {
    const known = this.plan.sites[site]!
    const before = this.newestOf(site)?.incident
    const incident = beginIncident({
      ...{ id: String(++this.numbers), site, partner: known.partner, detectedAt, pinned: pin(this.plan, site) },
      earlier: before && before.phase !== 'false-alarm' ? before.id : null,
    })
    const life = new Life(incident, this.plan, outage)
    this.lives.push(life)
    this.living.set(site, life)
    this.hear(life, { type: 'suspected', incident })
    return life
  }

  /** An incident hears of something now; of some news it hears twice, and some it hears only after the hub has come back. */
  tell(life: Life, happening: Happening) {
    if (this.dies !== 'not') {
      this.dies = 'not'
      this.decide(life.incident, this.eventOf(life, happening), this.timeOf(life)) // and nothing of it is kept
      this.retold.push({ at: after(this.now, seconds(20)), life, happening })
      return
    }
    this.hear(life, happening)
  }

  /** The same, at once and once. */
  hear(life: Life, happening: Happening) {
    const { incident: before } = life
    const [event, at, larger] = [this.eventOf(life, happening), this.timeOf(life), this.larger.kept()]
    const decision = this.decide(before, event, at)
    const moment: Moment = { before, event, at, decision }
    life.keep(moment)
    this.larger.join(life, decision.effects)
    if (this.postAt === null && !this.isPostSlow && life.isWaiting) this.postAt = after(this.now, POST)
    this.log.push({ life, moment, clock: this.now, plan: this.plan, deadChannels: this.deadChannels, larger })
    this.looksOn.decided(life, moment)
    const { phase } = decision.incident
    if (phase !== before.phase || decision.incident.verdict !== before.verdict) this.probe.hearPhase(life)
    if (!['suspected', 'open', 'stabilising'].includes(phase) && this.living.get(before.site) === life) this.living.delete(before.site)
  }

  /** Time goes by, from one due moment to the next; a hub that stands still finds them all overdue when it comes back. */
  passes(length: Span) {
    const until = after(this.now, length)
    const most = this.turns + MOST_TURNS * Math.max(1, Math.ceil(length / days(1)))
    while (!this.isStandingStill) {
      const at = this.nextAt()
      if (at > until) break
      this.now = Math.max(at, this.now) as Instant
      if (++this.turns > most) throw new Error('it wakes for ever')
      this.wakes()
    }
    this.now = until
  }

  looked(look: Look) {
    this.looksOn.looked(look, this)
  }

  private nextAt(): Instant {
    let at = Infinity
    for (const { incident, summaries } of this.lives) {
      if (incident.wakeAt !== null && incident.wakeAt < at) at = incident.wakeAt
      if (summaries.size > 0) for (const dueAt of summaries.values()) if (dueAt < at) at = dueAt
    }
    for (const one of this.retold) if (one.at < at) at = one.at
    return Math.min(at, this.postAt ?? Infinity, this.probe.nextAt(), this.work.nextAt()) as Instant
  }

  private wakes() {
    for (const one of this.retold.length === 0 ? [] : this.retold.splice(0)) {
      if (one.at > this.now) this.retold.push(one)
      else if (SEEN.has(one.happening.type))
        this.probe.restarts(one.life) // nobody tells it again: the hub looks anew
      else this.hear(one.life, one.happening)
    }
    for (const life of this.lives) {
      const { wakeAt } = life.incident
      if (wakeAt !== null && wakeAt <= this.now) this.hear(life, { type: 'clock' })
      if (life.incident.wakeAt !== null && life.incident.wakeAt <= this.now)
        throw new Error('an incident asks to be woken at once, for ever')
      if (life.summaries.size > 0) for (const [reader, dueAt] of life.summaries) if (dueAt <= this.now) this.sumUp(reader, life)
    }
    if (this.postAt !== null && this.postAt <= this.now) {
      this.postAt = null
      carry(this, this.lives, dice(this.turns))
    }
    this.probe.wakes()
    this.work.wakes()
    this.larger.correlate()
  }

  // All that is due for the same reader is told together.
  private sumUp(reader: 'client' | 'partner', { incident: { partner, site } }: Life) {
    const nameOf = (id: string) => (reader === 'client' ? this.plan.sites[id]!.client : partner)
    const due = this.lives.filter(
      ({ incident: one, summaries }) =>
        one.partner === partner && nameOf(one.site) === nameOf(site) && (summaries.get(reader) ?? Infinity) <= this.now,
    )
    const heard = shareSummary(
      reader,
      due.map(({ incident }) => ({ incident, isDownAgain: this.living.has(incident.site) })),
      [],
    )
    for (const life of due) this.hear(life, heard.get(life.incident.id)!)
  }

  // Inside one incident time does not go back, whatever the clock does (I-51).
  private timeOf = ({ lastAt, moments, incident }: Life): Instant =>
    moments.length === 0 ? incident.detectedAt : (Math.max(this.now, lastAt) as Instant)

  private eventOf(life: Life, happening: Happening): Event {
    const { plan, deadChannels } = this
    const known = lookUp({ plan, deadChannels, incident: life.incident, happening, at: this.timeOf(life) })
    const larger = this.larger.known(life, happening)
    return { ...happening, known: larger ? { ...known, larger } : known }
  }
}
