import type { Baseline } from './evidence.ts'

const NOTHING: Baseline = { site: null, seen: null, dns: null, registration: null, tls: null, page: null, hosting: null }
const NO_PAGE: NonNullable<Baseline['page']> = {
  status: null,
  finalUrl: null,
  title: null,
  contains: null,
  bytes: null,
  scripts: null,
  server: null,
  headers: null,
}

/** The last known good with the words that the plan expects on the page, where it knows none: they belong there, whether or not anybody ever looked. */
export function withExpected(baseline: Baseline | null, contains: string | null): Baseline | null {
  if (contains === null || (baseline?.page?.contains ?? []).length > 0) return baseline
  return { ...(baseline ?? NOTHING), page: { ...(baseline?.page ?? NO_PAGE), contains: [contains] } }
}
