import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { FastifyInstance } from 'fastify'
import { seededHub } from '../../test/seeded-hub.ts'
import { flagAddress } from '../store/bounced-addresses.ts'
import { routesOf } from './routes.ts'
import { buildServer } from './server.ts'

let hub: Awaited<ReturnType<typeof seededHub>>
let app: FastifyInstance

before(async () => {
  hub = await seededHub()
  app = await buildServer(hub.around, routesOf(hub.around))
})
after(async () => {
  await app.close()
  await hub.store.close()
})

async function ask(url: string, { partner = null, body }: { partner?: string | null; body?: object } = {}) {
  const headers = { authorization: `Bearer ${await hub.token('viewer', partner, null)}` }
  return app.inject(body ? { method: 'POST', url, headers, payload: body } : { url, headers })
}

test('a preview says what would be sent now, in the language asked for, and sends nothing', async () => {
  const said = async (body: object) => (await ask('/api/v1/incidents/2/preview', { body })).json()
  const english = await said({ template: 'all-clear', audience: 'client' })
  assert.match(english.text, /works again/)
  assert.match(english.html, /<html lang="en">/)
  const german = await said({ template: 'all-clear', audience: 'client', language: 'de' })
  assert.match(german.text, /funktioniert wieder/)
  assert.equal(german.subject, 'cornerbakery.example: Entwarnung')
  assert.equal((await said({ template: 'all-clear', audience: 'client', language: 'it' })).language, 'en')
  assert.equal((await said({ template: 'all-claer', audience: 'client' })).fix, 'Did you mean "all-clear"?')
  assert.deepEqual(hub.happened, [])
  const { body } = await ask('/incidents/2/preview?template=all-clear&audience=client&language=fr')
  assert.match(body, /tout est rentré dans l’ordre/)
})

test('the templates are listed with their languages, and the variables with their meaning', async () => {
  const { items, variables } = (await ask('/api/v1/templates')).json()
  assert.deepEqual(items.find((one: { template: string }) => one.template === 'all-clear').languages, ['de', 'en', 'es', 'fr', 'pt'])
  assert.ok(variables.some((one: { name: string; meaning: string }) => one.name === 'greeting' && one.meaning !== ''))
})

test('a partner sees its own brand and contacts, and nothing of another in any page or list (COM-1)', async () => {
  assert.deepEqual(
    (await ask('/api/v1/brands', { partner: 'brightside' })).json().items.map((one: { partner: string }) => one.partner),
    ['brightside'],
  )
  const lists = [
    'sites',
    'incidents',
    'tasks',
    'messages',
    'templates',
    'brands',
    'contacts',
    'incidents/2',
    'incidents/2/hand-over',
    'incidents/2/room',
    'incidents/2/layers',
    'now',
    'session',
  ]
  const pages = ['/incidents/2/preview']
  for (const url of [...lists.map((name) => `/api/v1/${name}`), ...pages]) {
    const { statusCode, body } = await ask(url, { partner: 'brightside' })
    assert.equal(statusCode, 200, url)
    assert.doesNotMatch(body, /fjord|northlight|pinecabins/i, url)
  }
  for (const url of ['/status/brightside/', '/status/brightside/feed.atom', '/status/brightside/api/v2/summary.json']) {
    const { statusCode, body } = await app.inject({ url })
    assert.equal(statusCode, 200, url)
    assert.doesNotMatch(body, /fjord|northlight|pinecabins|Harbor/i, url)
  }
  assert.equal(
    (await ask('/api/v1/incidents/3/preview', { partner: 'brightside', body: { template: 'all-clear', audience: 'client' } })).statusCode,
    404,
  )
})

test('an address that did not take a message stays flagged on its contact (PRP-1)', async () => {
  const plan = hub.around.plan()
  const [id, client] = Object.entries(plan.clients).find(([, one]) => one.partner === 'brightside')!
  const contact = { name: 'Bo Hart', role: null, mail: 'bo@mailbox.example', phone: null }
  const around = { ...hub.around, plan: () => ({ ...plan, clients: { ...plan.clients, [id]: { ...client, contacts: [contact] } } }) }
  await hub.store.transaction((tx) =>
    flagAddress(tx, { partner: 'brightside', address: 'bo@mailbox.example', at: hub.clock.at, reason: 'mx answered 550' }),
  )
  const other = await buildServer(around, routesOf(around))
  const headers = { authorization: `Bearer ${await hub.token('viewer', 'brightside', null)}` }
  const [listed] = (await other.inject({ url: '/api/v1/contacts', headers })).json().items
  assert.deepEqual(listed, {
    ...contact,
    partner: 'brightside',
    client: id,
    alone: true,
    bounced: [{ address: 'bo@mailbox.example', at: '2026-03-04T16:05:00Z', reason: 'mx answered 550' }],
  })
  const [brand] = (await other.inject({ url: '/api/v1/brands', headers })).json().items
  const { mail, phone } = contact
  assert.deepEqual(brand.contacts.at(-1), { name: 'Bo Hart', mail, phone, whose: client.name, alone: true, bounced: listed.bounced })
  assert.match(brand.loopIn, /^Cannot be told/)
  await other.close()
})
