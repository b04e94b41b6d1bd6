import assert from 'node:assert/strict'
import { test } from 'node:test'
import { seededHub } from '../../test/seeded-hub.ts'
import { seededPlan } from '../../test/seeded-plan.ts'
import { keepReports } from '../engine/report/send-reports.ts'
import { routesOf } from './routes.ts'
import { buildServer } from './server.ts'

test('a month is told in numbers and words, to each of their own, and a partner lets its clients have theirs (REV-3, PRE-5)', async () => {
  const hub = await seededHub({ ...seededPlan(), reports: { day: 3, minute: 540, clients: 'after-approval' } })
  await keepReports({ ...hub.around, loops: {}, onBug: (error) => assert.fail(String(error)) }, new Set())
  const app = await buildServer(hub.around, routesOf(hub.around))
  const ask = async (url: string, token: string, method: 'GET' | 'POST' = 'GET') =>
    app.inject({ url, method, headers: { authorization: `Bearer ${token}` }, ...(method === 'POST' && !url.startsWith('/api') ? { headers: { authorization: `Bearer ${token}`, 'content-type': 'application/x-www-form-urlencoded' }, payload: 'month=2026-02' } : {}) }) // prettier-ignore
  const [ours, brightside] = [await hub.token('viewer'), await hub.token('viewer', 'brightside', null)]
  const fleet = (await ask('/api/v1/reports', ours)).json()
  assert.deepEqual([fleet.month, fleet.partner, fleet.closed, fleet.kept], ['2026-02', null, true, true])
  const dental = fleet.numbers.sites.find(({ site }: { site: string }) => site === 'riverdental.example')
  assert.deepEqual([dental.ledger.down, dental.goalPercent], [48 * 60, 99.9])
  assert.deepEqual(fleet.numbers.incidents[0].down, 48 * 60)
  const cell = fleet.sheet.sections.find(({ id }: { id: string }) => id === 'incidents').table.rows[0][0]
  assert.equal(cell.to, '/incidents/1', 'a number leads to its evidence')
  const own = await ask('/api/v1/reports?month=2026-02', brightside)
  assert.equal(own.json().partner, 'brightside')
  assert.doesNotMatch(own.body, /fjord|pine/i)
  for (const url of ['/api/v1/reports?partner=fjord', '/reports/print?partner=fjord', '/api/v1/reports?client=pine-cabins'])
    assert.equal((await ask(url, brightside)).statusCode, 404, url)
  assert.equal((await ask('/api/v1/reports?month=2026-04', ours)).json().code, 'month_ahead')

  const [admin, client] = [await hub.token('partner-admin', 'brightside'), await hub.token('client', 'brightside')]
  const waiting = (await ask('/portal/reports', admin)).body
  assert.match(waiting, /February 2026[\s\S]*Corner Bakery[\s\S]*Waits for your word/)
  const print = await ask('/portal/report?month=2026-02', client)
  assert.match(print.body, /Corner Bakery/)
  assert.doesNotMatch(print.body, /dental/i, 'a client sees its own')
  assert.equal((await ask('/portal/report?month=2026-02&client=river-dental', client)).statusCode, 404)
  assert.match(String(print.headers['content-security-policy']), /style-src 'self' 'nonce-/)
  assert.equal((await ask('/portal/report/approve', admin, 'POST')).statusCode, 303)
  assert.match((await ask('/portal/reports', admin)).body, /Released on [^<]* by partner-admin@brightside.example/)
  await app.close()
  await hub.store.close()
})
