import { coveredAt, startOfCoverage } from '../calendar/coverage.ts'
import { after, between, saySpan } from '../instant.ts'
import type { Instant, Span } from '../instant.ts'
import { change, note, order, say } from './draft.ts'
import type { Draft } from './draft.ts'
import { RESTING_LADDER } from './begin.ts'
import { sayOnly, standsAt } from '../oncall/rung-times.ts'
import { rests } from './rests.ts'
import type { Incident, Ladder, OnDuty, Told } from './incident.ts'
import { rememberTold } from './tell.ts'
import { PAGE_CHANNELS } from '../plan/plan.ts'
import type { PageChannel, Rung } from '../plan/plan.ts'

const SPENT = Number.MAX_SAFE_INTEGER // rounds after which a rung is not called again

/** Starts the first-response clock of an outage (RES-2): from detected, or from the start of coverage where a gap makes it wait. */
export function startResponse(draft: Draft, since: Instant) {
  const { coverage, firstResponse } = draft.incident.pinned!
  const waits = coverage.gap === 'wait' && !coveredAt(coverage, since)
  const from = waits ? startOfCoverage(coverage, since) : since
  change(draft, { response: { from, due: after(from, firstResponse), metAt: null, breached: false, isAtRisk: false } })
}

/** Nobody has this outage yet, and nobody was called for it. */
export const restLadder = (draft: Draft) =>
  change(draft, { ladder: { ...RESTING_LADDER, calls: draft.incident.ladder.calls }, snooze: null })

/** The first call to on-call for this outage, unless somebody has taken it before anyone was called, or another incident calls for it. */
export function startLadder(draft: Draft) {
  if (draft.incident.ladder.acknowledgedBy === null && !rests(draft.incident)) callRung(draft, 0)
}

/** Nobody is called for this outage any more while another incident calls for it. */
export function haltLadder(draft: Draft) {
  stand(draft, { nextAt: null })
  order(draft, { do: 'cancel', contract: 'page', why: 'The incident that leads the larger outage pages for all.' })
}

/** When two thirds of the promised time have passed and nobody has it; null when that is no question any more. */
export const riskAt = ({ response }: Incident): Instant | null =>
  !response || response.metAt !== null || response.breached || response.isAtRisk
    ? null
    : after(response.from, Math.round((between(response.from, response.due) * 2) / 3) as Span)

/** The guarantee is at risk: who was called last is called over everything they have, once (RES-2). A rung whose turn is now does it anyway. */
export function raise(draft: Draft) {
  const { ladder, response } = draft.incident
  const at = riskAt(draft.incident)
  if (at === null || draft.at < at) return
  change(draft, { response: { ...response!, isAtRisk: true } })
  if (ladder.nextAt === null || ladder.nextAt <= draft.at || ladder.round === 0 || !coveredAt(draft.incident.pinned!.coverage, draft.at))
    return
  const { notify } = draft.incident.pinned!.escalation[ladder.rung]!
  note(draft, `First response is due in ${saySpan(between(draft.at, response!.due))}: ${notify} is called over every channel.`)
  call(draft, { notify, by: PAGE_CHANNELS }, null)
}

/** Moves on when nobody took it in time: a rung again as often as it says, then the next; after the last the ladder begins again. */
export function climb(draft: Draft) {
  const { ladder } = draft.incident
  if (ladder.acknowledgedBy !== null || ladder.nextAt === null || draft.at < ladder.nextAt) return
  const rungs = draft.incident.pinned!.escalation
  if (ladder.round < rungs[ladder.rung]!.repeat) return callRung(draft, ladder.rung, { round: ladder.round + 1 })
  if (ladder.rung + 1 < rungs.length) return callRung(draft, ladder.rung + 1)
  note(draft, 'Nobody took it: the escalation begins again.')
  callRung(draft, 0)
}

/** Nobody has it any more: the rung that was called last is called again. */
export function callAgain(draft: Draft) {
  stand(draft, { acknowledgedBy: null, acknowledgedAt: null, newsAt: null, offeredTo: null })
  callRung(draft, Math.max(0, presentRung(draft)))
}

/** Someone has it: the pages of this outage stop (RES-6). `words` say how it came to them. */
export function acknowledge(draft: Draft, by: string, words = `${by} acknowledged.`) {
  const { response } = draft.incident
  const met = response && response.metAt === null ? { ...response, metAt: draft.at } : response
  stand(draft, { nextAt: null, acknowledgedBy: by, acknowledgedAt: draft.at, newsAt: draft.at, offeredTo: null })
  change(draft, { response: met, snooze: null })
  order(draft, { do: 'cancel', contract: 'page', why: words })
  say(draft, { kind: 'state', state: draft.incident.phase, note: words, by })
}

