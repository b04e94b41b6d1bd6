import { setTimeout as pause } from 'node:timers/promises'
import type { PanelKind } from '../domain/plan/plan.ts'
import type { Handshake } from '../network/network.ts'
import type { Action } from './action.ts'
import { renewOnCpanel } from './renew-on-cpanel.ts'
import { renewOnPlesk } from './renew-on-plesk.ts'
import type { Renewer } from './renewer.ts'

type Around = Parameters<Action['run']>[0]
type End = { readonly result: 'done' | 'failed'; readonly says: string }

const MOST_ATTEMPTS = 2 // an authority limits failed validations (Let's Encrypt: five an hour)
const LONGEST_POLL_MS = 10_000
const MOST_OUTPUT = 4096
const LONGEST_PROBLEM = 1000

const TIME_OVER: End = { result: 'failed', says: 'Its time was over before the site served a good certificate.' }

/** How each kind of panel renews. */
const RENEWERS: Readonly<Record<PanelKind, Renewer>> = { cpanel: renewOnCpanel, plesk: renewOnPlesk }

/** Asks the hosting panel (AutoSSL of WHM, SSL It! of Plesk) for a new certificate, until the site itself serves a good one; two attempts that fail end it. */
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
  if (!token) return failed(`The token of ${provider.name}'s panel is empty.`)
  const { kind, url } = provider.panel
  const renewer = await RENEWERS[kind]({ url, token, network, signal }, site.id, provider.name)
  if (!renewer.ok) return failed(renewer.reason)
  for (let attempt = 1; attempt <= MOST_ATTEMPTS; attempt++) {
    const problem = await attemptOnce(renewer, around, firstPollMs, diary)
    if (problem === null) return { result: 'done', says: `${site.id} serves a good certificate.` }
    if (signal.aborted) return TIME_OVER
    diary.push(`Attempt ${attempt} failed: ${problem.slice(0, LONGEST_PROBLEM)}`)
  }
  return failed('Two attempts failed; a third would only count against the limit of the authority.')
}

/** One attempt of the panel: null when the site then serves a good certificate, else what the panel says went wrong. */
async function attemptOnce(
  renewer: Extract<Awaited<ReturnType<Renewer>>, { ok: true }>,
  { site, network, signal }: Around,
  firstPollMs: number,
  diary: string[],
): Promise<string | null> {
  const started = await renewer.attempt()
  if (!started.ok) return started.reason
  diary.push(started.says)
  const { hostname, port } = new URL(site.url)
  for (let waitMs = firstPollMs; ; waitMs = Math.min(waitMs * 2, LONGEST_POLL_MS)) {
    await pause(waitMs, undefined, { signal })
    const served = await network.handshake({ host: hostname, port: Number(port || 443), servername: hostname }, { signal })
    if (isGood(served)) return null
    const problem = await started.problem()
    if (problem !== null) return problem
  }
}

const isGood = (served: Handshake) => served.ok && served.authorized && served.nameMatches
