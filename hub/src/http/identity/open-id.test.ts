import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { FastifyInstance } from 'fastify'
import { loopback, seededHub } from '../../../test/seeded-hub.ts'
import { seededPlan } from '../../../test/seeded-plan.ts'
import { after as later, minutes } from '../../domain/instant.ts'
import type { Issuer, OwnIssuer, Plan } from '../../domain/plan/plan.ts'
import { createOpenIdDesk } from '../../engine/identity/open-id.ts'
import { listAudit } from '../../store/audit.ts'
import { routesOf } from '../routes.ts'
import { buildServer } from '../server.ts'
import { CLIENT, identityProvider } from './identity-provider.double.ts'

const REFUSED = 'What Harbor login answered was not accepted.'
const HUB = 'http://127.0.0.1:8470/'
const SECRETS = new Map([
  ['identity.oidc.client-secret', CLIENT.secret],
  ['partners.brightside.oidc.client-secret', CLIENT.secret],
])
const ANA = { email: 'ana@harbor.example', email_verified: true, groups: ['allclear-leads'] }
const KOFI = { email: 'Kofi@harbor.example', email_verified: true, groups: ['staff'] }

let ours: Awaited<ReturnType<typeof identityProvider>>
let theirs: typeof ours
let hub: Awaited<ReturnType<typeof seededHub>>
let app: FastifyInstance
let own: OwnIssuer
const odds: string[] = []
const tampered: { answer: ((url: string, body: string) => string | Promise<string>) | null } = { answer: null }
const plan = seededPlan()
const laid = { plan }

before(async () => {
  ;[ours, theirs] = await Promise.all([
    identityProvider({
      clients: { allclear: [`${HUB}login/openid/callback`], another: ['http://127.0.0.1:1/'] },
      scope: 'openid email groups',
    }),
    identityProvider({
      clients: { allclear: [`${HUB}portal/login/brightside/callback`], another: ['http://127.0.0.1:1/'] },
      scope: 'openid email',
    }),
  ])
  const issuer = (at: string, name: string): Issuer => ({ issuer: `${at}/`, clientId: CLIENT.id, name, domains: [], scopes: [] })
  own = { ...issuer(ours.issuer, 'Harbor login'), claim: 'email', groups: 'groups', roles: null, only: false }
  const brightside = { ...plan.partners.brightside!, oidc: issuer(theirs.issuer, 'Brightside login') }
  laid.plan = { ...plan, oidc: own, partners: { ...plan.partners, brightside } }
  hub = await seededHub(laid.plan, SECRETS)
  const network: typeof loopback = {
    ...loopback,
    async request(order, options) {
      const answer = await loopback.request(order, options)
      return answer.ok && tampered.answer ? { ...answer, body: await tampered.answer(order.url, answer.body) } : answer
    },
  }
  const openId = createOpenIdDesk({
    plan: () => laid.plan,
    secrets: () => SECRETS,
    network,
    clock: hub.clock,
    onOdd: (what) => void odds.push(what),
  })
  Object.assign(hub.around, { plan: () => laid.plan, openId })
  app = await buildServer(hub.around, routesOf(hub.around))
})
after(async () => {
  await app.close()
  await hub.store.close()
  await Promise.all([ours.stop(), theirs.stop()])
  assert.deepEqual(hub.bugs, [], 'nothing was answered with a bug')
})

const withOidc = (but: Partial<OwnIssuer>, more: Partial<Plan> = {}) =>
  void (laid.plan = { ...laid.plan, oidc: { ...own, ...but }, ...more })
const passes = (span: number) => void (hub.clock.at = later(hub.clock.at, minutes(span)))
const get = (url: string, cookie = '') => app.inject({ url: url.replace(HUB, '/'), headers: { cookie } })
type Answered = Awaited<ReturnType<typeof get>>
const cookieOf = ({ cookies }: Answered, name: string) => {
  const found = cookies.find((cookie) => cookie.name === name)
  return `${name}=${found?.value ?? ''}`
}

/** Begins at the hub: where the browser is sent, and the ticket it keeps. */
async function begin(path = '/login/openid') {
  const answer = await get(path)
  assert.equal(answer.statusCode, 303, answer.body)
  return { url: String(answer.headers.location), ticket: cookieOf(answer, 'allclear-login') }
}
/** The whole way there and back, with whatever is changed on it. */
async function logIn({ path = '/login/openid', provider = ours, there = (url: URL) => url, back = (url: URL) => url } = {}) {
  const { url, ticket } = await begin(path)
  return get(back(new URL(await provider.visit(there(new URL(url)).href))).href, ticket)
}
const changing = (name: string, value: string) => (url: URL) => (url.searchParams.set(name, value), url)
const saysOf = ({ body }: Answered) => /<h1[^>]*>(.*?)<\/h1>/.exec(body)?.[1]

