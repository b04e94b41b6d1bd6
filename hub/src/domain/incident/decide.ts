import { after, earliest, saySpan } from '../instant.ts'
import type { Instant } from '../instant.ts'
import { inDrill } from '../drill/in-drill.ts'
import { resolve, review } from './all-clear.ts'
import { answer } from './answer.ts'
import { delivered, passOver } from './delivered.ts'
import { change, note, order, say } from './draft.ts'
import type { Draft } from './draft.ts'
import { isNoticed } from '../triage/beside-the-page.ts'
import type { Verdict } from '../triage/verdict.ts'
import { endDrill } from './end-drill.ts'
import type { Decision, Event, Incident } from './incident.ts'
import { finishTask } from './finish-task.ts'
import { holdReview } from './hold-review.ts'
import { isLiving } from './is-living.ts'
import { join, joinKnown, part } from './join.ts'
import { acknowledgeFirst, escalateByHand, handOver, take } from './hand-on.ts'
import { breach, climb, raise, restLadder, riskAt, startLadder, startResponse } from './ladder.ts'
import { confirmCause, learn } from './learn.ts'
import { learnStatistics } from './learn-statistics.ts'
import { mark } from './mark.ts'
import { keepPromise, writeUpdate } from './promise.ts'
import { isSettled, longestOutageAt, nextSettledAt, stabilityWindow } from './stability.ts'
import { doubt, hearNews, staleAt } from './stale.ts'
import { endAction, follow, nextStepAt, tellHeld } from './steps.ts'
import { snooze, unsnooze, wake, wakesAt } from './snooze.ts'
import { chaseCase, openCase, recordMeasure } from './stabilise.ts'
import { addTask, nextTaskId, remindOfTasks, takeTask, tickItem } from './tasks.ts'
import { postponeSummary, tellSummary, toldBy } from './summary.ts'
import { recipientsFor, tell } from './tell.ts'
import { writeTicket } from './ticket.ts'
import { writeWords } from './write-words.ts'

/** The tracking task that every incident has (REA-12). */
export const TRACKING_TASK = 'follow-through'

/** The task to have our probe let in where a wall turned it away. */
export const LET_IN_TASK = 'let-probe-in'

/**
 * The only place where an incident changes. The same story, told twice, ends the same way: no clock, no chance, nothing looked up.
 * It sees the escalation, coverage and playbook that the incident has pinned; who is on duty and which address is good come with the event.
 * Of a drill it decides as of an outage, and then orders nothing but what its team sees (PRP-3).
 */
export function decide(incident: Incident, event: Event, at: Instant): Decision {
  const draft: Draft = { incident, effects: [], at, known: event.known }
  hear(draft, event)
  tellHeld(draft)
  if (isLiving(draft.incident)) goOn(draft)
  keepPromise(draft, incident)
  remindOfTasks(draft)
  if (draft.effects.length > 0) hearNews(draft)
  const wakeAt = wakeOf(draft)
  if (wakeAt !== draft.incident.wakeAt) change(draft, { wakeAt })
  const effects = incident.drill === null ? draft.effects : draft.effects.flatMap(inDrill)
  return { incident: draft.incident, effects }
}

