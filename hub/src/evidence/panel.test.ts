import assert from 'node:assert/strict'
import type { RequestListener } from 'node:http'
import { test } from 'node:test'
import type { TestContext } from 'node:test'
import type { Instant } from '../domain/instant.ts'
import type { PanelDoor } from './collector.ts'
import { reasonInPanel } from '../domain/diagnosis/suspension.ts'
import type { Evidence } from '../domain/diagnosis/evidence.ts'
import { panel } from './panel.ts'
import { subject, webServer } from './subject.double.ts'

const HOUR = Date.parse('2026-11-21T09:00:00Z')
const answer = (data: unknown) => JSON.stringify({ data, metadata: { result: 1, reason: 'OK' } })

async function said(t: TestContext, respond: RequestListener, kind: PanelDoor['kind'] = 'cpanel') {
  const url = await webServer(t, respond)
  return panel.collect(
    subject('https://www.cornerbakery.example/', {
      panel: { provider: 'anchor', kind, url, token: 'SECRET' },
      ms: 500,
      now: () => HOUR as Instant,
    }),
  )
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
    ...[11, 10].map(
      (month) => `whm root:SECRET /json-api/showbw?api.version=1&searchtype=user&search=%5Ebakery%24&month=${month}&year=2026`,
    ),
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

test('what the site uses comes with it: the disk, and the transfer of the fuller of two months (DIA-3)', async (t) => {
  const whm: RequestListener = (request, response) => {
    if (!request.url!.includes('/showbw?')) return summary([{ suspended: 0, diskused: '9216M' }])(request, response)
    const bytes = request.url!.includes('month=10') ? '332859965440' : 1000
    response.end(
      answer({
        acct: [
          { user: 'bakery2', totalbytes: 9e15 },
          { user: 'bakery', totalbytes: bytes },
        ],
      }),
    )
  }
  assert.deepEqual((await said(t, whm))?.used, { disk: 9 * 1024 ** 3, transfer: 310 * 1024 ** 3 })
  assert.equal((await said(t, summary([{ suspended: 0, diskused: 'none' }])))?.used, undefined)
})

// Shaped as docs.plesk.com has the answers of the XML API.
const plesk = (result: string) =>
  `<?xml version="1.0" encoding="UTF-8"?><packet version="1.6.9.1"><site><get><result>${result}</result></get></site></packet>`
const site = (status: number | string) =>
  plesk(`<status>ok</status><filter-id>cornerbakery.example</filter-id><id>57</id><data><gen_info><cr_date>2024-01-02</cr_date>
    <name>cornerbakery.example</name><ascii-name>cornerbakery.example</ascii-name><status>${status}</status><real_size>9663676416</real_size></gen_info></data>`)

test('Plesk says why a site is suspended as a sum of bits; an expired subscription is a question of money (DIA-3)', async (t) => {
  const heard: unknown[] = []
  const found = await said(
    t,
    (request, response) => (heard.push([request.method, request.url, request.headers['key']]), response.end(site(272))),
    'plesk',
  )
  assert.deepEqual(heard, [['POST', '/enterprise/control/agent.php', 'SECRET']])
  const used = { disk: 9 * 1024 ** 3 }
  const expired = {
    provider: 'anchor',
    account: 'cornerbakery.example',
    suspended: true,
    reason: 'The subscription has expired',
    since: null,
    used,
  }
  assert.deepEqual(found, expired)
  assert.equal(reasonInPanel({ panel: expired } as unknown as Evidence), 'money')
  const ask = async (body: string, status = 200) => said(t, (_, response) => response.writeHead(status).end(body), 'plesk')
  const off = await ask(site(16))
  assert.deepEqual([off?.reason, reasonInPanel({ panel: off } as unknown as Evidence)], ['suspended by the administrator', null])
  const well = await ask(site(0))
  assert.deepEqual([well?.suspended, well?.reason], [false, null])
  const unknown = await ask(plesk('<status>error</status><errcode>1013</errcode><errtext>Site does not exist</errtext>'))
  assert.deepEqual([unknown?.account, unknown?.suspended], [null, false])
  const refused = plesk('<status>error</status><errcode>1001</errcode><errtext>You have entered incorrect username or password.</errtext>')
  for (const odd of [refused, '', '<gen_info>', site('x'), 'x'.repeat(3_000_000)]) assert.equal(await ask(odd), null)
  assert.equal(await ask(site(0), 403), null)
})
