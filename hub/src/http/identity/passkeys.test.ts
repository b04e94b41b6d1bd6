import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { FastifyInstance } from 'fastify'
import { seededHub } from '../../../test/seeded-hub.ts'
import { seededPlan } from '../../../test/seeded-plan.ts'
import { after as later, minutes } from '../../domain/instant.ts'
import { listAudit } from '../../store/audit.ts'
import { passkeysOf } from '../../store/passkeys.ts'
import { routesOf } from '../routes.ts'
import { buildServer } from '../server.ts'
import { makeToken } from '../tokens.ts'
import { authenticator } from './authenticator.double.ts'
import { relyingParty } from './relying-party.ts'

const plan = seededPlan()
const HOST = 'allclear.harbor.example'
const PLACE = { origin: `https://${HOST}`, rp: HOST }
const WORDS = 'heron lantern teapot gravel'

let hub: Awaited<ReturnType<typeof seededHub>>
let app: FastifyInstance
before(async () => {
  hub = await seededHub({ ...plan, hub: { ...plan.hub, url: `https://${HOST}/` } })
  app = await buildServer(hub.around, routesOf(hub.around))
})
after(async () => {
  await app.close()
  await hub.store.close()
  assert.deepEqual(hub.bugs, [], 'nothing was answered with a bug')
})

const OWN = { host: HOST, origin: `https://${HOST}`, 'content-type': 'application/json' }
const post = (path: string, body: unknown, cookie = '') =>
  app.inject({ method: 'POST', url: `/api/v1${path}`, headers: { ...OWN, cookie }, payload: JSON.stringify(body) })
const cookieOf = (answer: { headers: Record<string, unknown> }) => String(answer.headers['set-cookie']).split(';')[0]!
const get = async (path: string, cookie: string) => app.inject({ url: `/api/v1${path}`, headers: { host: HOST, cookie } })
const byLink = async () =>
  cookieOf(await app.inject({ method: 'POST', url: `/login/${await hub.loginLink()}`, headers: { host: HOST, origin: OWN.origin } }))
const passes = (span: number) => void (hub.clock.at = later(hub.clock.at, minutes(span)))

const phone = authenticator(PLACE)
const key = authenticator(PLACE)
const add = async (device: typeof phone, name: string, cookie: string, but = {}) => {
  const { statusCode, body } = await post('/me/passkeys/options', {}, cookie)
  assert.equal(statusCode, 200, body)
  return post('/me/passkeys', { name, response: device.make(JSON.parse(body), but) }, cookie)
}
const asked = async () => (await post('/login/passkey/options', {})).json()
const enter = async (device: typeof phone, but = {}, cookie = '') =>
  post('/login/passkey', { response: device.use(await asked(), but) }, cookie)

test('passkeys are made for the host of the hub’s address, and for none without a name and https', () => {
  const at = (url: string) => relyingParty({ hub: { ...plan.hub, url } })
  assert.deepEqual(at('https://allclear.harbor.example:8443/'), { id: HOST, origin: `https://${HOST}:8443` })
  assert.deepEqual(at('http://localhost:8470/')?.id, 'localhost')
  for (const none of ['http://127.0.0.1:8470/', 'https://[::1]/', 'http://allclear.harbor.example/']) assert.equal(at(none), null, none)
})

test('a passkey is added after a fresh login only, in answer to what was asked of that person, once and in time (ASVS 6.5.1)', async () => {
  const session = await byLink()
  const first = await add(phone, 'My phone', session)
  assert.equal(first.json().recoveryCodes.length, 10, first.body)
  passes(1)
  const options = (await post('/me/passkeys/options', {}, session)).json()
  assert.deepEqual(
    [
      options.rp.id,
      options.authenticatorSelection.userVerification,
      options.authenticatorSelection.residentKey,
      options.excludeCredentials.length,
    ],
    [HOST, 'required', 'required', 1],
  )
  const made = key.make(options)
  for (const but of [{ origin: 'https://evil.example' }, { rp: 'evil.example' }, { verified: false }])
    assert.equal((await add(key, 'Key', session, but)).json().code, 'passkey_refused', JSON.stringify(but))
  assert.deepEqual((await post('/me/passkeys', { name: 'Key', response: made }, session)).json(), { recoveryCodes: [] })
  assert.equal((await post('/me/passkeys', { name: 'Again', response: made }, session)).json().code, 'passkey_refused', 'spent')
  const late = authenticator(PLACE).make((await post('/me/passkeys/options', {}, session)).json())
  passes(6)
  assert.equal((await post('/me/passkeys', { name: 'Late', response: late }, session)).json().code, 'passkey_refused', 'too late')
  passes(15)
  assert.equal((await post('/me/passkeys/options', {}, session)).json().code, 'login_stale')
  const listed = (await get('/me/passkeys', session)).json().items
  assert.deepEqual(listed.map(({ name, backedUp, usedAt }: Record<string, unknown>) => [name, backedUp, usedAt]), [['My phone', true, null], ['Key', true, null]]) // prettier-ignore
})