/** Pages one person over every channel they have, whatever the ladder does; false when they have none. */
export function callPerson(draft: Draft, person: string): boolean {
  return call(draft, { notify: person, by: PAGE_CHANNELS }, null)
}

/**
 * `escalate: { to }` of a playbook, or by hand without a step: the page goes out although somebody may have acknowledged, and somebody must take it again. `next` is a
 * move on the ladder and waits in a gap of coverage as the ladder does; whom a step or a person names is called at any hour. While its pages are
 * snoozed a step waits for the end of that, and a person ends it.
 */
export function escalateTo(draft: Draft, to: string, step: string | null) {
  if (rests(draft.incident))
    return note(
      draft,
      `Not escalated to ${to}${step === null ? '' : ` (${step})`}: the incident that leads the larger outage pages for all.`,
    )
  const { snooze } = draft.incident
  if (snooze && step !== null) {
    change(draft, { snooze: { ...snooze, then: { to, step } } })
    return note(draft, `Escalation to ${to} (${step}) waits for the end of the snooze.`)
  }
  change(draft, { snooze: null })
  const rungs = draft.incident.pinned!.escalation
  const present = presentRung(draft)
  const index = to === 'next' ? Math.min(present + 1, rungs.length - 1) : rungs.findIndex((rung) => rung.notify === to)
  const rung = rungs[index] ?? { notify: to, by: PAGE_CHANNELS, wait: rungs[Math.max(0, present)]!.wait, repeat: 1, only: null }
  stand(draft, { acknowledgedBy: null, acknowledgedAt: null, offeredTo: null })
  say(draft, { kind: 'escalation', ...(step === null ? {} : { step }), to: [rung.notify], note: `Escalated to ${rung.notify}.` })
  if (index >= 0) return callRung(draft, index, { step, isNamed: to !== 'next', isByHand: step === null, isSaid: true })
  const goesOnAt = Math.min(present + 1, rungs.length - 1)
  stand(draft, { rung: goesOnAt, round: 0, nextAt: after(draft.at, rung.wait) })
  if (call(draft, rung, step)) return
  passOver(draft, rung)
  callRung(draft, goesOnAt)
}

/** Who stands on the rung after the present one: `for: next` of a task. */
export function nextRung(draft: Draft): string {
  const rungs = draft.incident.pinned!.escalation
  return rungs[Math.min(presentRung(draft) + 1, rungs.length - 1)]!.notify
}

// The rung that was called last; -1 before the first call.
const presentRung = ({ incident: { ladder } }: Draft) => (ladder.round === 0 ? ladder.rung - 1 : ladder.rung)

/** The channels over which the ladder calls whoever is on call now. */
export function channelsOnCall({ incident, known, at }: Draft): readonly PageChannel[] {
  const rung = incident.pinned!.escalation.find((one) => standsAt(one, at) && (known.onDuty[one.notify] ?? []).length > 0)
  return rung?.by ?? PAGE_CHANNELS
}

type Calling = { readonly round?: number; readonly step?: string | null } & {
  readonly [is in 'isNamed' | 'isByHand' | 'isSaid']?: boolean
}

// A rung on which nobody is on duty is passed over at once, with a line; the last one always has somebody.
function callRung(draft: Draft, index: number, { round = 1, step = null, ...how }: Calling = {}) {
  const rungs = draft.incident.pinned!.escalation
  for (let at = index; at < rungs.length; at++) {
    const rung = rungs[at]!
    const isFirst = at === index
    const isAtAnyHour = how.isByHand || (isFirst && how.isNamed)
    if (!isAtAnyHour && waitsForCoverage(draft, at, isFirst ? round : 1)) return
    if (!isAtAnyHour && !isMeant(draft, rung)) {
      note(draft, `${rung.notify} is called only ${sayOnly(rung.only!)}: passed over.`)
      continue
    }
    stand(draft, { rung: at, round: isFirst ? round : 1, nextAt: after(draft.at, rung.wait) })
    if (isOnDuty(draft, rung)) {
      const isKnown = isFirst && (at === 0 || round > 1 || how.isSaid)
      if (!isKnown) say(draft, { kind: 'escalation', to: [rung.notify], note: `Escalated to ${rung.notify}.` })
      return call(draft, rung, step)
    }
    passOver(draft, rung)
  }
  // Every channel of the last rungs is off: come back, rather than never.
  stand(draft, { rung: rungs.length - 1, round: SPENT, nextAt: after(draft.at, rungs.at(-1)!.wait) })
}

