import type { Configuration, CustomFetch } from 'openid-client'
import type { Claims } from '../../domain/identity/whom-claims-name.ts'
import { minutes, seconds } from '../../domain/instant.ts'
import type { Issuer, Plan, Secrets } from '../../domain/plan/plan.ts'
import type { Network } from '../../network/network.ts'
import { Problem } from '../../problem.ts'
import type { Clock } from '../../clock.ts'

/** What must be known when whoever was sent to the provider is back. */
export type Begun = { readonly state: string; readonly nonce: string; readonly verifier: string }

/** Whose provider: a partner's, or the operator's (null). */
export type IssuerOf = string | null

/** Speaks OpenID Connect with the providers that the plan names, one for the operator's people and one for each partner's. */
export type OpenIdDesk = {
  /** Where to send the browser. */
  begin(of: IssuerOf, backAt: string): Promise<{ readonly url: string; readonly begun: Begun }>
  /** What the provider says of whoever came back to `at`. Every check of OpenID Connect Core, section 3.1.3.7, has been passed. */
  finish(of: IssuerOf, at: URL, begun: Begun, wanted: readonly string[]): Promise<Claims>
  /** Where one logs out of the provider, too; null where it offers nothing, or does not answer. */
  endAt(of: IssuerOf, backAt: string): Promise<string | null>
}

type Outside = {
  readonly plan: () => Plan
  readonly secrets: () => Secrets
  readonly network: Pick<Network, 'request'>
  readonly clock: Clock
  readonly onOdd?: (what: string) => void
}

/** The provider that the plan names, and where its secret stands; null where none is named, or its secret is missing. */
export function issuerOf(plan: Plan, of: IssuerOf, secretsPresent: (path: string) => boolean): { issuer: Issuer; secret: string } | null {
  const partner = of !== null && Object.hasOwn(plan.partners, of) ? plan.partners[of] : undefined
  const issuer = of === null ? plan.oidc : partner?.oidc
  const secret = `${of === null ? 'identity' : `partners.${of}`}.oidc.client-secret`
  return issuer && secretsPresent(secret) ? { issuer, secret } : null
}

const DISCOVERED_FOR = minutes(60)
const PATIENCE = seconds(10)

