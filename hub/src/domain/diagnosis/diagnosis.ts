/** What exactly broke: one primary cause, why, and what else it might be. */
export type Diagnosis = {
  readonly cause: string // an id of the taxonomy, `unknown` when no cause is sure enough
  readonly confidence: number // 0 to 1
  readonly because: readonly string[] // sentences for a person, the decisive facts first
  readonly alternatives: readonly { readonly cause: string; readonly confidence: number }[]
  readonly root?: string // the cause behind it, where another had to come first (tls.expired because of dns …)
  readonly pattern?: 'persistent' | 'intermittent'
  readonly against?: readonly string[] // what speaks against it
  readonly check?: string // one line that an engineer would run to see it for himself
  readonly facts: Readonly<Record<string, string>> // for the words of a message: expiry, issuer, registrar …
}

/** Above it a playbook runs whole; from `CONFIRM` on a person is asked before a client reads the cause; below, the cause is `unknown`. */
export const CERTAIN = 0.9
export const CONFIRM = 0.6

const WORTH_A_THOUGHT = 0.2

/** Whether a person who reads what else it might be should be told of this one; the rest stays for machines. */
export const isWorthAThought = ({ confidence }: { readonly confidence: number }) => confidence >= WORTH_A_THOUGHT
