import { z } from 'zod'
import { TRACKERS } from './app-kinds.ts'
import type { Draft } from './draft.ts'
import type { Channels } from './plan.ts'
import { AppsPart, readApps } from './read-apps.ts'
import { InboxPart, readInbox } from './read-inbox.ts'
import { readSocial, SocialPart } from './read-social.ts'
import { phone, secret, webAddress } from './words.ts'

const TwilioPart = z.strictObject({
  twilio: z.strictObject({ account: secret, token: secret, from: phone, api: webAddress.optional() }),
})

const ChannelsPart = z.strictObject({
  mail: z.strictObject({ smtp: secret, inbox: InboxPart.optional() }).optional(),
  slack: z
    .strictObject({
      api: webAddress.default('https://slack.com/api'),
      token: secret.unwrap().optional(),
      'signing-secret': secret.unwrap().optional(),
    })
    .prefault({}),
  apps: AppsPart,
  tickets: z.string().optional(),
  push: z.strictObject({ ntfy: secret }).optional(),
  sms: TwilioPart.optional(),
  voice: TwilioPart.optional(),
  webhook: z.strictObject({ url: webAddress, secret }).optional(),
  social: SocialPart.default({}),
})

const NOTHING: Channels = {
  mail: null,
  inbox: null,
  slack: { api: 'https://slack.com/api' },
  push: null,
  sms: null,
  voice: null,
  webhook: null,
  social: {},
}

/**
 * The ways of speaking that the plan declares. Whether one works is a question for its secret: a declared channel whose secret is empty
 * is off. Addresses here may be private, since the operator wrote them.
 */
export function readChannels(draft: Draft): Channels {
  const part = draft.part(ChannelsPart, ['channels'])
  if (!part) return NOTHING
  return {
    mail: part.mail ? readMail(draft, part.mail.smtp) : null,
    inbox: part.mail?.inbox ? readInbox(draft, part.mail.inbox) : null,
    slack: readSlack(draft, part.slack),
    apps: readApps(draft, part.apps),
    ...readTickets(draft, part),
    push: part.push ? readPush(draft, part.push.ntfy) : null,
    sms: readTwilio(draft, 'sms', part.sms),
    voice: readTwilio(draft, 'voice', part.voice),
    webhook: readWebhook(draft, part.webhook),
    social: readSocial(draft, ['channels', 'social'], part.social),
  }
}

// The address may hold a user name and password, so it is a secret as a whole and never repeated.
function readMail(draft: Draft, smtp: string): Channels['mail'] {
  const path = ['channels', 'mail', 'smtp']
  draft.keepSecret(path, smtp, 'no mail is sent', hasPassword(smtp))
  if (smtp === '') return { host: '', port: 0, secure: false }
  const url = URL.parse(smtp)
  if (!url || !['smtp:', 'smtps:'].includes(url.protocol) || url.hostname === '') {
    draft.complain(
      path,
      'channels.mail.smtp: is not the address of a mail server',
      'write it as smtp://user:password@mail.harbor.example:587',
    )
    return null
  }
  const secure = url.protocol === 'smtps:'
  return { host: url.hostname.replace(/^\[(.*)\]$/, '$1'), port: Number(url.port) || (secure ? 465 : 587), secure }
}

// Where each incident has a ticket.
function readTickets(draft: Draft, { tickets, apps }: z.infer<typeof ChannelsPart>): Pick<Channels, 'tickets'> {
  const path = ['channels', 'tickets']
  if (tickets === undefined || !draft.mustName(path, tickets, 'app under channels.apps', Object.keys(apps))) return {}
  const { kind } = apps[tickets]!
  if (kind === undefined || !TRACKERS.includes(kind))
    draft.complain(path, `channels.tickets: ${tickets} keeps no tickets`, `name one of kind ${TRACKERS.join(', ')}`)
  return { tickets }
}

// What is said over it to the operator's own people; a partner's Slack has a token of its own.
function readSlack(draft: Draft, { api, token, 'signing-secret': signing }: z.infer<typeof ChannelsPart>['slack']): Channels['slack'] {
  if (token !== undefined) draft.keepSecret(['channels', 'slack', 'token'], token, 'nobody is paged in Slack')
  if (signing !== undefined) draft.keepSecret(['channels', 'slack', 'signing-secret'], signing, 'pages in Slack have no buttons')
  return { api: withoutSlash(api) }
}

function readPush(draft: Draft, ntfy: string): Channels['push'] {
  const path = ['channels', 'push', 'ntfy']
  draft.keepSecret(path, ntfy, 'nobody is paged by push', hasPassword(ntfy))
  if (ntfy === '') return { ntfy: '' }
  const url = URL.parse(ntfy)
  if (!url || !['http:', 'https:'].includes(url.protocol)) {
    draft.complain(path, 'channels.push.ntfy: is not the address of an ntfy server', 'write it as https://ntfy.sh/our-topic')
    return null
  }
  url.username = url.password = ''
  return { ntfy: url.href }
}

function readTwilio(draft: Draft, channel: 'sms' | 'voice', part: z.infer<typeof TwilioPart> | undefined): Channels['sms'] {
  if (!part) return null
  const { account, token, from, api } = part.twilio
  draft.keepSecret(['channels', channel, 'twilio', 'account'], account, `${channel} is off`)
  draft.keepSecret(['channels', channel, 'twilio', 'token'], token, `${channel} is off`)
  return { api: withoutSlash(api ?? 'https://api.twilio.com'), from }
}

function readWebhook(draft: Draft, part: z.infer<typeof ChannelsPart>['webhook']): Channels['webhook'] {
  if (!part) return null
  draft.keepSecret(['channels', 'webhook', 'secret'], part.secret, 'nothing is posted to the webhook')
  return { url: part.url }
}

const withoutSlash = (url: string) => url.replace(/\/$/, '')
const hasPassword = (url: string) => URL.parse(url)?.password !== ''
