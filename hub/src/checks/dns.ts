import { z } from 'zod'
import type { CheckResult } from '../domain/triage/verdict.ts'
import { elapsed } from '../network/deadline.ts'
import { readHost } from '../network/host.ts'
import { readUrl } from '../network/url.ts'
import { lookUp } from './addresses.ts'
import { defineCheck } from './check.ts'

const Options = z.strictObject({
  expect: z.array(z.union([z.ipv4(), z.ipv6()], 'must be an IPv4 or IPv6 address')).default([]), // empty: any address will do
})
type Options = z.infer<typeof Options>

/** Asks the configured resolver for the site's addresses; where they are known, others in their place are as bad as none. */
export const dns = defineCheck<Options>({
  kind: 'dns',
  asks: 'Does the name lead to an address, and to the right one?',
  options: Options,

  async look(site, options, { network, now, signal, resolver }) {
    const at = now()
    const started = performance.now()
    const read = readUrl(site.url)
    const looked = await lookUp(network, read.ok ? read.url.hostname : site.id, { signal, resolver })
    const found = [...looked.ipv4, ...looked.ipv6]
    const facts = {
      addresses: found.slice(0, 10).join(' '),
      cname: looked.a?.cname ?? null,
      ttl: looked.a?.ttl ?? looked.aaaa?.ttl ?? null,
    }
    const seen = { at, tookMs: elapsed(started), facts, diary: [looked.line] }
    if (looked.failure) return { state: 'down', ...looked.failure, ...seen }
    return { ...compare(found, options.expect), ...seen }
  },
})

const canonical = (address: string) => readHost(address)?.name ?? address

function compare(found: readonly string[], expect: readonly string[]): Pick<CheckResult, 'state' | 'code' | 'class'> {
  const expected = new Set(expect.map(canonical))
  const right = new Set(found.map(canonical).filter((text) => expected.has(text)))
  if (expected.size > 0 && right.size === 0) return { state: 'down', code: 'dns.record_wrong', class: 'dns' }
  const isChanged = expected.size > 0 && (right.size < found.length || right.size < expected.size)
  return isChanged ? { state: 'warning', code: 'records_changed', class: null } : { state: 'up', code: null, class: null }
}
