import assert from 'node:assert/strict'
import { test } from 'node:test'
import { seededHub } from '../../test/seeded-hub.ts'
import { aWindow } from '../../test/seeded-maintenance.ts'
import { after, hours, minutes } from '../domain/instant.ts'
import { buildServer } from './server.ts'
import { routesOf } from './routes.ts'

test('availability is told of each site and of all, whole to the second, with its method, and to a partner of its own (REV-3, PRE-5)', async () => {
  const hub = await seededHub()
  const { clock, around } = hub
  const now = clock.at
  clock.at = after(now, hours(-2))
  await around.maintenance.schedule(
    'operator',
    aWindow('disks', after(now, hours(-2)), minutes(90), { sites: ['riverdental.example'] }),
    'ana',
  )
  clock.at = now
  const app = await buildServer(hub.around, routesOf(hub.around))
  const ask = async (url: string, partner: string | null) =>
    app.inject({ url, headers: { authorization: `Bearer ${await hub.token('viewer', partner, null)}` } })
  const all = (await ask('/api/v1/availability?days=7', null)).json()
  assert.ok(all.items.length >= 5)
  for (const { site, up, down, unknown, maintenance } of all.items) assert.equal(up + down + unknown + maintenance, 7 * 86_400, site)
  const bakery = all.items.find(({ site }: { site: string }) => site === 'cornerbakery.example')
  assert.ok(bakery.down > 0 && bakery.availability < 1 && bakery.budget.left < bakery.budget.allowed)
  const dental = all.items.find(({ site }: { site: string }) => site === 'riverdental.example')
  assert.equal(dental.maintenance, 90 * 60)
  assert.match(all.method, /maintenance/)
  const own = (await ask('/api/v1/availability', 'fjord')).json()
  assert.doesNotMatch(JSON.stringify(own), /bakery|dental|harbor/)
  assert.equal((await ask('/availability?days=365', null)).headers.location, '/reports')
  await app.close()
  await hub.store.close()
})
