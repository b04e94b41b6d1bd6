import { readdirSync, readFileSync } from 'node:fs'
import { knownFor } from '../../src/domain/audience/known-for.ts'
import { beginIncident } from '../../src/domain/incident/begin.ts'
import { decide } from '../../src/domain/incident/decide.ts'
import { entriesOf } from '../../src/domain/incident/entry.ts'
import type { Entry } from '../../src/domain/incident/entry.ts'
import type { Decision, Effect, Event, Happening, Incident, Known, SummaryReader } from '../../src/domain/incident/incident.ts'
import { shareSummary } from '../../src/domain/incident/summary.ts'
import { pin } from '../../src/domain/incident/pin.ts'
import { after, days, readSpan } from '../../src/domain/instant.ts'
import type { Instant } from '../../src/domain/instant.ts'
import type { Plan } from '../../src/domain/plan/plan.ts'
import { readPlan } from '../../src/domain/plan/read-plan.ts'
import { choosePlaybook } from '../../src/domain/playbook/choose.ts'
import type { Playbook } from '../../src/domain/playbook/playbook.ts'
import { readPlaybook } from '../../src/domain/playbook/read-playbook.ts'
import type { Verdict } from '../../src/domain/triage/verdict.ts'

const PROJECT = new URL('../../../', import.meta.url)
const read = (path: string) => readFileSync(new URL(path, PROJECT), 'utf8')

/** The example agency: Harbor Web Care, its partner Brightside Studio, and the Corner Bakery. */
export const agency: Plan = readPlan(read('docs/examples/allclear.yaml'), 'allclear.yaml', {
  variables: { lookup: () => undefined, unsetIsEmpty: true },
  checkSchemas: {},
}).plan!

const templates = readdirSync(new URL('playbooks/templates/en/', PROJECT)).map((name) => name.replace('.md', ''))

/** A playbook as people write it; every mistake in it is thrown at once. */
export function playbookOf(text: string): Playbook {
  const { playbook, complaints } = readPlaybook(text, 'playbook.yaml', {
    templates,
    actions: [
      'certbot',
      'certificate-renew',
      'clear-cache',
      'fail-back',
      'fail-over',
      'maintenance-page-off',
      'maintenance-page-on',
      'malware-clean',
      'site-scan',
      'wordpress-clean',
      'wordpress-lock',
      'wordpress-update',
    ],
  })
  if (playbook) return playbook
  throw new Error(complaints.map(({ line, message }) => `${line}: ${message}`).join('\n'))
}

/** Steps of a playbook for every cause, one a line: `id, start: at once, message: { … }`. */
export const steps = (...lines: string[]): Playbook =>
  playbookOf(`playbook: story\ncauses: ["*"]\nsteps:\n${lines.map((line) => `  - { id: ${line} }\n`).join('')}`)

/** The playbooks that come with the product. */
export const builtIn: readonly Playbook[] = readdirSync(new URL('playbooks/', PROJECT))
  .filter((name) => /^[a-z-]+\.yaml$/.test(name))
  .map((name) => playbookOf(read(`playbooks/${name}`)))

const genuine: Verdict = { verdict: 'genuine', reason: null, class: null, code: null, deterministic: true, because: [] }
const transient: Verdict = { ...genuine, verdict: 'false-alarm', reason: 'false_alarm.transient', because: ['One look failed.'] }

/** A message as it stands between our orders and the world. */
export type Posted = {
  readonly key: string
  readonly contract: 'page' | 'message'
  readonly to: string
  readonly template: string
  state: 'waiting' | 'sending' | 'cancelled' | 'delivered' | 'uncertain' | 'refused' | 'late' // late: sent when it was needless
}

/** One decision and what led to it. */
export type Moment = { readonly before: Incident; readonly event: Event; readonly at: Instant; readonly decision: Decision }

/** What laws judge: one incident, everything that was decided of it, and what became of its words. */
export type Lived = Pick<World, 'plan' | 'incident' | 'wellSince' | 'moments' | 'posted' | 'ordered' | 'entries'>

export type Setting = {
  readonly playbooks?: readonly Playbook[]
  readonly plan?: Plan
  readonly decide?: typeof decide
  readonly post?: 'at once' | 'by hand' // when what is posted arrives
  readonly drill?: true // it is an exercise of the team
  readonly promises?: true // the public waits for updates; in other stories nobody is reminded of them
  readonly asksEvery?: string // asks with `clock` this often as well, needed or not
  readonly looksOn?: (world: World, moment: Moment) => void
}

