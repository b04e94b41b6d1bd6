import type { Plan, Secrets } from '../plan/plan.ts'
import { urlsOfOperator } from '../plan/operator-hosts.ts'
import type { OperatorUrl } from '../plan/operator-hosts.ts'
import { well } from './doctor-line.ts'
import type { DoctorLine } from './doctor-line.ts'

/** A server that the configuration names and that must be reached. */
export type WayOut = {
  readonly key: string // where it stands
  readonly host: string
  readonly port: number
  readonly by: 'channels' | 'network' // without the first nobody is told; without the second less is known
}

/** How reaching it ended; of a mail server that was not reached also which of its other ports answer. */
export type WayTried = WayOut & {
  readonly failure: { readonly code: string; readonly message: string } | null
  readonly others: readonly number[]
}

/** The ports on which mail is handed over (RFC 5321, RFC 6409, RFC 8314). */
export const MAIL_PORTS = [587, 465, 25] as const
const MAIL = 'channels.mail.smtp'

/** Every server and port that the hub needs to reach, each once. */
export function waysOut(plan: Plan, secrets: Secrets): WayOut[] {
  const { mail, inbox } = plan.channels
  const { services, channels } = urlsOfOperator(plan, secrets)
  const [whois, port] = splitPort(plan.network.whois)
  const ways: WayOut[] = [
    ...(mail?.host ? [{ key: MAIL, host: mail.host, port: mail.port, by: 'channels' as const }] : []),
    ...(inbox?.imap ? [{ key: 'channels.mail.inbox', host: inbox.imap.host, port: inbox.imap.port, by: 'channels' as const }] : []),
    ...channels.filter((one) => one.key !== 'hub.url' && isOn(one.key, secrets)).map(wayTo('channels')),
    ...[...services, { key: 'network.rdap-bootstrap', url: plan.network.rdapBootstrap }].map(wayTo('network')),
    { key: 'network.whois', host: whois, port, by: 'network' },
  ]
  return [...new Map(ways.toReversed().map((way) => [`${way.host}:${way.port}`, way])).values()].toReversed()
}

// These have an address where none is written, whether they are used or not.
const SECRET_OF: Readonly<Record<string, RegExp>> = {
  'channels.slack': /(^|\.)slack\.token$/,
  'channels.sms': /^channels\.sms\./,
  'channels.voice': /^channels\.voice\./,
}
const isOn = (key: string, secrets: Secrets) =>
  SECRET_OF[key] === undefined || [...secrets.keys()].some((path) => SECRET_OF[key]!.test(path))

const wayTo =
  (by: WayOut['by']) =>
  ({ key, url }: OperatorUrl): WayOut => {
    const { protocol, hostname, port } = new URL(url)
    return { key, host: hostname.replace(/^\[|\]$/g, ''), port: Number(port) || (protocol === 'http:' ? 80 : 443), by }
  }

function splitPort(text: string): [string, number] {
  const at = text.lastIndexOf(':')
  return [text.slice(0, at).replace(/^\[|\]$/g, ''), Number(text.slice(at + 1))]
}

/** Whether what the configuration names is reached: all that is in one line, each that is not in one of its own. */
export function judgeWaysOut(tried: readonly WayTried[]): DoctorLine[] {
  const reached = tried.filter(({ failure }) => failure === null).map(sayPlace)
  return [
    ...(reached.length > 0 ? [well('ways out', `Reached: ${reached.join(', ')}.`)] : []),
    ...tried.filter(({ failure }) => failure !== null).map(judgeWay),
  ]
}

const judgeWay = (way: WayTried): DoctorLine => ({
  about: way.key,
  state: way.by === 'channels' ? 'wrong' : 'warning',
  says: `${sayPlace(way)} is not reached: ${way.failure!.message}.`,
  mend: mendOf(way, way.failure!.code),
})

function mendOf({ key, others, ...way }: WayTried, code: string): string {
  if (others.length > 0) return `Write port ${others[0]} in ${key}: there the server answers.`
  if (/^name_|^resolver_/.test(code)) return `Mend the name in ${key}, or its DNS.`
  if (code === 'connection_refused') return `Start what is to listen there, or mend ${key}.`
  return `Let this machine out to ${sayPlace(way)}, or mend ${key}.${way.port === 25 ? ' Many providers of servers close port 25: write 587.' : ''}`
}

const sayPlace = ({ host, port }: Pick<WayOut, 'host' | 'port'>) => `${host.includes(':') ? `[${host}]` : host}:${port}`
