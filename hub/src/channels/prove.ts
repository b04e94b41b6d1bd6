import type { Plan, Secrets } from '../domain/plan/plan.ts'
import type { HttpRequest, Network } from '../network/network.ts'
import { proveSmtp } from '../network/smtp.ts'
import { canProve, questionFor } from './app-proof.ts'
import type { ChannelSettings } from './channel.ts'
import { settingsFor } from './index.ts'

/** Null: the channel works. Otherwise what is wrong with it. */
export type Proof = string | null

type Around = { readonly plan: Plan; readonly secrets: Secrets; readonly network: Network; readonly signal: AbortSignal }

/** The channels that can be proved: `mail`, `push`, `sms`, `voice`, `slack`, `slack/<partner>` and `app/<app>` for each of them that is not off, and `status-page`. */
export function provable(plan: Plan, secrets: Secrets): string[] {
  const slack = Object.values(plan.partners).flatMap((partner) => (partner.slack ? [`slack/${partner.id}`] : []))
  const apps = Object.values(plan.channels.apps ?? {}).flatMap(({ id, kind }) => (kind && canProve(kind) ? [`app/${id}`] : []))
  return [
    ...['mail', 'push', 'sms', 'voice', 'slack', ...slack, ...apps].filter((name) => !('missing' in settingsOf(name, plan, secrets))),
    'status-page',
  ]
}

/** Proves one channel without bothering anyone (PRP-4): no message leaves. */
export async function prove(name: string, around: Around): Promise<Proof> {
  if (name === 'status-page') {
    const url = around.plan.operator.statusPage ?? `${around.plan.hub.url}status/operator/`
    return asked(around, { url }, (body) => body.includes('<html'))
  }
  const settings = settingsOf(name, around.plan, around.secrets)
  if ('missing' in settings) return `${settings.missing} is empty.`
  if (settings.mail) return proveMail(settings.mail, around)
  if (settings.slack) return proveSlack(settings.slack, around)
  if (settings.ntfy) return provePush(settings.ntfy, around)
  const question = settings.app && questionFor(settings.app)
  if (question) return asked(around, question.request, (body) => question.isWell(jsonOf(body)))
  return settings.twilio ? proveTwilio(settings.twilio, around) : `There is no channel ${name}.`
}

function settingsOf(name: string, plan: Plan, secrets: Secrets) {
  const [kind, whose = 'operator'] = name.split('/') as [string, string?]
  return settingsFor(kind, plan, secrets, { partner: whose, address: whose, from: plan.operator.mail })
}

// Where no inbox could hear of it, the letter to ourselves is taken back before its first byte.
async function proveMail(server: NonNullable<ChannelSettings['mail']>, { plan, network, signal }: Around): Promise<Proof> {
  const end = await proveSmtp(server, { from: plan.operator.mail, to: [plan.operator.mail] }, { network, signal })
  return end.outcome === 'delivered' ? null : end.reason
}

// docs.slack.dev, auth.test
const proveSlack = ({ api, token }: NonNullable<ChannelSettings['slack']>, around: Around) =>
  asked(
    around,
    { url: `${api.replace(/\/$/, '')}/auth.test`, method: 'POST', headers: { authorization: `Bearer ${token}` } },
    (body) => jsonOf(body)['ok'] === true,
  )

// docs.ntfy.sh/config, health checks
const provePush = ({ url }: NonNullable<ChannelSettings['ntfy']>, around: Around) =>
  asked(around, { url: new URL('/v1/health', new URL(url).origin).href }, (body) => jsonOf(body)['healthy'] === true)

// twilio.com/docs/iam/api/account
const proveTwilio = ({ api, account, token }: NonNullable<ChannelSettings['twilio']>, around: Around) =>
  asked(
    around,
    {
      url: `${api}/2010-04-01/Accounts/${encodeURIComponent(account)}.json`,
      headers: { authorization: `Basic ${Buffer.from(`${account}:${token}`).toString('base64')}` },
    },
    (body) => jsonOf(body)['status'] === 'active',
  )

async function asked({ network, signal }: Around, request: HttpRequest, isWell: (body: string) => boolean): Promise<Proof> {
  const answer = await network.request({ maxBytes: 1024 * 1024, ...request }, { signal })
  if (!answer.ok) return answer.message
  if (answer.status === 200 && isWell(answer.body)) return null
  return `It answered ${answer.status}: ${answer.body.replace(/<[^>]*>|[\s\p{Cc}]+/gu, ' ').trim().slice(0, 200)}` // prettier-ignore
}

function jsonOf(body: string): Record<string, unknown> {
  try {
    return (JSON.parse(body) ?? {}) as Record<string, unknown>
  } catch {
    return {}
  }
}
