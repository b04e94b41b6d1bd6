import { note } from './draft.ts'
import type { Draft } from './draft.ts'
import type { Event, Incident, Known, Recipient } from './incident.ts'
import { isLiving } from './is-living.ts'
import { passOn } from './pass-on.ts'
import { propose } from './propose.ts'
import { addressOf, tell } from './tell.ts'
import { stepOfWords, tellingOf } from './words-by-hand.ts'

type Words = Extract<Event, { type: 'words-written' }>

/**
 * A person writes to a client, to its partner or to both (COM-1, COM-2): in the order of the plan, to exactly those whom they were shown, once.
 * Words to the client of a partner that wants to be asked wait for its yes.
 */
export function writeWords(draft: Draft, event: Words) {
  const { by, ref, to, shown, despite } = event
  if (wasWritten(draft.incident, ref)) return
  if (!mayBeWrittenOf(draft.incident))
    return note(draft, `${by} wanted to write to the ${to.join(' and the ')}, but there is no outage that anybody was told of.`)
  const letters = letterReaders(draft.incident, draft.known, to)
  if (!isAsShown(letters, shown))
    return note(draft, `What ${by} wrote was not sent: meanwhile it would go to others than those who were shown.`)
  note(draft, `${by} writes to the ${to.join(' and the ')}.${despite === undefined ? '' : ` Without asking the partner first: ${despite}`}`)
  if (to.includes('client') && !letters.some(({ audience }) => audience === 'client')) passOn(draft)
  for (const recipient of letters) {
    if (waitsForYes(draft.known, recipient) && despite === undefined) propose(draft, recipient, event)
    else tell(draft, recipient, tellingOf(draft.incident, event))
  }
}

/** Nobody outside hears of what may heal by itself within `page-after`, nor by hand of what is over (design.md section 4). */
export const mayBeWrittenOf = (incident: Incident): boolean => isLiving(incident) && incident.heardOn

/**
 * Whom such words reach now, in the order of the plan: whom the playbook names first, else the partner. A partner that knows of nothing yet
 * reads them as well, and before its client does.
 */
export function letterReaders({ playbook, told }: Incident, known: Known, to: readonly ('client' | 'partner')[]): readonly Recipient[] {
  const partnerKnows = told.some(({ audience }) => audience === 'partner')
  const order = playbook?.firstContact === 'client' && partnerKnows ? (['client', 'partner'] as const) : (['partner', 'client'] as const)
  const isFirst = !partnerKnows && known.asksFirst !== true // a question tells as much
  const isMeant = (audience: 'client' | 'partner') => to.includes(audience) || (audience === 'partner' && isFirst)
  return order.filter(isMeant).flatMap((audience) => known.recipients[audience].slice(0, 1))
}

/** The addresses of such words, copies too, as a person confirms them. */
export const shownOf = (letters: readonly Recipient[]): string[] =>
  letters.flatMap((recipient) => [`${recipient.channel} ${addressOf(recipient)}`, ...recipient.cc.map((copy) => `cc ${copy}`)])

/** Whether the partner is asked before this reader gets a person's words. */
export const waitsForYes = ({ asksFirst, recipients }: Known, { audience }: Recipient): boolean =>
  audience === 'client' && asksFirst === true && recipients.partner.length > 0

/** Whether words were taken under this reference: sent, held, or waiting for a yes. */
export function wasWritten({ told, held, proposed }: Incident, ref: string): boolean {
  const step = stepOfWords(ref)
  return (
    told.some(({ key }) => key.split('/')[1] === step || key.split('/')[1] === `ask-${step}`) ||
    held.some(({ telling }) => telling.step === step) ||
    proposed.some((one) => one.ref === ref)
  )
}

const isAsShown = (letters: readonly Recipient[], shown: readonly string[]) => {
  const now = shownOf(letters)
  return now.length === shown.length && now.every((address, at) => shown[at] === address)
}
