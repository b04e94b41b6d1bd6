import { randomBytes } from 'node:crypto'
import { clocksIn } from '../../domain/doctor/judge-clock.ts'
import type { ResolverTried } from '../../domain/doctor/judge-resolver.ts'
import { MAIL_PORTS, waysOut } from '../../domain/doctor/ways-out.ts'
import type { WayOut, WayTried } from '../../domain/doctor/ways-out.ts'
import type { Instant } from '../../domain/instant.ts'
import type { Plan, Secrets } from '../../domain/plan/plan.ts'
import type { Observations } from '../../domain/triage/verdict.ts'
import type { Network } from '../../network/network.ts'
import { askCanary } from '../../probe/ask-canary.ts'

const LIMIT_MS = 5000

/** The two ways out: of checks and evidence, and of channels. */
export type Networks = { readonly outside: Network; readonly channels: Network }

/** What the clocks say that ours can be compared with. */
export const askClocks = (
  plan: Pick<Plan, 'network' | 'sites'>,
  { outside: network }: Networks,
  now: () => Instant,
): Promise<Observations['canaries']> =>
  Promise.all(clocksIn(plan).map((url) => askCanary(url, { network, now, signal: AbortSignal.timeout(LIMIT_MS) })))

/** What every resolver, that of channels too, says to a name that nobody has, and to one that is there. Some tell lies of names with `www.` only. */
export async function askResolvers({ network }: Pick<Plan, 'network'>, { outside, channels }: Networks): Promise<ResolverTried[]> {
  const [madeUp, real] = [`www.allclear-${randomBytes(10).toString('hex')}.com`, new URL(network.rdapBootstrap).hostname]
  const ask = async (asked: Network, resolver?: number): Promise<ResolverTried> => {
    const around = { signal: AbortSignal.timeout(LIMIT_MS), ...(resolver === undefined ? {} : { resolver }) }
    const [nobody, there] = await Promise.all([asked.lookup(madeUp, 'A', around), asked.lookup(real, 'A', around)])
    return { resolver: nobody.resolver, madeUp: { ...nobody, name: madeUp }, real: { ...there, name: real } }
  }
  const own = network.resolvers.includes('system') ? [] : [ask(channels)]
  return Promise.all([...Array.from({ length: outside.resolverCount }, (_, n) => ask(outside, n)), ...own])
}

/** Which of the servers that the configuration names are reached. */
export const askWaysOut = (plan: Plan, secrets: Secrets, networks: Networks): Promise<WayTried[]> =>
  Promise.all(waysOut(plan, secrets).map((way) => tryWay(way, networks)))

async function tryWay(way: WayOut, networks: Networks): Promise<WayTried> {
  const failure = await reach(way, networks)
  if (failure === null || way.key !== 'channels.mail.smtp') return { ...way, failure, others: [] }
  const rest = MAIL_PORTS.filter((port) => port !== way.port)
  const answers = await Promise.all(rest.map((port) => reach({ ...way, port }, networks)))
  return { ...way, failure, others: rest.filter((_, n) => answers[n] === null) }
}

async function reach({ host, port, by }: WayOut, { outside, channels }: Networks): Promise<WayTried['failure']> {
  const network = by === 'channels' ? channels : outside
  const connected = await network.connect({ host, port }, { signal: AbortSignal.timeout(LIMIT_MS) })
  if (!connected.ok) return connected
  connected.socket.destroy()
  return null
}
