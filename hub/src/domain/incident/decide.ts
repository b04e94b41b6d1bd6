import { after, earliest } from '../instant.ts'
import type { Instant } from '../instant.ts'
import { CERTAIN, CONFIRM } from '../diagnosis/diagnosis.ts'
import type { Diagnosis } from '../diagnosis/diagnosis.ts'
import type { Decision, Event, Incident, Told } from './incident.ts'
import { change, note, order, say } from './draft.ts'
import type { Draft } from './draft.ts'
import { acknowledge, climb, page, startLadder, startResponse } from './ladder.ts'
import { addTask, endStep, follow, nextStepAt, unstarted } from './steps.ts'
import { recipientsFor, tell } from './tell.ts'

/** The tracking task that every incident has (REA-12). */
export const TRACKING_TASK = 'follow-through'

/**
 * The only place where an incident changes. The same story, told twice, ends the same way: no clock, no chance, nothing looked up.
 * It sees the escalation, coverage and playbook that the incident has pinned; who is on duty and which address is good come with the event.
 */
export function decide(incident: Incident, event: Event, at: Instant): Decision {
  const draft: Draft = { incident, effects: [], at, known: event.known }
  hear(draft, event)
  if (isLiving(draft.incident)) goOn(draft)
  const wakeAt = wakeOf(draft)
  if (wakeAt !== draft.incident.wakeAt) change(draft, { wakeAt })
  return { incident: draft.incident, effects: draft.effects }
}

/** True from the first failed check until the all clear. */
export const isLiving = ({ phase }: Incident) => phase === 'open' || phase === 'stabilising'

function hear(draft: Draft, event: Event): void {
  switch (event.type) {
    case 'suspected':
      return say(draft, { kind: 'state', state: 'suspected' })
    case 'confirmed':
      return confirm(draft, event)
    case 'dismissed':
      return dismiss(draft, event)
    case 'seen-up':
      return recover(draft)
    case 'diagnosed':
      return learn(draft, event)
    case 'cause-confirmed':
      return confirmCause(draft, event.by)
    case 'acknowledged':
      return isLiving(draft.incident) ? acknowledge(draft, event.by) : undefined
    case 'noted':
      return note(draft, `${event.by}: ${event.text}`)
    case 'replied':
    case 'approved':
    case 'declined':
      return answer(draft, event.who, event.type)
    case 'bounced':
      return passOver(draft, event.address)
    case 'delivered':
      return delivered(draft, event)
    case 'action-ended':
      return actionEnded(draft, event)
    case 'task-done':
      return taskDone(draft, event.task, event.by)
    case 'marked':
      return mark(draft, event.mark)
    case 'resolved-by-hand':
      return resolveByHand(draft, event.by, event.reason)
    case 'clock':
      return
  }
}

// What the clock alone brings, in the order a person would expect to read it.
function goOn(draft: Draft) {
  if (draft.incident.phase === 'open' && !draft.incident.heardOn && draft.at >= speakAt(draft.incident)) speak(draft)
  follow(draft)
  if (draft.incident.phase === 'open' && draft.incident.heardOn) climb(draft)
  if (draft.incident.phase === 'stabilising' && draft.at >= settledAt(draft.incident)) resolve(draft, 'All clear.')
}

function confirm(draft: Draft, event: Extract<Event, { type: 'confirmed' }>) {
  const { phase } = draft.incident
  if (phase !== 'suspected' && phase !== 'stabilising') return
  const isRelapse = phase === 'stabilising'
  change(draft, {
    phase: 'open',
    verdict: event.verdict,
    failingSince: event.since,
    wellSince: null,
    heardOn: false,
    confirmedAt: draft.incident.confirmedAt ?? draft.at,
    outages: draft.incident.outages + (isRelapse ? 1 : 0),
  })
  const because = event.verdict.because.join(' ')
  say(draft, { kind: 'state', state: 'open', note: isRelapse ? `Down again before the all clear. ${because}` : because })
  startResponse(draft, event.since)
  if (!isRelapse) {
    addTask(draft, {
      task: TRACKING_TASK,
      step: null,
      title: `See the outage of ${draft.incident.site} through`,
      for: 'on-call',
      people: (draft.known.onDuty['on-call'] ?? []).map((one) => one.person),
      dueAt: null,
      contact: null,
    })
  }
  order(draft, { do: 'diagnose' })
}

