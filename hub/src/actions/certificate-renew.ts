import { setTimeout as pause } from 'node:timers/promises'
import { z } from 'zod'
import type { Handshake } from '../network/network.ts'
import { askWhm, ownerOnWhm } from '../network/whm.ts'
import type { Whm } from '../network/whm.ts'
import type { Action } from './action.ts'

type Around = Parameters<Action['run']>[0]
type End = { readonly result: 'done' | 'failed'; readonly says: string }

const MOST_ATTEMPTS = 2 // an authority limits failed validations (Let's Encrypt: five an hour)
const LONGEST_POLL_MS = 10_000
const MOST_OUTPUT = 4096

const TIME_OVER: End = { result: 'failed', says: 'Its time was over before the site served a good certificate.' }

const Problems = z.object({ problems_by_domain: z.array(z.object({ problem: z.string(), time: z.string().default('') })) })

/** Asks the hosting panel (WHM's AutoSSL) for a new certificate, until the site itself serves a good one; two attempts that fail end it. */
export const createCertificateRenew = (firstPollMs: number): Action => ({
  id: 'certificate-renew',
  title: 'Renew the certificate through the hosting panel',
  async run(around) {
    const diary: string[] = []
    const { result, says } = await renew(around, firstPollMs, diary).catch((error: Error): End => {
      if (!around.signal.aborted) throw error
      return TIME_OVER
    })
    return { result, output: [...diary, says].join('\n').slice(-MOST_OUTPUT) }
  },
})

export const certificateRenew = createCertificateRenew(500)

async function renew(around: Around, firstPollMs: number, diary: string[]): Promise<End> {
  const { site, provider, token, network, signal } = around
  const failed = (says: string): End => ({ result: 'failed', says })
  if (!provider) return failed(`No hosting provider is written for ${site.id}, so there is no panel to ask.`)
  if (!provider.panel) return failed(`${provider.name} has no panel that we can reach.`)
  if (provider.panel.kind !== 'cpanel') return failed(`We do not speak with panels of the kind ${provider.panel.kind}.`)
  if (!token) return failed(`The token of ${provider.name}'s panel is empty.`)
  const whm: Whm = { url: provider.panel.url, token, network, signal }
  const owner = await ownerOnWhm(whm, site.id)
  if (!owner.ok) return failed(owner.reason)
  const { user } = owner
  if (!user) return failed(`${provider.name}'s panel knows no account for ${site.id}.`)
  for (let attempt = 1; attempt <= MOST_ATTEMPTS; attempt++) {
    const problem = await attemptOnce(whm, around, user, firstPollMs, diary)
    if (problem === null) return { result: 'done', says: `${site.id} serves a good certificate.` }
    if (signal.aborted) return TIME_OVER
    diary.push(`Attempt ${attempt} failed: ${problem}`)
  }
  return failed('Two attempts failed; a third would only count against the limit of the authority.')
}

/** One run of AutoSSL for the account: null when the site then serves a good certificate, else what the panel says went wrong. */
async function attemptOnce(
  whm: Whm,
  { site, network, signal }: Around,
  user: string,
  firstPollMs: number,
  diary: string[],
): Promise<string | null> {
  const known = await problemsOf(whm, site.id)
  const started = await askWhm(whm, 'start_autossl_check_for_one_user', { username: user })
  if (!started.ok) return started.reason
  diary.push(`AutoSSL was started for the account ${user}.`)
  const { hostname, port } = new URL(site.url)
  for (let waitMs = firstPollMs; ; waitMs = Math.min(waitMs * 2, LONGEST_POLL_MS)) {
    await pause(waitMs, undefined, { signal })
    const served = await network.handshake({ host: hostname, port: Number(port || 443), servername: hostname }, { signal })
    if (isGood(served)) return null
    const fresh = (await problemsOf(whm, site.id)).find(({ time }) => !known.some((old) => old.time === time))
    if (fresh) return fresh.problem.slice(0, 1000)
  }
}

async function problemsOf(whm: Whm, domain: string) {
  const answer = await askWhm(whm, 'get_autossl_problems_for_domain', { domain })
  return answer.ok ? (Problems.safeParse(answer.data).data?.problems_by_domain ?? []) : []
}

const isGood = (served: Handshake) => served.ok && served.authorized && served.nameMatches
