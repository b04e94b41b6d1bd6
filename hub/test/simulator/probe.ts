import { wellPage } from '../../src/domain/diagnosis/evidence.double.ts'
import { after, milliseconds, minutes, seconds } from '../../src/domain/instant.ts'
import type { Instant, Span } from '../../src/domain/instant.ts'
import { serviceAmong, serviceOf } from '../../src/domain/triage/beside-the-page.ts'
import { blindnessAfter, stillBlind } from '../../src/domain/triage/blindness.ts'
import type { Blindness } from '../../src/domain/triage/blindness.ts'
import { isDeterministic, triage } from '../../src/domain/triage/triage.ts'
import type { CheckResult, FailureClass, Observations, Verdict } from '../../src/domain/triage/verdict.ts'
import { hearResult, newWatch, nowFailing, withState } from '../../src/domain/triage/watch.ts'
import type { Call, Watch } from '../../src/domain/triage/watch.ts'
import { SITES } from './agency.ts'
import type { Life } from './life.ts'
import type { SimWorld } from './world.ts'

const AGAIN = seconds(30)
const ROUND = seconds(60)
export const MONITORS = ['http', 'smtp', 'tcp'] as const
const CANARIES = ['https://one.example', 'https://two.example', 'https://three.example']

/** How a site truly is, and what stands between it and our probe. */
export type Truth = {
  readonly failing: Map<string, FailureClass> // by monitor
  outage: number // counts the outages of its page or services, from none failing to some
  since: Instant | null
  walled: boolean
  warns: boolean // its certificate ends soon, or it is slow: no outage
  blinks: boolean // the next look fails, and no other
  readonly seen: { readonly monitor: string; readonly at: Instant; readonly down: boolean }[]
}

/** One look that failed and was judged, or one look and what it called for. */
export type Look = {
  readonly site: string
  readonly monitor: string
  readonly at: Instant
  readonly result: CheckResult
  readonly call: Call
  readonly before: Watch
  readonly truth: Truth
  readonly seen: Observations | null // what was judged
  readonly verdict: Verdict | null
  readonly isBlind: boolean
  readonly opened: boolean // an incident was opened or taken up by it
}

/** The probe: it looks, remembers and judges as the loop of the checks does. What is wrong with it is the story's. */
export class Probe {
  isBlind = false
  resolverFails = false
  skew = milliseconds(0)
  otherLocations: 'none' | 'agree' | 'see it well' = 'none'
  blindness: Blindness | null = null
  blindPages: readonly Instant[] = []
  sawAt: Instant | null = null // when a verdict rested on what was seen of a site
  readonly truths = new Map<string, Truth>()
  readonly watches = new Map<string, Watch>()
  private readonly failures = new Map<string, { at: Instant; network: string }>()
  private readonly failingSince = new Map<string, Instant>()
  private readonly dueLooks = new Map<string, Instant>() // looks again, by site
  private readonly looksInARow = new Map<string, number>()
  private readonly recordedIn = new Map<string, string | null>()
  private readonly world: SimWorld

  constructor(world: SimWorld) {
    this.world = world
    for (const { id } of SITES) {
      this.truths.set(id, { failing: new Map(), outage: 0, since: null, walled: false, warns: false, blinks: false, seen: [] })
      const watch = newWatch(
        MONITORS.map((monitor) => `${id}/${monitor}`),
        null,
      )
      const states = watch.unseen.reduce((seen, monitor) => withState({ states: seen }, monitor, 'up'), watch.states)
      this.watches.set(id, { ...watch, unseen: [], states })
    }
  }

  nextAt(): Instant {
    let at = Infinity
    for (const dueAt of this.dueLooks.values()) if (dueAt < at) at = dueAt
    return at as Instant
  }

  wakes() {
    for (const [site, dueAt] of this.dueLooks) {
      if (dueAt > this.world.now) continue
      this.dueLooks.delete(site)
      this.lookAt(site)
    }
  }

  /** An incident has another phase, or is over. */
  hearPhase({ incident: { site, id, phase, verdict } }: Life) {
    const isOver = phase !== 'suspected' && phase !== 'open' && phase !== 'stabilising'
    const watch = this.watches.get(site)!
    const incident = isOver ? null : { number: Number(id), phase, service: verdict?.service ?? null }
    if (isOver && watch.incident?.number !== Number(id)) return
    this.watches.set(site, { ...watch, incident })
    // What fails on although its incident is over is seen at the next look.
    if (isOver && this.truths.get(site)!.failing.size > 0) this.looksAgain(site)
  }

  /** The site begins to fail, or one more thing of it. */
  fails(site: string, monitor: string, failure: FailureClass) {
    const truth = this.truths.get(site)!
    if (truth.failing.size === 0) {
      truth.outage++
      truth.since = this.world.now
    }
    truth.failing.set(monitor, failure)
    this.lookAt(site)
  }

