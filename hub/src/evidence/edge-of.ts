import { cdnBefore, cdnByNames, cdnOf } from '../domain/diagnosis/cdn.ts'
import type { Subject } from './collector.ts'

const ASK_MS = 3000
const MOST_BYTES = 16 * 1024

/** The delivery network in front of the site, by name: as its alias and addresses tell, the headers it had when it was well, or those it has now. */
export async function edgeOf({ url, baseline, network, signal, reach }: Subject, alias: string | null): Promise<string | null> {
  const { transports } = await reach
  const named = cdnByNames({ nameServers: [], cnames: alias === null ? [] : [alias], addresses: transports.map(({ address }) => address) })
  if (named !== null) return named
  const before = baseline && cdnBefore(baseline)
  if (before) return before
  const limit = AbortSignal.any([signal, AbortSignal.timeout(ASK_MS)])
  const answer = await network.request({ url: url.href, insecure: true, maxBytes: MOST_BYTES }, { signal: limit })
  return answer.ok ? cdnOf({ hops: [{ url: url.href, status: answer.status, location: null, headers: answer.headers }] }) : null
}
