import assert from 'node:assert/strict'
import type { RequestListener } from 'node:http'
import { test } from 'node:test'
import type { TestContext } from 'node:test'
import { panel } from './panel.ts'
import { subject, webServer } from './subject.double.ts'

const HOUR = Date.parse('2026-11-21T09:00:00Z')
const answer = (data: unknown) => JSON.stringify({ data, metadata: { result: 1, reason: 'OK' } })

async function said(t: TestContext, respond: RequestListener) {
  const url = await webServer(t, respond)
  return panel.collect(subject('https://www.cornerbakery.example/', { panel: { provider: 'anchor', url, token: 'SECRET' }, ms: 500 }))
}
const summary =
  (acct: unknown, user: unknown = 'bakery'): RequestListener =>
  (request, response) =>
    response.end(request.url!.includes('/getdomainowner?') ? answer({ user }) : answer({ acct }))

test('the panel’s word on a suspension comes home: whose account, since when, and the reason where somebody wrote one (DIA-3)', async (t) => {
  const heard: string[] = []
  const found = await said(t, (request, response) => {
    heard.push(`${request.headers.authorization} ${request.url}`)
    summary([{ suspended: 1, suspendreason: ' Overdue on\nPayment ', suspendtime: HOUR / 1000 }])(request, response)
  })
  assert.deepEqual(found, { provider: 'anchor', account: 'bakery', suspended: true, reason: 'Overdue on Payment', since: HOUR })
  assert.deepEqual(heard, [
    'whm root:SECRET /json-api/getdomainowner?api.version=1&domain=cornerbakery.example',
    'whm root:SECRET /json-api/accountsummary?api.version=1&user=bakery',
  ])
  const unknown = await said(t, summary([{ suspended: '1', suspendreason: 'Unknown', suspendtime: 'null' }]))
  assert.deepEqual([unknown?.suspended, unknown?.reason, unknown?.since], [true, null, null])
  const well = await said(t, summary([{ suspended: 0, suspendreason: 'not suspended' }]))
  assert.deepEqual([well?.suspended, well?.reason], [false, null])
  assert.equal((await said(t, summary([], null)))?.account, null)
})

test('a refused token, other words, a flood and silence are no answer, and harm nobody', async (t) => {
  const odd: RequestListener[] = [
    (_, response) => response.writeHead(403).end('{}'),
    (_, response) => response.end('<html>'),
    (_, response) => response.end('{"metadata":{"result":"1"},"data":{}}'),
    summary([]),
    summary('x'),
    summary([{ suspended: {} }]),
    summary([{ suspended: 1 }], { length: 3 }),
    (_, response) => response.end(answer({ user: 'x'.repeat(3_000_000) })),
    () => {},
  ]
  const found = await Promise.all(odd.map((one) => said(t, one)))
  assert.deepEqual(
    found.map((one) => one?.account ?? null),
    odd.map(() => null),
  )
  const long = await said(t, summary([{ suspended: 1, suspendreason: 'y'.repeat(9000), suspendtime: 1e300 }]))
  assert.deepEqual([long?.reason?.length, long?.since], [200, null])
})
