import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { FastifyInstance } from 'fastify'
import { seededHub } from '../../../test/seeded-hub.ts'
import { after as later, days, minutes } from '../../domain/instant.ts'
import type { Instant } from '../../domain/instant.ts'
import { credentialOf } from '../../store/credentials.ts'
import { listAudit } from '../../store/audit.ts'
import { routesOf } from '../routes.ts'
import { buildServer } from '../server.ts'
import { isPassword } from './password.ts'
import { base32, stepAt, totp } from './totp.ts'

let hub: Awaited<ReturnType<typeof seededHub>>
let app: FastifyInstance
before(async () => {
  hub = await seededHub()
  app = await buildServer(hub.around, routesOf(hub.around))
})
after(async () => {
  await app.close()
  await hub.store.close()
  assert.deepEqual(hub.bugs, [], 'nothing was answered with a bug')
})

const OWN = { host: 'hub.test', origin: 'http://hub.test', 'content-type': 'application/json', 'user-agent': 'Firefox on a phone' }
const post = (url: string, body: unknown, cookie = '') =>
  app.inject({ method: 'POST', url, headers: { ...OWN, cookie }, payload: JSON.stringify(body) })
const get = (url: string, cookie: string) => app.inject({ url, headers: { cookie } })
const cookieOf = (answer: { headers: Record<string, unknown> }) => String(answer.headers['set-cookie']).split(';')[0]!
const byLink = async () => cookieOf(await app.inject({ method: 'POST', url: `/login/${await hub.loginLink()}`, headers: { host: 'hub.test', origin: 'http://hub.test' } })) // prettier-ignore
const logIn = (password: string, code?: string, person = 'ana') => post('/api/v1/login', { person, password, ...(code ? { code } : {}) })
const passes = (span: number) => void (hub.clock.at = later(hub.clock.at, minutes(span)))

const WORDS = 'heron lantern teapot gravel'

test('codes are those of RFC 6238 appendix B', () => {
  const secret = Buffer.from('12345678901234567890')
  const vectors: [number, string][] = [
    [59, '94287082'],
    [1111111109, '07081804'],
    [1111111111, '14050471'],
    [1234567890, '89005924'],
    [2000000000, '69279037'],
    [20000000000, '65353130'],
  ]
  for (const [seconds, code] of vectors) assert.equal(totp(secret, stepAt((seconds * 1000) as Instant), 8), code)
  assert.equal(base32(Buffer.from('foobar')), 'MZXW6YTBOI') // RFC 4648 section 10
})

test('the first password is set after a login by link; weak ones are refused, and it logs in by name or mail (ASVS 6.2)', async () => {
  const session = await byLink()
  for (const weak of ['short', 'aaaaaaaaaaaaaaaa', 'ana.ruiz.is.my.name', 'harbor harbor harbor', 'allclear allclear'])
    assert.equal((await post('/api/v1/me/password', { password: weak }, session)).json().code, 'password_weak', weak)
  assert.equal((await post('/api/v1/me/password', { password: WORDS }, session)).statusCode, 200)
  for (const person of ['ana', 'ANA@harbor.example']) {
    const { statusCode, headers } = await logIn(WORDS, undefined, person)
    assert.equal(statusCode, 200)
    assert.match(String(headers['set-cookie']), /HttpOnly.*SameSite=Lax/)
  }
  assert.match((await credentialOf(hub.store.db, 'ana')).password!, /^\$argon2id\$v=19\$m=19456,t=2,p=1\$/)
})

