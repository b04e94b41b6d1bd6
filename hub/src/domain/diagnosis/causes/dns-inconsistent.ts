import { addressesBefore, list } from '../compare.ts'
import type { Cause } from '../cause.ts'
import { answerOf } from '../name-server-verdicts.ts'
import type { Sign } from '../weigh-signs.ts'

/** The name servers hold different versions of the zone, so that who is asked decides where a visitor lands. */
export const dnsInconsistent: Cause = {
  id: 'dns.inconsistent',
  layer: 'records',

  weigh(evidence) {
    const { dns, site } = evidence
    const heard = dns?.servers.filter(({ verdict }) => verdict === 'ok' || verdict === 'nxdomain') ?? []
    const versions = new Map(heard.map((server) => [answerOf(server), server]))
    if (!dns || versions.size < 2) return []
    const [one, other] = [...versions.values()]
    const isPartly = [...versions.keys()].includes('')
    const overlap = one!.a.some((address) => other!.a.includes(address))
    // Rotating and regional answers differ too: with one serial, and never with none.
    const serials = new Set(heard.flatMap(({ serial }) => serial ?? []))
    if (serials.size < 2 && !isPartly) return []
    const say = (name: string, answer: string) => `${name} says ${answer === '' ? 'that there is none' : answer}`
    const because = `The name servers disagree about the address of ${site.host}: ${say(one!.name, answerOf(one!))}, ${say(other!.name, answerOf(other!))}.`
    const before = addressesBefore(evidence)
    const stale = heard.filter(({ a }) => a.some((address) => before.includes(address)))
    const signs: (Sign | null)[] = [
      { strength: overlap ? 'medium' : 'strong', because, facts: { record: site.host, 'dns-servers': dns.delegation.join(', ') } },
      serials.size > 1
        ? { strength: 'strong', because: `They hold different versions of the zone (serials ${list([...serials].map(String))}).` }
        : null,
      stale.length > 0 && stale.length < heard.length
        ? { strength: 'medium', because: `${list(stale.map(({ name }) => name))} still gives the address of before.` }
        : null,
    ]
    return signs
  },

  check: ({ dns, site }) => (dns?.delegation ?? []).map((name) => `dig +short @${name} ${site.host} A`).join('; '),
}
