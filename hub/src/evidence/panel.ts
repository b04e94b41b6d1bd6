import { z } from 'zod'
import type { PanelEvidence } from '../domain/diagnosis/evidence.ts'
import type { Instant } from '../domain/instant.ts'
import { askWhm, ownerOnWhm } from '../network/whm.ts'
import type { Collector } from './collector.ts'

const LONGEST_REASON = 200
const LAST_SECOND = 8.64e12 // of the calendar

// WHM writes numbers as text now and then, and `Unknown` where nobody wrote a reason (docs.cpanel.net, suspendacct and accountsummary).
const flag = z.union([z.number(), z.string()]).transform((said) => Number(said) === 1)
const time = z.coerce.number().positive().max(LAST_SECOND).nullable().catch(null)
const Account = z.object({ suspended: flag, suspendreason: z.string().catch(''), suspendtime: time })
const Summary = z.object({ acct: z.array(Account).min(1) })
const NO_REASON = new Set(['', 'unknown', 'not suspended'])

/** What the control panel of the host, where its token is known, says of the site's account: whether it is suspended, and why. */
export const panel: Collector<'panel'> = {
  key: 'panel',
  async collect({ url, panel: door, network, signal }) {
    if (door === null) return null
    const whm = { ...door, network, signal }
    const owner = await ownerOnWhm(whm, url.hostname.replace(/^www\./, ''))
    if (!owner.ok) return null
    const account = owner.user
    if (account === null) return { provider: door.provider, account, suspended: false, reason: null, since: null }
    const answer = await askWhm(whm, 'accountsummary', { user: account })
    const said = answer.ok ? Summary.safeParse(answer.data).data?.acct[0] : undefined
    return said ? { provider: door.provider, account, ...suspensionOf(said) } : null
  },
}

function suspensionOf({
  suspended,
  suspendreason,
  suspendtime,
}: z.infer<typeof Account>): Pick<PanelEvidence, 'suspended' | 'reason' | 'since'> {
  const reason = suspendreason.replace(/\s+/g, ' ').trim().slice(0, LONGEST_REASON)
  const since = suspended && suspendtime !== null ? ((suspendtime * 1000) as Instant) : null
  return { suspended, reason: suspended && !NO_REASON.has(reason.toLowerCase()) ? reason : null, since }
}
