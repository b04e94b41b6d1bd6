import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { after, before, test } from 'node:test'
import type { FastifyInstance } from 'fastify'
import { CHECKS } from '../src/checks/index.ts'
import { printComplaints, readDocument } from '../src/domain/document.ts'
import { minutes, after as later } from '../src/domain/instant.ts'
import { exportPlan } from '../src/domain/plan/export-plan.ts'
import { readPlan } from '../src/domain/plan/read-plan.ts'
import { routesOf } from '../src/http/routes.ts'
import type { Route } from '../src/http/route.ts'
import { buildServer } from '../src/http/server.ts'
import { bodyFor, urlFor } from './route-samples.ts'
import { seededHub } from './seeded-hub.ts'
import { seededPlan } from './seeded-plan.ts'

const EXAMPLE = readFileSync(new URL('../../docs/examples/allclear.yaml', import.meta.url), 'utf8')
// Every variable of the configuration has a value of its own that is easily found.
const canary = (name: string) =>
  name.endsWith('_URL') ? `${name === 'SMTP_URL' ? 'smtp' : 'https'}://canary:kanarie${name}@mail.example/x` : `kanarie${name}`
const FOUND = /kanarie\w*/
const checkSchemas = Object.fromEntries(CHECKS.map(({ kind, options }) => [kind, options]))
const read = readPlan(EXAMPLE, 'a.yaml', { variables: { lookup: canary, unsetIsEmpty: false }, checkSchemas })

let hub: Awaited<ReturnType<typeof seededHub>>
let app: FastifyInstance
let routes: Route[]
before(async () => {
  hub = await seededHub(seededPlan(), read.secrets)
  routes = routesOf(hub.around)
  app = await buildServer(hub.around, routes)
})
after(async () => {
  await app.close()
  await hub.store.close()
})

test('the secrets of a configuration come apart from its plan, and no complaint nor export repeats one (ASVS 13.3.1)', () => {
  assert.ok(read.secrets.size >= 6, [...read.secrets.keys()].join())
  assert.ok([...read.secrets.values()].every((secret) => FOUND.test(secret)))
  assert.equal(FOUND.exec(JSON.stringify(read.plan)), null)
  assert.equal(FOUND.exec(printComplaints(read.complaints)), null)
  assert.equal(FOUND.exec(exportPlan(readDocument(EXAMPLE, 'a.yaml'), [], [])), null)
})

test('a secret that cannot be used is complained about without its words', () => {
  const broken = readPlan(EXAMPLE, 'a.yaml', {
    variables: { lookup: (name) => `kanarie ${name} \u0007`, unsetIsEmpty: false },
    checkSchemas,
  })
  assert.ok(broken.complaints.length > 0)
  assert.equal(FOUND.exec(printComplaints(broken.complaints)), null)
})

test('no answer of any route, refusals and metrics included, holds a secret, and no row of the store (ASVS 14.2.1, 16.2.5)', async () => {
  const told: string[] = []
  for (const role of ['owner', 'machine', 'partner-admin'] as const) {
    const token = await hub.token(role, role === 'partner-admin' ? 'brightside' : null)
    for (const route of routes.filter(({ path }) => path !== '/events' && !path.endsWith('/logout'))) {
      hub.clock.at = later(hub.clock.at, minutes(0.05))
      const payload = route.method === 'GET' || route.who === 'anyone' || route.reads !== 'json' ? null : JSON.stringify(bodyFor(route))
      const { body, headers } = await app.inject({
        method: route.method,
        url: urlFor(route, 'own'),
        headers: { authorization: `Bearer ${token}`, ...(payload === null ? {} : { 'content-type': 'application/json' }) },
        ...(payload === null ? {} : { payload }),
      })
      const found = FOUND.exec(body + JSON.stringify(headers))
      if (found) told.push(`${route.method} ${route.path} tells ${found[0]} to a ${role}`)
    }
  }
  assert.deepEqual(told, [])
  const tables = await hub.store.db.introspection.getTables()
  for (const { name } of tables) {
    const rows = await hub.store.db.selectFrom(name as never).selectAll().execute() // prettier-ignore
    assert.equal(FOUND.exec(JSON.stringify(rows)), null, name)
  }
  for (const bug of hub.bugs) assert.equal(FOUND.exec(String((bug as Error).stack)), null)
})
