import { sender } from '../../src/domain/audience/recipients.ts'
import { quietUntil } from '../../src/domain/calendar/quiet-hours.ts'
import { isLiving } from '../../src/domain/incident/is-living.ts'
import { SUMMARY } from '../../src/domain/incident/tell.ts'
import type { Effect, Event, Incident, Recipient } from '../../src/domain/incident/incident.ts'
import type { Plan } from '../../src/domain/plan/plan.ts'
import type { Law } from './laws.ts'

type Message = Extract<Effect, { do: 'message' }>
const messages = (effects: readonly Effect[]): readonly Message[] =>
  effects.length === 0 ? NONE : effects.filter((effect): effect is Message => effect.do === 'message')
const NONE: readonly never[] = []

/** What words to clients and partners owe (COM-1 to COM-5), after each decision. */
export const LAWS_OF_WORDS: Readonly<Record<string, Law>> = {
  'I-28': ({ before, decision: { incident, effects }, event }) => {
    const address = lostAddress(before, event)
    if (address === null) return false
    if (incident.answers !== before.answers) return 'a bounce counts as an answer'
    const goesOn = messages(effects).some(({ recipient }) => recipient.audience === 'client' && recipient.address[0] !== address)
    const isAsked = Object.keys(incident.tasks).some((task) => /^(reach|write)-/.test(task))
    const hasElsewhere = before.told.some((one) => one.audience === 'client' && one.address !== address)
    return !goesOn && !isAsked && !hasElsewhere && incident.held.length === before.held.length && 'a bounce moves nothing on'
  },
  'I-29': ({ decision: { effects, incident } }, { plan }) => {
    const wrong = messages(effects).find(({ recipient }) => recipient.audience === 'client' && !isWhiteLabel(recipient, plan, incident))
    return wrong !== undefined && `${wrong.template} to the client is not in the partner’s name with the partner in copy`
  },
  'I-30': ({ decision: { effects }, before }, { plan }) => {
    const recipients = messages(effects).flatMap(({ recipient: { address, cc } }) => [...address, ...cc])
    if (recipients.length === 0) return false
    const own = addressesOf(plan, before.partner)
    const foreign = recipients.find((address) => !own.includes(address))
    return foreign !== undefined && `${foreign} is none of the partner’s`
  },
  'I-34': ({ before, decision: { incident, effects }, event }) => {
    // A partner may read the same in the summary of another incident.
    const first = messages(effects).findIndex(({ recipient, template }) => recipient.audience === 'client' && template !== SUMMARY)
    if (first < 0 || before.told.some(({ audience }) => audience === 'client')) return false
    const good = event.known.recipients.partner.filter(({ address }) => !incident.unreachable.includes(address[0]!))
    const knows = before.told.some(({ audience }) => audience === 'partner')
    const hears = messages(effects)
      .slice(0, first)
      .some(({ recipient }) => recipient.audience === 'partner')
    return good.length > 0 && !knows && !hears && 'the client hears before the partner'
  },
  'I-37': ({ decision: { incident, effects }, event, at }) => {
    const { timezone } = event.known.zones.client
    const wakes = messages(effects).find(
      ({ recipient: { audience, channel } }) =>
        audience === 'client' && ['sms', 'voice'].includes(channel) && quietUntil(at, timezone) !== null,
    )
    if (wakes) return `${wakes.template} wakes the client`
    const held = incident.held.find(({ recipient }) => recipient.audience !== 'client' || !['sms', 'voice'].includes(recipient.channel))
    return held !== undefined && `${held.recipient.channel} to ${held.recipient.audience} waits for the end of quiet hours`
  },
  'I-39': ({ before, decision: { incident, effects }, event }) => {
    if (event.type !== 'resolved-by-hand') return false
    if (before.phase !== 'stabilising' && incident.resolvedAt !== before.resolvedAt) return 'a word resolves what is not seen well'
    if (before.resolvedAt !== null || incident.resolvedAt === null) return false
    const marked = effects.some(
      (effect) => effect.do === 'say' && effect.entry.note?.includes(event.reason) && effect.entry.note.includes(event.by),
    )
    return !marked && 'nobody can see who ended the window, and why'
  },
  'I-41': ({ before, decision: { incident, effects } }) => {
    if (before.phase === 'stabilising' && incident.phase === 'open' && incident.outages !== before.outages + 1)
      return 'a relapse is not counted'
    const again = messages(effects).find(
      ({ template, recipient, step }) =>
        template === 'incident-opened' &&
        !step?.startsWith('opened-') && // of something else that fails now
        before.told.some((told) => told.template === template && told.address === recipient.address[0]),
    )
    return again !== undefined && 'a relapse is told as if it were the first time'
  },
}

// The client's address that turns out not to work, the first time that it does, while the outage lasts.
function lostAddress(before: Incident, event: Event): string | null {
  const refused = event.type === 'delivered' && event.outcome === 'refused' ? before.told.find(({ key }) => key === event.key) : undefined
  const isNews = refused !== undefined && refused.clearedFor === 0 && ['ordered', 'uncertain'].includes(refused.outcome)
  const address = event.type === 'bounced' ? event.address : isNews ? refused.address : null
  if (address === null || !isLiving(before) || before.unreachable.includes(address)) return null
  return before.told.findLast((told) => told.address === address)?.audience === 'client' ? address : null
}

function isWhiteLabel({ from, channel, address, cc }: Recipient, plan: Plan, incident: Incident): boolean {
  const partner = plan.partners[incident.partner]
  if (!partner) return from === sender({ name: plan.operator.name, address: plan.operator.mail }) // the operator's own client
  const isCopied = channel !== 'mail' || partner.cc.every((copy) => cc.includes(copy) || address.includes(copy))
  return from === sender(partner.brand.from) && isCopied
}

function addressesOf({ clients, partners }: Plan, id: string): string[] {
  const partner = partners[id]
  if (!partner) return []
  const contacts = [...partner.contacts, ...Object.values(clients).flatMap((client) => (client.partner === id ? client.contacts : []))]
  const all = [...contacts.flatMap(({ mail, phone }) => [mail, phone]), ...partner.cc, partner.slack?.channel ?? null]
  return all.filter((address) => address !== null)
}