test('a passkey logs in without a name; a new session ends the one before (ASVS 7.2.4)', async () => {
  const before = await byLink()
  const answer = await enter(phone, {}, before)
  assert.equal(answer.statusCode, 200, answer.body)
  assert.match(String(answer.headers['set-cookie']), /^__Host-allclear=.*Secure/)
  assert.deepEqual((await get('/me', cookieOf(answer))).json().id, 'ana')
  assert.equal((await get('/me', before)).statusCode, 401)
  assert.ok((await passkeysOf(hub.store.db, 'ana'))[0]!.usedAt)
})

test('an answer that is replayed, made for another host, unverified, of another’s handle or behind the counter opens nothing', async () => {
  passes(2)
  const once = phone.use(await asked())
  assert.equal((await post('/login/passkey', { response: once })).statusCode, 200)
  assert.equal((await post('/login/passkey', { response: once })).json().code, 'passkey_refused')
  const wrongs = [{ origin: 'https://evil.example' }, { rp: 'evil.example' }, { verified: false }, { handle: 'b3RoZXI' }, { counter: 1 }]
  for (const but of wrongs) assert.equal((await enter(phone, but)).json().code, 'passkey_refused', JSON.stringify(but))
  assert.equal((await enter(authenticator(PLACE))).json().code, 'passkey_refused', 'a key that nobody knows')
  assert.equal((await post('/login/passkey', { response: phone.use({ challenge: 'our-own' }) })).json().code, 'passkey_refused')
  assert.equal((await enter(phone)).statusCode, 200, 'the device itself is let in as before')
})

test('beside a password a passkey is the second factor; a recovery code stands in for it', async () => {
  passes(2)
  const session = cookieOf(await enter(phone))
  await post('/me/password', { password: WORDS }, session)
  const logIn = (password: string, code?: string) => post('/login', { person: 'ana', password, ...(code ? { code } : {}) })
  assert.equal((await logIn('guess')).json().code, 'login_refused')
  assert.equal((await logIn(WORDS)).json().code, 'passkey_needed')
  const form = {
    method: 'POST',
    url: '/login',
    payload: new URLSearchParams({ person: 'ana', password: WORDS, code: '' }).toString(),
  } as const
  const page = await app.inject({ ...form, headers: { ...OWN, 'content-type': 'application/x-www-form-urlencoded' } })
  assert.match(page.body, /The password is right\. Now your passkey\..*id="passkey"/s)
  await post(`/me/passkeys/${(await passkeysOf(hub.store.db, 'ana'))[1]!.id}/remove`, {}, session)
  await post(`/me/passkeys/${(await passkeysOf(hub.store.db, 'ana'))[0]!.id}/remove`, {}, session)
  assert.equal((await logIn(WORDS)).statusCode, 200, 'the password is enough when no passkey is left')
  const [code] = (await add(authenticator(PLACE), 'New phone', session)).json().recoveryCodes
  assert.equal((await logIn(WORDS, code)).statusCode, 200)
  assert.equal((await logIn(WORDS, code)).json().code, 'login_refused')
})

test('the last way in is not taken away, and nobody removes another’s', async () => {
  passes(2)
  const { secret } = await makeToken(hub.store.db, { kind: 'session', name: 'Kofi', role: 'responder', person: 'kofi', now: hub.clock.at })
  const kofi = `__Host-allclear=${secret}`
  await add(authenticator(PLACE), 'Only one', kofi)
  const [own] = await passkeysOf(hub.store.db, 'kofi')
  const [hers] = await passkeysOf(hub.store.db, 'ana')
  assert.equal((await post(`/me/passkeys/${own!.id}/remove`, {}, kofi)).json().code, 'way_in_last')
  assert.equal((await post(`/me/passkeys/${hers!.id}/remove`, {}, kofi)).json().code, 'passkey_unknown')
  await add(authenticator(PLACE), 'Another', kofi)
  assert.equal((await post(`/me/passkeys/${own!.id}/remove`, {}, kofi)).statusCode, 200)
  const lines = (await listAudit(hub.store.db, { limit: 200 })).map(({ who, what, about }) => `${who} ${what} ${about}`)
  for (const line of ['kofi added a passkey Only one', 'kofi removed a passkey Only one', 'ana logged in console with a passkey', 'ana failed to log in console with a passkey'])
    assert.ok(lines.includes(line), line) // prettier-ignore
})
