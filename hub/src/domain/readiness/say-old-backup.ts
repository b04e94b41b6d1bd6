import { between, days, saySpan } from '../instant.ts'
import type { Instant } from '../instant.ts'

const FRESH = days(2)

/** What is wrong with the last backup of the hub, in a sentence; null where it is fresh. */
export function sayOldBackup(backupAt: Instant | null, at: Instant): string | null {
  if (backupAt === null) return 'This hub was never backed up, as far as it knows.'
  const age = between(backupAt, at)
  return age <= FRESH ? null : `The last backup of this hub is ${saySpan(age)} old.`
}