function hear(draft: Draft, event: Event): void {
  switch (event.type) {
    case 'suspected':
      return say(draft, { kind: 'state', state: 'suspected' })
    case 'confirmed':
      return confirm(draft, event)
    case 'dismissed':
      return dismiss(draft, event)
    case 'turned-away':
      return askToBeLetIn(draft, event)
    case 'seen-up':
      return recover(draft)
    case 'diagnosed':
      return learn(draft, event)
    case 'cause-confirmed':
      return confirmCause(draft, event.by)
    case 'acknowledged':
      return acknowledgeFirst(draft, event.by)
    case 'taken':
      return take(draft, event.by)
    case 'handed-over':
      return handOver(draft, event.by, event.to)
    case 'escalated':
      return escalateByHand(draft, event.by, event.to)
    case 'snoozed':
      return snooze(draft, event)
    case 'unsnoozed':
      return unsnooze(draft, event.by)
    case 'joined':
      return join(draft, event.parent)
    case 'parted':
      return part(draft, event)
    case 'noted':
      return note(draft, `${event.by}: ${event.text}`)
    case 'update-written':
      return writeUpdate(draft, event)
    case 'words-written':
      return writeWords(draft, event)
    case 'replied':
    case 'approved':
    case 'declined':
      return answer(draft, event)
    case 'bounced':
      return passOver(draft, event.address)
    case 'delivered':
      return delivered(draft, event)
    case 'action-ended':
      return endAction(draft, event) && event.mark ? mark(draft, event.mark) : undefined
    case 'task-done':
      return finishTask(draft, event.task, event.by)
    case 'task-taken':
      return takeTask(draft, event.task, event.by)
    case 'item-ticked':
      return tickItem(draft, event.task, event.item, event.done, event.by)
    case 'task-added':
      return addByHand(draft, event)
    case 'order-said':
      return say(draft, { kind: 'approval', audience: 'responder', state: event.state, note: event.text })
    case 'measure-taken':
      return recordMeasure(draft, event)
    case 'case-opened':
      return openCase(draft, event)
    case 'case-chased':
      return chaseCase(draft, event)
    case 'ticket-written':
      return writeTicket(draft, event)
    case 'statistics-known':
      return learnStatistics(draft, event)
    case 'review-held':
      holdReview(draft, event)
      return review(draft)
    case 'marked':
      return mark(draft, event.mark)
    case 'resolved-by-hand':
      return resolveByHand(draft, event.by, event.reason)
    case 'summary-due':
      return tellSummary(draft, event)
    case 'summarised':
      return toldBy(draft, event)
    case 'summary-too-early':
      return postponeSummary(draft, event.reader)
    case 'drill-ended':
      return endDrill(draft, event.why)
    case 'clock':
      return
  }
}

// What the clock alone brings, in the order a person would expect to read it.
function goOn(draft: Draft) {
  joinKnown(draft)
  if (draft.incident.phase === 'open' && !draft.incident.heardOn && draft.at >= speakAt(draft.incident)) speak(draft)
  follow(draft)
  if (draft.incident.heardOn) breach(draft)
  if (draft.incident.phase === 'open' && draft.incident.heardOn) {
    wake(draft)
    doubt(draft)
    raise(draft)
    climb(draft)
  }
  if (isSettled(draft.incident, draft.known, draft.at)) resolve(draft, 'All clear.')
}

function confirm(draft: Draft, event: Extract<Event, { type: 'confirmed' }>) {
  const { phase, heardOn, response, responses } = draft.incident
  if (phase === 'open' && event.verdict.service !== draft.incident.verdict?.service) return isAboutOther(draft, event.verdict)
  if (phase !== 'suspected' && phase !== 'stabilising') return
  const isRelapse = phase === 'stabilising'
  change(draft, {
    phase: 'open',
    verdict: event.verdict,
    failingSince: event.since,
    wellSince: null,
    heardOn: false,
    responses: heardOn && response ? [...responses, response] : responses,
    parent: null, // of the outage before
    confirmedAt: draft.incident.confirmedAt ?? draft.at,
    outages: draft.incident.outages + (isRelapse ? 1 : 0),
  })
  const because = event.verdict.because.join(' ')
  say(draft, { kind: 'state', state: 'open', note: isRelapse ? `Down again before the all clear. ${because}` : because })
  restLadder(draft)
  startResponse(draft, event.since)
  addTask(draft, { task: TRACKING_TASK, title: `See the outage of ${draft.incident.site} through` })
  order(draft, { do: 'diagnose' })
}

// The page has failed as well, or only a service still fails: words that were true are not any more, and whoever read them hears anew.
function isAboutOther(draft: Draft, verdict: Verdict) {
  const isPage = verdict.service === undefined
  // What was found was found of something else, and times count anew from when the page failed.
  change(draft, { verdict, diagnosis: null, causeConfirmed: false, ...(isPage ? { confirmedAt: draft.at } : {}) })
  note(
    draft,
    `${isPage ? 'The page itself fails now.' : 'The page is well again, and a service of the site is not.'} ${verdict.because.join(' ')}`,
  )
  order(draft, { do: 'diagnose' })
  if (!draft.incident.heardOn) return
  if (isPage) {
    restLadder(draft)
    startLadder(draft)
  }
  announceOpening(draft, `opened-${verdict.service ?? 'page'}`, 'incident-opened')
}

