import { z } from 'zod'
import { seconds } from '../domain/instant.ts'
import type { Instant } from '../domain/instant.ts'

import type { CheckResult } from '../domain/triage/verdict.ts'
import { elapsed } from '../network/deadline.ts'
import type { Connected } from '../network/network.ts'
import { defineCheck } from './check.ts'
import type { Check, Look, SiteToCheck } from './check.ts'
import { converse, leave } from './converse.ts'
import type { Conversation, Heard } from './converse.ts'
import { failureOf } from './failure.ts'
import type { Failure } from './failure.ts'
import { hostOf } from './host-of.ts'

/** How a server of some kind shows that it is there. */
export type Protocol = {
  readonly kind: string
  readonly asks: string
  readonly port: number
  readonly opening?: Buffer | string // what has to be said before it says anything
  readonly isWhole: (bytes: Buffer) => boolean // whether this is its whole greeting
  readonly judge: (bytes: Buffer) => Judgement
  readonly farewell?: string
  readonly tls?: Encryption
}
export type Encryption = { readonly port: number; readonly command: string; readonly isAgreed: (bytes: Buffer) => boolean }
export type Judgement =
  | { readonly state: 'up'; readonly says: string }
  | { readonly state: 'warning'; readonly code: string; readonly says: string }
  | { readonly state: 'down'; readonly code: string; readonly says: string }

const PATIENCE = seconds(8)
const PROTOCOL = 'protocol' as const
const host = z.string().min(1).max(253).nullable().default(null) // null: the site's
const port = z.int().min(1).max(65_535).nullable().default(null) // null: the usual one
const Plain = z.strictObject({ host, port })
const Secured = z.strictObject({ host, port, tls: z.enum(['none', 'starttls', 'implicit']).default('none') })
type Options = z.infer<typeof Plain> & { readonly tls?: z.infer<typeof Secured>['tls'] }

/** A check that connects, hears how the server greets, and says of that whether the service is there. Nothing is asked that needs a password. */
export const greetingCheck = (protocol: Protocol): Check =>
  defineCheck<Options>({
    kind: protocol.kind,
    asks: protocol.asks,
    options: protocol.tls ? Secured : Plain,
    look: (site, options, around) => greet(protocol, site, options, around),
  })

async function greet(protocol: Protocol, site: SiteToCheck, options: Options, around: Look): Promise<CheckResult> {
  const at = around.now()
  const started = performance.now()
  const signal = AbortSignal.any([around.signal, AbortSignal.timeout(PATIENCE)])
  const target = targetOf(protocol, site, options)
  const where = `${target.host} port ${target.port}`
  const connected = await around.network.connect({ ...target, resolver: around.resolver }, { signal })
  if (!connected.ok) {
    const line = `${protocol.kind} at ${where}: ${connected.code}: ${connected.message}.`
    const facts = { address: connected.address, port: target.port }
    return { ...result(at, started, facts, [line]), state: 'down', ...failureOf({ code: connected.code, tlsCode: null }) }
  }
  const facts = { address: connected.address, port: target.port }
  const seen = await meet(protocol, options, connected, target.host, { ...around, signal })
  const diary = [`${protocol.kind} at ${where} (${connected.address}): ${seen.line}`]
  return { ...result(at, started, { ...facts, says: seen.says }, diary), state: seen.state, code: seen.code, class: seen.class }
}

const result = (at: Instant, started: number, facts: CheckResult['facts'], diary: readonly string[]) => ({
  at,
  tookMs: elapsed(started),
  facts,
  diary,
})

const targetOf = ({ port: usual, tls }: Protocol, site: SiteToCheck, options: Options) => ({
  host: options.host ?? hostOf(site).host,
  port: options.port ?? (options.tls === 'implicit' ? tls!.port : usual),
})

type Met = { readonly line: string; readonly says: string | null } & Pick<CheckResult, 'state' | 'code' | 'class'>

async function meet(protocol: Protocol, options: Options, connected: Connected, host: string, around: Look): Promise<Met> {
  const { network, signal } = around
  let { socket } = connected
  let refused: string | null = null
  const encrypt = async (): Promise<Failure | null> => {
    const secured = await network.secure({ ...connected, socket }, { servername: host, signal })
    if (!secured.ok) return failureOf(secured)
    refused = secured.tlsCode
    socket = secured.socket
    return null
  }
  if (options.tls === 'implicit') {
    const failure = await encrypt()
    if (failure) return failed(failure, 'no TLS')
  }
  const talk = converse(socket, signal)
  if (protocol.opening !== undefined) talk.say(protocol.opening)
  const met = judgeHeard(protocol, await talk.hear(protocol.isWhole))
  if (met.state !== 'down' && options.tls === 'starttls') {
    const failure = (await agree(protocol.tls!, talk)) ?? (await encrypt())
    if (failure) return failed(failure, 'no STARTTLS')
  }
  leave(socket, met.state === 'down' ? null : (protocol.farewell ?? null))
  return met.state !== 'down' && refused !== null
    ? failed(failureOf({ code: 'tls_failed', tlsCode: refused }), `a certificate: ${refused}`)
    : met
}

// The server must say nothing after its yes: what comes before the handshake may be from someone else (CVE-2011-0411).
async function agree({ command, isAgreed }: Encryption, talk: Conversation): Promise<Failure | null> {
  talk.say(command)
  const { bytes, end } = await talk.hear((heard) => heard.includes('\n'))
  return end === 'whole' && isAgreed(bytes) ? null : { code: 'starttls_refused', class: PROTOCOL }
}

const failed = (failure: Failure, line: string): Met => ({ state: 'down', ...failure, line: `${failure.code}, ${line}.`, says: null })

function judgeHeard({ judge }: Protocol, { bytes, end }: Heard): Met {
  const says = legible(bytes)
  if (end === 'late' && bytes.length === 0)
    return failed({ code: 'greeting_late', class: 'timeout' }, 'it took the connection and said nothing in time')
  if (bytes.length === 0) return failed({ code: 'greeting_missing', class: 'reset' }, 'it closed the connection without a word')
  const judged = judge(bytes)
  const line = `${judged.says}: “${says}”.`
  if (judged.state === 'up') return { state: 'up', code: null, class: null, line, says }
  return { state: judged.state, code: judged.code, class: judged.state === 'down' ? PROTOCOL : null, line, says }
}

// What a server says is shown to people: one line of what can be printed.
const legible = (bytes: Buffer) =>
  bytes
    .toString('latin1')
    .replace(/[^\x20-\x7e]+/g, ' ')
    .trim()
    .slice(0, 120)

/** Whether the first line has come. */
export const hasLine = (bytes: Buffer) => bytes.includes('\n')
/** A judgement in the words of a protocol whose greeting is a line. */
export function judgeLine(bytes: Buffer, says: { readonly well: RegExp; readonly refuses: RegExp }): Judgement {
  const text = bytes.toString('latin1')
  if (says.well.test(text)) return { state: 'up', says: 'it greets' }
  if (says.refuses.test(text)) return { state: 'down', code: 'service_refused', says: 'it greets and refuses to serve' }
  return { state: 'down', code: 'greeting_unexpected', says: 'what answers is another service' }
}