  /** A hub begins anew: of a site it knows its incident and nothing else, and looks at it at once. */
  restarts({ incident: { site } }: Life) {
    const living = this.world.livingOf(site)?.incident ?? null
    const incident = living && { number: Number(living.id), phase: living.phase, service: living.verdict?.service ?? null }
    const watch = newWatch(
      MONITORS.map((monitor) => `${site}/${monitor}`),
      incident,
    )
    this.watches.set(site, incident ? watch : { ...watch, unseen: [] })
    this.lookAt(site)
  }

  /** Everything of the site is well. */
  heals(site: string) {
    const truth = this.truths.get(site)!
    truth.failing.clear()
    truth.since = null
    this.lookAt(site)
  }

  /** Looks at every monitor of a site. */
  lookAt(site: string) {
    for (const monitor of MONITORS) this.look(site, `${site}/${monitor}`)
    const fails = this.truths.get(site)!.failing.size > 0 || this.truths.get(site)!.walled || this.isBlind || this.resolverFails
    const isSettled = this.watches.get(site)!.incident?.phase === 'open'
    if (fails && !isSettled) this.looksAgain(site)
    else this.looksInARow.delete(site)
  }

  /** Looks again soon; less and less often at what goes on as it is, since nothing new comes of it. */
  looksAgain(site: string) {
    if (this.dueLooks.has(site)) return
    const times = this.looksInARow.get(site) ?? 0
    this.looksInARow.set(site, times + 1)
    this.dueLooks.set(site, after(this.world.now, (AGAIN * 4 ** Math.min(times, 5)) as Span))
  }

  private look(site: string, monitor: string) {
    const before = this.watches.get(site)!
    const truth = this.truths.get(site)!
    const result = this.see(site, monitor, 'first')
    if (result.state === 'up' && !before.down.includes(monitor) && before.failing.length === 0 && before.incident === null) return // a healthy look is no news
    const { watch, call } = hearResult(before, monitor, result)
    this.watches.set(site, watch)
    if (watch.down.length === 0) this.failingSince.delete(site)
    else if (!this.failingSince.has(site)) this.failingSince.set(site, result.at)
    if (watch.down.length === 0) this.recordedIn.delete(site)
    if (result.state !== 'down') this.failures.delete(site)
    const look = {
      site,
      monitor,
      at: result.at,
      result,
      call,
      before,
      truth,
      seen: null,
      verdict: null,
      isBlind: this.isBlind,
      opened: false,
    }
    if (call === 'verify') return this.judge(look)
    this.heed(site, monitor, call, result.at)
    this.world.looked(look)
  }

  private heed(site: string, monitor: string, call: Call, at: Instant) {
    const watch = this.watches.get(site)!
    const life = this.world.livingOf(site)
    if (call === 'attach') {
      this.watches.set(site, nowFailing(watch, monitor))
      this.truths.get(site)!.seen.push({ monitor, at, down: true })
    }
    if (!life) return
    if (call === 'recovered') {
      this.seesAllWell(site, at)
      this.world.tell(life, { type: 'seen-up' })
    }
    if (call === 'unfounded')
      this.world.tell(life, { type: 'dismissed', verdict: { ...GENUINE, verdict: 'false-alarm', reason: 'false_alarm.transient' } })
    const service = call === 'narrowed' ? serviceAmong(watch.failing) : null
    if (service) this.world.tell(life, { type: 'confirmed', verdict: { ...GENUINE, service }, since: at })
  }

  private seesAllWell(site: string, at: Instant) {
    for (const monitor of MONITORS) this.truths.get(site)!.seen.push({ monitor: `${site}/${monitor}`, at, down: false })
  }

  // As engine/check/judge.ts does it.
  private judge(look: Look) {
    const { site, monitor, result } = look
    const { work } = this.world
    const window = work.covering(site, result.at)
    if (window !== null && window === this.recordedIn.get(site) && this.watches.get(site)!.incident === null) return
    this.failures.set(site, { at: result.at, network: networkOf(site) })
    const wasBlind = stillBlind(this.blindness, result.at, ROUND) !== null
    const since = work.endBetween(site, this.failingSince.get(site) ?? result.at, result.at) ?? result.at
    const opened = !wasBlind
    if (!wasBlind) this.keepSuspicion(site, since)
    const seen = this.observe(site, monitor, result, window)
    const verdict = triage(seen)
    this.noteBlindness(verdict, result.at)
    if (wasBlind && this.blindness !== null) return this.world.looked({ ...look, seen, verdict })
    const life = this.keepSuspicion(site, since)
    if (verdict.verdict === 'genuine') {
      this.world.tell(life, { type: 'confirmed', verdict, since })
      this.watches.set(site, nowFailing(this.watches.get(site)!, monitor))
      look.truth.seen.push({ monitor, at: result.at, down: true })
    } else this.world.tell(life, { type: 'dismissed', verdict })
    this.recordedIn.set(site, verdict.verdict === 'maintenance' ? window : null)
    this.world.looked({ ...look, seen, verdict, opened })
  }

