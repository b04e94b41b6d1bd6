import { BlockList, isIP } from 'node:net'
import type { SpfEnd } from '../domain/brand/judge-spf.ts'
import type { Lookup, Network, RecordType } from './network.ts'

const MOST_LOOKUPS = 10 // RFC 7208 section 4.6.4
const MOST_VOID = 2
const MOST_MX = 10
const RESULTS = { '+': 'pass', '-': 'fail', '~': 'softfail', '?': 'neutral' } as const

type Asking = {
  readonly ask: (name: string, type: RecordType) => Promise<Lookup>
  readonly address: string
  lookups: number
  empty: number
}

/** An end that no later term can change. */
class Ended extends Error {
  readonly end: SpfEnd
  constructor(result: SpfEnd['result'], why: string) {
    super(why)
    this.end = { result, why, record: null }
  }
}

/**
 * Whether `domain` lets this address send its mail (RFC 7208): include and redirect followed, at most ten lookups. A macro is not expanded: its
 * term matches nothing, as we know no sender to put into it.
 */
export async function checkSpf(network: Pick<Network, 'lookup'>, domain: string, address: string, signal: AbortSignal): Promise<SpfEnd> {
  const asking: Asking = { ask: (name, type) => network.lookup(name, type, { signal }), address, lookups: 0, empty: 0 }
  let record: string | null = null
  try {
    record = await recordOf(asking, domain)
    if (record === null) return { result: 'none', why: 'there is no SPF record', record }
    return { ...(await evaluate(asking, domain, record)), record }
  } catch (error) {
    if (error instanceof Ended) return { ...error.end, record }
    throw error
  }
}

async function recordOf({ ask }: Asking, domain: string): Promise<string | null> {
  const { code, records } = await ask(domain, 'TXT')
  if (code !== 'ok' && code !== 'nodata' && code !== 'nxdomain') throw new Ended('temperror', `${domain} TXT: ${code}`)
  const found = records.filter((text) => /^v=spf1( |$)/i.test(text))
  if (found.length > 1) throw new Ended('permerror', `${domain} has ${found.length} SPF records; there must be one`)
  return found[0] ?? null
}

async function evaluate(asking: Asking, domain: string, record: string): Promise<Omit<SpfEnd, 'record'>> {
  const terms = record
    .split(/ +/)
    .slice(1)
    .filter((term) => term !== '')
  for (const term of terms.filter((one) => !/^[a-z][\w.-]*=/i.test(one))) {
    const [, sign = '', kind = '', value = ''] = /^([+~?-]?)([a-z0-9]+)(.*)$/i.exec(term) ?? []
    if (await matches(asking, domain, kind.toLowerCase(), value, term))
      return { result: RESULTS[(sign || '+') as keyof typeof RESULTS], why: `"${term}" of ${domain} decides` }
  }
  const redirect = terms.find((term) => /^redirect=/i.test(term))?.slice('redirect='.length)
  if (redirect === undefined) return { result: 'neutral', why: `no term of ${domain} names it` }
  count(asking)
  const next = await recordOf(asking, redirect)
  if (next === null) throw new Ended('permerror', `${domain} redirects to ${redirect}, which has no SPF record`)
  return evaluate(asking, redirect, next)
}

async function matches(asking: Asking, domain: string, kind: string, value: string, term: string): Promise<boolean> {
  if (kind === 'all') return true
  if (kind === 'ip4' || kind === 'ip6') return within(asking.address, value.slice(1), kind === 'ip4' ? 4 : 6, term)
  if (!['a', 'mx', 'include', 'exists', 'ptr'].includes(kind)) throw new Ended('permerror', `"${term}" of ${domain} is no term of SPF`)
  count(asking)
  const [, name = domain, four, six] = /^(?::([^/]+))?(?:\/(\d+))?(?:\/\/(\d+))?$/.exec(value) ?? [null, undefined]
  if (name.includes('%') || kind === 'ptr') return false
  if (kind === 'include') return includes(asking, name, domain)
  if (kind === 'exists') return (await answered(asking, name, 'A')).length > 0
  const hosts = kind === 'a' ? [name] : (await answered(asking, name, 'MX')).map((record) => record.split(' ').at(-1)!)
  if (hosts.length > MOST_MX) throw new Ended('permerror', `"${term}" of ${domain} has more than ${MOST_MX} mail hosts`)
  const family = isIP(asking.address) === 6 ? 6 : 4
  const prefix = family === 4 ? (four ?? '32') : (six ?? '128')
  for (const host of hosts)
    for (const found of await answered(asking, host, family === 4 ? 'A' : 'AAAA'))
      if (within(asking.address, `${found}/${prefix}`, family, term)) return true
  return false
}

async function includes(asking: Asking, name: string, domain: string): Promise<boolean> {
  const record = await recordOf(asking, name)
  if (record === null) throw new Ended('permerror', `${domain} includes ${name}, which has no SPF record`)
  return (await evaluate(asking, name, record)).result === 'pass'
}

async function answered(asking: Asking, name: string, type: RecordType): Promise<readonly string[]> {
  const { code, records } = await asking.ask(name, type)
  if (code === 'ok') return records
  if (code !== 'nodata' && code !== 'nxdomain') throw new Ended('temperror', `${name} ${type}: ${code}`)
  if (++asking.empty > MOST_VOID) throw new Ended('permerror', `more than ${MOST_VOID} of its names have no records`)
  return []
}

function count(asking: Asking) {
  if (++asking.lookups > MOST_LOOKUPS) throw new Ended('permerror', `it needs more than ${MOST_LOOKUPS} lookups`)
}

function within(address: string, range: string, family: 4 | 6, term: string): boolean {
  const [base = '', length = family === 4 ? '32' : '128'] = range.split('/')
  const prefix = Number(length)
  if (isIP(base) !== family || !/^\d+$/.test(length) || prefix > (family === 4 ? 32 : 128))
    throw new Ended('permerror', `"${term}" is no range`)
  if (isIP(address) !== family) return false
  const list = new BlockList()
  list.addSubnet(base, prefix, family === 4 ? 'ipv4' : 'ipv6')
  return list.check(address, family === 4 ? 'ipv4' : 'ipv6')
}
