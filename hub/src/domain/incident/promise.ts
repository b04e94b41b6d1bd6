import { coveredAt } from '../calendar/coverage.ts'
import { after, between, hours } from '../instant.ts'
import type { Instant, Span } from '../instant.ts'
import { plannedUpdateAt } from '../message/next-update.ts'
import { change, note, order } from './draft.ts'
import type { Draft } from './draft.ts'
import type { Event, Incident } from './incident.ts'
import { channelsOnCall, page } from './ladder.ts'
import { rests } from './rests.ts'
import { settledAt } from './stability.ts'
import { addTask, closeTask, nextTaskId } from './tasks.ts'
import { recipientsFor, rememberTold } from './tell.ts'

/** The words of a person on the status page. */
export const BY_HAND = 'by-hand'
const TASK = 'public-update'

/**
 * Each word to the public promises the next (COM-6): when the playbook speaks again, else by the cadence. A promise that passes without a word
 * is a task and a page to on-call, and the next one runs from there.
 */
export function keepPromise(draft: Draft, before: Incident) {
  const { incident, at } = draft
  const promisedAt = promiseOf(draft, before)
  if (promisedAt !== incident.promisedAt) change(draft, { promisedAt })
  if (hasSpoken(draft) || incident.phase !== 'open') closeMissing(draft)
  else if (before.phase === 'open' && incident.promisedAt !== null && incident.promisedAt <= at) sayMissing(draft)
}

/** A person writes an update by hand. A site that is well for good, or was never down, has none to write. */
export function writeUpdate(draft: Draft, { by, stage, text }: Extract<Event, { type: 'update-written' }>) {
  const { incident } = draft
  const recipients = recipientsFor(draft, 'public', null)
  if (recipients.length === 0 || (incident.phase !== 'open' && incident.phase !== 'stabilising'))
    return note(draft, `${by} wanted to write an update, but there is no outage that the public could read of: ${text}`)
  const times = incident.told.filter(({ template, channel }) => template === BY_HAND && channel === 'status-page').length
  for (const recipient of recipients) {
    const address = recipient.address.join(' ')
    const key = [incident.id, BY_HAND, times + 1, address, recipient.channel].join('/')
    order(draft, { do: 'announce', key, step: null, recipient, template: BY_HAND, stage, text })
    rememberTold(draft, { audience: 'public', channel: recipient.channel, address, template: BY_HAND, key, playbook: null })
  }
  note(draft, `${by}: wrote an update for the status page.`)
}

function promiseOf(draft: Draft, before: Incident): Instant | null {
  const { incident, at } = draft
  const isPublic = incident.told.some(({ audience, template }) => audience === 'public' && template !== 'all-clear')
  if (!isPublic) return null
  if (incident.phase === 'stabilising') return atLeast(settledAt(incident), at)
  if (incident.phase !== 'open') return null
  const isKept = incident.promisedAt !== null && incident.promisedAt > at && !hasSpoken(draft) && before.phase === 'open'
  const planned = plannedUpdateAt(incident, 'public', at)
  if (isKept) return before.playbook === incident.playbook ? incident.promisedAt : (planned ?? incident.promisedAt)
  return planned ?? byCadence(incident, at)
}

// What waits for more than time has no time to promise.
const atLeast = (promised: Instant | null, at: Instant) => (promised !== null && promised > at ? promised : null)

const hasSpoken = ({ effects }: Draft) => effects.some((effect) => effect.do === 'announce')

// What is written for a major outage, half of it for a critical one, four times for a minor; after a day four times as long.
function byCadence({ playbook, pinned, detectedAt }: Incident, at: Instant): Instant {
  const updateEvery = pinned!.updateEvery ?? hours(1)
  const share = playbook ? { critical: 0.5, major: 1, minor: 4 }[playbook.severity] : 1
  const isLong = between(detectedAt, at) > hours(24) / (pinned!.quickened ?? 1)
  return after(at, (updateEvery * share * (isLong ? 4 : 1)) as Span)
}

function sayMissing(draft: Draft) {
  const { incident, known, at } = draft
  note(draft, 'The update that the status page promised for now is missing.')
  if (openTask(incident) === undefined)
    addTask(draft, {
      task: nextTaskId(incident, TASK),
      title: `Write the update on ${incident.site} that its status page promised`,
      dueAt: at,
    })
  if (rests(incident) || !coveredAt(incident.pinned!.coverage, at)) return
  const call = `update-missing-${at}`
  for (const person of known.onDuty['on-call'] ?? [])
    for (const channel of channelsOnCall(draft)) page(draft, person, channel, call, 'update-missing')
}

function closeMissing(draft: Draft) {
  const task = openTask(draft.incident)
  if (task !== undefined) closeTask(draft, task, draft.incident.phase === 'open' ? 'an update was given' : 'not needed any more')
}

const openTask = ({ tasks }: Incident) => Object.keys(tasks).find((id) => id.startsWith(`${TASK}-`) && !tasks[id]!.done)
