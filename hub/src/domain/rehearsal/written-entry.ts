import type { Entry } from '../incident/entry.ts'
import { between, iso, isoDuration } from '../instant.ts'
import type { Instant } from '../instant.ts'

/** An entry as the contract writes it: `at` in UTC, `after` since the start; its site only where there are several, who did it in the note alone. */
export function writtenEntry({ at, site, ...rest }: Entry & { readonly site: string }, start: Instant, isOfSeveral: boolean) {
  return { at: iso(at), after: isoDuration(between(start, at)), ...rest, by: undefined, ...(isOfSeveral ? { site } : {}) }
}
