import { compareAddresses } from './compare.ts'
import { CERTAIN, CONFIRM } from './diagnosis.ts'
import type { Diagnosis } from './diagnosis.ts'
import type { Evidence } from './evidence.ts'
import { isTinyAndForeign, looksForeign } from './looks-as-before.ts'
import { isInPlace, signaturesOn } from './signatures/match.ts'
import { familyOf } from './taxonomy.ts'

/**
 * Whether a page that answers well is not the site but something put in its place, or the site with something done to it: a suspension,
 * a landing or a default page, a stranger's at another address, an empty one, a break-in. Hosts serve these with status 200, so a check
 * alone calls them up (causes.md 3.4 rule 15).
 */
export function isReplaced(evidence: Evidence, { cause, confidence }: Diagnosis): boolean {
  const { page, baseline } = evidence
  if (confidence >= CONFIRM && isDamage(cause)) return true
  const shows = signaturesOn(page, baseline).filter(isInPlace)
  const isForeign = looksForeign(page, baseline)
  if (shows.length > 0 && (isForeign || confidence >= CERTAIN)) return true
  if (isTinyAndForeign(page, baseline) && page?.words === 0) return true
  return isForeign && compareAddresses(evidence) === 'moved' && cause === 'dns.record_wrong' && confidence >= CONFIRM
}

const DAMAGE = new Set(['app.blank', 'app.truncated', 'app.assets', 'tls.revoked'])
const isDamage = (cause: string) => familyOf(cause) === 'security' || DAMAGE.has(cause)
