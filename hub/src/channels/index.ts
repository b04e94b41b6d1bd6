import { isIP } from 'node:net'
import { isNetwork } from '../domain/announce/networks.ts'
import type { Network } from '../domain/announce/networks.ts'
import { OPERATOR } from '../domain/audience/pages.ts'
import { accountsOf } from '../domain/audience/speaks-on.ts'
import { isAppOn } from '../domain/plan/app-kinds.ts'
import type { Audience } from '../domain/playbook/playbook.ts'
import type { Plan, Secrets } from '../domain/plan/plan.ts'
import type { Channel, ChannelSettings } from './channel.ts'
import { app } from './app.ts'
import { bluesky } from './bluesky.ts'
import { discourse } from './discourse.ts'
import { facebook } from './facebook.ts'
import { mail } from './mail.ts'
import { mastodon } from './mastodon.ts'
import { push } from './push.ts'
import { slack } from './slack.ts'
import { slackWebhook } from './slack-webhook.ts'
import { sms } from './sms.ts'
import { subscriberWebhook } from './subscriber-webhook.ts'
import { voice } from './voice.ts'
import { wordpress } from './wordpress.ts'
import { x } from './x.ts'
import { zendesk } from './zendesk.ts'

/** Every way of speaking. */
// prettier-ignore
export const channels: readonly Channel[] = [
  mail, slack, app, push, sms, voice, slackWebhook, subscriberWebhook,
  mastodon, bluesky, x, facebook, wordpress, discourse, zendesk,
]

/** What decides which settings a message is sent with. */
export type Addressed = {
  readonly partner: string // the tenant
  readonly audience?: Audience // responders are the operator's own people, whoever's the incident is
  readonly address: string // mail address, Slack channel, topic
  readonly from: string // the sender's mail address: only the brand's own is signed
}

/** What the plan and the secrets give the channel `kind` for one message, or the key that would have to be filled. */
export function settingsFor(
  kind: string,
  plan: Plan,
  secrets: Secrets,
  message: Addressed,
): ChannelSettings | { readonly missing: string } {
  switch (kind) {
    case 'mail':
      return mailSettings(plan, secrets, message)
    case 'slack': {
      const isOwn = message.partner === OPERATOR || message.audience === 'responder'
      const path = isOwn ? 'channels.slack' : `partners.${message.partner}.slack`
      const token = secrets.get(`${path}.token`)
      const api = (isOwn ? null : plan.partners[message.partner]?.slack?.api) ?? plan.channels.slack.api
      const hears = secrets.has(`${path}.signing-secret`)
      return token ? { slack: { api, token, channel: message.address, hears } } : { missing: `${path}.token` }
    }
    case 'app':
      return appSettings(plan, secrets, message)
    case 'push': {
      const url = secrets.get('channels.push.ntfy') ?? plan.channels.push?.ntfy
      return url ? { ntfy: { url } } : { missing: 'channels.push.ntfy' }
    }
    case 'sms':
    case 'voice':
      return twilioSettings(kind, plan, secrets)
    case 'webhook':
    case 'slack-webhook':
      return {} // of a subscriber: its address is all there is
    default:
      return isNetwork(kind) ? accountSettings(kind, plan, secrets, message) : { missing: `channels.${kind}` }
  }
}

// A tenant speaks with its own accounts and nobody else's.
function accountSettings(
  network: Network,
  plan: Plan,
  secrets: Secrets,
  { partner }: Addressed,
): ChannelSettings | { readonly missing: string } {
  const { accounts, path } = accountsOf(plan, partner)
  const [account, token] = [accounts[network], secrets.get(`${path}.${network}.token`)]
  return account && token ? { account: { ...account, token } } : { missing: `${path}.${network}.token` }
}

function appSettings(plan: Plan, secrets: Secrets, { address }: Addressed): ChannelSettings | { readonly missing: string } {
  const path = `channels.apps.${address}`
  const named = plan.channels.apps?.[address]
  if (!named?.kind || !isAppOn(named, (key) => secrets.has(key))) return { missing: path }
  const { kind, api, to, closes = false } = named
  const [url = '', token = ''] = ['url', 'token'].map((key) => secrets.get(`${path}.${key}`))
  return { app: { kind, url, token, to: to ?? '', api: api ?? '', closes } }
}

function twilioSettings(kind: 'sms' | 'voice', plan: Plan, secrets: Secrets): ChannelSettings | { readonly missing: string } {
  const service = plan.channels[kind]
  const [account, token] = [secrets.get(`channels.${kind}.twilio.account`), secrets.get(`channels.${kind}.twilio.token`)]
  if (!service || !account || !token) return { missing: `channels.${kind}.twilio` }
  return { twilio: { ...service, account, token } }
}

function mailSettings(plan: Plan, secrets: Secrets, message: Addressed): ChannelSettings | { readonly missing: string } {
  const server = plan.channels.mail
  if (!server) return { missing: 'channels.mail.smtp' }
  const written = secrets.get('channels.mail.smtp')
  const url = written !== undefined && URL.canParse(written) ? new URL(written) : null
  return {
    mail: {
      ...server,
      user: url?.username ? decodeURIComponent(url.username) : null,
      password: url?.password ? decodeURIComponent(url.password) : null,
      dkim: dkimOf(plan, secrets, message),
      helo: heloName(new URL(plan.hub.url).hostname),
    },
  }
}

// RFC 5321 4.1.3: an address stands in brackets, and IPv6 says so.
const heloName = (host: string) => (isIP(host) === 4 ? `[${host}]` : host.replace(/^\[/, '[IPv6:'))

function dkimOf(plan: Plan, secrets: Secrets, { partner, from }: Addressed): NonNullable<ChannelSettings['mail']>['dkim'] {
  const brand = plan.partners[partner]?.brand
  const key = secrets.get(`partners.${partner}.brand.dkim.key`)
  if (!brand?.dkim || !key || brand.from.address !== from) return null
  return { domain: from.slice(from.lastIndexOf('@') + 1), selector: brand.dkim.selector, key: key.replaceAll('\\n', '\n') }
}
