import type { Evidence } from './evidence.ts'
import { signaturesInNames, signaturesOn } from './signatures/match.ts'
import type { Match } from './signatures/match.ts'
import type { Sign, Strength } from './weigh-signs.ts'

const ORDER: readonly Strength[] = ['weak', 'medium', 'strong', 'proof']
const known = new WeakMap<Evidence, readonly Match[]>()

/** What the page and its address say, read once for each evidence. Name servers are judged by their own rules. */
function matchesIn(evidence: Evidence): readonly Match[] {
  const before = known.get(evidence)
  if (before) return before
  const { page, baseline, dns } = evidence
  const addresses = page?.status ? page.transports.map(({ address }) => address) : []
  const cnames = dns?.resolver.cname ? [dns.resolver.cname] : []
  const found = [...signaturesOn(page, baseline), ...signaturesInNames({ nameServers: [], cnames, addresses })]
  known.set(evidence, found)
  return found
}

/** What a page that is known says for a cause: one sign for each thing that it says, however often it says it. */
export function pageSigns(evidence: Evidence, cause: string): Sign[] {
  const about = matchesIn(evidence).filter((match) => match.cause === cause)
  return [...new Set(about.map(({ says }) => says))].map((says) => {
    const best = surest(about.filter((match) => match.says === says))!
    return { strength: best.weight, because: best.explain, facts: { signature: best.id } }
  })
}

/** The causes that the page names by itself. */
export const causesOnPage = (evidence: Evidence): readonly string[] => [
  ...new Set(matchesIn(evidence).flatMap(({ cause, weight }) => (cause === null || weight === 'weak' ? [] : [cause]))),
]

/** The page that a server shows for a name nobody has set up; at which address decides what that means (causes.md 2.3). */
export const showsDefaultPage = (evidence: Evidence): Sign | null => signOf(evidence, 'default')

/** The page that software shows while it is worked on. */
export const showsMaintenance = (evidence: Evidence): Sign | null => signOf(evidence, 'maintenance')

function signOf(evidence: Evidence, says: Match['says']): Sign | null {
  const best = surest(matchesIn(evidence).filter((match) => match.says === says))
  return best ? { strength: best.weight, because: best.explain, facts: { signature: best.id } } : null
}

const surest = (matches: readonly Match[]) => matches.toSorted((a, b) => ORDER.indexOf(b.weight) - ORDER.indexOf(a.weight))[0]

/** The stronger of two readings of the same thing: what is seen once counts once. */
export const strongerOf = (one: readonly Sign[], other: readonly Sign[]): readonly Sign[] => {
  const best = (signs: readonly Sign[]) => Math.max(-1, ...signs.map(({ strength }) => ORDER.indexOf(strength)))
  return best(other) > best(one) ? other : one
}
