import { expiredBecause, mismatchByAddress } from './certificates.ts'
import { damageIsLinked, tinyForeignPage } from './contents.ts'
import { onlyIpv6, onlyOneOfWww } from './names.ts'
import { aloneOnServer, greenFeed, originPastProxy, othersOnServer } from './reachability.ts'
import { holdByVerification, parkedButPaid, renewedByItself } from './registrations.ts'
import { databaseByPattern, serverErrors } from './servers.ts'
import type { TieBreak } from './tie-break.ts'

/** The fifteen rules of causes.md 3.4 for evidence that points two ways, in their order there. */
export const tieBreaks: readonly TieBreak[] = [
  parkedButPaid,
  renewedByItself,
  holdByVerification,
  expiredBecause,
  mismatchByAddress,
  othersOnServer,
  aloneOnServer,
  originPastProxy,
  serverErrors,
  databaseByPattern,
  damageIsLinked,
  greenFeed,
  onlyOneOfWww,
  onlyIpv6,
  tinyForeignPage,
]
