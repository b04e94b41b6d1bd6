import { z } from 'zod'
import { askWhm, ownerOnWhm } from '../network/whm.ts'
import type { Whm } from '../network/whm.ts'
import type { Renewer } from './renewer.ts'

const Problems = z.object({ problems_by_domain: z.array(z.object({ problem: z.string(), time: z.string().default('') })) })

/** Renews through WHM's AutoSSL, which runs by itself and keeps a list of what went wrong. */
export const renewOnCpanel: Renewer = async (whm, site, provider) => {
  const owner = await ownerOnWhm(whm, site)
  if (!owner.ok) return owner
  const { user } = owner
  if (!user) return { ok: false, reason: `${provider}'s panel knows no account for ${site}.` }
  return { ok: true, attempt: () => startOnce(whm, site, user) }
}

async function startOnce(whm: Whm, site: string, user: string) {
  const known = await problemsOf(whm, site)
  const started = await askWhm(whm, 'start_autossl_check_for_one_user', { username: user })
  if (!started.ok) return started
  const problem = async () => (await problemsOf(whm, site)).find(({ time }) => !known.some((old) => old.time === time))?.problem ?? null
  return { ok: true, says: `AutoSSL was started for the account ${user}.`, problem } as const
}

async function problemsOf(whm: Whm, domain: string) {
  const answer = await askWhm(whm, 'get_autossl_problems_for_domain', { domain })
  return answer.ok ? (Problems.safeParse(answer.data).data?.problems_by_domain ?? []) : []
}