test('whoever has no account, no password or the wrong one hears the same, after the same work (ASVS 6.3.8)', async () => {
  const { id: _, ...wrong } = (await logIn('not this one')).json()
  for (const answer of [await logIn(WORDS, undefined, 'nobody'), await logIn(WORDS, undefined, 'kofi')]) {
    const { id: _, ...refused } = answer.json()
    assert.deepEqual([answer.statusCode, refused], [403, wrong])
  }
  const took = async (kept: string | null) => {
    let least = Infinity // of three: a machine that is busy only adds to it
    for (let n = 0; n < 3; n++) {
      const began = performance.now()
      await isPassword('x', kept)
      least = Math.min(least, performance.now() - began)
    }
    return least
  }
  const { password } = await credentialOf(hub.store.db, 'ana')
  const [known, unknown] = [await took(password), await took(null)]
  assert.ok(unknown > known / 4, `${unknown} ms without a password, ${known} ms with one`)
})

test('guessing is slowed: ten tries a minute for a name (ASVS 6.3.1)', async () => {
  passes(2)
  for (let n = 0; n < 10; n++) assert.equal((await logIn('guess', undefined, 'mallory')).statusCode, 403)
  assert.equal((await logIn('guess', undefined, 'Mallory ')).statusCode, 429)
  assert.equal((await logIn(WORDS)).statusCode, 200, 'another name is not kept out')
})

test('a second factor is asked for once it is confirmed; a code and a recovery code each work once (ASVS 6.3.3, 6.5.1)', async () => {
  passes(2)
  const session = cookieOf(await logIn(WORDS))
  const { secret, otpauth } = (await post('/api/v1/me/second-factor', {}, session)).json()
  assert.match(otpauth, new RegExp(`^otpauth://totp/Allclear.*secret=${secret}`))
  assert.equal((await logIn(WORDS)).statusCode, 200, 'not asked for yet')
  assert.equal((await post('/api/v1/me/second-factor/confirm', { code: '000000' }, session)).json().code, 'code_wrong')
  const bits = [...(secret as string)]
    .map((letter) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(letter).toString(2).padStart(5, '0'))
    .join('')
  const key = Buffer.from(bits.match(/.{8}/g)!.map((byte) => parseInt(byte, 2)))
  const code = () => totp(key, stepAt(hub.clock.at))
  const { recoveryCodes } = (await post('/api/v1/me/second-factor/confirm', { code: code() }, session)).json()
  assert.equal(recoveryCodes.length, 10)

  assert.equal((await logIn(WORDS)).json().code, 'login_refused')
  assert.equal((await logIn(WORDS, code())).json().code, 'login_refused', 'the code that confirmed it is used')
  passes(1)
  assert.equal((await logIn(WORDS, code())).statusCode, 200)
  assert.equal((await logIn(WORDS, code())).statusCode, 403, 'a code works once')
  assert.equal((await logIn(WORDS, recoveryCodes[3].toUpperCase())).statusCode, 200)
  assert.equal((await logIn(WORDS, recoveryCodes[3])).statusCode, 403)
  assert.equal((await logIn('guess', recoveryCodes[4])).statusCode, 403, 'no code without the password')
  const me = (await get('/api/v1/me', session)).json()
  assert.deepEqual([me.id, me.role, me.password, me.secondFactor, me.recoveryCodes], ['ana', 'owner', true, true, 9])
  assert.doesNotMatch(JSON.stringify(await credentialOf(hub.store.db, 'ana')), new RegExp(secret))
  passes(2)
  assert.equal((await post('/api/v1/me/second-factor/remove', {}, session)).statusCode, 200)
})

test('an old session changes nothing of the account without the present password, and a new password ends every other session (ASVS 7.4.3, 7.5.1)', async () => {
  passes(2)
  const [here, there] = [cookieOf(await logIn(WORDS)), cookieOf(await logIn(WORDS))]
  passes(20)
  const fresh = 'quartz bicycle melon thunder'
  assert.equal((await post('/api/v1/me/password', { password: fresh }, here)).json().code, 'login_stale')
  assert.equal((await post('/api/v1/me/password', { password: fresh, current: 'wrong' }, here)).json().code, 'login_stale')
  assert.equal((await post('/api/v1/me/password', { password: fresh, current: WORDS }, here)).statusCode, 200)
  assert.equal((await get('/api/v1/me', here)).statusCode, 200)
  assert.equal((await get('/api/v1/me', there)).statusCode, 401)
  assert.equal((await logIn(WORDS)).statusCode, 403)
  assert.equal((await logIn(fresh)).statusCode, 200)
  await post('/api/v1/me/password', { password: WORDS, current: fresh }, here)
})

