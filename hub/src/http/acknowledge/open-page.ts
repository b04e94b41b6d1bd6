import type { Incident } from '../../domain/incident/incident.ts'
import type { Person } from '../../domain/plan/plan.ts'
import { isAnswerToken, readAnswerToken } from '../../engine/deliver/answer-token.ts'
import { personOf } from '../../engine/publish/show-on-pages.ts'
import { findIncident } from '../../store/incidents.ts'
import { messageNumbered } from '../../store/messages.ts'
import type { Message } from '../../store/messages.ts'
import type { Around } from '../around.ts'

export type Paged = {
  readonly message: Message
  readonly incident: Incident
  readonly person: Person
  readonly isOfEarlierOutage: boolean // sent for one that is over
}

/** The page that a token opens, what it is about and whom it was for; null for what is no token of ours. */
export async function openPage({ store, plan, answerKey }: Around, token: string): Promise<Paged | null> {
  const seq = readAnswerToken(token)
  const message = seq === null ? null : await messageNumbered(store.db, seq)
  if (message?.contract !== 'page' || message.incident === null || !isAnswerToken(answerKey, token, message)) return null
  const incident = (await findIncident(store.db, message.partner, message.incident))?.incident
  const person = plan().people[personOf(message)]
  return incident && person ? { message, incident, person, isOfEarlierOutage: isOfEarlier(incident, message) } : null
}

const isOfEarlier = ({ failingSince }: Incident, { orderedAt }: Message) => failingSince !== null && orderedAt < failingSince