// Its hours, and the severity of what has happened; while the cause is not known it is called rather than not (RES-4).
const isMeant = ({ incident: { playbook, diagnosis }, at }: Draft, rung: Rung): boolean => {
  const isKnown = playbook !== null && diagnosis !== null && diagnosis.cause !== 'unknown'
  return standsAt(rung, at) && (!rung.only?.severity || !isKnown || rung.only.severity.includes(playbook.severity))
}

// In a gap of coverage nobody is called but whom `gap` names; the ladder goes on from here when coverage begins (RES-1).
function waitsForCoverage(draft: Draft, index: number, round: number): boolean {
  const { coverage } = draft.incident.pinned!
  if (coveredAt(coverage, draft.at)) return false
  stand(draft, { rung: index, round: round - 1, nextAt: startOfCoverage(coverage, draft.at) })
  if (coverage.gap === 'wait') note(draft, 'Outside coverage: the escalation waits for its start.')
  else if (!call(draft, { notify: coverage.gap, by: PAGE_CHANNELS }, null))
    note(draft, `Outside coverage, and nobody is on duty for ${coverage.gap}: the escalation waits for its start.`)
  return true
}

const passOver = (draft: Draft, { notify, by }: Rung) =>
  note(draft, `Nobody is on duty for ${notify} over ${by.join(' or ')}: passed over.`)

type Called = Pick<Rung, 'notify' | 'by'>

const isOnDuty = (draft: Draft, { notify, by }: Called) =>
  (draft.known.onDuty[notify] ?? []).some((person) => by.some((channel) => person.by[channel]))

function call(draft: Draft, rung: Called, step: string | null): boolean {
  if (!isOnDuty(draft, rung)) return false
  const calls = draft.incident.ladder.calls + 1
  stand(draft, { calls })
  for (const person of draft.known.onDuty[rung.notify]!)
    for (const channel of rung.by) page(draft, person, channel, `page-${calls}`, 'page', step)
  return true
}

/** One page to one person over one channel, where they have it. */
export function page(draft: Draft, person: OnDuty, channel: PageChannel, call: string, template: string, step: string | null = null) {
  const address = person.by[channel]
  if (!address) return
  const key = pageKey(draft, call, person.person, channel)
  order(draft, { do: 'page', key, step, person, channel, template })
  rememberTold(draft, { audience: 'responder', channel, address, template, key, playbook: null })
}

/** A page that one channel refused goes out at once over the next that its person has (RES-3), as long as somebody is still called. */
export function pageOtherwise(draft: Draft, { key, template }: Told) {
  const { ladder, told, phase, heardOn } = draft.incident
  const [, call, id] = key.split('/') as [string, string, string]
  const isTheirs = ladder.offeredTo === id || (ladder.acknowledgedBy === null && !rests(draft.incident) && isStillCalled(draft, id))
  if (template !== 'page' || phase !== 'open' || !heardOn || !isTheirs) return
  const person = draft.known.onDuty[id]?.[0]
  const tried = new Set(told.map((one) => one.key))
  const next = PAGE_CHANNELS.find((channel) => person?.by[channel] && !tried.has(pageKey(draft, call, id, channel)))
  if (person && next) page(draft, person, next, call, template)
  else note(draft, `${id} has no other channel: the escalation goes on.`)
}

// Whose shift has ended meanwhile is left alone (I-16).
function isStillCalled({ incident, known }: Draft, id: string): boolean {
  const { escalation, coverage } = incident.pinned!
  const steps = incident.playbook?.steps.flatMap(({ does }) => (does.do === 'escalate' ? [does.to] : [])) ?? []
  const names = ['on-call', ...escalation.map(({ notify }) => notify), coverage.gap, ...steps]
  return names.some((name) => known.onDuty[name]?.some(({ person }) => person === id))
}

const pageKey = ({ incident }: Draft, call: string, person: string, channel: PageChannel) => `${incident.id}/${call}/${person}/${channel}`

/**
 * The guarantee was missed: recorded, and the next rung is called in the same step (RES-2, I-13). Where the site has recovered meanwhile it is
 * recorded, and nobody is called.
 */
export function breach(draft: Draft) {
  const { response, ladder } = draft.incident
  if (!response || response.metAt !== null || response.breached || draft.at < response.due) return
  change(draft, { response: { ...response, breached: true } })
  note(draft, `First response was due within ${saySpan(between(response.from, response.due))}: nobody acknowledged in time.`)
  if (ladder.nextAt !== null && draft.incident.phase === 'open') stand(draft, { nextAt: draft.at, round: ladder.round === 0 ? 0 : SPENT })
}

const stand = (draft: Draft, changes: Partial<Ladder>) => change(draft, { ladder: { ...draft.incident.ladder, ...changes } })
