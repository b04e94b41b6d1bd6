import type { Incident } from '../../src/domain/incident/incident.ts'
import { after } from '../../src/domain/instant.ts'
import type { Instant } from '../../src/domain/instant.ts'
import { isLiving } from '../../src/domain/incident/is-living.ts'
import { isCurrent, startsOf } from '../../src/domain/incident/starts.ts'
import type { Law } from '../stories/laws.ts'

/** What waits for the clock, and what the phases say: counted anew from the incident alone. */
export const LAWS_OF_ALARMS: Readonly<Record<string, Law>> = {
  'I-48 alarm': ({ decision: { incident }, at }) => {
    const { wakeAt } = incident
    const missed = sleptOver(incident, (moment) => moment !== null && moment > at && (wakeAt === null || wakeAt > moment))
    return missed !== null && `it sleeps over ${missed}`
  },
  'I-38 phases': ({ decision: { incident } }) => {
    const { phase, wellSince, failingSince } = incident
    if (phase === 'open' && (wellSince !== null || failingSince === null)) return 'it is open, and remembers that the site is well'
    return phase === 'stabilising' && (wellSince === null || failingSince !== null) && 'it recovers, and remembers that the site fails'
  },
  // A clock that went back makes it seem to have failed for long: then it is told at once, and not when the clock has come that far again.
  'page-after rash': ({ before, decision: { incident }, event, at }) => {
    if (before.heardOn || !incident.heardOn || incident.verdict?.deterministic) return false
    const failingSince = event.type === 'confirmed' ? incident.failingSince : (before.failingSince ?? incident.failingSince)
    return at < after(failingSince ?? at, incident.pinned!.pageAfter) && 'it is heard of before that is worth while'
  },
  'I-31 heard': ({ before, decision: { incident }, event }) => {
    if (event.type !== 'delivered') return false
    const told = before.told.find(({ key }) => key === event.key)
    if (!told || (told.outcome !== 'ordered' && told.outcome !== 'uncertain')) return false
    return (
      incident.told.find(({ key }) => key === event.key)?.outcome !== event.outcome &&
      `${told.template} was ${event.outcome}, and it does not know`
    )
  },
  'I-19 chosen': ({ before, decision: { incident }, event }) =>
    event.type === 'diagnosed' &&
    isLiving(before) &&
    incident.playbook?.id !== event.playbook.id &&
    'it goes on with the playbook of another cause',
  'sure confirmed': ({ before, decision: { incident }, event }) => {
    if (before.causeConfirmed || !incident.causeConfirmed || event.type === 'cause-confirmed' || event.type === 'task-done') return false
    const isSure = event.type === 'diagnosed' && event.diagnosis.cause !== 'unknown' && event.diagnosis.confidence >= 0.9
    return !isSure && 'a cause that leaves doubt is taken for sure'
  },
  'I-18 again': ({ before, decision: { incident } }) => {
    if (before.steps === incident.steps) return false
    const again = Object.entries(before.steps).find(([key, { startedAt, occurrences }]) => {
      const now = incident.steps[key]
      return now === undefined || now.startedAt !== startedAt || now.occurrences < occurrences
    })
    return again !== undefined && `${again[0]} began a second time`
  },
}

// What is due at a moment that is missed; null when nothing is.
function sleptOver(incident: Incident, isMissed: (moment: Instant | null) => boolean): string | null {
  const { phase, heardOn, ladder, response, held, steps, tasks, playbook, confirmedAt } = incident
  for (const { until } of held) if (isMissed(until)) return 'words that are held'
  for (const task in tasks) if (isMissed(tasks[task]!.remindAt)) return `the due time of ${task}`
  if (!isLiving(incident)) return null
  if (phase === 'open' && heardOn && isMissed(ladder.nextAt)) return 'the next call'
  const isDue = heardOn && response !== null && response.metAt === null && !response.breached
  if (isDue && isMissed(response.due)) return 'the due time of first response'
  for (const key in steps) {
    const { nextAt, dueAt, state, run } = steps[key]!
    if (isMissed(nextAt) && isCurrent(incident, key)) return `the repetition of ${key}`
    if (state === 'started' && isMissed(dueAt) && (isCurrent(incident, key) || run !== undefined)) return `the end of ${key}`
  }
  if (!playbook || confirmedAt === null) return null
  for (const { step, key } of startsOf(incident)) {
    const { start } = step
    if (steps[key] || start.kind !== 'after' || start.of !== 'confirmed' || !('span' in start.delay)) continue
    if (isMissed(after(confirmedAt, start.delay.span))) return `the start of ${key}`
  }
  return null
}
