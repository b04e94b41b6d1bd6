import type { Baseline, Evidence } from './evidence.ts'

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
  generator: null,
  plugins: null,
}

/** Evidence in which the words that the plan expects on the page are known, where no last known good says so: they belong there, whether or not anybody ever looked. */
export function withExpected(evidence: Evidence, contains: string | null): Evidence {
  const { baseline } = evidence
  if (contains === null || (baseline?.page?.contains ?? []).length > 0) return evidence
  return { ...evidence, baseline: { ...(baseline ?? NOTHING), page: { ...(baseline?.page ?? NO_PAGE), contains: [contains] } } }
}