/** The desk over our own way out: the library, which comes at the first log-in of this kind, opens no connection by itself. */
export function createOpenIdDesk(outside: Outside): OpenIdDesk {
  const { plan, secrets, clock, onOdd } = outside
  const discovered = new Map<string, { at: number; config: Promise<Configuration> }>()

  const providerOf = (of: IssuerOf) => {
    const found = issuerOf(plan(), of, (path) => secrets().has(path))
    if (!found) throw new Problem('not-found', 'identity_off', 'Nobody logs in here through a provider.', 'Log in another way.')
    return { issuer: found.issuer, secret: secrets().get(found.secret)! }
  }
  // Known for an hour; a provider that did not answer is asked again by the next who comes.
  const configOf = (of: IssuerOf): Promise<Configuration> => {
    const { issuer, secret } = providerOf(of)
    const key = JSON.stringify([issuer.issuer, issuer.clientId, secret])
    const known = discovered.get(key)
    if (known && clock.now() - known.at < DISCOVERED_FOR) return known.config
    const config = discover(outside.network, issuer, secret).catch((error: unknown) => {
      discovered.delete(key)
      throw failed(issuer, error)
    })
    discovered.set(key, { at: clock.now(), config })
    return config
  }
  const failed = ({ name }: Issuer, error: unknown) => {
    onOdd?.(`${name}: ${said(error)}`)
    return new Problem(
      'conflict',
      'identity_down',
      `${name} does not answer as it should.`,
      'Try again in a minute, or log in another way.',
    )
  }
  return {
    async begin(of, backAt) {
      const config = await configOf(of)
      const client = await import('openid-client')
      const begun = { state: client.randomState(), nonce: client.randomNonce(), verifier: client.randomPKCECodeVerifier() }
      const url = client.buildAuthorizationUrl(config, {
        redirect_uri: backAt,
        scope: ['openid', 'email', ...providerOf(of).issuer.scopes].join(' '),
        code_challenge: await client.calculatePKCECodeChallenge(begun.verifier),
        code_challenge_method: 'S256',
        state: begun.state,
        nonce: begun.nonce,
      })
      return { url: url.href, begun }
    },
    async finish(of, at, { state, nonce, verifier }, wanted) {
      const { issuer } = providerOf(of)
      const config = await configOf(of)
      const client = await import('openid-client')
      try {
        const checks = { expectedState: state, expectedNonce: nonce, pkceCodeVerifier: verifier, idTokenExpected: true }
        const tokens = await client.authorizationCodeGrant(config, at, checks)
        const claims = tokens.claims()!
        const isWhole = wanted.every((name) => claims[name] !== undefined) || config.serverMetadata().userinfo_endpoint === undefined
        return isWhole ? claims : { ...(await client.fetchUserInfo(config, tokens.access_token, claims.sub)), ...claims }
      } catch (error) {
        if (isUnreachable(error)) throw failed(issuer, error)
        onOdd?.(`${issuer.name}: ${said(error)}`)
        throw new Problem(
          'not-allowed',
          'identity_refused',
          `What ${issuer.name} answered was not accepted.`,
          'Begin anew, or log in another way.',
        )
      }
    },
    async endAt(of, backAt) {
      const config = await configOf(of).catch(() => null)
      if (config?.serverMetadata().end_session_endpoint === undefined) return null
      const client = await import('openid-client')
      return client.buildEndSessionUrl(config, { post_logout_redirect_uri: backAt }).href
    },
  }
}

async function discover(network: Outside['network'], { issuer, clientId }: Issuer, secret: string): Promise<Configuration> {
  const client = await import('openid-client')
  const url = new URL(issuer)
  const overOurs = { [client.customFetch]: askOver(network) }
  const plain = url.protocol === 'http:' ? [client.allowInsecureRequests] : [] // the plan lets loopback do that alone
  const found = await client.discovery(url, clientId, undefined, client.None(), { ...overOurs, timeout: PATIENCE / 1000, execute: plain })
  const server = found.serverMetadata()
  const methods = server.token_endpoint_auth_methods_supported
  const proves = !methods || methods.includes('client_secret_basic') ? client.ClientSecretBasic(secret) : client.ClientSecretPost(secret)
  const config = Object.assign(new client.Configuration(server, clientId, undefined, proves), overOurs, { timeout: PATIENCE / 1000 })
  for (const allow of plain) allow(config)
  client.enableNonRepudiationChecks(config) // the signature of a token is looked at, however it came
  return config
}

class Unreachable extends Error {}

const askOver =
  (network: Outside['network']): CustomFetch =>
  async (url, { method, headers, body, signal }) => {
    const order = {
      url,
      method: method as 'GET' | 'POST',
      headers,
      ...(body == null ? {} : { body: String(body as string | URLSearchParams) }),
    }
    const answer = await network.request(order, { signal: signal ?? AbortSignal.timeout(PATIENCE) })
    if (!answer.ok) throw new Unreachable(answer.message)
    if (answer.status >= 500) throw new Unreachable(`${new URL(url).host} answered ${answer.status}`)
    const type = answer.headers['content-type']
    return new Response(answer.status === 204 ? null : answer.body, {
      status: answer.status,
      ...(type && { headers: { 'content-type': type } }),
    })
  }

const chain = (error: unknown): Error[] => (error instanceof Error ? [error, ...chain(error.cause)] : [])
const isUnreachable = (error: unknown) => chain(error).some((one) => one instanceof Unreachable)
const said = (error: unknown) => chain(error).map(({ message }) => message).join(': ') // prettier-ignore
