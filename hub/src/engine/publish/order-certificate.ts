import type { Network } from '../../network/network.ts'

const EXCHANGE_MS = 30_000

/** A certificate with its chain, and its key; both PEM. */
export type Issued = { readonly certificate: string; readonly key: string; readonly from: number; readonly until: number }

/**
 * A certificate for one name from an ACME authority (RFC 8555), proved over HTTP-01: `show` is told what to answer at
 * `/.well-known/acme-challenge/<token>` while the order goes on, null when it is over. Every request leaves through `network`.
 */
export async function orderCertificate(order: {
  readonly network: Network
  readonly directory: string
  readonly accountKey: string // PEM
  readonly mail: string
  readonly domain: string
  readonly show: (token: string, answer: string | null) => void
}): Promise<Issued> {
  const acme = (await import('acme-client')).default
  const { network, directory, accountKey, mail, domain, show } = order
  acme.axios.defaults.adapter = async (config) => {
    const answer = await network.request(
      {
        url: config.url!,
        method: (config.method ?? 'get').toUpperCase() as 'GET' | 'HEAD' | 'POST',
        headers: { ...(config.headers.toJSON() as Record<string, string>) },
        ...(config.data === undefined ? {} : { body: String(config.data) }),
      },
      { signal: AbortSignal.timeout(EXCHANGE_MS) },
    )
    if (!answer.ok) throw new Error(`${new URL(directory).host} could not be reached: ${answer.message}`)
    return { status: answer.status, statusText: '', headers: answer.headers, data: answer.body, config, request: null }
  }
  const [key, csr] = await acme.crypto.createCsr({ commonName: domain, altNames: [domain] }, await acme.crypto.createPrivateEcdsaKey())
  const client = new acme.Client({ directoryUrl: directory, accountKey, backoffMin: 500 })
  const certificate = await client.auto({
    csr,
    email: mail,
    termsOfServiceAgreed: true,
    challengePriority: ['http-01'],
    skipChallengeVerification: true, // it would look by itself, past our network
    challengeCreateFn: async (_, { token }, answer) => show(token, answer),
    challengeRemoveFn: async (_, { token }) => show(token, null),
  })
  const { notBefore, notAfter } = acme.crypto.readCertificateInfo(certificate)
  return { certificate, key: key.toString(), from: notBefore.getTime(), until: notAfter.getTime() }
}

/** The key of a new account at an authority, PEM. */
export async function accountKey(): Promise<string> {
  const acme = (await import('acme-client')).default
  return (await acme.crypto.createPrivateEcdsaKey()).toString()
}
