import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { FastifyInstance } from 'fastify'
import { NOW, seededHub } from '../../test/seeded-hub.ts'
import type { Plan } from '../domain/plan/plan.ts'
import { listIncidents } from '../store/incidents.ts'
import { joinParent, openParent } from '../store/parents.ts'
import { routesOf } from './routes.ts'
import { buildServer } from './server.ts'

let hub: Awaited<ReturnType<typeof seededHub>>
let app: FastifyInstance
let onAnchor: Plan

before(async () => {
  hub = await seededHub()
  const plan = hub.around.plan()
  const sites = Object.values(plan.sites).map((site) => [site.id, { ...site, hosting: 'anchor-hosting' }] as const)
  onAnchor = { ...plan, sites: Object.fromEntries(sites) }
  const around = { ...hub.around, plan: () => onAnchor }
  app = await buildServer(around, routesOf(around))
})
after(async () => {
  await app.close()
  await hub.store.close()
})

const get = async (url: string, token: string) => app.inject({ url, headers: { authorization: `Bearer ${token}` } })

test('which sites are at risk is for the operator’s people alone (DIA-9)', async () => {
  const { incident } = (await listIncidents(hub.store.db, { phases: ['open'], limit: 1 }))[0]!
  const member = { incident: Number(incident.id), site: incident.site, partner: incident.partner }
  const atRisk = Object.keys(onAnchor.sites).filter((id) => id !== incident.site)
  await hub.store.transaction(async (tx) => {
    const { id } = await openParent(tx, { shared: 'hosting', value: 'anchor-hosting' }, NOW)
    await joinParent(tx, id, member, NOW)
  })
  const seen = (await get('/api/v1/parents', await hub.token('viewer'))).json()
  assert.deepEqual(
    seen.items.map((item: { shared: string; atRisk: string[]; affected: { site: string }[] }) => [
      item.shared,
      item.atRisk,
      item.affected.map(({ site }) => site),
    ]),
    [['hosting', atRisk, [incident.site]]],
  )
  const foreign = await hub.token('responder', incident.partner, null)
  assert.deepEqual((await get('/api/v1/parents', foreign)).json(), { items: [], next: null })
  assert.match((await get('/', await hub.token('viewer'))).body, /Part of a larger outage: 1 site on .+ is down\. At risk: /)
  assert.doesNotMatch((await get('/', foreign)).body, /At risk/)
})
