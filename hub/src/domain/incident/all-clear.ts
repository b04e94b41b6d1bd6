import { change, order, say } from './draft.ts'
import type { Draft } from './draft.ts'
import type { Incident, Told } from './incident.ts'
import { page } from './ladder.ts'
import { dropProposals } from './propose.ts'
import { openReview } from './hold-review.ts'
import { unstarted } from './starts.ts'
import { orderSummaries, withdrawSummaries } from './summary.ts'
import { recipientsFor, SUMMARY, tell } from './tell.ts'

/** The all clear: what never began is cancelled, what is not sent yet called back, and everyone who was told hears of it (CLR-2). */
export function resolve(draft: Draft, words: string) {
  const left = unstarted(draft.incident)
  change(draft, { phase: 'resolved', resolvedAt: draft.at, held: [] })
  say(draft, { kind: 'state', state: 'resolved', note: left.length > 0 ? `${words} Not needed any more: ${left.join(', ')}.` : words })
  order(draft, { do: 'cancel', contract: 'page', why: 'The incident is resolved.' })
  order(draft, { do: 'cancel', contract: 'message', why: 'The all clear came first.' })
  dropProposals(draft)
  for (const told of heard(draft.incident)) clear(draft, told)
  orderSummaries(draft)
  openReview(draft)
  review(draft)
}

/** Words of the outage arrived after the all clear had gone out to the others: whom they reached hears it now. */
export function clearLate(draft: Draft, told: Told) {
  if (!isToHear(told, draft.incident)) return
  if (told.audience === 'client') withdrawSummaries(draft)
  clear(draft, told)
}

/** Closes the incident when it is resolved and no task is open, follow-ups apart (REA-12). */
export function review(draft: Draft) {
  const { phase, tasks } = draft.incident
  if (phase !== 'resolved' || Object.values(tasks).some((task) => !task.done && !task.followUp)) return
  change(draft, { phase: 'reviewed' })
  say(draft, { kind: 'state', state: 'reviewed', note: 'No task is open: closed.' })
}

// Everyone who was told of the outage, once each, over the same channel (CLR-2).
function heard(incident: Incident): Told[] {
  const reached = incident.told.filter((told) => isToHear(told, incident))
  return [...new Map(reached.map((one) => [`${one.channel} ${one.address}`, one])).values()]
}

// Who may have heard of the outage and has no all clear for it yet. A voice call is not repeated, an address that failed not used again.
const isToHear = ({ outcome, clearedFor, channel, address, template }: Told, { outages, unreachable }: Incident) =>
  (outcome === 'delivered' || outcome === 'uncertain') &&
  clearedFor < outages &&
  channel !== 'voice' &&
  template !== 'all-clear' &&
  template !== SUMMARY &&
  !unreachable.includes(address)

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
      { ...found, channel: told.channel, address: told.address.split(' '), cc: told.cc ?? found.cc },
      { step: 'all-clear', occurrence: outages, template: 'all-clear', playbook: null },
    )
}
