import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { brotliCompressSync } from 'node:zlib'
import type { FastifyInstance } from 'fastify'
import { seededHub } from '../../../test/seeded-hub.ts'
import { buildServer } from '../server.ts'
import { appRoutes } from './app.ts'
import type { BuiltScreens } from './built-screens.ts'

let hub: Awaited<ReturnType<typeof seededHub>>
let headers: Record<string, string>
let built: BuiltScreens | null = null
let app: FastifyInstance

before(async () => {
  hub = await seededHub()
  headers = { authorization: `Bearer ${await hub.token('viewer')}` }
  const around = hub.around
  app = await buildServer(
    around,
    appRoutes(around, () => built),
  )
})
after(async () => {
  await app.close()
  await hub.store.close()
})

test('without a build the page says how to make one, and leads to the pages that work', async () => {
  const { statusCode, body } = await app.inject({ url: '/', headers })
  assert.equal(statusCode, 503)
  assert.match(body, /not built yet[\s\S]*node web\/build\.mjs/)
  assert.match(body, /href="\/sites"/)
})

test('each answer has a word of its own for styles, which its policy names, and no script stands in the page', async () => {
  built = { index: '<meta property="csp-nonce" nonce="STYLE-NONCE">', files: new Map() }
  const words = new Set<string>()
  for (let n = 0; n < 2; n++) {
    const { body, headers: given } = await app.inject({ url: '/', headers })
    const word = /nonce="([^"]+)"/.exec(body)![1]!
    assert.ok(String(given['content-security-policy']).includes(`style-src 'self' 'nonce-${word}'; script-src 'self';`))
    words.add(word)
  }
  assert.equal(words.size, 2)
})

test('a built file is given packed as the browser takes it, for ever; what is not in the list is not there', async () => {
  const plain = Buffer.from('export const here = 1')
  const br = brotliCompressSync(plain)
  built = { index: '', files: new Map([['now-1.js', { type: 'text/javascript; charset=utf-8', plain, br }]]) }
  const packed = await app.inject({ url: '/assets/now-1.js', headers: { 'accept-encoding': 'gzip, br' } })
  assert.deepEqual(packed.rawPayload, br)
  assert.equal(packed.headers['content-encoding'], 'br')
  assert.match(String(packed.headers['cache-control']), /immutable/)
  assert.equal((await app.inject({ url: '/assets/now-1.js' })).body, plain.toString())
  for (const url of ['/assets/now-2.js', '/assets/..%2F..%2Fpackage.json']) assert.equal((await app.inject({ url })).statusCode, 404, url)
})
