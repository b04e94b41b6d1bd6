import type { Lookup } from './network.ts'

/**
 * What a probe keeps from look to look, so that a well site costs little: what resolvers answered, for as long as they let it be kept, and TLS
 * sessions, which spare the greater part of a handshake. Whoever doubts what was seen looks again without it.
 */
export type Memory = {
  answerOf(question: string): Lookup | null
  keepAnswer(question: string, answer: Lookup, forMs: number): void
  /** The session that a site may be greeted with; null when a whole handshake is due. */
  sessionOf(site: string): Buffer | null
  /** A whole handshake has shown a certificate that is trusted until then: sessions count from here. Says whether one will be kept. */
  shookHands(site: string, validTo: number): boolean
  keepSession(site: string, session: Buffer): void
}
/** A look that may use a memory; afterwards it says whether anything seen may rest on what was remembered or spared. */
export type Remembering = { readonly memory: Memory; used: boolean }

const LONGEST_ANSWER_MS = 300_000 // as often as the check of the records looks: a name that is gone is seen no later than by it
const WHOLE_HANDSHAKE_MS = 30 * 60_000 // so that at any interval the certificate is shown at least once an hour
const MOST_KEPT = 200_000 // of each kind: what was learnt first goes first

type Greeting = { readonly shookAt: number; readonly validTo: number; readonly session: Buffer | null }

/** An empty memory. Without `resumes` it keeps no TLS sessions. */
export function createMemory({ resumes }: { readonly resumes: boolean }): Memory {
  const answers = new Map<string, { readonly answer: Lookup; readonly until: number }>()
  const without = new Map<string, Lookup>()
  const greetings = new Map<string, Greeting>()
  const keep = <Kept>(kept: Map<string, Kept>, key: string, value: Kept) => {
    if (kept.size >= MOST_KEPT && !kept.has(key)) kept.delete(kept.keys().next().value!)
    kept.set(key, value)
  }
  // Most names have no address of one family: what says so is kept once.
  const shared = (answer: Lookup): Lookup => {
    if (answer.records.length > 0) return answer
    const text = JSON.stringify(answer)
    if (!without.has(text)) keep(without, text, answer)
    return without.get(text)!
  }
  return {
    answerOf(question) {
      const known = answers.get(question)
      if (known === undefined) return null
      if (known.until > performance.now()) return known.answer
      answers.delete(question)
      return null
    },
    keepAnswer(question, answer, forMs) {
      if (forMs > 0)
        keep(answers, question, { answer: shared(answer), until: Math.ceil(performance.now() + Math.min(forMs, LONGEST_ANSWER_MS)) })
    },
    sessionOf(site) {
      const known = greetings.get(site)
      if (known === undefined) return null
      const isFresh = performance.now() - known.shookAt < WHOLE_HANDSHAKE_MS && Date.now() < known.validTo
      if (!isFresh) greetings.delete(site)
      return isFresh ? known.session : null
    },
    shookHands(site, validTo) {
      if (resumes) keep(greetings, site, { shookAt: performance.now(), validTo, session: null })
      return resumes
    },
    keepSession(site, session) {
      const known = greetings.get(site)
      if (known !== undefined) greetings.set(site, { ...known, session })
    },
  }
}