/**
 * One site, one incident, a clock that jumps. What happens is decided as in the hub, what is posted arrives at once unless a story says
 * otherwise, and nothing sleeps.
 */
export class World {
  now: Instant
  incident: Incident
  readonly moments: Moment[] = []
  readonly entries: Entry[] = []
  readonly posted: Posted[] = []
  readonly ordered: string[] = [] // keys of everything that was to be put before somebody
  wellSince: Instant | null = null // as the world knows it, whatever the incident believes
  private readonly summaries = new Map<SummaryReader, Instant>()
  private readonly setting: Setting
  private readonly start: Instant
  private lastKnown: { readonly asked: string; readonly known: Known } | null = null

  constructor(start: string, setting: Setting = {}) {
    this.setting = setting
    this.now = this.start = Date.parse(start) as Instant
    const site = 'cornerbakery.example'
    const pinned = setting.promises ? pin(this.plan, site) : { ...pin(this.plan, site), updateEvery: days(1000) }
    this.incident = beginIncident({
      id: '7',
      site,
      partner: 'brightside',
      detectedAt: this.now,
      pinned,
      earlier: null,
      drill: setting.drill ? '1' : null,
    })
    this.happens({ type: 'suspected', incident: this.incident })
  }

  get plan(): Plan {
    return this.setting.plan ?? agency
  }

  /** Something happens now, and the incident hears of it. */
  happens(happening: Happening): this {
    const { incident, now: at } = this
    const event: Event = { ...happening, known: this.known(happening) }
    const decision = (this.setting.decide ?? decide)(incident, event, at)
    const moment = { before: incident, event, at, decision }
    this.moments.push(moment)
    this.incident = decision.incident
    this.wellSince = this.seesWell(happening, incident)
    this.entries.push(...entriesOf(decision.effects, at, () => ''))
    for (const effect of decision.effects) this.post(effect)
    this.setting.looksOn?.(this, moment)
    if (this.setting.post !== 'by hand') for (const { key } of this.waiting()) this.settles(key, 'delivered')
    return this
  }

  /** Time goes by, from one due moment to the next. */
  passes(length: string): this {
    return this.reaches(after(this.now, readSpan(length)!))
  }

  /** Time goes by until a moment, written with its offset. */
  goesOnTo(moment: string): this {
    return this.reaches(Date.parse(moment) as Instant)
  }

  /** The site fails, and it is a genuine outage; one that may heal by itself is not deterministic. */
  goesDown({ healsByItself = false } = {}): this {
    return this.happens({ type: 'confirmed', verdict: { ...genuine, deterministic: !healsByItself }, since: this.now })
  }

  comesBack(): this {
    return this.happens({ type: 'seen-up' })
  }

  /** One look fails, and the next does not. */
  blinks(): this {
    return this.happens({ type: 'dismissed', verdict: transient })
  }

  /** Diagnosis names a cause, and with it the playbook. */
  showsCause(cause: string, confidence = cause === 'unknown' ? 0 : 1): this {
    const playbook = choosePlaybook([this.setting.playbooks ?? builtIn, builtIn], cause)
    return this.happens({ type: 'diagnosed', playbook, diagnosis: { cause, confidence, because: [], alternatives: [], facts: {} } })
  }

  acknowledges(by: string): this {
    return this.happens({ type: 'acknowledged', by })
  }

  /** What became of a posted message. */
  settles(key: string, outcome: 'delivered' | 'uncertain' | 'refused', reason: string | null = null): this {
    this.find(key).state = outcome
    return this.happens({ type: 'delivered', key, outcome, reason })
  }

  /** The sender has taken it: it cannot be called back any more. */
  isTaken(key: string): this {
    this.find(key).state = this.incident.resolvedAt === null ? 'sending' : 'late'
    return this
  }

  waiting(): Posted[] {
    return this.posted.filter(({ state }) => state === 'waiting')
  }

  /** The last message posted with this template. */
  last(template: string): Posted {
    return this.posted.findLast((one) => one.template === template) ?? fail(`no ${template} was posted`)
  }

  /** The story so far: a line for each entry of these kinds (`note` for lines that tell of no new phase), in the client's time. */
  story(...kinds: (Entry['kind'] | 'note')[]): string[] {
    let phase: string | undefined = ''
    return this.entries.flatMap((entry) => {
      const isNote = entry.kind === 'state' && entry.state === phase
      if (entry.kind === 'state') phase = entry.state
      return kinds.includes(isNote ? 'note' : entry.kind) ? [`${this.clock(entry.at)}  ${isNote ? entry.note : lineOf(entry)}`] : []
    })
  }

