import { z } from 'zod'
import type { PanelEvidence } from '../domain/diagnosis/evidence.ts'
import type { Instant } from '../domain/instant.ts'
import { askWhm, ownerOnWhm } from '../network/whm.ts'
import type { Whm } from '../network/whm.ts'

const LONGEST_REASON = 200
const LAST_SECOND = 8.64e12 // of the calendar

// WHM writes numbers as text now and then, and `Unknown` where nobody wrote a reason (docs.cpanel.net, suspendacct and accountsummary).
const flag = z.union([z.number(), z.string()]).transform((said) => Number(said) === 1)
const time = z.coerce.number().positive().max(LAST_SECOND).nullable().catch(null)
const Account = z.object({
  suspended: flag,
  suspendreason: z.string().catch(''),
  suspendtime: time,
  diskused: z.string().catch(''), // `500M`
})
const Summary = z.object({ acct: z.array(Account).min(1) })
const Bandwidth = z.object({ acct: z.array(z.object({ user: z.string(), totalbytes: z.coerce.number().nonnegative() })) })
const NO_REASON = new Set(['', 'unknown', 'not suspended'])
const BYTES: Readonly<Record<string, number>> = { K: 1024, M: 1024 ** 2, G: 1024 ** 3, T: 1024 ** 4 }

/** A site's account on a WHM server: whether it is suspended, why, and what it uses; null where the panel gave no usable answer. */
export async function accountOnWhm(whm: Whm, site: string, now: Instant): Promise<Omit<PanelEvidence, 'provider'> | null> {
  const owner = await ownerOnWhm(whm, site)
  if (!owner.ok) return null
  const account = owner.user
  if (account === null) return { account, suspended: false, reason: null, since: null }
  const [answer, transfer] = await Promise.all([askWhm(whm, 'accountsummary', { user: account }), transferOf(whm, account, now)])
  const said = answer.ok ? Summary.safeParse(answer.data).data?.acct[0] : undefined
  if (!said) return null
  const disk = bytesIn(said.diskused)
  const used = { ...(disk !== null && { disk }), ...(transfer !== null && { transfer }) }
  return { account, ...suspensionOf(said), ...(Object.keys(used).length > 0 && { used }) }
}

function suspensionOf({ suspended, suspendreason, suspendtime }: z.infer<typeof Account>) {
  const reason = suspendreason.replace(/\s+/g, ' ').trim().slice(0, LONGEST_REASON)
  const since = suspended && suspendtime !== null ? ((suspendtime * 1000) as Instant) : null
  return { suspended, reason: suspended && !NO_REASON.has(reason.toLowerCase()) ? reason : null, since }
}

// The present month has only begun: whichever is more of it and the last one.
async function transferOf(whm: Whm, user: string, now: Instant): Promise<number | null> {
  const present = new Date(now)
  const last = new Date(Date.UTC(present.getUTCFullYear(), present.getUTCMonth() - 1))
  const months = await Promise.all([present, last].map((month) => transferIn(whm, user, month)))
  const known = months.filter((bytes) => bytes !== null)
  return known.length === 0 ? null : Math.max(...known)
}

async function transferIn(whm: Whm, user: string, month: Date): Promise<number | null> {
  const when = { month: String(month.getUTCMonth() + 1), year: String(month.getUTCFullYear()) }
  const answer = await askWhm(whm, 'showbw', { searchtype: 'user', search: `^${user}$`, ...when })
  const accounts = answer.ok ? Bandwidth.safeParse(answer.data).data?.acct : undefined
  return accounts?.find((one) => one.user === user)?.totalbytes ?? null
}

function bytesIn(diskused: string): number | null {
  const [, number, unit] = /^(\d+(?:\.\d+)?)([KMGT])$/.exec(diskused) ?? []
  return number === undefined ? null : Math.round(Number(number) * BYTES[unit!]!)
}
