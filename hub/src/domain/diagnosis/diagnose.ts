import { issuerName } from './certificate-names.ts'
import { causes } from './causes/index.ts'
import { addressesBefore, addressesNow } from './compare.ts'
import { CONFIRM } from './diagnosis.ts'
import type { Diagnosis } from './diagnosis.ts'
import type { Cause, Evidence, Layer, Weight } from './evidence.ts'
import { findCause } from './taxonomy.ts'
import { explains } from './explains.ts'
import { explainedAway, isProof } from './weigh-signs.ts'

type Weighed = { readonly cause: Cause; readonly weight: Weight }

const LAYERS: readonly Layer[] = [
  'registration',
  'delegation',
  'records',
  'edge',
  'transport',
  'tls',
  'account',
  'resources',
  'app',
  'content',
]
const MOST_ALTERNATIVES = 5
const MOST_SENTENCES = 8

/**
 * Names what exactly broke (DIA-1). Of the causes that evidence speaks for, the earliest broken layer wins,
 * unless a later one is proof and the earlier does not explain it. Nothing sure enough is `unknown`, with the best guess as an alternative.
 */
export function diagnose(evidence: Evidence): Diagnosis {
  const weighed = inOrder(evidence)
  const strong = weighed.filter(({ weight }) => weight.confidence >= CONFIRM)
  const primary = strong.reduce<Weighed | null>((winner, next) => (winner && !overrules(next, winner) ? winner : next), null)
  if (!primary) return undecided(weighed, evidence)
  const others = weighed.filter((other) => other !== primary)
  return {
    cause: primary.cause.id,
    confidence: primary.weight.confidence,
    because: [...primary.weight.because, ...alsoSeen(primary, others), ...notSeen(evidence)].slice(0, MOST_SENTENCES),
    alternatives: alternatives(others, primary),
    facts: { ...commonFacts(evidence), ...primary.weight.facts },
  }
}

const inOrder = (evidence: Evidence): Weighed[] =>
  causes
    .flatMap((cause) => {
      const weight = cause.weigh(evidence)
      return weight ? [{ cause, weight }] : []
    })
    .toSorted((a, b) => LAYERS.indexOf(a.cause.layer) - LAYERS.indexOf(b.cause.layer) || b.weight.confidence - a.weight.confidence)

const isExplained = (by: Weighed, other: Weighed) => (explains[by.cause.id] ?? []).includes(other.cause.id)

// Within a layer the surer one stands first; there a second proof adds nothing.
const overrules = (later: Weighed, winner: Weighed) =>
  later.cause.layer !== winner.cause.layer && isProof(later.weight.confidence) && !isExplained(winner, later)

function undecided(weighed: readonly Weighed[], evidence: Evidence): Diagnosis {
  const guesses = weighed.toSorted((a, b) => b.weight.confidence - a.weight.confidence)
  const best = guesses[0]
  return {
    cause: 'unknown',
    confidence: best?.weight.confidence ?? 0,
    because: [
      best ? 'What was seen does not prove any one cause.' : 'Nothing that was collected points at a cause.',
      ...symptom(evidence),
      ...guesses.slice(0, 2).flatMap(({ weight }) => weight.because),
      ...notSeen(evidence),
    ].slice(0, MOST_SENTENCES),
    alternatives: alternatives(guesses, null),
    facts: commonFacts(evidence),
  }
}

const alternatives = (others: readonly Weighed[], primary: Weighed | null): Diagnosis['alternatives'] =>
  others
    .map((other) => ({
      cause: other.cause.id,
      confidence: primary && isExplained(primary, other) ? explainedAway(other.weight.confidence) : other.weight.confidence,
    }))
    .toSorted((a, b) => b.confidence - a.confidence)
    .slice(0, MOST_ALTERNATIVES)

function alsoSeen(primary: Weighed, others: readonly Weighed[]): string[] {
  const seen = others.filter((other) => other.weight.confidence >= CONFIRM && isExplained(primary, other))
  const titles = seen.map(({ cause }) => lowerFirst(findCause(cause.id)?.title ?? cause.id))
  return titles.length > 0 ? [`Also seen because of it: ${titles.join('; ')}.`] : []
}

const lowerFirst = (text: string) => (/^[A-Z][a-z]/.test(text) ? text[0]!.toLowerCase() + text.slice(1) : text)

/** What the visit itself was like, in a sentence: all there is to say when no cause is known. */
function symptom({ page }: Evidence): string[] {
  if (page?.status) {
    const how = page.failure ? `, and the visit ends with ${page.failure}` : page.complete ? '' : ', and the page breaks off'
    return [`The site answers ${page.status}${how}.`]
  }
  return page?.failure ? [`A visit ends with ${page.failure}.`] : []
}

const notSeen = ({ missing }: Evidence) => missing.map(({ collector, why }) => `Not looked at: ${collector}, which ${why}.`)

function commonFacts(evidence: Evidence): Record<string, string> {
  const registrar = evidence.registration?.registrar ?? evidence.site.registrar
  const now = addressesNow(evidence.dns)
  const before = addressesBefore(evidence)
  const issuer = evidence.tls?.chain[0]?.issuer
  return {
    ...(registrar ? { registrar } : {}),
    ...(evidence.site.hosting ? { hosting: evidence.site.hosting } : {}),
    ...(now.length ? { 'address-seen': now.join(', ') } : {}),
    ...(before.length ? { 'address-before': before.join(', ') } : {}),
    ...(evidence.dns?.delegation.length ? { 'dns-servers': evidence.dns.delegation.join(', ') } : {}),
    ...(issuer ? { issuer: issuerName(issuer) } : {}),
  }
}
