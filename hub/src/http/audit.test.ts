import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { FastifyInstance } from 'fastify'
import { bodyFor, urlFor } from '../../test/route-samples.ts'
import { NOW, seededHub } from '../../test/seeded-hub.ts'
import { aWindow } from '../../test/seeded-maintenance.ts'
import { after as later, days, minutes } from '../domain/instant.ts'
import { addAudit, listAudit } from '../store/audit.ts'
import { keepWarning } from '../store/warnings.ts'
import type { Route } from './route.ts'
import { routesOf } from './routes.ts'
import { buildServer } from './server.ts'

let hub: Awaited<ReturnType<typeof seededHub>>
let app: FastifyInstance
let routes: Route[]
before(async () => {
  hub = await seededHub()
  routes = routesOf(hub.around)
  app = await buildServer(hub.around, routes)
  const warning = { what: 'domain', threshold: '30 days', said: 'It ends.', dueAt: null } as const
  await keepWarning(hub.store.db, 'brightside', 'cornerbakery.example', warning, NOW)
  // prettier-ignore
  await hub.around.maintenance.schedule('brightside', aWindow('brightside-works', later(NOW, days(14)), minutes(30), { sites: ['cornerbakery.example'] }), 'ana')
})
after(async () => {
  await app.close()
  await hub.store.close()
})

const get = async (query: string, token?: string) =>
  app.inject({ url: `/api/v1/audit${query}`, headers: { authorization: `Bearer ${token ?? (await hub.token('viewer'))}` } })

/** What changes nothing that anyone would ask about later, though it is asked for with more than a GET. What an assistant proposes leaves its own line. */
const NO_DEED = /\/(mcp|(notice-)?preview|look|second-factor|logout|:playbook\/(check|rehearse|replay))$/
/** Those that do nothing here: a line of another room, which is a double (engine/deliver/settle.ts); what the API has just done; no report that waits. */
const ELSEWHERE: readonly string[] = [
  'POST /api/v1/messages/:key/settle',
  'POST /maintenance/:id/cancel',
  'POST /api/v1/reports/:partner/:month/approve',
]

test('whatever a person changes over an address of the hub leaves a line that says from where', async () => {
  const silent: string[] = []
  const changing = routes.filter(({ method, path, who }) => method !== 'GET' && who !== 'anyone' && !NO_DEED.test(path))
  let heard = 0
  for (const role of ['owner', 'partner-admin'] as const) {
    const token = await hub.token(role, role === 'owner' ? null : 'brightside')
    for (const route of changing) {
      hub.clock.at = later(hub.clock.at, minutes(1))
      const body = bodyFor(route)
      const isForm = route.reads === 'form'
      const [last] = await listAudit(hub.store.db, { limit: 1 })
      const { statusCode } = await app.inject({
        ...{ method: route.method, url: urlFor(route, 'own'), remoteAddress: '192.0.2.7' },
        headers: {
          authorization: `Bearer ${token}`,
          ...(body !== null && { 'content-type': isForm ? 'application/x-www-form-urlencoded' : 'application/json' }),
        },
        ...(body !== null && { payload: isForm ? new URLSearchParams(body as never).toString() : JSON.stringify(body) }),
      })
      if (statusCode >= 400 || ELSEWHERE.includes(`${route.method} ${route.path}`)) continue
      heard++
      const [line] = await listAudit(hub.store.db, { limit: 1 })
      if (line?.seq === last?.seq || line?.cameFrom !== '192.0.2.7') silent.push(`${route.method} ${route.path}`)
    }
  }
  assert.deepEqual(silent, [])
  assert.ok(heard > 25, `only ${heard} did something`)
})

test('the log is narrowed by person, kind, site and days, and read page by page', async () => {
  const line = { at: later(NOW, days(-3)), partner: 'brightside', who: 'ana', site: 'riverdental.example', about: 'incident 1' } as const
  for (const what of ['noted', 'acknowledged'] as const) await addAudit(hub.store.db, { ...line, what })
  const [first] = (await get('?site=riverdental.example')).json().items
  assert.deepEqual(
    [first.who, first.says, first.about, first.to, first.partner, first.from],
    ['Ana Ruiz', 'acknowledged', 'incident 1', '/incidents/1', 'Brightside Studio', null],
  )
  const count = async (query: string) => (await get(`?site=riverdental.example${query}`)).json().items.length
  assert.equal(await count('&kind=incident'), 2)
  assert.equal(await count('&kind=host'), 0)
  assert.equal(await count('&who=kofi'), 0)
  assert.equal(await count('&from=2026-03-01&until=2026-03-01'), 2)
  assert.equal(await count('&from=2026-03-02'), 0)
  const page = (await get('?site=riverdental.example&limit=1')).json()
  assert.equal((await get(`?site=riverdental.example&limit=1&cursor=${page.next}`)).json().items[0].what, 'noted')
  assert.equal((await get('?kind=nothing')).statusCode, 400)
})

test('the log tells of everybody, and so it is for the operator’s people alone', async () => {
  assert.equal((await get('', await hub.token('owner', 'brightside', null))).json().code, 'operator_only')
  assert.equal((await get('', await hub.token('partner-admin', 'brightside'))).statusCode, 403)
})
