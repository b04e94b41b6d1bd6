import { readHost } from '../network/host.ts'
import type { Lookup, Network } from '../network/network.ts'
import type { Look } from './check.ts'
import { failureOf } from './failure.ts'
import type { Failure } from './failure.ts'

export type Addresses = { readonly ipv4: readonly string[]; readonly ipv6: readonly string[] }
export type Looked = Addresses & {
  readonly failure: Failure | null
  readonly a: Lookup | null
  readonly aaaa: Lookup | null
  readonly line: string
}

/** The addresses of a host, both families asked at once; a host that is an address needs no asking. `failure` when there are none. */
export async function lookUp(network: Network, host: string, options: Pick<Look, 'signal' | 'resolver' | 'remembering'>): Promise<Looked> {
  const read = readHost(host)
  if (read !== null && read.address !== null) {
    const own = [read.address]
    const line = `${host} is an address.`
    return { ipv4: read.family === 4 ? own : [], ipv6: read.family === 6 ? own : [], failure: null, a: null, aaaa: null, line }
  }
  const [a, aaaa] = await Promise.all([network.lookup(host, 'A', options), network.lookup(host, 'AAAA', options)])
  const line = `${a.resolver} on ${host}: A ${say(a)}, AAAA ${say(aaaa)}.`
  return { ipv4: a.records, ipv6: aaaa.records, failure: failureOfBoth(a, aaaa), a, aaaa, line }
}

const say = (lookup: Lookup) => (lookup.code === 'ok' ? lookup.records.slice(0, 4).join(' ') : lookup.code)

function failureOfBoth(a: Lookup, aaaa: Lookup): Failure | null {
  const codes = [a.code, aaaa.code]
  if (codes.includes('ok')) return null
  if (codes.includes('nxdomain')) return failureOf({ code: 'name_not_found', tlsCode: null })
  const isEmpty = codes.every((code) => code === 'nodata')
  return failureOf({ code: isEmpty ? 'name_without_address' : 'resolver_failed', tlsCode: null })
}