test('a person of the plan comes in by the address that the provider vouches for, with code, PKCE, state and nonce', async () => {
  ours.says('7', ANA)
  const { url, ticket } = await begin()
  const { searchParams: asked } = new URL(url)
  assert.deepEqual([asked.get('response_type'), asked.get('code_challenge_method'), asked.get('scope')], ['code', 'S256', 'openid email'])
  const back = await ours.visit(url)
  const answer = await get(back, ticket)
  assert.deepEqual([answer.statusCode, answer.headers.location], [303, '/'], answer.body)
  assert.match(String(answer.headers['set-cookie']), /allclear=.*HttpOnly.*SameSite=Lax/)
  const session = cookieOf(answer, 'allclear')
  const me = (await get('/api/v1/me', session)).json()
  assert.deepEqual([me.id, me.role], ['ana', 'owner'])
  assert.equal((await get('/api/v1/sessions', session)).json().items.length, 1)
  assert.equal(saysOf(await get(back, ticket)), 'This log-in was not begun in this browser, or took too long.', 'once')
  const out = await app.inject({
    method: 'POST',
    url: '/logout',
    headers: { cookie: session, host: '127.0.0.1:8470', origin: 'http://127.0.0.1:8470' },
  })
  assert.equal(out.headers.location, '/login/left')
  assert.match((await get('/login/left')).body, new RegExp(`${ours.issuer}/session/end\\?`))
  assert.equal((await get('/api/v1/me', session)).statusCode, 401)
})

test('an address that is not vouched for, of another domain, or of nobody here opens nothing, and nobody is made up', async () => {
  ours.says('8', { ...ANA, email_verified: false })
  assert.equal(saysOf(await logIn()), 'Harbor login does not vouch for ana@harbor.example.')
  ours.says('9', { ...ANA, email: 'eve@harbor.example' })
  assert.equal(saysOf(await logIn()), 'Harbor login knows you, and nobody here is known by what it says.')
  withOidc({ domains: ['elsewhere.example'] })
  ours.says('7', ANA)
  assert.equal(saysOf(await logIn()), 'ana@harbor.example is of a domain that may not come in here.')
  withOidc({})
  const lines = (await listAudit(hub.store.db, { limit: 50 })).map(({ who, what, about }) => `${who} ${what} ${about}`)
  for (const line of ['ana logged in console through Harbor login', 'nobody failed to log in console through Harbor login']) assert.ok(lines.includes(line), line) // prettier-ignore
})

test('a wrong state, a wrong nonce, another’s code or somebody else’s browser is refused (ASVS 10.5.1, 10.5.2)', async () => {
  passes(2)
  ours.says('7', ANA)
  assert.equal(saysOf(await logIn({ back: changing('state', 'guessed') })), REFUSED)
  assert.equal(saysOf(await logIn({ there: changing('nonce', 'another') })), REFUSED)
  const first = await begin()
  const stolen = new URL(await ours.visit(first.url)).searchParams.get('code')!
  assert.equal(saysOf(await logIn({ back: changing('code', stolen) })), REFUSED, 'the code of another log-in: PKCE')
  const { url } = await begin()
  assert.match(saysOf(await get(await ours.visit(url)))!, /not begun in this browser/, 'without its ticket')
  const slow = await begin()
  const back = await ours.visit(slow.url)
  passes(6)
  assert.match(saysOf(await get(back, slow.ticket))!, /took too long/)
  assert.equal(saysOf(await get('/login/openid/callback?error=access_denied&state=x', (await begin()).ticket)), REFUSED)
})

test('a token for another audience, without its signature, or from another provider is refused (ASVS 6.8.1, 6.8.2, 9.2.3)', async () => {
  passes(2)
  for (const provider of [ours, theirs]) provider.says('7', ANA)
  const ANOTHER = 'http://127.0.0.1:1/'
  let nonce = ''
  const write = (part: object) => Buffer.from(JSON.stringify(part)).toString('base64url')
  const changes: readonly [what: string, why: RegExp, change: (token: string) => string | Promise<string>][] = [
    ['another audience', /"aud"/, () => ours.tokenFor('another', { redirect: ANOTHER, nonce })],
    ['another issuer', /"iss"/, () => theirs.tokenFor('another', { redirect: ANOTHER, nonce })],
    [
      'another key',
      /signature/,
      (token) => token.replace(/[^.]+$/, (signature) => (signature.startsWith('A') ? 'B' : 'A') + signature.slice(1)),
    ],
    ['no signature', /alg/, (token) => `${write({ alg: 'none' })}.${token.split('.')[1]}.`],
  ]
  for (const [what, why, change] of changes) {
    tampered.answer = async (url, body) => {
      if (!url.endsWith('/token')) return body
      const { id_token: token, ...rest } = JSON.parse(body) as { id_token: string }
      return JSON.stringify({ ...rest, id_token: await change(token) })
    }
    const answer = await logIn({ there: (url) => ((nonce = url.searchParams.get('nonce')!), url) })
    assert.equal(saysOf(answer), REFUSED, what)
    assert.match(odds.at(-1)!, why, what)
  }
  tampered.answer = (url, body) => (url.endsWith('/me') ? body.replace('"sub":"7"', '"sub":"1"') : body)
  assert.equal(saysOf(await logIn()), REFUSED, 'claims of somebody else')
  tampered.answer = null
  assert.equal(
    saysOf(await logIn({ back: changing('iss', theirs.issuer) })),
    REFUSED,
    'the answer says that it comes from another (RFC 9207)',
  )
  assert.match(odds.at(-1)!, /iss/)
  const { ticket } = await begin()
  const mixed = new URL(await theirs.visit((await begin('/portal/login/brightside')).url))
  assert.equal(saysOf(await get(`/login/openid/callback${mixed.search}`, ticket)), REFUSED, 'another’s answer at our address')
})

