import type { Diagnosis } from '../diagnosis/diagnosis.ts'
import type { Dismissal } from './dismiss.ts'

const NOT_SEEN = 0.1 // whatever evidence speaks for, it is of our own view or of announced work

/**
 * The diagnosis of an outage that was confirmed, once evidence excuses it: its cause is `unknown`, so that nobody outside reads one, and what
 * would have been named stands among the alternatives. Whether the incident was a false alarm is for a person to say.
 */
export function withExcuse(diagnosis: Diagnosis, excuse: Dismissal | null): Diagnosis {
  if (!excuse) return diagnosis
  const { cause, confidence, because, alternatives, facts, pattern } = diagnosis
  return {
    cause: 'unknown',
    confidence: NOT_SEEN,
    because: [...excuse.because, ...because],
    alternatives: cause === 'unknown' ? alternatives : [{ cause, confidence }, ...alternatives],
    ...(pattern && { pattern }),
    facts,
  }
}

/** What an excuse asks of the people at work on the incident, in sentences: a wall is to let our probe in, the rest is theirs to judge. */
export function sayExcuse({ verdict, reason, because }: Dismissal): string {
  const what = verdict === 'maintenance' ? 'This looks like planned work, not an outage.' : 'This looks like a false alarm.'
  return [what, ...because, ...(reason === null ? [] : (ASKS[reason] ?? []))].join(' ')
}

const ASKS: Readonly<Record<string, readonly string[]>> = {
  'false_alarm.waf_block': ['Please have our probe allow-listed there: until then nobody here can see the site.'],
  'false_alarm.geo_block': ['Please have our probe allow-listed there: until then nobody here can see the site.'],
  'false_alarm.resolver': ['Please see to the resolver that the hub uses.'],
}
