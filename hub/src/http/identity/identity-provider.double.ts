import { createHash, generateKeyPairSync, randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { createServer, request } from 'node:http'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

/** As much of oidc-provider as is used here; it brings no types. */
type Provider = {
  readonly Grant: new (of: { clientId: string; accountId: string }) => { addOIDCScope(scope: string): void; save(): Promise<string> }
  callback(): (request: IncomingMessage, response: ServerResponse) => void
  interactionFinished(request: IncomingMessage, response: ServerResponse, result: object): Promise<void>
}
type Visit = { readonly oidc: { readonly client: { readonly clientId: string }; readonly session: { readonly accountId: string } } }

export const CLIENT = { id: 'allclear', secret: 'a secret of this test' }

/** A real provider of identities (oidc-provider) on loopback, at which whoever `who` names logs in without a question. */
export async function identityProvider({ clients, scope }: { clients: Readonly<Record<string, readonly string[]>>; scope: string }) {
  const at = { who: '', accounts: {} as Record<string, object> }
  const server = createServer((asked, answer) => {
    const isQuestion = asked.url!.startsWith('/interaction/')
    if (!isQuestion) return provider.callback()(asked, answer)
    void provider.interactionFinished(asked, answer, { login: { accountId: at.who } })
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const { Provider } = (await import('oidc-provider' as string)) as { Provider: new (issuer: string, options: object) => Provider }
  const key = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey.export({ format: 'jwk' })
  const provider: Provider = new Provider(issuer, {
    clients: Object.entries(clients).map(([id, uris]) => ({
      ...{
        client_id: id,
        client_secret: CLIENT.secret,
        redirect_uris: uris,
        post_logout_redirect_uris: ['login', 'portal/login'].map((path) => `http://127.0.0.1:8470/${path}`),
      },
      ...{ grant_types: ['authorization_code'], response_types: ['code'] },
    })),
    claims: { openid: ['sub'], email: ['email', 'email_verified'], groups: ['groups'] },
    scopes: ['openid', 'email', 'groups'],
    cookies: { keys: [randomUUID()] },
    jwks: { keys: [{ ...key, kid: randomUUID(), use: 'sig', alg: 'RS256' }] },
    ttl: Object.fromEntries(['AccessToken', 'IdToken', 'Grant', 'Session', 'Interaction', 'AuthorizationCode'].map((one) => [one, 600])),
    features: { devInteractions: { enabled: false } },
    interactions: { url: (_: Visit, { uid }: { uid: string }) => `/interaction/${uid}` },
    findAccount: (_: Visit, id: string) => ({ accountId: id, claims: () => ({ sub: id, ...at.accounts[id] }) }),
    async loadExistingGrant({ oidc: { client, session } }: Visit) {
      const grant = new provider.Grant({ clientId: client.clientId, accountId: session.accountId })
      grant.addOIDCScope(scope)
      await grant.save()
      return grant
    },
  })
  return {
    issuer,
    /** What the account says of itself; it logs in from now on. */
    says: (sub: string, claims: object) => void ((at.who = sub), (at.accounts[sub] = claims)),
    /** What a browser does with an address of the provider: follows until it leads away, and gives where to. */
    visit: (url: string) => follow(url, issuer, new Map()),
    /** A token that is good in every way, for another client of the provider than the hub. */
    async tokenFor(client: string, { redirect, nonce }: { redirect: string; nonce: string }): Promise<string> {
      const verifier = randomUUID() + randomUUID()
      const challenge = createHash('sha256').update(verifier).digest('base64url')
      const asks = { client_id: client, redirect_uri: redirect, response_type: 'code', scope: 'openid email', nonce }
      const order = new URLSearchParams({ ...asks, code_challenge: challenge, code_challenge_method: 'S256' })
      const code = new URL(await follow(`${issuer}/auth?${order.toString()}`, issuer, new Map())).searchParams.get('code')!
      const auth = `${client}:${encodeURIComponent(CLIENT.secret)}`
      const headers = { 'content-type': 'application/x-www-form-urlencoded' }
      const asked = request(`${issuer}/token`, { method: 'POST', auth, headers })
      asked.end(new URLSearchParams({ grant_type: 'authorization_code', code, redirect_uri: redirect, code_verifier: verifier }).toString())
      const [answer] = (await once(asked, 'response')) as [IncomingMessage]
      return (JSON.parse((await answer.toArray()).join('')) as { id_token: string }).id_token
    },
    async stop() {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}

async function follow(url: string, within: string, jar: Map<string, string>): Promise<string> {
  if (!url.startsWith(`${within}/`)) return url
  const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ')
  const asked = request(url, { headers: { cookie } })
  asked.end()
  const [answer] = (await once(asked, 'response')) as [IncomingMessage]
  const words = (await answer.toArray()).join('')
  for (const line of answer.headers['set-cookie'] ?? []) {
    const [name, value] = line.split(';')[0]!.split('=') as [string, string]
    jar.set(name, value)
  }
  if (answer.headers.location === undefined) throw new Error(`${url} answered ${answer.statusCode}: ${words.slice(0, 500)}`)
  return follow(new URL(answer.headers.location, url).href, within, jar)
}
