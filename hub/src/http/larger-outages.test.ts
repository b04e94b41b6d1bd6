import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { FastifyInstance } from 'fastify'
import { NOW, seededHub } from '../../test/seeded-hub.ts'
import type { Plan } from '../domain/plan/plan.ts'
import { findIncident, listIncidents, saveIncident } from '../store/incidents.ts'
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
    const { id } = await openParent(tx, { kind: 'outage', shared: 'hosting', value: 'anchor-hosting' }, NOW)
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
  assert.match((await get('/api/v1/now', await hub.token('viewer'))).body, /Part of a larger outage: 1 site on .+ is down\. At risk: /)
  assert.doesNotMatch((await get('/api/v1/now', foreign)).body, /At risk/)
})

test('an incident says what it is part of, to its tenant in words that count nobody else’s sites (TRI-3, DIA-9)', async () => {
  const [kept] = await listIncidents(hub.store.db, { phases: ['open'], limit: 1 })
  const { partner, number, version, incident } = kept!
  const says = 'Part of a larger outage: sites on Anchor Hosting are down, 1 of Brightside Studio among them.'
  await hub.store.transaction((tx) => saveIncident(tx, version, { ...incident, parent: { id: 1, says, sites: 1, leads: false } }))
  assert.equal((await findIncident(hub.store.db, partner, number))?.incident.parent?.says, says)
  const foreign = await hub.token('viewer', partner, null)
  const parent = { id: 1, says, leads: false }
  assert.deepEqual((await get(`/api/v1/incidents/${number}`, foreign)).json().parent, parent)
  assert.deepEqual((await get(`/api/v1/incidents/${number}/hand-over`, foreign)).json().parent, parent)
  assert.match((await get(`/incidents/${number}/hand-over`, foreign)).body, /1 of Brightside Studio among them/)
  const room = (await get(`/api/v1/incidents/${number}/room`, foreign)).body
  assert.match(room, /1 of Brightside Studio among them/)
  assert.match(room, /paged by the incident that leads/)
  assert.doesNotMatch(room, /At risk|1 site on/)
  assert.match(
    (await get(`/api/v1/incidents/${number}/room`, await hub.token('viewer'))).body,
    /1 site on Anchor Hosting is down\. At risk: /,
  )
})