// A false alarm tells nobody (TRI-2). Inside the stability window it is still a failed look: the window begins again (I-38).
function dismiss(draft: Draft, { verdict }: Extract<Event, { type: 'dismissed' }>) {
  const because = verdict.because.join(' ')
  if (draft.incident.phase === 'suspected') {
    change(draft, { phase: 'false-alarm', verdict, failingSince: null })
    return say(draft, { kind: 'state', state: 'false-alarm', note: because })
  }
  if (draft.incident.phase !== 'stabilising' || verdict.reason !== 'false_alarm.transient') return
  change(draft, { wellSince: draft.at })
  note(draft, `The stability window begins again. ${because}`)
}

function recover(draft: Draft) {
  if (draft.incident.phase !== 'open') return
  change(draft, { phase: 'stabilising', failingSince: null, wellSince: draft.at })
  say(draft, {
    kind: 'state',
    state: 'stabilising',
    note: 'The site is seen well again. It must stay so before anyone hears an all clear.',
  })
}

// The thread, the page to on-call and the public update begin together, once it is no longer rash (design.md section 4).
function speak(draft: Draft) {
  change(draft, { heardOn: true })
  const template = draft.incident.outages > 1 ? 'relapse' : 'incident-opened'
  startLadder(draft)
  for (const audience of ['partner', 'public'] as const) {
    for (const recipient of recipientsFor(draft, audience, null))
      tell(draft, recipient, { step: template, occurrence: draft.incident.outages, template, playbook: null })
  }
}

function learn(draft: Draft, { diagnosis, playbook }: Extract<Event, { type: 'diagnosed' }>) {
  const before = draft.incident
  if (!isLiving(before)) return
  const isNewCause = before.diagnosis?.cause !== diagnosis.cause
  change(draft, { diagnosis, causeConfirmed: isSure(diagnosis) || (before.causeConfirmed && !isNewCause) })
  if (isNewCause) {
    const sure = diagnosis.cause === 'unknown' ? '' : ` (${Math.round(diagnosis.confidence * 100)} %)`
    note(draft, `Cause: ${diagnosis.cause}${sure}. ${diagnosis.because.join(' ')}`.trim())
    warnOfCorrection(draft, before)
  }
  if (before.playbook?.id !== playbook.id) {
    const cancelled = before.playbook ? unstarted(before) : []
    if (cancelled.length > 0) note(draft, `The cause has changed. Not needed any more: ${cancelled.join(', ')}.`)
    change(draft, { playbook, playbookAt: draft.at })
    note(draft, `Playbook ${playbook.id}, version ${playbook.version}.`)
  }
  if (!draft.incident.causeConfirmed && diagnosis.confidence >= CONFIRM) {
    addTask(draft, {
      task: 'confirm-cause',
      step: null,
      title: `Confirm the cause: ${diagnosis.cause}`,
      for: 'on-call',
      people: (draft.known.onDuty['on-call'] ?? []).map((one) => one.person),
      dueAt: null,
      contact: null,
    })
  }
}

const isSure = ({ cause, confidence }: Diagnosis) => cause !== 'unknown' && confidence >= CERTAIN

// A correction to a client is a person's decision.
function warnOfCorrection(draft: Draft, before: Incident) {
  const named = before.told.find((told) => told.audience === 'client' && told.cause !== null && told.template !== 'investigating')
  if (!named || !before.diagnosis) return
  addTask(draft, {
    task: `correct-${before.diagnosis.cause}`,
    step: null,
    title: `The client was told of ${before.diagnosis.cause}: decide whether to correct it`,
    for: 'on-call',
    people: [],
    dueAt: null,
    contact: null,
  })
}

function confirmCause(draft: Draft, by: string) {
  if (!isLiving(draft.incident) || !draft.incident.diagnosis) return
  change(draft, { causeConfirmed: true })
  note(draft, `${by} confirmed the cause.`)
  taskDone(draft, 'confirm-cause', by)
}

