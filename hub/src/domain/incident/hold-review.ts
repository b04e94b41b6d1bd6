import { businessDaysAfter } from '../calendar/business-time.ts'
import { note, order } from './draft.ts'
import type { Draft } from './draft.ts'
import type { Event } from './incident.ts'
import { addTask, closeTask } from './tasks.ts'
import { recipientsFor, rememberTold } from './tell.ts'

/** The task to hold the review of an incident. */
export const REVIEW = 'review'
const WITHIN_DAYS = 5

/** At the all clear of an outage of which anybody was told, a review is due in five business days; until it is held the incident is not closed (REV-1). */
export function openReview(draft: Draft) {
  const { incident, known, at } = draft
  if (incident.told.length === 0 || incident.drill !== null) return
  addTask(draft, {
    task: REVIEW,
    title: `Hold the post-incident review of ${incident.site}`,
    dueAt: businessDaysAfter(at, WITHIN_DAYS, known.zones.coverage),
  })
}

/** The review was held: what was learned stands in the timeline, and a short version on the status page where one was written. */
export function holdReview(draft: Draft, { by, lessons, publicText }: Extract<Event, { type: 'review-held' }>) {
  note(draft, `Review by ${by}: ${lessons}`)
  if (publicText !== null) publish(draft, publicText)
  closeTask(draft, REVIEW, `done by ${by}`)
}

function publish(draft: Draft, text: string) {
  const { incident } = draft
  const recipient = recipientsFor(draft, 'public', null)[0]
  if (!recipient || incident.resolvedAt === null) return
  const times = incident.told.filter(({ template }) => template === REVIEW).length
  const address = recipient.address.join(' ')
  const key = [incident.id, REVIEW, times + 1, address, recipient.channel].join('/')
  order(draft, { do: 'announce', key, step: null, recipient, template: REVIEW, stage: 'resolved', text })
  rememberTold(draft, { audience: 'public', channel: recipient.channel, address, template: REVIEW, key, playbook: null })
}
