import { isNetwork } from '../../domain/announce/networks.ts'
import { SUMMARY } from '../../domain/incident/tell.ts'
import { isInPlace } from '../../domain/message/page-stand.ts'
import { findMessage, firstDelivered, firstPosted } from '../../store/messages.ts'
import type { Message } from '../../store/messages.ts'
import { incidentsBeside } from '../../store/parents.ts'
import type { Db } from '../../store/store.ts'
import { messageIdOf } from './message-id.ts'
import { pageOf } from '../publish/show-on-pages.ts'

/**
 * What a message refers to as its thread, or as the post in whose place it stands; null when it begins one. It is the first that this address had of the incident. Where the incident
 * is part of a larger outage and has not been told of yet, a partner reads of it in Slack in the thread of its other sites (causes.md 3.6).
 */
export async function threadOf(db: Db, message: Message): Promise<string | null> {
  const { partner, incident, recipient, contract, template, key } = message
  const ofWindow = /^maintenance\/[^/]+\//.exec(key)?.[0]
  if (ofWindow && isNetwork(recipient.channel)) return (await firstPosted(db, partner, ofWindow, recipient.channel))?.reference ?? null
  if (incident === null || template === SUMMARY) return null // a summary may tell of several incidents
  if ((recipient.channel === 'slack' || recipient.channel === 'app') && recipient.audience === 'responder')
    return isInPlace(template) ? ((await findMessage(db, partner, pageOf(key)))?.reference ?? null) : null // a page is heard; one in a thread is not
  const address = recipient.address[0] ?? ''
  const first = await firstDelivered(db, partner, [incident], recipient.channel, address)
  if (recipient.channel === 'mail')
    return first?.foldedInto ? messageIdOf(partner, first.foldedInto, recipient.from) : (first?.messageId ?? null)
  const isShared = first === null && recipient.channel === 'slack' && contract === 'message'
  const found = isShared ? await firstDelivered(db, partner, await incidentsBeside(db, partner, incident), 'slack', address) : first
  return found && (found.thread ?? found.reference)
}
