import { compareAddresses } from './compare.ts'
import { CERTAIN, CONFIRM } from './diagnosis.ts'
import type { Diagnosis } from './diagnosis.ts'
import type { Evidence } from './evidence.ts'
import { looksForeign } from './looks-as-before.ts'
import { signaturesOn } from './signatures.ts'

/**
 * Whether a page that answers well is not the site but something put in its place: a suspension, a landing or a default page,
 * or a stranger's at another address. Hosts serve these with status 200, so a check alone calls them up (causes.md 3.4 rule 15).
 */
export function isReplaced(evidence: Evidence, { cause, confidence }: Diagnosis): boolean {
  const { page, baseline } = evidence
  const shows = signaturesOn(page, baseline)
  const isForeign = looksForeign(page, baseline)
  if (shows.length > 0 && (isForeign || confidence >= CERTAIN)) return true
  return isForeign && compareAddresses(evidence) === 'moved' && cause === 'dns.record_wrong' && confidence >= CONFIRM
}
