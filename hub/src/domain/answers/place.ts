import type { Happening, Recipient } from '../incident/incident.ts'
import type { InboundMail, Understood } from './inbound-mail.ts'

/** Our message that a mail is about, and what shows it: the token that only its recipients have, or the thread it stands in. */
export type Answered = {
  readonly recipient: Pick<Recipient, 'audience' | 'address'>
  readonly copies: readonly string[] // who else had it
  readonly key: string
  readonly step: string | null
  readonly asks: boolean // a question with a yes or no that still waits
  readonly proof: 'token' | 'thread'
}

/** The mailboxes of the people on either side, as the plan names them. */
export type Sides = { readonly client: readonly string[]; readonly partner: readonly string[] }

/** Where a mail belongs: in the incident, with what it means there; filed, since nobody needs to read it; or it waits for a person. */
export type Placement =
  | { readonly state: 'placed'; readonly happening: Happening }
  | { readonly state: 'waiting' | 'filed'; readonly happening: Happening | null }

const WAITING: Placement = { state: 'waiting', happening: null }
const FILED: Placement = { state: 'filed', happening: null }

/**
 * Decides what a mail means for the incident whose message it is about. The token proves which message was answered, by whomever it was
 * handed to; a mail without one must come from an address that had the message. What proves nothing changes nothing (bad input 61).
 */
export function place(mail: InboundMail, understood: Understood, answered: Answered | null, sides: Sides): Placement {
  if (understood.kind === 'auto-reply')
    return answered && isTrusted(mail, answered) ? noted(mail, `answers by itself: ${understood.text}`) : FILED
  if (answered === null) return WAITING
  switch (understood.kind) {
    case 'answer':
      return isTrusted(mail, answered) ? answer(mail, understood, answered, sides) : WAITING
    case 'bounce':
      return answered.proof === 'token' ? bounce(understood, answered) : WAITING
    case 'complaint':
      return answered.proof === 'token'
        ? {
            state: 'waiting',
            happening: { type: 'noted', by: 'Mail', text: `${answered.recipient.address[0]} called a message of this incident spam.` },
          }
        : WAITING
    case 'unknown':
      return WAITING
  }
}

function answer(mail: InboundMail, { text, says }: Extract<Understood, { kind: 'answer' }>, answered: Answered, sides: Sides): Placement {
  const address = lower(mail.from!.address)
  const { audience } = answered.recipient
  const who = sides.partner.map(lower).includes(address) || audience === 'partner' ? 'partner' : 'client'
  // Only whom we asked can say yes: a colleague to whom the question was passed on is read by a person.
  const isAsked = answered.asks && who === audience && [...answered.recipient.address, ...sides[who]].map(lower).includes(address)
  const type = !isAsked || says === null ? 'replied' : says === 'yes' ? 'approved' : 'declined'
  const said = { by: nameOf(mail), text: withParts(mail, text), message: answered.key, unread: true }
  const step = type === 'replied' || answered.step === null ? {} : { step: answered.step }
  return { state: 'placed', happening: { type, who, ...said, ...step } }
}

function bounce({ addresses, isFinal, reason }: Extract<Understood, { kind: 'bounce' }>, { recipient, copies }: Answered): Placement {
  const all = [...recipient.address, ...copies]
  // A forwarder names the address behind it; where only one had the message it is that one's.
  const lost = all.find((address) => addresses.includes(lower(address))) ?? (all.length === 1 ? all[0] : undefined)
  if (lost === undefined) return WAITING
  return isFinal
    ? { state: 'placed', happening: { type: 'bounced', address: lost } }
    : {
        state: 'placed',
        happening: { type: 'noted', by: 'Mail', text: `${lost} has not been reached yet; its server keeps trying. ${reason}`.trim() },
      }
}

const noted = (mail: InboundMail, text: string): Placement => ({
  state: 'placed',
  happening: { type: 'noted', by: 'Mail', text: `${nameOf(mail)} ${text.slice(0, 500)}` },
})

/** Who wrote, as a person reads it: `Bo Hart <bo@cornerbakery.example>`. A name that pretends to be an address is left out. */
export function nameOf({ from }: Pick<InboundMail, 'from'>): string {
  if (from === null) return 'somebody'
  const name = from.name
    .replace(/[\s\p{Cc}\p{Cf}]+/gu, ' ')
    .trim()
    .slice(0, 80)
  return name === '' || name.includes('@') ? from.address : `${name} <${from.address}>`
}

/** The words, and what was attached to them. */
export function withParts({ parts }: Pick<InboundMail, 'parts'>, text: string): string {
  const names = parts.slice(0, 10).map(({ name, type }) => (name ?? type).replace(/[\s\p{Cc}\p{Cf}]+/gu, ' ').slice(0, 80))
  const attached = names.length === 0 ? '' : `(attached: ${names.join(', ')}${parts.length > names.length ? ' …' : ''})`
  return [text, attached].filter((part) => part !== '').join('\n') || '(no words)'
}

const isTrusted = ({ from }: InboundMail, { proof, recipient, copies }: Answered) =>
  proof === 'token' || (from !== null && [...recipient.address, ...copies].map(lower).includes(lower(from.address)))

const lower = (address: string) => address.toLowerCase()
