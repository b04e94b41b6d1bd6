import type { Known, Recipient } from '../incident/incident.ts'
import { isAppOn } from '../plan/app-kinds.ts'
import type { Client, Contact, PageChannel, Partner, Plan, Site } from '../plan/plan.ts'
import { OPERATOR, pagesOf } from './pages.ts'
import { accountsOf, speaksOn } from './speaks-on.ts'

/** What decides which address of a contact is good at this moment. */
export type Reach = {
  readonly plan: Plan
  readonly working: readonly PageChannel[] // channels of pages that work
  readonly secretsPresent: (path: string) => boolean
  readonly deadBecause: (address: string) => string | null // why an address does not hear us; null: it does
  readonly cause?: string | null // what is known to be broken
}

type Way = Pick<Recipient, 'name' | 'channel' | 'why'> & { readonly to: string }

/** To whom the words of an incident go, for each audience (COM-1, COM-4). The first is the one to use, the others are there for who asks for their channel. */
export function recipientsOf(reach: Reach, site: Site): Known['recipients'] {
  const client = site.client === null ? undefined : reach.plan.clients[site.client]
  const partner = reach.plan.partners[site.partner]
  return {
    client: client ? clientRecipients(reach, client, partner) : [],
    partner: partner ? partnerRecipients(reach, partner) : [],
    public: [publicRecipient(reach.plan, site, partner), ...networkRecipients(reach, site, partner)],
  }
}

/**
 * Why no address of the site's client works, in sentences, a phone that only a person can call among them. Null while there is one, or no
 * client.
 */
export function passedOverOf(reach: Reach, site: Site): string | null {
  const client = site.client === null ? undefined : reach.plan.clients[site.client]
  if (!client || waysTo(reach, client.contacts).length > 0) return null
  const says = client.contacts.flatMap(({ name, mail, phone }) => [
    ...(mail === null ? [] : [reach.deadBecause(mail) ?? `Mail to ${mail} is switched off here.`]),
    ...(phone === null ? [] : [reach.deadBecause(phone) ?? `${name} has the phone number ${phone}; a person must call it.`]),
  ])
  return says.length === 0 ? `${client.name} has no contact.` : says.join(' ')
}

// A client hears from its partner's white-label address with the partner in copy, always; the operator's own clients hear from the operator.
function clientRecipients(reach: Reach, client: Client, partner: Partner | undefined): Recipient[] {
  const from = partner ? sender(partner.brand.from) : operatorSender(reach.plan)
  return waysTo(reach, client.contacts).map(({ to, ...way }) => {
    const cc = partner && way.channel === 'mail' ? partner.cc.filter((copy) => copy !== to) : []
    return { ...way, audience: 'client', address: [to], from, cc }
  })
}

// A partner hears in its Slack thread or its app, else by mail; the other way round where it asked for that.
function partnerRecipients(reach: Reach, partner: Partner): Recipient[] {
  const { name, slack } = partner
  const isOn = slack && reach.secretsPresent(`partners.${partner.id}.slack.token`)
  const { app } = partner
  const hasApp = app !== undefined && isAppOn(reach.plan.channels.apps?.[app], reach.secretsPresent)
  const inApp: Way[] = hasApp ? [{ name, channel: 'app', why: null, to: app }] : []
  const thread: Way[] = isOn ? [{ name, channel: 'slack', why: null, to: slack.channel }] : inApp
  const others = waysTo(reach, partner.contacts)
  const ways =
    partner.loopIn === 'mail' && others[0]?.channel === 'mail' ? [others[0], ...thread, ...others.slice(1)] : [...thread, ...others]
  return ways.map(({ to, ...way }) => {
    const from = way.channel === 'mail' ? operatorSender(reach.plan) : reach.plan.operator.name
    return { ...way, audience: 'partner', address: [to], from, cc: [] }
  })
}

function publicRecipient(plan: Plan, site: Site, partner: Partner | undefined): Recipient {
  const name = partner?.name ?? (site.partner === OPERATOR ? plan.operator.name : site.partner)
  return { audience: 'public', name, channel: 'status-page', address: pagesOf(plan, site.id), from: name, cc: [], why: null }
}

// Beside the page: the accounts of whoever owns it.
function networkRecipients({ plan, secretsPresent, cause = null }: Reach, site: Site, partner: Partner | undefined): Recipient[] {
  const { accounts, path } = accountsOf(plan, site.partner)
  const from = partner?.name ?? plan.operator.name
  return speaksOn(plan, site, cause)
    .filter((network) => secretsPresent(`${path}.${network}.token`))
    .map((network) => {
      const { url, account } = accounts[network]!
      const address = [account === null ? url : `${account} at ${url}`]
      return { audience: 'public', name: from, channel: network, address, from, cc: [], why: null }
    })
}

// The first mailbox that works, then the first phone; the first who can be reached may prefer their phone. What was passed over is said.
function waysTo({ working, deadBecause }: Reach, contacts: readonly Contact[]): Way[] {
  const passedOver: string[] = []
  const why = () => (passedOver.length === 0 ? null : passedOver.join(' '))
  const ways: Way[] = []
  const isGood = (address: string | null): address is string => {
    const reason = address === null ? null : deadBecause(address)
    if (reason !== null && ways.length === 0) passedOver.push(reason)
    return address !== null && reason === null
  }
  const mailbox = contacts.find(({ mail }) => isGood(mail))
  if (mailbox) ways.push({ channel: 'mail', to: mailbox.mail!, name: mailbox.name, why: why() })
  const telephone = contacts.find(({ phone }) => isGood(phone))
  for (const channel of telephone ? (['sms', 'voice'] as const).filter((channel) => working.includes(channel)) : []) {
    ways.push({ channel, to: telephone!.phone!, name: telephone!.name, why: why() })
  }
  const reaches = (address: string | null) => address !== null && deadBecause(address) === null
  const prefers = contacts.find(({ mail, phone }) => reaches(mail) || reaches(phone))?.prefers
  return ways.toSorted((a, b) => Number(b.channel === prefers) - Number(a.channel === prefers))
}

/** `Brightside Care <care@brightside.example>`. */
export const sender = ({ name, address }: { name: string; address: string }) => (name === '' ? address : `${name} <${address}>`)

const operatorSender = ({ operator }: Plan) => sender({ name: operator.name, address: operator.mail })
