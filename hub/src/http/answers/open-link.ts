import { proposalOf } from '../../domain/incident/propose.ts'
import { questionTo } from '../../domain/incident/steps.ts'
import { isLiving } from '../../domain/incident/is-living.ts'
import type { GivenAnswer, Incident } from '../../domain/incident/incident.ts'
import { after, days } from '../../domain/instant.ts'
import { offeredIn } from '../../domain/message/answers.ts'
import type { AnswerId } from '../../domain/message/answers.ts'
import type { Site } from '../../domain/plan/plan.ts'
import { isAnswerToken, readAnswerToken } from '../../engine/deliver/answer-token.ts'
import { Problem } from '../../problem.ts'
import { incidentsOf } from '../../store/digests.ts'
import { findIncident } from '../../store/incidents.ts'
import { messageNumbered } from '../../store/messages.ts'
import type { Message } from '../../store/messages.ts'
import type { Around } from '../around.ts'

/** A message whose reader is here, and how it stands with what it asked. */
export type Opened = {
  readonly message: Message
  readonly incident: Incident
  readonly site: Site
  readonly reader: 'client' | 'partner'
  readonly offers: readonly AnswerId[]
  readonly given: readonly GivenAnswer[] // by this message
  readonly isAsked: boolean // it is not too late
}

const LASTS = days(30) // after the all clear

/** What the token of a link opens. One that is forged, of a message that is gone, or too old is refused alike. */
export async function openLink(around: Around, token: string): Promise<Opened> {
  const seq = readAnswerToken(token)
  const message = seq === null ? null : await messageNumbered(around.store.db, seq)
  const opened = message && isAnswerToken(around.answerKey, token, message) ? await openMessage(around, message) : null
  if (opened) return opened
  throw new Problem('not-found', 'link_unknown', 'This link does not work, or no longer.', 'Open the newest message again, or reply to it.')
}

/** The same for a message that was found otherwise; null when nothing can be said to it any more. */
export async function openMessage({ store, plan, clock }: Around, message: Message): Promise<Opened | null> {
  const { partner, recipient, step } = message
  const [number] = await incidentsOf(store.db, message)
  const reader = recipient.audience
  const incident = number === undefined ? null : ((await findIncident(store.db, partner, number))?.incident ?? null)
  const site = incident ? plan().sites[incident.site] : undefined
  if (!incident || !site || (reader !== 'client' && reader !== 'partner')) return null
  if (incident.resolvedAt !== null && clock.now() > after(incident.resolvedAt, LASTS)) return null
  const offers = offeredIn(message.text)
  const waits = !offers.includes('yes') || isWaitedFor(incident, reader, step ?? undefined)
  const given = incident.answers.filter((answer) => answer.message === message.key)
  return { message, incident, site, reader, offers, given, isAsked: isLiving(incident) && waits }
}

const isWaitedFor = (incident: Incident, reader: 'client' | 'partner', step: string | undefined) =>
  questionTo(incident, reader, step) !== undefined || (reader === 'partner' && proposalOf(incident, step) !== undefined)
