import { createHash } from 'node:crypto'
import { OPERATOR } from '../../domain/audience/pages.ts'
import type { InboundMail, Original, Understood } from '../../domain/answers/inbound-mail.ts'
import { nameOf, place, withParts } from '../../domain/answers/place.ts'
import type { Answered, Sides } from '../../domain/answers/place.ts'
import { isInbox, tokenOf } from '../../domain/answers/reply-address.ts'
import { understand } from '../../domain/answers/understand.ts'
import type { Incident } from '../../domain/incident/incident.ts'
import { isLiving } from '../../domain/incident/is-living.ts'
import type { Plan } from '../../domain/plan/plan.ts'
import { addInboundMail } from '../../store/inbound-mail.ts'
import type { NewInboundMail } from '../../store/inbound-mail.ts'
import { incidentsOf } from '../../store/digests.ts'
import { findIncident } from '../../store/incidents.ts'
import { findMessage, messagesById } from '../../store/messages.ts'
import type { Message } from '../../store/messages.ts'
import { findReplyToken } from '../../store/reply-tokens.ts'
import type { Tx } from '../../store/store.ts'
import { changeSubscriber } from '../../store/subscribers.ts'
import { provesMailOf } from '../health/proof-letter.ts'
import { mailCameBack } from '../health/prove-channels.ts'
import { readMail } from './read-mail.ts'
import { hashReplyToken } from './reply-address.ts'
import { respondTogether } from '../respond/respond.ts'
import type { Room } from '../room.ts'

/** What the large providers let through; of a larger mail only the beginning is read, or none of it taken. */
export const MOST_MAIL_BYTES = 20 * 1024 * 1024

/** Every address whose mail is ours to take. */
export const inboxesOf = ({ channels, partners }: Plan): string[] =>
  channels.inbox ? [channels.inbox.address, ...Object.values(partners).flatMap(({ brand }) => brand.reply ?? [])] : []

/**
 * Takes in one mail (COM-5): it is stored together with what it changes in its incident, or not at all. The same mail once more, by whichever
 * way, changes nothing; then it gives false. Nothing is dropped: what belongs nowhere waits for a person. Our own daily test is no answer of anybody.
 */
export async function receive(room: Room, raw: Uint8Array, envelope: readonly string[]): Promise<boolean> {
  const inboxes = inboxesOf(room.plan())
  const mail = await readMail(raw, envelope)
  const proved = provesMailOf(mail.messageId, room.answerKey)
  if (proved !== null) return mailCameBack(room, proved)
  const understood = understandOwn(mail, inboxes)
  const tokens = tokensOf(mail, understood, inboxes)
  const subscribers = await subscribersHurt(room, tokens, understood)
  const found = await findAnswered(room, tokens, threadOf(mail, understood))
  const { state, happening } = place(mail, understood, found?.answered ?? null, found?.sides ?? { client: [], partner: [] })
  const isAbout = found !== null && happening !== null
  const kept: NewInboundMail = {
    partner: isAbout ? found.message.partner : (subscribers[0]?.partner ?? OPERATOR),
    digest: digestOf(mail, tokens),
    at: room.clock.now(),
    kind: understood.kind,
    state: subscribers.length > 0 ? 'filed' : state,
    incident: isAbout ? found.incidents[0]! : null,
    key: isAbout ? found.message.key : null,
    from: nameOf(mail),
    subject: mail.subject,
    text: wordsOf(mail, understood),
  }
  if (!isAbout) return room.store.transaction((tx) => fileMail(tx, kept, subscribers, understood))
  const told = found.incidents.map((number) => ({ number, happening }))
  const heard = await respondTogether(room, kept.partner, async (tx) => ((await addInboundMail(tx, kept)) ? told : []))
  return heard.length > 0
}

async function fileMail(tx: Tx, kept: NewInboundMail, subscribers: readonly Message[], understood: Understood): Promise<boolean> {
  if (!(await addInboundMail(tx, kept))) return false
  const reason = understood.kind === 'bounce' ? `A message came back: ${understood.reason}` : 'The reader called a message spam.'
  for (const { partner, subscriber } of subscribers) await changeSubscriber(tx, partner, subscriber!, { state: 'stopped', reason })
  return true
}

