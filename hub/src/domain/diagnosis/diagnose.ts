import { issuerName } from './certificate-names.ts'
import { LAYERS } from './cause.ts'
import type { Cause } from './cause.ts'
import { causes } from './causes/index.ts'
import { addressesBefore, addressesNow } from './compare.ts'
import { CERTAIN, CONFIRM } from './diagnosis.ts'
import type { Diagnosis } from './diagnosis.ts'
import type { Evidence } from './evidence.ts'
import { explains } from './explains.ts'
import { patternOf } from './pattern.ts'
import { familyOf, findCause } from './taxonomy.ts'
import { tieBreaks } from './tie-breaks/index.ts'
import type { Ruling, TieBreak } from './tie-breaks/tie-break.ts'
import { explainedAway, isProof, weighSigns } from './weigh-signs.ts'
import type { Weight } from './weigh-signs.ts'

type Weighed = { readonly cause: Cause; readonly weight: Weight; readonly rulings: readonly Ruling[] }

const MOST_ALTERNATIVES = 5
const MOST_SENTENCES = 8
const MUCH_SURER = 0.25
const RIVAL = 0.15
const CONTESTED = 0.85

/**
 * Names what exactly broke (DIA-1). Of the causes that evidence speaks for, the earliest broken layer wins, unless a later one is much
 * surer and not explained by it. Nothing sure enough is `unknown`, with the best guess as an alternative. `rules` are the tie-breaks.
 */
export function diagnose(evidence: Evidence, rules: readonly TieBreak[] = tieBreaks): Diagnosis {
  const weighed = weighAll(evidence, rules)
  const strong = weighed.filter(({ weight, rulings }) => weight.confidence >= CONFIRM && !rulings.some(({ yields }) => yields))
  const primary = strong.reduce<Weighed | null>((winner, next) => (winner && !overrules(next, winner) ? winner : next), null)
  if (!primary) return undecided(weighed, evidence)
  const others = weighed.filter((other) => other !== primary)
  const pattern = patternOf(evidence)
  const root = primary.rulings.find((ruling) => ruling.root !== undefined)?.root
  return {
    cause: primary.cause.id,
    confidence: heard(primary, others),
    because: said([...primary.weight.because, ...alsoSeen(primary, others), ...linked(others), ...notSeen(evidence)]),
    alternatives: alternatives(others, primary),
    ...(root !== undefined && { root }),
    ...(pattern && { pattern: pattern.pattern }),
    against: [...primary.weight.against, ...rivals(primary, others).map(({ cause }) => `Nearly as likely: ${titleOf(cause)}.`)],
    check: primary.cause.check(evidence),
    facts: { ...commonFacts(evidence), ...primary.weight.facts },
  }
}

// The rules see how sure the signs alone make us, and add their own.
function weighAll(evidence: Evidence, rules: readonly TieBreak[]): Weighed[] {
  const signs = new Map(causes.map((cause) => [cause.id, cause.weigh(evidence)]))
  const alone = new Map([...signs].map(([id, said]) => [id, weighSigns(familyOf(id), said)?.confidence ?? 0]))
  const rulings = rules.flatMap(({ rule }) => rule(evidence, (id) => alone.get(id) ?? 0))
  return causes
    .flatMap((cause) => {
      const own = rulings.filter((ruling) => ruling.cause === cause.id)
      const added = own.flatMap(({ sign }) => (sign ? [sign] : []))
      const weight = weighSigns(familyOf(cause.id), [...(signs.get(cause.id) ?? []), ...added])
      return weight ? [{ cause, weight, rulings: own }] : []
    })
    .toSorted((a, b) => layerOf(a) - layerOf(b) || b.weight.confidence - a.weight.confidence)
}

const layerOf = ({ cause }: Weighed) => LAYERS.indexOf(cause.layer)
const isExplained = (by: Weighed, other: Weighed) => (explains[by.cause.id] ?? []).includes(other.cause.id)

/**
 * A later layer is heard when it is what broke the earlier one (a suspended account whose certificate ran out meanwhile), or when the
 * earlier one does not explain it and is far less sure. Within a layer the surer one stands first, unless the other is its reason.
 */
function overrules(later: Weighed, winner: Weighed): boolean {
  const [more, less] = [later.weight.confidence, winner.weight.confidence]
  if (isExplained(winner, later)) return false
  if (isExplained(later, winner)) return isProof(more) || more + MUCH_SURER >= less
  if (later.cause.layer === winner.cause.layer) return false
  return (isProof(more) && !isProof(less)) || more - less >= MUCH_SURER
}

// What two causes claim with much the same right is for a person to decide, proof apart.
const heard = (primary: Weighed, others: readonly Weighed[]) =>
  !isProof(primary.weight.confidence) && rivals(primary, others).length > 0
    ? Math.min(primary.weight.confidence, CONTESTED, CERTAIN)
    : primary.weight.confidence

const rivals = (primary: Weighed, others: readonly Weighed[]) =>
  others.filter(
    (other) =>
      other.weight.confidence >= CONFIRM &&
      primary.weight.confidence - other.weight.confidence <= RIVAL &&
      !isExplained(primary, other) &&
      !isExplained(other, primary) &&
      !other.rulings.some(({ yields }) => yields),
  )

function undecided(weighed: readonly Weighed[], evidence: Evidence): Diagnosis {
  const guesses = weighed.toSorted((a, b) => b.weight.confidence - a.weight.confidence)
  const best = guesses[0]
  const pattern = patternOf(evidence)
  return {
    cause: 'unknown',
    confidence: best?.weight.confidence ?? 0,
    because: said([
      best ? 'What was seen does not prove any one cause.' : 'Nothing that was collected points at a cause.',
      ...symptom(evidence),
      ...guesses.slice(0, 2).flatMap(({ weight }) => [...weight.because, ...weight.against]),
      ...notSeen(evidence),
    ]),
    alternatives: alternatives(guesses, null),
    ...(pattern && { pattern: pattern.pattern }),
    ...(best && { against: best.weight.against, check: best.cause.check(evidence) }),
    facts: commonFacts(evidence),
  }
}

// Two causes may rest on the same thing seen.
const said = (sentences: readonly string[]) => [...new Set(sentences)].slice(0, MOST_SENTENCES)

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
  return seen.length > 0 ? [`Also seen because of it: ${seen.map(({ cause }) => titleOf(cause)).join('; ')}.`] : []
}

/** What yields to the outage is an incident of its own, and must not be forgotten. */
function linked(others: readonly Weighed[]): string[] {
  const found = others.filter(({ rulings }) => rulings.some(({ yields }) => yields))
  return found.length > 0 ? [`Beside it, and to be dealt with by itself: ${found.map(({ cause }) => titleOf(cause)).join('; ')}.`] : []
}

const titleOf = ({ id }: Cause) => lowerFirst(findCause(id)?.title ?? id)
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
