import { refusedCopy } from '../audience/refused-address.ts'
import { clearLate } from './all-clear.ts'
import { change, note, say } from './draft.ts'
import type { Draft } from './draft.ts'
import type { Event, Told } from './incident.ts'
import { isLiving } from './is-living.ts'
import { pageOtherwise } from './ladder.ts'
import { passOn } from './pass-on.ts'
import { addTask } from './tasks.ts'
import { insteadOf, SUMMARY, tell } from './tell.ts'
import { ticketEnded } from './ticket.ts'

/** An address that does not work is passed over at once for the next good one (COM-4, I-28). */
export function passOver(draft: Draft, address: string) {
  if (draft.incident.unreachable.includes(address)) return
  change(draft, { unreachable: [...draft.incident.unreachable, address] })
  note(draft, `${address} cannot be reached.`)
  const lost = draft.incident.told.findLast(
    (told) => told.address === address && (told.audience === 'client' || told.audience === 'partner'),
  )
  if (!lost || !(isLiving(draft.incident) || lost.template === SUMMARY)) return
  change(draft, { told: draft.incident.told.map((told) => (told.address === address ? { ...told, outcome: 'refused' } : told)) })
  const next = draft.known.recipients[lost.audience as 'client' | 'partner'].find(
    (recipient) => !draft.incident.unreachable.includes(recipient.address[0]!),
  )
  if (!next) return missing(draft, lost)
  const { template, asks = false, also = [], written } = lost
  tell(draft, next, {
    ...{ step: insteadOf(address), occurrence: draft.incident.outages, template, playbook: null, asks, also },
    ...(written ? { written } : {}),
  })
}

function missing(draft: Draft, lost: Told) {
  addTask(draft, {
    task: `reach-${lost.audience}`,
    title: `Find another way to reach the ${lost.audience}: ${lost.address} does not work`,
  })
  if (lost.audience === 'client') passOn(draft)
}

// The client's address is good; it is the partner's copy that keeps the letter from leaving.
function mendCopy(draft: Draft, copy: string, { address, template }: Told) {
  const title = `Mend ${copy}, to which mail to the client is copied: ${template} was not sent to ${address}`
  addTask(draft, { task: `mend-copy-${copy}`, title })
}

/** What became of a message. Told twice, it is heard once; what is settled is not unsettled by news that comes late. */
export function delivered(draft: Draft, event: Extract<Event, { type: 'delivered' }>) {
  const { key, outcome, reason } = event
  const told = draft.incident.told.find((one) => one.key === key)
  if (!told) return ticketEnded(draft, event)
  const isSettled = told.outcome !== 'ordered' && told.outcome !== 'uncertain'
  if (isSettled || told.outcome === outcome) return
  const heard = { ...told, outcome }
  change(draft, { told: draft.incident.told.map((one) => (one === told ? heard : one)) })
  if (outcome === 'delivered' && reason !== null) note(draft, `${told.template} to ${told.address}: ${reason}`)
  if (event.url !== undefined)
    say(draft, { kind: 'announcement', audience: 'public', channel: told.channel, state: 'posted', note: event.url })
  if (outcome === 'uncertain' && told.audience !== 'responder') {
    const why = reason ?? 'the connection was lost'
    note(draft, `Nobody knows whether ${told.address} got ${told.template}: ${why}. It is not sent again by itself.`)
  }
  if (outcome === 'refused') {
    note(draft, `${told.address} did not take ${told.template}: ${reason ?? 'refused'}.`)
    if (told.audience === 'responder') pageOtherwise(draft, told)
    const copy = refusedCopy(reason, told.address)
    if (copy !== null) mendCopy(draft, copy, told)
    else if ((told.audience === 'client' || told.audience === 'partner') && told.clearedFor === 0) passOver(draft, told.address)
  }
  if (draft.incident.resolvedAt !== null) clearLate(draft, heard)
}