test('roles by group hold for the session, and who is in none of the groups stays outside', async () => {
  passes(2)
  withOidc({ scopes: ['groups'], roles: { 'allclear-leads': 'viewer' } })
  ours.says('7', ANA)
  const session = cookieOf(await logIn(), 'allclear')
  assert.equal((await get('/api/v1/me', session)).json().role, 'viewer')
  ours.says('5', KOFI)
  assert.equal(saysOf(await logIn()), 'You are in none of the groups that may come in.')
  withOidc({})
  assert.equal((await get('/api/v1/me', session)).json().role, 'owner', 'without the list the file counts')
})

test('where the provider is the only way in, a password opens nothing any more, but for owners', async () => {
  passes(2)
  withOidc({ only: true })
  ours.says('5', KOFI)
  const session = cookieOf(await logIn(), 'allclear')
  const post = (url: string, body: object, cookie = '') =>
    app.inject({ method: 'POST', url: `/api/v1${url}`, headers: { cookie, host: '127.0.0.1:8470', origin: 'http://127.0.0.1:8470', 'content-type': 'application/json' }, payload: JSON.stringify(body) }) // prettier-ignore
  const WORDS = 'heron lantern teapot gravel'
  assert.equal((await post('/me/password', { password: WORDS }, session)).json().code, 'login_elsewhere')
  assert.match((await get('/account', session)).body, /You log in through Harbor login; what you do so with is kept there\./)
  withOidc({})
  assert.equal((await post('/me/password', { password: WORDS }, session)).statusCode, 200)
  assert.equal((await post('/login', { person: 'kofi', password: WORDS })).statusCode, 200)
  withOidc({ only: true })
  assert.equal((await post('/login', { person: 'kofi', password: WORDS })).json().code, 'login_refused')
  ours.says('7', ANA)
  await post('/me/password', { password: WORDS }, cookieOf(await logIn(), 'allclear'))
  assert.equal((await post('/login', { person: 'ana', password: WORDS })).statusCode, 200, 'somebody must get in while it is down')
  withOidc({})
})

test('a partner’s members come in through their own provider, into their own portal, and nobody through another’s', async () => {
  passes(2)
  const path = '/portal/login/brightside'
  await hub.token('partner-admin', 'brightside')
  theirs.says('1', { email: 'partner-admin@brightside.example', email_verified: true })
  const answer = await logIn({ path, provider: theirs })
  assert.deepEqual([answer.statusCode, answer.headers.location], [303, '/portal/'], answer.body)
  const me = (await get('/api/v1/me', cookieOf(answer, 'allclear'))).json()
  assert.deepEqual([me.role, me.partner], ['partner-admin', 'brightside'])
  const own = { cookie: cookieOf(answer, 'allclear'), host: '127.0.0.1:8470', origin: 'http://127.0.0.1:8470' }
  const { location } = (await app.inject({ method: 'POST', url: '/portal/logout', headers: own })).headers
  assert.match(
    (await get(location!)).body,
    new RegExp(`You are logged out here.*${theirs.issuer}/session/end.*Log out of Brightside login, too`, 's'),
  )
  theirs.says('2', ANA)
  assert.match(saysOf(await logIn({ path, provider: theirs }))!, /nobody here is known/, 'the operator’s people are not theirs to name')
  const { url, ticket } = await begin(path)
  const elsewhere = new URL(await theirs.visit(url)).search
  assert.match(saysOf(await get(`/login/openid/callback${elsewhere}`, ticket))!, /not begun/, 'a ticket opens at its own address')
  const none = ['/portal/login/fjord', '/portal/login/nobody'].map((other) => get(other))
  for (const { statusCode, body } of await Promise.all(none))
    assert.match(`${statusCode} ${body}`, /^404.*Nobody logs in here through a provider/s)
})

test('while the provider is down the log-in page says so and leaves the other ways open; when it is back it is asked anew', async () => {
  passes(2)
  withOidc({ issuer: 'http://127.0.0.1:1/' })
  const down = await get('/login/openid')
  assert.equal(down.statusCode, 503)
  assert.match(down.body, /Harbor login does not answer as it should\. The other ways are open\..*type="password"/s)
  withOidc({})
  ours.says('7', ANA)
  const { url, ticket } = await begin()
  const back = await ours.visit(url)
  tampered.answer = () => 'gone'
  assert.notEqual((await get(back, ticket)).statusCode, 303)
  tampered.answer = null
  assert.equal((await logIn()).statusCode, 303)
})
