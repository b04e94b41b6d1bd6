import type { Line, Room } from '@allclear/wire/room.ts'
import { iso } from '../../domain/instant.ts'
import type { Message } from '../../store/messages.ts'
import { showEntry } from '../console/entry-words.ts'
import { DELIVERIES } from '../console/phase-words.ts'
import type { View } from './view.ts'

/** What happened, the newest at the bottom. */
export const showTimeline = ({ timeline, plan }: View): Line[] =>
  timeline.map((entry) => ({ seq: entry.seq, at: iso(entry.at), kind: entry.kind, ...showEntry(entry, plan) }))

/** What was said to whom, the oldest first, and what became of each. */
export const showMessages = ({ messages, mayAct }: View): Room['messages'] =>
  messages.toReversed().map((message) => ({
    ...{ key: message.key, subject: message.subject, to: receiverOf(message), state: DELIVERIES[message.state] },
    at: iso(message.settledAt ?? message.dueAt),
    mayDecide: mayAct && message.state === 'uncertain' && message.foldedInto === null,
  }))

const receiverOf = ({ recipient: { name, address, cc, channel } }: Message) =>
  `${channel} to ${name === '' ? '' : `${name}, `}${address.join(', ')}${cc.length === 0 ? '' : `, cc ${cc.join(', ')}`}`

const SAID = { approved: 'said yes', declined: 'said no', replied: 'answered' } as const

/** Who answered what, when, and to which words (COM-5, REA-5). */
export const showAnswers = (view: View): Room['answers'] =>
  view.incident.answers.map(({ who, what, by, at, text, message: key }) => ({
    ...{ who: by ?? `The ${who}`, yes: what !== 'declined', said: SAID[what], at: iso(at), text: text ?? null },
    message: key === undefined ? null : { key, subject: subjectIn(view, key) },
  }))

/** What readers said of the messages (COM-11). */
export const showVotes = (view: View): Room['votes'] =>
  view.votes.map(({ message, helpful, comment, by, at }) => ({
    ...{ message, subject: subjectIn(view, message), helpful, comment, by, at: iso(at) },
  }))

const subjectIn = ({ messages }: View, key: string) => messages.find((message) => message.key === key)?.subject ?? key

/** Whom words to client and partner would reach now, their zones, and why not another address (COM-4). */
export function showContacts({ reach: { recipients, clientPassedOver, zones } }: View): Room['contacts'] {
  const first = (audience: 'client' | 'partner') =>
    recipients[audience].slice(0, 1).map(({ name, channel, address, why }) => {
      return { audience, name, channel, address: address.join(', '), why, zone: zones[audience].timezone }
    })
  return { passedOver: clientPassedOver ?? null, rows: [...first('client'), ...first('partner')] }
}