function answer(draft: Draft, who: 'client' | 'partner', what: 'replied' | 'approved' | 'declined') {
  change(draft, { answers: [...draft.incident.answers, { who, what, at: draft.at }] })
  const ended =
    what !== 'replied' &&
    endStep(draft, (step) => step.does.do === 'approval' && step.does.from === who, what === 'approved' ? 'succeeded' : 'failed')
  if (!ended) note(draft, `The ${who} ${what}.`)
}

// An address that does not work is passed over at once for the next good one (COM-4, I-28).
function passOver(draft: Draft, address: string) {
  if (draft.incident.unreachable.includes(address)) return
  change(draft, { unreachable: [...draft.incident.unreachable, address] })
  note(draft, `${address} cannot be reached.`)
  const lost = draft.incident.told.findLast(
    (told) => told.address === address && (told.audience === 'client' || told.audience === 'partner'),
  )
  if (!lost || !isLiving(draft.incident)) return
  change(draft, { told: draft.incident.told.map((told) => (told.address === address ? { ...told, outcome: 'refused' } : told)) })
  const next = draft.known.recipients[lost.audience as 'client' | 'partner'].find(
    (recipient) => !draft.incident.unreachable.includes(recipient.address[0]!),
  )
  if (!next) return missing(draft, lost)
  tell(draft, next, { step: `instead-of-${address}`, occurrence: draft.incident.outages, template: lost.template, playbook: null })
}

function missing(draft: Draft, lost: Told) {
  addTask(draft, {
    task: `reach-${lost.audience}`,
    step: null,
    title: `Find another way to reach the ${lost.audience}: ${lost.address} does not work`,
    for: 'on-call',
    people: (draft.known.onDuty['on-call'] ?? []).map((one) => one.person),
    dueAt: null,
    contact: null,
  })
}

function delivered(draft: Draft, event: Extract<Event, { type: 'delivered' }>) {
  const told = draft.incident.told.find((one) => one.key === event.key)
  if (told) change(draft, { told: draft.incident.told.map((one) => (one === told ? { ...one, outcome: event.outcome } : one)) })
  if (event.outcome === 'uncertain')
    note(
      draft,
      `Nobody knows whether ${told?.address ?? event.key} got ${told?.template ?? 'the message'}: ${event.reason ?? 'the connection was lost'}. It is not sent again by itself.`,
    )
  if (event.outcome === 'refused') {
    note(draft, `${told?.address ?? event.key} did not take ${told?.template ?? 'the message'}: ${event.reason ?? 'refused'}.`)
    if (told && (told.audience === 'client' || told.audience === 'partner') && told.clearedFor === 0) passOver(draft, told.address)
  }
  // It was still on its way when the all clear went out to the others.
  if (
    event.outcome === 'delivered' &&
    told &&
    draft.incident.phase === 'resolved' &&
    told.clearedFor < draft.incident.outages &&
    told.template !== 'all-clear'
  ) {
    clear(draft, { ...told, outcome: 'delivered' })
  }
}

function actionEnded(draft: Draft, event: Extract<Event, { type: 'action-ended' }>) {
  endStep(
    draft,
    (step) => step.does.do === 'action' && step.does.run === event.run,
    event.result === 'done' ? 'succeeded' : 'failed',
    event.output,
  )
}

function taskDone(draft: Draft, task: string, by: string | null) {
  const found = draft.incident.tasks[task]
  if (!found || found.done) return
  change(draft, { tasks: { ...draft.incident.tasks, [task]: { ...found, done: true } } })
  order(draft, { do: 'task-closed', task })
  say(draft, { kind: 'task', state: 'done', ...(found.title ? { note: `${found.title}: done${by ? ` by ${by}` : ''}.` } : {}) })
  endStep(draft, (step) => step.id === task && step.does.do === 'task', 'done')
  review(draft)
}