// A mail that came back for good, or that its reader called spam, was the last one to that subscriber. Only the token proves which it was.
async function subscribersHurt(room: Room, tokens: readonly string[], understood: Understood): Promise<Message[]> {
  if (understood.kind !== 'complaint' && !(understood.kind === 'bounce' && understood.isFinal)) return []
  const { db } = room.store
  const messages: Message[] = []
  for (const token of tokens) {
    const named = await findReplyToken(db, hashReplyToken(token))
    const message = named && (await findMessage(db, named.partner, named.key))
    if (message?.subscriber !== undefined) messages.push(message)
  }
  return messages
}

// What comes from the inbox itself was sent on by a machine, whatever it says: no two programs shall answer each other.
function understandOwn(mail: InboundMail, inboxes: readonly string[]): Understood {
  const understood = understand(mail)
  const isOwn = mail.from !== null && isInbox(mail.from.address, inboxes)
  return isOwn && understood.kind === 'answer' ? { kind: 'auto-reply', text: understood.text } : understood
}

function wordsOf(mail: InboundMail, understood: Understood): string {
  if ('text' in understood) return withParts(mail, understood.text)
  return understood.kind === 'bounce' ? `${understood.addresses.join(', ')}: ${understood.reason}` : ''
}

// An answer to a digest is one to every message that it carries.
type Found = { readonly message: Message; readonly incidents: readonly number[]; readonly answered: Answered; readonly sides: Sides }

async function findAnswered(room: Room, tokens: readonly string[], thread: readonly string[]): Promise<Found | null> {
  const { db } = room.store
  for (const token of tokens) {
    const named = await findReplyToken(db, hashReplyToken(token))
    const message = named && (await findMessage(db, named.partner, named.key))
    const found = message && (await asAnswered(room, message, 'token'))
    if (found) return found
  }
  const messages = await messagesById(db, thread)
  const nearest = messages.sort((a, b) => thread.indexOf(a.messageId) - thread.indexOf(b.messageId))[0]
  return nearest ? asAnswered(room, nearest, 'thread') : null
}

async function asAnswered(room: Room, message: Message, proof: Answered['proof']): Promise<Found | null> {
  const { partner, recipient, key, step } = message
  const incidents = await incidentsOf(room.store.db, message)
  const incident = incidents[0] === undefined ? null : (await findIncident(room.store.db, partner, incidents[0]))?.incident
  if (!incident || (recipient.audience !== 'client' && recipient.audience !== 'partner')) return null
  const plan = room.plan()
  const copies = recipient.audience === 'client' ? [...recipient.cc, ...(plan.partners[partner]?.cc ?? [])] : recipient.cc
  const asks = isLiving(incident) && incident.told.some((told) => told.key === key && told.asks === true)
  return { message, incidents, answered: { recipient, key, step, copies, asks, proof }, sides: sidesOf(plan, incident) }
}

function sidesOf(plan: Plan, { site, partner }: Incident): Sides {
  const mails = (contacts: readonly { readonly mail: string | null }[]) => contacts.flatMap(({ mail }) => mail ?? [])
  const client = plan.clients[plan.sites[site]?.client ?? '']
  const owner = plan.partners[partner]
  return { client: mails(client?.contacts ?? []), partner: [...mails(owner?.contacts ?? []), ...(owner?.cc ?? [])] }
}

const tokensOf = (mail: InboundMail, understood: Understood, inboxes: readonly string[]): string[] => [
  ...new Set([...mail.recipients, ...(originalOf(understood)?.addresses ?? [])].flatMap((address) => tokenOf(address, inboxes) ?? [])),
]

const threadOf = (mail: InboundMail, understood: Understood) => [...new Set([...mail.thread, ...(originalOf(understood)?.ids ?? [])])]

const originalOf = (understood: Understood): Original | null => ('original' in understood ? understood.original : null)

// A mail is the same when its Message-ID and its token are; where it has none, when its words are.
function digestOf(mail: InboundMail, tokens: readonly string[]): string {
  const { messageId, from, subject, text, html, headers } = mail
  const id = messageId ?? [headers.get('date'), subject, text, html].join('\0')
  return createHash('sha256')
    .update(`${id}\0${tokens.join(' ') || from?.address.toLowerCase()}`)
    .digest('hex')
}
