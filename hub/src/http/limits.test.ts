import assert from 'node:assert/strict'
import { test } from 'node:test'
import { seededHub } from '../../test/seeded-hub.ts'
import { routesOf } from './routes.ts'
import { buildServer } from './server.ts'

test('no token takes the place of the others, and no tenant with many of them: 429 with Retry-After (ASVS 2.4.1)', async (t) => {
  const hub = await seededHub()
  const app = await buildServer(hub.around, routesOf(hub.around))
  t.after(async () => {
    await app.close()
    await hub.store.close()
  })
  const knock = (token: string) => app.inject({ url: '/api/v1/sites?unknown=1', headers: { authorization: `Bearer ${token}` } })
  for (let n = 0; n < 3; n++) {
    const token = await hub.token('viewer', 'brightside')
    for (let times = 1; times <= 600; times++) assert.equal((await knock(token)).statusCode, 400)
    if (n > 0) continue
    const slowed = await knock(token)
    assert.deepEqual([slowed.statusCode, slowed.headers['retry-after']], [429, '60'])
  }
  assert.equal((await knock(await hub.token('viewer', 'brightside'))).statusCode, 429)
  assert.equal((await knock(await hub.token('viewer', 'fjord'))).statusCode, 400)
})