test('sessions are listed with what holds them, end at once, and by themselves after three days unused (ASVS 7.3, 7.4)', async () => {
  passes(2)
  const [here, there] = [cookieOf(await logIn(WORDS)), cookieOf(await logIn(WORDS))]
  const { items } = (await get('/api/v1/sessions', here)).json()
  const [other] = items.filter(({ present }: { present: boolean }) => !present)
  assert.deepEqual([other.person, other.agent], ['ana', 'Firefox on a phone'])
  assert.equal((await post(`/api/v1/sessions/${other.id}/end`, {}, here)).statusCode, 200)
  assert.equal((await get('/api/v1/me', there)).statusCode, 401)
  assert.equal((await post(`/api/v1/sessions/${other.id}/end`, {}, here)).json().code, 'session_unknown')
  hub.clock.at = later(hub.clock.at, days(4))
  assert.equal((await get('/api/v1/me', here)).statusCode, 401)
  const lines = (await listAudit(hub.store.db, { limit: 200 })).map(({ what }) => what)
  for (const what of ['logged in', 'failed to log in', 'changed the password', 'set up a second factor', 'ended a session'] as const) assert.ok(lines.includes(what), what) // prettier-ignore
})

test('an API token ends when an owner says so, and nobody else makes a login for the operator’s people', async () => {
  const [owner, doomed, theirs] = [await hub.token('owner'), await hub.token('viewer'), await hub.token('owner', 'brightside')]
  const as = (token: string) => ({ authorization: `Bearer ${token}`, 'content-type': 'application/json' })
  const { items } = (await app.inject({ url: '/api/v1/tokens', headers: as(owner) })).json()
  const { id } = items.find(({ name }: { name: string }) => name === 'test viewer')
  assert.equal((await app.inject({ method: 'POST', url: `/api/v1/tokens/${id}/end`, headers: as(theirs), payload: '{}' })).statusCode, 404)
  assert.equal((await app.inject({ method: 'POST', url: `/api/v1/tokens/${id}/end`, headers: as(owner), payload: '{}' })).statusCode, 200)
  assert.equal((await app.inject({ url: '/api/v1/me', headers: as(doomed) })).statusCode, 401)
  const link = await app.inject({ method: 'POST', url: '/api/v1/login-links', headers: as(theirs), payload: '{"person":"ana"}' })
  assert.equal(link.json().code, 'operator_only')
})

test('the page of one’s account sets a password and a second factor, and ends sessions, without JavaScript', async () => {
  passes(2)
  const cookie = await byLink()
  const form = (url: string, fields: Record<string, string>) =>
    app.inject({
      method: 'POST',
      url,
      headers: { ...OWN, 'content-type': 'application/x-www-form-urlencoded', cookie },
      payload: new URLSearchParams(fields).toString(),
    })
  assert.match((await form('/account/password', { password: WORDS })).body, /The password is set/)
  assert.match((await form('/account/second-factor', {})).body, /otpauth:\/\/totp\//)
  assert.equal((await form('/account/second-factor/confirm', { code: '000000' })).statusCode, 400)
  const other = await byLink()
  const { items } = (await get('/api/v1/sessions', other)).json()
  const { id } = items.find(({ present }: { present: boolean }) => present)
  assert.match((await get('/account', cookie)).body, new RegExp(id))
  assert.match((await get('/account', `${cookie}; allclear-language=de`)).body, /<html lang="de">[^]*<h1>Ihr Konto<\/h1>/)
  assert.equal((await form('/account/sessions/end', { session: id })).statusCode, 303)
  assert.equal((await get('/api/v1/me', other)).statusCode, 401)
})
