import { createHash } from 'node:crypto'

/** What a line of the audit log says, as its link to the one before seals it. */
export type LinkedLine = {
  readonly n: number // counted from 1 within its chain
  readonly at: number
  readonly partner: string | null
  readonly who: string
  readonly what: string
  readonly about: string
  readonly site: string | null
  readonly came_from: string | null
}

/** Before the first line of a chain. */
export const FIRST = ''

/** The chain that a line hangs in: its partner's, or that of the whole house. */
export const chainOf = (partner: string | null): string => partner ?? ''

/** The hash of a line: of what it says, and of the hash of the line before. */
export const linkOf = (previous: string, { n, at, partner, who, what, about, site, came_from }: LinkedLine): string =>
  createHash('sha256')
    .update(JSON.stringify([previous, n, at, partner, who, what, about, site, came_from]))
    .digest('hex')
