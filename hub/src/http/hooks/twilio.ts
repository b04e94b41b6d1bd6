import { z } from 'zod'
import { minutes } from '../../domain/instant.ts'
import { escapeHtml, onlySeen } from '../../domain/message/escape.ts'
import type { Person } from '../../domain/plan/plan.ts'
import { Problem } from '../../problem.ts'
import { answerToText, keepAnswerToText } from '../../store/heard-texts.ts'
import { acknowledgeAs } from '../acknowledge/acknowledge-as.ts'
import { waitingFor } from '../acknowledge/waiting-for.ts'
import type { Around } from '../around.ts'
import { command } from '../command.ts'
import { incidentNumber } from '../input.ts'
import { limiter } from '../limiter.ts'
import { tooMany } from '../problems.ts'
import type { Answer, Asked, Route } from '../route.ts'
import { readText, TEXT_HELP } from './read-text.ts'
import type { TextOrder } from './read-text.ts'
import { isSignedByTwilio } from './twilio-signature.ts'

// As much as we read of what Twilio sends (twilio.com/docs/messaging/guides/webhook-request, /voice/twiml/gather).
const Text = z.object({ MessageSid: z.string().min(1).max(100), From: z.string(), Body: z.string() })
const Key = z.object({ To: z.string(), Digits: z.string().optional() })

const THROUGH = { sms: 'by SMS', voice: 'by phone' } as const

/**
 * `/hooks/twilio/…`: what a person of the plan answers to a page by text or key (RES-6). Who it is follows from their phone number. What comes
 * twice is heard once; a number that nobody of the plan has is answered with silence.
 */
export function twilioHooks(around: Around): Route[] {
  const knocks = limiter({ max: 600, per: minutes(1) })
  const words = limiter({ max: 20, per: minutes(1) })
  const route = (channel: 'sms' | 'voice', does: string, hear: (form: Form, asked: Asked) => Promise<Answer>): Route => ({
    method: 'POST',
    path: `/hooks/twilio/${channel}`,
    who: 'anyone',
    does,
    provesItself: true,
    reads: 'text',
    speaks: 'json',
    ...(channel === 'voice' ? { query: z.strictObject({ incident: incidentNumber }) } : {}),
    answer: async (asked) => {
      const form = new URLSearchParams(asked.body as string)
      const wait = knocks(asked.ip, around.clock.now())
      if (wait !== null) throw tooMany(wait)
      refuseForged(around, channel, form, asked)
      const tired = words(form.get(channel === 'sms' ? 'From' : 'To') ?? '', around.clock.now())
      if (tired !== null) throw tooMany(tired)
      return hear(Object.fromEntries(form), asked)
    },
  })
  return [
    route('sms', 'Hears a text message in answer to a page. Signed by Twilio.', (form) => hearText(around, form)),
    route('voice', 'Hears a key that was pressed in answer to a call. Signed by Twilio.', (form, { query }) =>
      hearKey(around, form, (query as { incident: number }).incident),
    ),
  ]
}

type Form = Readonly<Record<string, string>>

function refuseForged(around: Around, channel: 'sms' | 'voice', form: URLSearchParams, { header, query }: Asked) {
  const token = around.secrets().get(`channels.${channel}.twilio.token`)
  const { url } = around.plan().hub
  const asked = channel === 'voice' ? `?incident=${(query as { incident: number }).incident}` : ''
  const signed = { url: `${url}hooks/twilio/${channel}${asked}`, form, signature: header('x-twilio-signature') }
  if (token !== undefined && isSignedByTwilio(signed, token)) return
  const fix = `Write the account's token under channels.${channel}.twilio, and hub.url as Twilio calls it.`
  throw new Problem('not-allowed', 'signature_invalid', 'This was not signed by the Twilio account that is known here.', fix)
}

async function hearText(around: Around, form: Form): Promise<Answer> {
  const said = Text.safeParse(form).data
  const person = said && personAt(around, said.From, 'a text message')
  if (!said || !person) return twiml('')
  const { db } = around.store
  const before = await answerToText(db, said.MessageSid)
  if (before !== null) return texted(before)
  const answer = await obey(around, person, readText(onlySeen(said.Body)))
  await keepAnswerToText(db, { reference: said.MessageSid, at: around.clock.now(), answer })
  return texted(answer)
}

async function obey(around: Around, person: Person, order: TextOrder): Promise<string> {
  if (order.wants === 'help') return TEXT_HELP
  if (order.wants === 'noted') return takeNote(around, person, order)
  const waiting = order.number === null ? await waitingFor(around, person) : [order.number]
  if (waiting.length === 0) return 'Nothing waits for you to take it.'
  if (waiting.length > 1) return `Which one? ${waiting.slice(0, 5).map((number) => `ACK ${number}`).join(', ')}` // prettier-ignore
  const { says } = await acknowledgeAs(around, { person, number: waiting[0]!, through: THROUGH.sms, type: order.wants })
  return says
}

async function takeNote(
  around: Around,
  { id, name, role }: Person,
  { number, text }: Extract<TextOrder, { wants: 'noted' }>,
): Promise<string> {
  if (role === 'viewer') return `${name}, you may look at incidents, not add to them.`
  try {
    await command(around, { by: id, partner: null, through: THROUGH.sms }, number, { type: 'noted', by: id, text })
    return `Noted in incident ${number}.`
  } catch (error) {
    if (error instanceof Problem && error.kind !== 'ours') return error.message
    throw error
  }
}

async function hearKey(around: Around, form: Form, number: number): Promise<Answer> {
  const pressed = Key.safeParse(form).data
  const person = pressed && personAt(around, pressed.To, 'a key')
  if (!pressed || !person) return twiml('')
  if (pressed.Digits !== '1') return spoken('That is not 1. Nothing was done.')
  const { isTheirs, says } = await acknowledgeAs(around, { person, number, through: THROUGH.voice })
  return spoken(isTheirs ? `Thank you. ${says}` : says)
}

function personAt({ plan, onOdd }: Around, phone: string, what: string): Person | null {
  const found = Object.values(plan().people).find((person) => person.phone === phone)
  if (!found) onOdd?.(`${what} from ${phone.slice(0, 20)}, a number that nobody of the plan has, was not heard`)
  return found ?? null
}

const twiml = (inside: string): Answer => ({ text: `<Response>${inside}</Response>`, type: 'text/xml; charset=utf-8' })
const texted = (says: string) => twiml(`<Message>${escapeHtml(says)}</Message>`)
const spoken = (says: string) => twiml(`<Say>${escapeHtml(says.replace(/(?<=[a-z0-9])\.(?=[a-z])/gi, ' dot '))}</Say>`)
