import assert from 'node:assert/strict'
import { createECDH, randomBytes } from 'node:crypto'
import { after, before, test } from 'node:test'
import type { FastifyInstance } from 'fastify'
import { seededHub } from '../../test/seeded-hub.ts'
import { browsersOfPerson } from '../store/browsers.ts'
import { routesOf } from './routes.ts'
import { buildServer } from './server.ts'

let hub: Awaited<ReturnType<typeof seededHub>>
let app: FastifyInstance

before(async () => {
  hub = await seededHub()
  app = await buildServer(hub.around, routesOf(hub.around))
})
after(async () => {
  await app.close()
  await hub.store.close()
})

const p256dh = createECDH('prime256v1').generateKeys('base64url')
const auth = randomBytes(16).toString('base64url')

async function asks(method: 'GET' | 'POST', url: string, payload?: object, person: string | null = 'ana') {
  const token = await hub.token('responder', null, person)
  return app.inject({ method, url, headers: { authorization: `Bearer ${token}` }, ...(payload && { payload }) })
}

test('a browser is added and withdrawn by whom it pages, with a push service that has an https address and real keys (RES-3)', async () => {
  const adds = async (endpoint: string, keys: object = { p256dh, auth }) =>
    (await asks('POST', '/api/v1/browsers', { endpoint, keys })).statusCode
  assert.equal(await adds('https://push.example/x'), 200)
  for (const wrong of [
    'http://push.example/x',
    'https://127.0.0.1/x',
    'https://[::1]/x',
    'https://localhost/x',
    'https://a:b@push.example/',
  ])
    assert.equal(await adds(wrong), 400, wrong)
  assert.equal(await adds('https://push.example/y', { p256dh: Buffer.alloc(65, 4).toString('base64url'), auth }), 400)
  assert.equal(await adds('https://push.example/y', { p256dh, auth: 'short' }), 400)
  const { publicKey, browsers } = (await asks('GET', '/api/v1/browsers')).json()
  assert.equal(Buffer.from(publicKey, 'base64url').length, 65)
  assert.deepEqual(browsers.map(({ endpoint }: { endpoint: string }) => endpoint), ['https://push.example/x']) // prettier-ignore
  assert.equal(
    (await asks('POST', '/api/v1/browsers', { endpoint: 'https://push.example/z', keys: { p256dh, auth } }, null)).statusCode,
    409,
  )

  await asks('POST', '/api/v1/browsers/withdraw', { endpoint: 'https://push.example/x' }, 'kofi')
  assert.equal((await browsersOfPerson(hub.store, 'ana')).length, 1, 'nobody withdraws another’s')
  await asks('POST', '/api/v1/browsers/withdraw', { endpoint: 'https://push.example/x' })
  assert.deepEqual(await browsersOfPerson(hub.store, 'ana'), [])
})

test('the console can be installed: a manifest, an icon and a worker of its own', async () => {
  const manifest = await app.inject('/manifest.webmanifest')
  assert.match(String(manifest.headers['content-type']), /manifest\+json/)
  assert.equal(manifest.json().display, 'standalone')
  for (const { src, type } of manifest.json().icons) {
    const icon = await app.inject(src)
    assert.deepEqual([icon.statusCode, String(icon.headers['content-type']).split(';')[0]], [200, type])
  }
  assert.match((await app.inject('/push-worker.js')).body, /addEventListener\('push'/)
  assert.match(String(manifest.headers['content-security-policy']), /manifest-src 'self'/)
})
