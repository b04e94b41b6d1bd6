import assert from 'node:assert/strict'
import { test } from 'node:test'
import { NOW, seededHub } from '../../../test/seeded-hub.ts'
import { seededPlan } from '../../../test/seeded-plan.ts'
import { days, hours, minutes } from '../../domain/instant.ts'
import { routesOf } from '../routes.ts'
import { buildServer } from '../server.ts'

const SITE = 'cornerbakery.example'

test('a job reports at its secret address, by GET or POST, and only its own tenant reads where that is (MON-2)', async () => {
  const plan = seededPlan()
  const monitor = {
    id: `${SITE}/heartbeat`,
    kind: 'heartbeat',
    interval: minutes(1),
    options: { period: days(1), cron: '0 3 * * *', timezone: 'UTC', grace: hours(1) },
  }
  const site = { ...plan.sites[SITE]!, monitors: [monitor] }
  const hub = await seededHub({ ...plan, sites: { ...plan.sites, [SITE]: site } })
  const app = await buildServer(hub.around, routesOf(hub.around))
  try {
    const list = async (partner: string | null) => {
      const token = await hub.token('responder', partner, null)
      return (await app.inject({ url: '/api/v1/heartbeats', headers: { authorization: `Bearer ${token}` } })).json().items
    }
    const [job] = await list(site.partner)
    const address = new URL(job.url).pathname
    assert.deepEqual([job.signal, job.dueAt, await list('another')], [null, null, []])
    const said = async (method: 'GET' | 'POST', suffix: string) => (await app.inject({ method, url: `${address}${suffix}` })).statusCode
    assert.deepEqual([await said('GET', '/start'), await said('POST', '')], [200, 200])
    const [after] = await list(site.partner)
    assert.deepEqual([after.signal, after.lastAt, after.dueAt], ['success', '2026-03-04T16:05:00Z', '2026-03-05T03:00:00Z'])
    assert.equal(await said('GET', '/fail'), 200)
    assert.equal((await list(site.partner))[0].signal, 'fail')
    assert.deepEqual([await said('GET', '/0'), (await list(site.partner))[0].signal], [200, 'success'])
    assert.deepEqual([await said('POST', '/137'), (await list(site.partner))[0].signal], [200, 'fail'])
    assert.equal(await said('POST', '/maybe'), 400)
    const forged = await app.inject({ url: '/heartbeat/AAAAAAAAAAAAAAAAAAAAAA' })
    assert.deepEqual([forged.statusCode, forged.json().code], [404, 'heartbeat_unknown'])
    assert.equal(hub.around.clock.now(), NOW)
  } finally {
    await app.close()
    await hub.store.close()
  }
})
