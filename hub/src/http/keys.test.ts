import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Keys } from '@allclear/wire/keys.ts'
import { seededHub } from '../../test/seeded-hub.ts'
import { installationKey } from '../store/installation-key.ts'
import { resealSome } from '../store/reseal.ts'
import { routesOf } from './routes.ts'
import { buildServer } from './server.ts'

test('an owner has every secret sealed under a new key, and no key is told (ASVS 11.1.2)', async (t) => {
  const hub = await seededHub()
  const app = await buildServer(hub.around, routesOf(hub.around))
  t.after(async () => {
    await app.close()
    await hub.store.close()
  })
  await installationKey(hub.store, 'made once')
  const headers = { authorization: `Bearer ${await hub.token('owner')}` }
  const rotated = await app.inject({ method: 'POST', url: '/api/v1/keys/rotate', headers, payload: {} })
  assert.deepEqual((rotated.json() as Keys).items.map(({ id, secrets }) => [id, secrets]), [[2, 0], [1, 1]]) // prettier-ignore
  while (await resealSome(hub.store));
  const { items, left } = (await app.inject({ url: '/api/v1/keys', headers })).json() as Keys
  assert.deepEqual([items.length, items[0]!.id, items[0]!.secrets, left], [1, 2, 1, 0])
  assert.equal(await installationKey(hub.store, 'another'), 'made once')
})
