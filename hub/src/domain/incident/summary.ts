import { nextMorning } from '../calendar/quiet-hours.ts'
import type { Instant } from '../instant.ts'
import { isNoticed } from '../triage/beside-the-page.ts'
import { quickenUntil } from '../playbook/quicken.ts'
import { note, order } from './draft.ts'
import type { Draft } from './draft.ts'
import type { Happening, Incident, Outage, SummaryReader } from './incident.ts'
import { factorOf } from './pin.ts'
import { causeReadBy, recipientsFor, SUMMARY, tell } from './tell.ts'

const READERS: readonly SummaryReader[] = ['client', 'partner']

/**
 * An outage that nobody had told the client of is told in one calm mail after 08:00 their time, and to the partner in the digest of the
 * day (RES-5). What healed before anyone heard of it is told to nobody, as while it lasted.
 */
export function orderSummaries(draft: Draft) {
  const { incident } = draft
  if (clientHeard(incident) || !(incident.heardOn || incident.told.some(({ audience }) => audience !== 'responder'))) return
  for (const reader of READERS) {
    if (recipientsFor(draft, reader, null).length === 0) continue
    if (reader === 'client' && !wasNoticed(incident)) continue
    if (reader === 'client' && waitsForPartner(incident))
      note(draft, 'The client hears no summary of it: the partner has not agreed to it.')
    else order(draft, { do: 'summarise', reader, dueAt: morningOf(draft, reader) })
  }
}

// The page may have come back before a service did: what the public was told of was noticed, whatever failed last.
const wasNoticed = ({ verdict, told }: Incident) =>
  isNoticed(verdict?.service ?? null) || told.some(({ audience }) => audience === 'public')

/** The client has heard of the outage after all, and hears its all clear: nothing is left to sum up. */
export function withdrawSummaries(draft: Draft) {
  for (const reader of READERS) order(draft, { do: 'summarise', reader, dueAt: null })
}

/** The morning has come: this incident speaks for itself and for all the others that are due for the same reader. */
export function tellSummary(draft: Draft, { reader, also, unwanted }: Extract<Happening, { type: 'summary-due' }>) {
  order(draft, { do: 'summarise', reader, dueAt: null })
  const recipient = draft.known.recipients[reader].find(({ address }) => !draft.incident.unreachable.includes(address[0]!))
  if (!recipient) return note(draft, `There is nobody to tell at the ${reader}: no summary was sent.`)
  if (recipient.channel === 'mail' && unwanted.includes(recipient.address[0]!))
    return note(draft, `${recipient.name} has asked for no summaries: none was sent.`)
  tell(draft, recipient, { step: SUMMARY, occurrence: draft.incident.outages, template: SUMMARY, playbook: null, also })
}

/** Another incident has spoken for this one. */
export function toldBy(draft: Draft, { reader, by }: Extract<Happening, { type: 'summarised' }>) {
  order(draft, { do: 'summarise', reader, dueAt: null })
  note(draft, `The ${reader} hears of it in the summary of incident ${by}.`)
}

/** The site is down again: nobody reads that it is over. The next morning it is looked at anew. */
export function postponeSummary(draft: Draft, reader: SummaryReader) {
  order(draft, { do: 'summarise', reader, dueAt: morningOf(draft, reader) })
  note(draft, `The site is down again, so the summary for the ${reader} waits until the next morning.`)
}

/** An outage whose summary is due, and whether its site is down again by now. */
export type DueSummary = { readonly incident: Incident; readonly isDownAgain: boolean }

/** What each of the incidents whose summaries are due for one reader hears, by its id: the first speaks for all (RES-5). */
export function shareSummary(reader: SummaryReader, due: readonly DueSummary[], unwanted: readonly string[]): Map<string, Happening> {
  const over = due.filter(({ isDownAgain }) => !isDownAgain).map(({ incident }) => incident)
  const [first, ...others] = over.toSorted((a, b) => a.detectedAt - b.detectedAt)
  const heard = new Map<string, Happening>()
  for (const { incident, isDownAgain } of due) if (isDownAgain) heard.set(incident.id, { type: 'summary-too-early', reader })
  if (first) heard.set(first.id, { type: 'summary-due', reader, also: others.map((one) => outageOf(one, reader)), unwanted })
  for (const { id } of others) heard.set(id, { type: 'summarised', reader, by: first!.id })
  return heard
}

const outageOf = (incident: Incident, reader: SummaryReader): Outage => ({
  incident: incident.id,
  site: incident.site,
  since: incident.detectedAt,
  until: incident.wellSince ?? incident.resolvedAt!,
  cause: causeReadBy(reader, incident),
})

const morningOf = ({ incident, at, known }: Draft, reader: SummaryReader): Instant =>
  quickenUntil(at, nextMorning(at, known.zones[reader].timezone), factorOf(incident))

const clientHeard = ({ told }: Incident) =>
  told.some(({ audience, outcome }) => audience === 'client' && (outcome === 'delivered' || outcome === 'uncertain'))

// Where the partner decides first whether the client is asked at all, the client hears nothing before that (I-23).
const waitsForPartner = ({ playbook, answers }: Incident) =>
  playbook?.firstContact === 'partner' &&
  playbook.steps.some(({ does }) => does.do === 'approval' && does.from === 'partner') &&
  !answers.some(({ who, what }) => who === 'partner' && what === 'approved')
