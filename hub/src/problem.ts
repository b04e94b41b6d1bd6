import type { Complaint } from './domain/document.ts'

/** Who must act on it decides the exit status of the command line and the HTTP status. */
export type ProblemKind = 'bad-input' | 'not-allowed' | 'not-found' | 'conflict' | 'too-many' | 'ours'

/**
 * Something expected that went wrong, addressed to a person.
 * `code` is `noun_state` and never changes once shipped; `message` says what is wrong with their value and where; `fix` what to do next.
 */
export class Problem extends Error {
  readonly kind: ProblemKind
  readonly code: string
  readonly fix: string
  readonly field: string | null
  readonly complaints: readonly Complaint[]

  constructor(
    kind: ProblemKind,
    code: string,
    message: string,
    fix: string,
    more: { field?: string; complaints?: readonly Complaint[]; cause?: unknown } = {},
  ) {
    super(message, { cause: more.cause })
    this.name = 'Problem'
    this.kind = kind
    this.code = code
    this.fix = fix
    this.field = more.field ?? null
    this.complaints = more.complaints ?? []
  }
}
