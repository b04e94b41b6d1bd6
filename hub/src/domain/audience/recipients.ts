import type { Known, Recipient } from '../incident/incident.ts'
import type { Client, Contact, Partner, Plan, Site } from '../plan/plan.ts'
import { OPERATOR, pagesOf } from './pages.ts'

/** What decides which address of a contact is good at this moment. */
export type Reach = {
  readonly plan: Plan
  readonly secretsPresent: (path: string) => boolean
  readonly deadBecause: (address: string) => string | null // why an address does not hear us; null: it does
}

type Party = { readonly name: string; readonly contacts: readonly Contact[] }

/** To whom the words of an incident go: one recipient for each audience that there is (COM-1, COM-4). */
export function recipientsOf(reach: Reach, site: Site): Known['recipients'] {
  const client = site.client === null ? undefined : reach.plan.clients[site.client]
  const partner = reach.plan.partners[site.partner]
  return {
    client: client ? listed(clientRecipient(reach, client, partner)) : [],
    partner: partner ? listed(partnerRecipient(reach, partner)) : [],
    public: [publicRecipient(reach.plan, site, partner)],
  }
}

const listed = (recipient: Recipient | null): Recipient[] => (recipient ? [recipient] : [])

/** `Brightside Care <care@brightside.example>`. */
export const sender = ({ name, address }: { name: string; address: string }) => `${name} <${address}>`

const operatorSender = ({ operator }: Plan) => sender({ name: operator.name, address: operator.mail })

// A client hears from its partner's white-label address with the partner in CC, always; the operator's own clients hear from the operator.
function clientRecipient(reach: Reach, client: Client, partner: Partner | undefined): Recipient | null {
  const found = firstGood(reach, client)
  if (!found) return null
  const { address, channel, name, why } = found
  const from = partner ? sender(partner.brand.from) : operatorSender(reach.plan)
  const cc = partner && channel === 'mail' ? partner.cc.filter((copy) => copy !== address) : []
  return { audience: 'client', name, channel, address: [address], from, cc, why }
}

function partnerRecipient(reach: Reach, partner: Partner): Recipient | null {
  if (partner.slack && reach.secretsPresent(`partners.${partner.id}.slack.token`)) {
    const address = [partner.slack.channel]
    return { audience: 'partner', name: partner.name, channel: 'slack', address, from: reach.plan.operator.name, cc: [], why: null }
  }
  const found = firstGood(reach, partner)
  if (!found) return null
  const { address, channel, name, why } = found
  return { audience: 'partner', name, channel, address: [address], from: operatorSender(reach.plan), cc: [], why }
}

function publicRecipient(plan: Plan, site: Site, partner: Partner | undefined): Recipient {
  const name = partner?.name ?? (site.partner === OPERATOR ? plan.operator.name : site.partner)
  return { audience: 'public', name, channel: 'status-page', address: pagesOf(plan, site.id), from: name, cc: [], why: null }
}

// The first address that works; a text message where no mailbox does. What was passed over is said.
function firstGood({ plan, secretsPresent, deadBecause }: Reach, { contacts }: Party) {
  const passedOver: string[] = []
  const why = () => (passedOver.length === 0 ? null : passedOver.join(' '))
  for (const { name, mail } of contacts) {
    if (mail === null) continue
    const reason = deadBecause(mail)
    if (reason === null) return { channel: 'mail', address: mail, name, why: why() }
    passedOver.push(reason)
  }
  const reachable = plan.channels.sms && secretsPresent('channels.sms.twilio.token')
  for (const { name, phone } of reachable ? contacts : []) {
    if (phone !== null && deadBecause(phone) === null) return { channel: 'sms', address: phone, name, why: why() }
  }
  return null
}
