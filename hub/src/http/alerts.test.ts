import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { FastifyInstance } from 'fastify'
import { NOW, seededHub } from '../../test/seeded-hub.ts'
import { seededPlan } from '../../test/seeded-plan.ts'
import { addAlert } from '../store/inbound-alerts.ts'
import { routesOf } from './routes.ts'
import { buildServer } from './server.ts'

const SITE = 'cornerbakery.example'
let hub: Awaited<ReturnType<typeof seededHub>>
let app: FastifyInstance

before(async () => {
  const source = { kind: 'uptime-kuma', partner: null, sites: {}, mapping: null }
  const alerts = {
    kuma: { ...source, id: 'kuma', name: 'Our Kuma' },
    fjords: { ...source, id: 'fjords', name: 'Fjord’s Kuma', partner: 'fjord' },
  }
  hub = await seededHub({ ...seededPlan(), alerts })
  app = await buildServer(hub.around, routesOf(hub.around))
  const alert = {
    source: 'kuma',
    says: 'timeout',
    link: null,
    startedAt: NOW,
    resolvedAt: null,
    heardAt: NOW,
    site: null,
    dueAt: null,
    state: 'waiting',
  } as const
  await hub.store.transaction(async (tx) => {
    for (const [key, partner] of [
      ['1', 'operator'],
      ['2', 'operator'],
      ['3', 'fjord'],
    ] as const)
      // prettier-ignore
      await addAlert(tx, { ...alert, key, name: `Alert ${key}`, partner })
  })
})
after(async () => {
  await app.close()
  await hub.store.close()
  assert.deepEqual(hub.bugs, [])
})

async function ask(method: 'GET' | 'POST', path: string, body?: object, partner: string | null = null) {
  const headers = { authorization: `Bearer ${await hub.token('responder', partner)}` }
  const answer = await app.inject({ method, url: `/api/v1/alerts${path}`, headers, ...(body && { payload: body }) })
  return { status: answer.statusCode, said: answer.json() }
}

test('a person says once what a waiting alert is about; a partner sees and places its own alone', async () => {
  const waiting = async (partner: string | null) => (await ask('GET', '?standing=waiting', undefined, partner)).said.items.map(({ name }: { name: string }) => name) // prettier-ignore
  assert.deepEqual([await waiting(null), await waiting('fjord')], [['Alert 3', 'Alert 2', 'Alert 1'], ['Alert 3']])
  assert.equal((await ask('POST', '/1/place', { site: SITE }, 'fjord')).said.code, 'alert_unknown')
  assert.equal((await ask('POST', '/3/place', { site: SITE }, 'fjord')).said.code, 'site_unknown')
  const { said } = await ask('POST', '/1/place', { site: SITE })
  assert.deepEqual([said.partner, said.site, said.state], ['brightside', SITE, 'looking'])
  assert.equal((await ask('POST', '/1/place', { site: SITE })).said.code, 'alert_not_waiting')
  assert.equal((await ask('POST', '/2/file', {})).said.state, 'filed')
  assert.deepEqual([await waiting(null), await waiting('fjord')], [['Alert 3'], ['Alert 3']])
  assert.equal((await ask('GET', `?site=${SITE}`)).said.items.length, 1)
})

test('a sample says what it would be taken for, by the source’s own kind or by a mapping', async () => {
  const heartbeat = { status: 0, time: '2026-03-04 16:00:00', msg: 'timeout' }
  const sample = JSON.stringify({ heartbeat, monitor: { id: 1, name: 'Shop', url: `https://${SITE}/` }, msg: 'down' })
  const { said } = await ask('POST', '/try', { source: 'kuma', sample })
  assert.deepEqual([said.wrong, said.alerts[0].state, said.alerts[0].site], [null, 'firing', SITE])
  const mapped = await ask('POST', '/try', { source: 'kuma', sample, mapping: 'key: monitor.id\nsite: monitor.url\n' })
  assert.deepEqual([mapped.said.alerts[0].key, mapped.said.alerts[0].site], ['1', SITE])
  assert.match((await ask('POST', '/try', { source: 'kuma', sample: 'nonsense' })).said.wrong, /no webhook of Uptime Kuma/)
  assert.equal((await ask('POST', '/try', { source: 'kuma', sample, mapping: 'key: [' })).said.code, 'mapping_invalid')
  assert.equal((await ask('POST', '/try', { source: 'none', sample })).said.code, 'alert_source_missing')
  assert.equal((await ask('POST', '/try', { source: 'kuma', sample }, 'fjord')).said.code, 'operator_only')
})

test('sources are listed with where they send to and without their secrets, a partner’s to that partner', async () => {
  const names = async (partner: string | null) => (await ask('GET', '/sources', undefined, partner)).said.items.map(({ id, by }: { id: string; by: string }) => `${id} ${by}`) // prettier-ignore
  assert.deepEqual([await names(null), await names('fjord'), await names('brightside')], [['kuma nothing', 'fjords nothing'], ['fjords nothing'], []]) // prettier-ignore
})
