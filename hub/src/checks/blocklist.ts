import { z } from 'zod'
import { elapsed } from '../network/deadline.ts'
import type { Lookup } from '../network/network.ts'
import { lookUp } from './addresses.ts'
import { defineCheck } from './check.ts'
import { hostOf } from './host-of.ts'
import { reversed } from './reversed.ts'

const listName = z.string().regex(/^(?=.{3,200}$)[a-z0-9-]+(\.[a-z0-9-]+)+$/i, 'must be the domain of a list such as zen.spamhaus.org')
const Options = z.strictObject({
  host: z.string().min(1).max(253).nullable().default(null), // null: the site's
  lists: z.array(listName).min(1).max(10).default(['zen.spamhaus.org', 'bl.spamcop.net']),
})
type Options = z.infer<typeof Options>

const MOST_ADDRESSES = 4
// RFC 5782 section 2.1: listed is an answer in 127/8. 127.255.255.x says that we may not ask (Spamhaus, “DNSBL error codes”).
const LISTED = /^127\./
const REFUSES = /^127\.255\.255\./

/** Asks lists of senders of spam whether they have the site's addresses. Being listed breaks no page: it is a warning, as is a list that refuses us. */
export const blocklist = defineCheck<Options>({
  kind: 'blocklist',
  asks: 'Is the address on a list of senders of spam?',
  options: Options,

  async look(site, options, { network, now, signal, resolver }) {
    const at = now()
    const started = performance.now()
    const looked = await lookUp(network, options.host ?? hostOf(site).host, { signal, resolver })
    const addresses = [...looked.ipv4, ...looked.ipv6].slice(0, MOST_ADDRESSES)
    const asked = addresses.flatMap((address) => options.lists.map((list) => ({ address, list })))
    const answers = await Promise.all(
      asked.map(async (one) => ({
        ...one,
        ...meaning(await network.lookup(`${reversed(one.address)}.${one.list}`, 'A', { signal, resolver })),
      })),
    )
    const of = (means: Meaning) => answers.filter((answer) => answer.means === means)
    const listed = of('listed')
    const refused = of('refused')
    const facts = {
      listed: listed.map(({ address, list }) => `${address} on ${list}`).join(', ') || null,
      refused: [...new Set(refused.map(({ list }) => list))].join(' ') || null,
    }
    const diary = [
      looked.line,
      ...answers.map(({ address, list, means, said }) => `${address} on ${list}: ${means}${said ? ` (${said})` : ''}.`),
    ]
    const seen = { at, tookMs: elapsed(started), facts, diary, class: null }
    if (listed.length > 0) return { state: 'warning', code: 'blocklist_listed', ...seen }
    return refused.length > 0 ? { state: 'warning', code: 'blocklist_refuses', ...seen } : { state: 'up', code: null, ...seen }
  },
})

type Meaning = 'listed' | 'not listed' | 'refused' | 'silent'

// An answer outside 127/8 is no answer of a list: mostly a resolver that rewrites what does not exist.
function meaning({ code, records }: Lookup): { readonly means: Meaning; readonly said: string } {
  const said = records.slice(0, 4).join(' ')
  if (code === 'nxdomain' || code === 'nodata') return { means: 'not listed', said: '' }
  if (code !== 'ok') return { means: 'silent', said: code }
  if (records.some((record) => REFUSES.test(record))) return { means: 'refused', said }
  return { means: records.some((record) => LISTED.test(record)) ? 'listed' : 'silent', said }
}