// A false alarm tells nobody (TRI-2). Inside the stability window a look that failed for a moment, or under planned work, is still a failed
// look: the window begins again (I-38).
function dismiss(draft: Draft, { verdict }: Extract<Event, { type: 'dismissed' }>) {
  const because = verdict.because.join(' ')
  if (draft.incident.phase === 'suspected') {
    change(draft, { phase: 'false-alarm', verdict, failingSince: null })
    return say(draft, { kind: 'state', state: 'false-alarm', note: because })
  }
  if (draft.incident.phase !== 'stabilising' || !STILL_FAILED.includes(verdict.reason)) return
  change(draft, { wellSince: draft.at })
  note(draft, `The stability window begins again. ${because}`)
}

const STILL_FAILED: readonly Verdict['reason'][] = ['false_alarm.transient', 'maintenance.planned']

// Not an outage but blindness: a person has to end it, and nobody outside hears of it.
function askToBeLetIn(draft: Draft, { at, probe, met }: Extract<Event, { type: 'turned-away' }>) {
  addTask(draft, { task: LET_IN_TASK, title: `Have our probe let in at ${at}: ${probe} met ${met}` })
}

function recover(draft: Draft) {
  if (draft.incident.phase !== 'open') return
  const longestOutage = longestOutageAt(draft.incident, draft.at)
  change(draft, { phase: 'stabilising', failingSince: null, wellSince: draft.at, longestOutage })
  say(draft, {
    kind: 'state',
    state: 'stabilising',
    note: `The site is seen well again. It must stay so for ${saySpan(stabilityWindow(draft.incident))} before anyone hears an all clear.`,
  })
  if (draft.incident.snooze) note(draft, 'The snooze ends with the recovery: a relapse is paged.')
  change(draft, { snooze: null })
}

// The thread, the page to on-call and the public update begin together, once it is no longer rash (design.md section 4).
function speak(draft: Draft) {
  change(draft, { heardOn: true })
  const template = draft.incident.told.some((told) => told.template === 'incident-opened') ? 'relapse' : 'incident-opened'
  startLadder(draft)
  announceOpening(draft, template, template)
}

// The public is not told of what it does not notice.
function announceOpening(draft: Draft, step: string, template: string) {
  const isPublic = isNoticed(draft.incident.verdict?.service ?? null)
  for (const audience of isPublic ? (['partner', 'public'] as const) : (['partner'] as const)) {
    for (const recipient of recipientsFor(draft, audience, null))
      tell(draft, recipient, { step, occurrence: draft.incident.outages, template, playbook: null })
  }
}

// What is closed stays closed: a task that comes later is a follow-up.
function addByHand(draft: Draft, { by, followUp, ...task }: Extract<Event, { type: 'task-added' }>) {
  const isAfterwards = draft.incident.phase === 'reviewed' || draft.incident.phase === 'false-alarm'
  addTask(draft, { ...task, task: nextTaskId(draft.incident, 'by-hand'), followUp: followUp || isAfterwards })
  note(draft, `${by} added a task: ${task.title}.`)
}

// An override shortens the window only with a reason, and says so (I-39). A site that is still failing is not resolved by a word.
function resolveByHand(draft: Draft, by: string, reason: string) {
  if (draft.incident.phase === 'open') return note(draft, `${by} wanted to resolve it (${reason}), but the site is not seen well.`)
  if (draft.incident.phase === 'stabilising') resolve(draft, `Resolved by ${by} before the stability window ended: ${reason}`)
}

const speakAt = ({ failingSince, verdict, pinned }: Incident): Instant =>
  verdict?.deterministic ? failingSince! : after(failingSince!, pinned!.pageAfter)

function wakeOf({ incident, known, at }: Draft): Instant | null {
  const held = incident.held.map(({ until }) => until)
  const whatever = earliest(...held, ...Object.values(incident.tasks).map(({ remindAt }) => remindAt))
  if (!isLiving(incident)) return whatever
  const { phase, heardOn, ladder, response } = incident
  const isCalling = phase === 'open' && heardOn
  const responds = heardOn && response && response.metAt === null && !response.breached ? response.due : null
  return earliest(
    whatever,
    phase === 'open' && !heardOn ? speakAt(incident) : null,
    isCalling ? ladder.nextAt : null,
    isCalling ? wakesAt(incident) : null,
    responds,
    isCalling ? riskAt(incident) : null,
    isCalling ? staleAt(incident, known, at) : null,
    phase === 'open' ? incident.promisedAt : null,
    nextSettledAt(incident, at),
    nextStepAt(incident, known, at),
  )
}
