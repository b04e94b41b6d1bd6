import type { Cause } from '../cause.ts'
import type { DnsEvidence } from '../evidence.ts'
import type { Sign } from '../weigh-signs.ts'
import { fact } from '../fact.ts'

/** RFC 8914, as far as it speaks of signatures. */
const EXTENDED: Readonly<Record<number, string>> = {
  6: 'they say that the signatures are false',
  7: 'they say that the signatures have expired',
  8: 'they say that the signatures are not valid yet',
  9: 'they say that the keys are missing that the level above expects',
  10: 'they say that signatures are missing',
}

/** The seal of the zone does not match: resolvers that check it refuse the name, those that do not find it (causes.md 1.3). */
export const dnsDnssec: Cause = {
  id: 'dns.dnssec',
  layer: 'delegation',

  weigh({ dns }) {
    if (!dns || (dns.signed === 'no' && dns.ds.length === 0)) return []
    const { refusing, finding, resolvers } = bothWays(dns)
    const told = dns.views.find(({ extended }) => extended !== null && extended in EXTENDED)
    const facts = { zone: dns.zone, ...fact('ds', dns.ds.join(', ')) }
    const hint = told ? `; ${EXTENDED[told.extended!]}` : ''
    const because = `Resolvers that check the signatures of ${dns.zone} refuse it, and find it when told not to check${hint}.`
    const isAll = refusing > 0 && finding > 0 && refusing === resolvers
    return [
      isAll ? { strength: 'proof', because, facts } : null,
      !isAll && refusing > 0 && finding > 0
        ? { strength: 'medium', because: 'One of the resolvers finds fault with the signatures.', facts }
        : null,
      dns.signed === 'broken' ? brokenSign(dns, isAll) : null,
      !isAll && dns.signed !== 'broken' && told
        ? { strength: 'medium', because: `A resolver refuses the name: ${EXTENDED[told.extended!]}.`, facts }
        : null,
      dns.signed === 'well' ? { strength: 'contradicts', because: 'But the keys match what the level above expects.' } : null,
    ]
  },

  check: ({ dns }) => `dig ${dns?.zone ?? ''} DS; dig ${dns?.zone ?? ''} DNSKEY +dnssec; delv ${dns?.zone ?? ''}`,
}

const brokenSign = ({ zone, ds }: DnsEvidence, isAll: boolean): Sign => ({
  strength: isAll ? 'medium' : 'proof',
  because: `The level above announces a key for ${zone} that its signatures do not match.`,
  facts: fact('ds', ds.join(', ')),
})

/** How many resolvers fail while checking, and how many of those find the name when they do not check. */
function bothWays({ views }: DnsEvidence) {
  const names = [...new Set(views.map(({ resolver }) => resolver))]
  const of = (resolver: string, checking: boolean) => views.find((view) => view.resolver === resolver && view.checking === checking)
  const refused = names.filter((name) => of(name, true)?.code === 'servfail')
  return { resolvers: names.length, refusing: refused.length, finding: refused.filter((name) => of(name, false)?.code === 'ok').length }
}
