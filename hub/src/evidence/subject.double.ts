import { createServer } from 'node:http'
import type { RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { TestContext } from 'node:test'
import type { Instant } from '../domain/instant.ts'
import { createNetwork } from '../network/create-network.ts'
import { loopbackPlan } from '../network/loopback.double.ts'
import type { Subject } from './collector.ts'
import { subjectOf } from './subject-of.ts'
import type { Known } from './subject-of.ts'

export const ZONE = 'cornerbakery.example'

/** A web server of a test, by its URL. */
export async function webServer(t: TestContext, answer: RequestListener): Promise<string> {
  const server = createServer(answer)
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
  t.after(() => (server.closeAllConnections(), server.close()))
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

/** A look at `url` that ends after two seconds, with a name server that is root, zone and resolver at once. */
export function subject(
  url: string,
  more: { dns?: string; rdap?: string; ms?: number; ports?: Record<number, number> } & Partial<Omit<Known, 'url' | 'signal'>> = {},
): Subject {
  const { dns = '127.0.0.1:1', rdap, ms = 2000, ports, ...known } = more
  const plan = loopbackPlan({ resolvers: [dns], rootServers: [dns], ports: ports ?? { 53: Number(dns.split(':')[1]) } })
  return subjectOf({
    url: new URL(url),
    ...(rdap ? { rdapBootstrap: rdap } : {}),
    baseline: null,
    network: createNetwork({ plan, trustedCa: null }),
    now: () => Date.now() as Instant,
    signal: AbortSignal.timeout(ms),
    ...known,
  })
}
