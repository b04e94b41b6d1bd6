import { coveredAt, startOfCoverage } from '../calendar/coverage.ts'
import { after, between, saySpan, seconds } from '../instant.ts'
import type { Instant } from '../instant.ts'
import { change, note, order, say } from './draft.ts'
import type { Draft } from './draft.ts'
import { RESTING_LADDER } from './begin.ts'
import type { OnDuty } from './incident.ts'
import { rememberTold } from './tell.ts'
import type { PageChannel, Rung } from '../plan/plan.ts'

/** Starts the first-response clock of an outage (RES-2): from detected, or from the start of coverage where a gap makes it wait. */
export function startResponse(draft: Draft, since: Instant) {
  const { coverage, firstResponse } = draft.incident.pinned!
  const waits = coverage.gap === 'wait' && !coveredAt(coverage, since)
  const from = waits ? startOfCoverage(coverage, since) : since
  change(draft, { response: { from, due: after(from, firstResponse), metAt: null, breached: false } })
}

/** The first call to on-call for this outage; in a gap of coverage it waits, or calls whom the gap names (RES-1). */
export function startLadder(draft: Draft) {
  const { coverage } = draft.incident.pinned!
  change(draft, { ladder: { ...RESTING_LADDER, calls: draft.incident.ladder.calls } })
  if (coveredAt(coverage, draft.at)) return callRung(draft, 0)
  const opens = startOfCoverage(coverage, draft.at)
  change(draft, { ladder: { ...draft.incident.ladder, rung: -1, nextAt: opens } })
  if (coverage.gap === 'wait') return note(draft, 'Outside coverage: the escalation waits for its start.')
  const fallback: Rung = { notify: coverage.gap, by: ['push', 'sms', 'voice', 'mail'], wait: between(draft.at, opens), repeat: 1 }
  call(draft, fallback)
}

/** Moves on when nobody took it in time: a rung again as often as it says, then the next; after the last the ladder begins again. */
export function climb(draft: Draft) {
  breach(draft)
  const { ladder } = draft.incident
  if (ladder.acknowledgedBy !== null || ladder.nextAt === null || draft.at < ladder.nextAt) return
  const rungs = draft.incident.pinned!.escalation
  const rung = rungs[ladder.rung]
  if (rung && ladder.round < rung.repeat) return callRung(draft, ladder.rung, ladder.round + 1)
  if (ladder.rung + 1 < rungs.length) return callRung(draft, ladder.rung + 1)
  note(draft, 'Nobody took it: the escalation begins again.')
  callRung(draft, 0)
}

/** Someone has it: the pages of this outage stop (RES-6). */
export function acknowledge(draft: Draft, by: string) {
  const { ladder, response } = draft.incident
  const met = response && response.metAt === null ? { ...response, metAt: draft.at } : response
  change(draft, { ladder: { ...ladder, nextAt: null, acknowledgedBy: by, acknowledgedAt: draft.at }, response: met })
  order(draft, { do: 'cancel', contract: 'page', why: `${by} acknowledged.` })
  note(draft, `${by} acknowledged.`)
}

/** `escalate: { to }` of a playbook: the page goes out although somebody may have acknowledged, and somebody must take it again. */
export function escalateTo(draft: Draft, to: string, step: string) {
  const rungs = draft.incident.pinned!.escalation
  const present = Math.max(0, draft.incident.ladder.rung)
  const named = rungs.findIndex((rung) => rung.notify === to)
  const index = to === 'next' ? Math.min(present + 1, rungs.length - 1) : named
  change(draft, { ladder: { ...draft.incident.ladder, acknowledgedBy: null, acknowledgedAt: null } })
  if (index >= 0) return callRung(draft, index, 1, step)
  const rung: Rung = { notify: to, by: ['push', 'mail', 'sms', 'voice'], wait: rungs[present]!.wait, repeat: 1 }
  say(draft, { kind: 'escalation', step, to: [to], note: `Escalated to ${to}.` })
  change(draft, { ladder: { ...draft.incident.ladder, rung: present, round: 1, nextAt: after(draft.at, rung.wait) } })
  if (!call(draft, rung, step)) note(draft, `Nobody is on duty for ${to}.`)
}

/** Who stands on the rung after the present one: `for: next` of a task. */
export function nextRung(draft: Draft): string {
  const rungs = draft.incident.pinned!.escalation
  return rungs[Math.min(Math.max(0, draft.incident.ladder.rung) + 1, rungs.length - 1)]!.notify
}

// A rung on which nobody is on duty is passed over at once, with a line; the last one always has somebody.
function callRung(draft: Draft, index: number, round = 1, step: string | null = null) {
  const rungs = draft.incident.pinned!.escalation
  for (let at = index; at < rungs.length; at++) {
    const rung = rungs[at]!
    if (at > 0 || step)
      say(draft, { kind: 'escalation', ...(step ? { step } : {}), to: [rung.notify], note: `Escalated to ${rung.notify}.` })
    change(draft, { ladder: { ...draft.incident.ladder, rung: at, round: at === index ? round : 1, nextAt: after(draft.at, rung.wait) } })
    if (call(draft, rung, step)) return
    note(draft, `Nobody is on duty for ${rung.notify} over ${rung.by.join(' or ')}: passed over.`)
  }
  // Every channel of the last rungs is off: come back soon rather than never.
  change(draft, { ladder: { ...draft.incident.ladder, rung: rungs.length - 1, nextAt: after(draft.at, seconds(60)) } })
}

function call(draft: Draft, rung: Rung, step: string | null = null): boolean {
  const calls = draft.incident.ladder.calls + 1
  const reached = (draft.known.onDuty[rung.notify] ?? []).filter((person) => rung.by.some((channel) => person.by[channel]))
  if (reached.length === 0) return false
  change(draft, { ladder: { ...draft.incident.ladder, calls } })
  for (const person of reached) {
    for (const channel of rung.by) if (person.by[channel]) page(draft, person, channel, `page-${calls}`, 'page', step)
  }
  return true
}

/** One page to one person over one channel. */
export function page(draft: Draft, person: OnDuty, channel: PageChannel, call: string, template: string, step: string | null = null) {
  const address = person.by[channel]
  if (!address) return
  const key = `${draft.incident.id}/${call}/${person.person}/${channel}`
  order(draft, { do: 'page', key, step, person, channel, template })
  rememberTold(draft, { audience: 'responder', channel, address, template, key, playbook: null })
}

// The guarantee was missed: recorded, and the next rung is called in the same step (RES-2, I-13).
function breach(draft: Draft) {
  const { response, ladder } = draft.incident
  if (!response || response.metAt !== null || response.breached || draft.at < response.due) return
  change(draft, { response: { ...response, breached: true } })
  note(draft, `First response was due within ${saySpan(between(response.from, response.due))}: nobody acknowledged in time.`)
  if (ladder.nextAt !== null && ladder.rung >= 0) change(draft, { ladder: { ...ladder, nextAt: draft.at, round: Number.MAX_SAFE_INTEGER } })
}