  private keepSuspicion(site: string, since: Instant): Life {
    const life = this.world.livingOf(site) ?? this.world.begins(site, since, this.truths.get(site)!.outage)
    const watch = this.watches.get(site)!
    const incident = watch.incident ?? { number: Number(life.incident.id), phase: life.incident.phase }
    this.watches.set(site, { ...watch, incident })
    return life
  }

  private noteBlindness(verdict: Verdict, at: Instant) {
    const before = this.blindness
    this.blindness = blindnessAfter(before, verdict, at, ROUND)
    if (this.blindness !== null && this.blindness.since !== before?.since) this.blindPages = [...this.blindPages, at]
    if (!['false_alarm.probe', 'false_alarm.clock', 'false_alarm.resolver'].includes(verdict.reason ?? '')) this.sawAt = at
  }

  private observe(site: string, monitor: string, first: CheckResult, maintenance: string | null): Observations {
    const { blinks } = this.truths.get(site)!
    const again = (which: 'again' | 'other') => this.see(site, monitor, which)
    const others = this.otherLocations === 'none' ? [] : ['lisbon', 'tokyo']
    const recent = [...this.failures].filter(
      ([id, { at }]) => Math.abs(at - first.at) <= ROUND && (id === site || this.world.work.covering(id, first.at) === null),
    )
    if (blinks) this.truths.get(site)!.blinks = false
    const own = [...(this.failingSince.get(site) === undefined ? [] : [this.failingSince.get(site)!])]
    return {
      first,
      retries: [again('again'), again('again')],
      otherResolver: again('other'),
      canaries: CANARIES.map((url, n) => ({ url, well: !(this.isBlind || (this.resolverFails && n < 1)), skewMs: this.skew })),
      otherLocations: others.map((location) => ({
        location,
        result: this.otherLocations === 'agree' ? this.seeTruth(site, monitor) : UP(first.at),
      })),
      othersFailing: { sites: recent.length, ofSites: SITES.length, networks: new Set(recent.map(([, { network }]) => network)).size },
      maintenance,
      service: serviceOf(monitor),
      failingFor: milliseconds(first.at - (own[0] ?? first.at)),
      ...(this.truths.get(site)!.walled ? { asBrowser: wellPage } : {}),
    }
  }

  // What this look sees: the truth, through whatever is wrong with the probe.
  private see(site: string, monitor: string, which: 'first' | 'again' | 'other'): CheckResult {
    const { walled, warns, blinks, failing } = this.truths.get(site)!
    const isPage = serviceOf(monitor) === null
    if (this.isBlind) return down(this.world.now, 'timeout', 'timeout')
    if (failing.has(monitor)) return this.seeTruth(site, monitor)
    if (this.resolverFails && which !== 'other') return down(this.world.now, 'dns', 'resolver_failed')
    if (blinks && isPage && which === 'first') return down(this.world.now, 'timeout', 'timeout')
    if (walled && isPage) return { ...down(this.world.now, 'status', 'status_unexpected'), facts: { status: 403 } }
    if (isPage && this.skew > minutes(30)) return down(this.world.now, 'deterministic', 'tls.expired')
    return warns && isPage ? { ...UP(this.world.now), state: 'warning', code: 'tls.expiring' } : UP(this.world.now)
  }

  private seeTruth(site: string, monitor: string): CheckResult {
    const failure = this.truths.get(site)!.failing.get(monitor)
    return failure ? down(this.world.now, failure, CODES[failure] ?? failure) : UP(this.world.now)
  }
}

/** Whether what is wrong is with the site, and nothing of ours stands between: then the outage is genuine. */
export const isPlain = ({ isBlind, resolverFails, skew }: Probe, truth: Truth) => !isBlind && !resolverFails && skew === 0 && !truth.walled

export { isDeterministic }

const CODES: Partial<Record<FailureClass, string>> = {
  status: 'status_unexpected',
  refused: 'connection_refused',
  deterministic: 'site_suspended',
}
const GENUINE: Verdict = { verdict: 'genuine', reason: null, class: null, code: null, deterministic: false, because: [] }
const UP = (at: Instant): CheckResult => ({ state: 'up', code: null, class: null, at, tookMs: 20, facts: {}, diary: [] })
const down = (at: Instant, failure: FailureClass, code: string): CheckResult => ({ ...UP(at), state: 'down', class: failure, code })
const networkOf = (id: string) => {
  const { hosting } = SITES.find((site) => site.id === id)!
  return hosting ?? id
}