  private reaches(until: Instant): this {
    const every = this.setting.asksEvery ? readSpan(this.setting.asksEvery)! : null
    for (;;) {
      const asks = every === null ? null : after(this.now, every)
      const at = Math.min(this.incident.wakeAt ?? Infinity, asks ?? Infinity, ...this.summaries.values()) as Instant
      if (at > until) break
      this.now = Math.max(at, this.now) as Instant
      for (const [reader, dueAt] of this.summaries) if (dueAt <= at) this.sumsUp(reader)
      const { wakeAt } = this.happens({ type: 'clock' }).incident
      if (wakeAt !== null && wakeAt <= this.now) fail(`asks to be woken at ${this.clock(wakeAt)}, which is not ahead`)
    }
    this.now = until
    return this
  }

  // Looked up once for all that happens in one moment, unless what happens bears upon it.
  private known(happening: Happening): Known {
    const { plan, incident, now: at } = this
    const asked = JSON.stringify([at, incident.unreachable, incident.diagnosis?.cause])
    const bears =
      happening.type === 'bounced' || happening.type === 'diagnosed' || ('outcome' in happening && happening.outcome === 'refused')
    if (!bears && this.lastKnown?.asked === asked) return this.lastKnown.known
    const known = knownFor({ plan, secretsPresent: () => true, incident, happening, at })
    if (!bears) this.lastKnown = { asked, known }
    return known
  }

  private seesWell(happening: Happening, { phase }: Incident): Instant | null {
    if (happening.type === 'confirmed') return null
    if (happening.type === 'seen-up') return phase === 'open' ? this.now : this.wellSince
    return happening.type === 'dismissed' && this.wellSince !== null ? this.now : this.wellSince
  }

  private sumsUp(reader: SummaryReader) {
    for (const happening of shareSummary(reader, [{ incident: this.incident, isDownAgain: false }], []).values()) this.happens(happening)
  }

  private post(effect: Effect) {
    if (effect.do === 'summarise') {
      if (effect.dueAt === null) this.summaries.delete(effect.reader)
      else this.summaries.set(effect.reader, effect.dueAt)
    }
    if ('key' in effect) this.ordered.push(effect.key)
    if (effect.do === 'cancel') {
      for (const one of this.waiting()) if (one.contract === effect.contract) one.state = 'cancelled'
    } else if (effect.do === 'page') {
      const { key, template, person } = effect
      this.posted.push({ key, contract: 'page', to: person.person, template, state: 'waiting' })
    } else if (effect.do === 'message' || (effect.do === 'announce' && effect.recipient.channel !== 'status-page')) {
      const { key, template, recipient } = effect
      this.posted.push({ key, contract: 'message', to: recipient.address.join(' '), template, state: 'waiting' })
    }
  }

  private find(key: string): Posted {
    return this.posted.find((one) => one.key === key) ?? fail(`nothing was posted as ${key}`)
  }

  // 10:15, with the day where it is not the first, with seconds where there are any.
  private clock(at: Instant): string {
    const [local, first] = [at, this.start].map((moment) =>
      Temporal.Instant.fromEpochMilliseconds(moment).toZonedDateTimeISO('America/Chicago'),
    ) as [Temporal.ZonedDateTime, Temporal.ZonedDateTime]
    const day = local.toPlainDate().equals(first.toPlainDate()) ? '' : `${local.toLocaleString('en-GB', { weekday: 'short' })} `
    return day + local.toPlainTime().toString({ smallestUnit: local.second === 0 ? 'minute' : 'second' })
  }
}

function lineOf({ kind, state, step, audience, channel, to, template, note }: Entry): string {
  const what = {
    state: [state],
    page: [template === 'page' ? null : template],
    message: [audience, template],
    announcement: [state, template],
  }
  const words = what[kind as keyof typeof what] ?? (kind === 'escalation' ? [step] : [step ?? note, state, audience])
  const whom = kind === 'page' ? [...to!, channel] : kind === 'message' || kind === 'escalation' ? [...to!] : []
  return [kind, ...words, ...(kind === 'message' || kind === 'escalation' ? ['→'] : []), ...whom].filter(Boolean).join(' ')
}

function fail(words: string): never {
  throw new Error(words)
}