// Closed when it is resolved and no task is open, follow-ups apart.
function review(draft: Draft) {
  const { phase, tasks } = draft.incident
  if (phase !== 'resolved' || Object.values(tasks).some((task) => !task.done && !task.followUp)) return
  change(draft, { phase: 'reviewed' })
  say(draft, { kind: 'state', state: 'reviewed', note: 'No task is open: closed.' })
}

function mark(draft: Draft, what: Incident['marks'][number]) {
  const opposite = what === 'cleaned' ? 'reinfected' : what === 'reinfected' ? 'cleaned' : null
  change(draft, { marks: [...draft.incident.marks.filter((one) => one !== opposite && one !== what), what] })
  note(
    draft,
    {
      'provider-confirmed': 'The provider confirmed the trouble.',
      'provider-recovered': 'The provider reports that it is over.',
      cleaned: 'The scan was clean.',
      reinfected: 'The scan found the site infected.',
    }[what],
  )
}

// An override shortens the window only with a reason, and says so (I-39). A site that is still failing is not resolved by a word.
function resolveByHand(draft: Draft, by: string, reason: string) {
  if (draft.incident.phase !== 'stabilising') return note(draft, `${by} wanted to resolve it (${reason}), but the site is not seen well.`)
  resolve(draft, `Resolved by ${by} before the stability window ended: ${reason}`)
}

function resolve(draft: Draft, words: string) {
  const left = unstarted(draft.incident)
  change(draft, { phase: 'resolved', resolvedAt: draft.at })
  say(draft, { kind: 'state', state: 'resolved', note: left.length > 0 ? `${words} Not needed any more: ${left.join(', ')}.` : words })
  order(draft, { do: 'cancel', contract: 'page', why: 'The incident is resolved.' })
  order(draft, { do: 'cancel', contract: 'message', why: 'The all clear came first.' })
  for (const told of heard(draft.incident)) clear(draft, told)
  review(draft)
}

// Everyone who was told of the outage, once each, over the same channel (CLR-2); a voice call at night is not repeated.
function heard({ told, outages }: Incident): Told[] {
  const reached = told.filter(
    (one) => (one.outcome === 'delivered' || one.outcome === 'uncertain') && one.clearedFor < outages && one.channel !== 'voice',
  )
  return [...new Map(reached.map((one) => [`${one.channel} ${one.address}`, one])).values()]
}

function clear(draft: Draft, told: Told) {
  const { outages } = draft.incident
  change(draft, {
    told: draft.incident.told.map((one) =>
      one.channel === told.channel && one.address === told.address ? { ...one, clearedFor: outages } : one,
    ),
  })
  if (told.audience === 'responder') {
    const person = Object.values(draft.known.onDuty)
      .flat()
      .find((one) => Object.values(one.by).includes(told.address))
    return person ? page(draft, person, told.channel as 'mail', `all-clear-${outages}`, 'all-clear') : undefined
  }
  const found = recipientsFor(draft, told.audience, told.channel)[0]
  if (found)
    tell(
      draft,
      { ...found, channel: told.channel, address: told.address.split(' ') },
      { step: 'all-clear', occurrence: outages, template: 'all-clear', playbook: null },
    )
  change(draft, { told: draft.incident.told.map((one) => (one.template === 'all-clear' ? { ...one, clearedFor: outages } : one)) })
}

const speakAt = ({ failingSince, verdict, pinned }: Incident): Instant =>
  verdict?.deterministic ? failingSince! : after(failingSince!, pinned!.pageAfter)

const settledAt = ({ wellSince, playbook, pinned }: Incident): Instant => after(wellSince!, playbook?.stableFor ?? pinned!.stableFor)

function wakeOf({ incident, known, at }: Draft): Instant | null {
  if (!isLiving(incident)) return null
  const { phase, heardOn, ladder, response } = incident
  const isCalling = phase === 'open' && heardOn
  const responds = isCalling && response && response.metAt === null && !response.breached ? response.due : null
  return earliest(
    phase === 'open' && !heardOn ? speakAt(incident) : null,
    isCalling ? ladder.nextAt : null,
    responds,
    phase === 'stabilising' ? settledAt(incident) : null,
    nextStepAt(incident, known, at),
  )
}
