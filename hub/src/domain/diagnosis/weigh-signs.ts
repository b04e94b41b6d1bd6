/** What speaks for a cause (or against it), how strongly, and the sentence that says so. */
export type Sign = {
  readonly strength: Strength
  readonly because: string
  readonly facts?: Readonly<Record<string, string>>
}

/** `proof` alone makes a cause certain, two `strong` ones nearly so, `weak` only tips a balance (causes.md 2). */
export type Strength = 'proof' | 'strong' | 'medium' | 'weak' | 'against' | 'contradicts'

/** How sure the signs make us, with the sentences for and against, the weightiest first. */
export type Weight = {
  readonly confidence: number
  readonly because: readonly string[]
  readonly against: readonly string[]
  readonly facts: Readonly<Record<string, string>>
}

const LOGIT: Record<Strength, number> = { proof: 4, strong: 2.2, medium: 1, weak: 0.4, against: -1, contradicts: -3 }

/** How often an outage has a cause of this family before anything is known (causes.md 3.3). */
const PRIOR: Record<string, number> = { hosting: 0.3, dns: 0.15, app: 0.2, tls: 0.12, domain: 0.06, host: 0.2, security: 0.1 }

const PROVEN = 0.95
const SUREST = 0.99
const AS_GOOD_AS_NOT = 0.5

/** Adds signs up to a confidence between 0 and 0.99; null when no sign speaks for the cause. Proof that nothing speaks against is at least 0.95. */
export function weighSigns(family: string, signs: readonly (Sign | null)[]): Weight | null {
  const seen = signs.filter((sign) => sign !== null)
  const [pro, contra] = [seen.filter(speaksFor), seen.filter((sign) => !speaksFor(sign))]
  if (pro.length === 0) return null
  const confidence = sigmoid(seen.reduce((sum, sign) => sum + LOGIT[sign.strength], logit(PRIOR[family] ?? 0.1)))
  const proven = contra.length === 0 && pro.some((sign) => sign.strength === 'proof')
  return {
    confidence: rounded(Math.min(SUREST, proven ? Math.max(PROVEN, confidence) : confidence)),
    because: sentences(pro),
    against: sentences(contra),
    facts: Object.assign({}, ...seen.map((sign) => sign.facts ?? {})),
  }
}

const speaksFor = ({ strength }: Sign) => LOGIT[strength] > 0

const sentences = (signs: readonly Sign[]) => [
  ...new Set(signs.toSorted((a, b) => Math.abs(LOGIT[b.strength]) - Math.abs(LOGIT[a.strength])).map(({ because }) => because)),
]

/** What is left of a confidence once another cause explains the same signs (causes.md 3.3: three logits less). */
export const explainedAway = (confidence: number) => Math.min(AS_GOOD_AS_NOT, rounded(sigmoid(logit(confidence) - 3)))

/** A cause this sure is proof, and is heard even when an earlier layer is broken too. */
export const isProof = (confidence: number) => confidence >= PROVEN

const logit = (p: number) => Math.log(p / (1 - p))
const sigmoid = (x: number) => 1 / (1 + Math.exp(-x))
const rounded = (n: number) => Math.round(n * 100) / 100
