import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { FastifyInstance } from 'fastify'
import { NOW, seededHub } from '../../test/seeded-hub.ts'
import { seededPlan } from '../../test/seeded-plan.ts'
import { after as later, days } from '../domain/instant.ts'
import { listMessages } from '../store/messages.ts'
import { keepWarning, openWarnings } from '../store/warnings.ts'
import { routesOf } from './routes.ts'
import { buildServer } from './server.ts'

const SITE = 'cornerbakery.example'
let hub: Awaited<ReturnType<typeof seededHub>>
let app: FastifyInstance

before(async () => {
  const plan = seededPlan()
  const bakery = plan.clients['corner-bakery']!
  const contacts = [{ name: 'Bo Hart', role: null, mail: 'bo@mailbox.example', phone: null }]
  hub = await seededHub({ ...plan, clients: { ...plan.clients, 'corner-bakery': { ...bakery, language: 'de', contacts } } })
  app = await buildServer(hub.around, routesOf(hub.around))
  const dueAt = later(NOW, days(20))
  for (const what of ['domain', 'certificate'] as const)
    await keepWarning(hub.store.db, 'brightside', SITE, { what, threshold: '30 days', said: 'It ends.', dueAt }, NOW)
})
after(async () => {
  await app.close()
  await hub.store.close()
})

async function ask(method: 'GET' | 'POST', path: string, { partner = null, body }: { partner?: string | null; body?: unknown } = {}) {
  const authorization = `Bearer ${await hub.token('responder', partner, partner === null ? 'ana' : null)}`
  const sent = body === undefined ? {} : { payload: JSON.stringify(body) }
  return app.inject({ method, url: `/api/v1/warnings${path}`, headers: { authorization, 'content-type': 'application/json' }, ...sent })
}

test('the letter about what falls due is ready in the client’s language and the partner’s brand, and a person sends it once (PRE-4)', async () => {
  const all = await openWarnings(hub.store.db, 'brightside', SITE)
  const { id } = all.find(({ what, threshold }) => what === 'domain' && threshold === '30 days')!
  const letter = (await ask('GET', `/${id}/letter`)).json()
  assert.match(letter.text, /^Guten Tag Bo Hart,\n\nDie Registrierung von cornerbakery\.example endet am 24\. März 2026\./)
  assert.match(letter.from, /Brightside/)
  assert.deepEqual([letter.to, letter.sentAt], [['bo@mailbox.example'], null])
  const { shown } = letter
  assert.equal((await ask('POST', `/${id}/letter`, { body: { shown: ['eve@evil.example'] } })).json().code, 'recipients_changed')
  assert.equal((await ask('GET', `/${id}/letter`, { partner: 'fjord' })).statusCode, 404)
  assert.equal((await ask('POST', `/${id}/letter`, { body: { shown } })).statusCode, 200)
  assert.equal((await ask('POST', `/${id}/letter`, { body: { shown } })).json().code, 'letter_sent')
  const posted = (await listMessages(hub.store.db, { partner: 'brightside', limit: 50 })).filter(
    ({ template }) => template === 'warning-letter',
  )
  assert.deepEqual(posted.map(({ recipient, state }) => [recipient.address, recipient.cc.length > 0, state]), [[['bo@mailbox.example'], true, 'waiting']]) // prettier-ignore
  const listed = (await ask('GET', '')).json().items.find((one: { id: number }) => one.id === id)
  assert.deepEqual([listed.client, listed.letter, listed.letterAt !== null], ['Corner Bakery', true, true])
})

test('about a certificate, which is ours to renew, no client is written to', async () => {
  const all = await openWarnings(hub.store.db, 'brightside', SITE)
  const { id } = all.find(({ what, threshold }) => what === 'certificate' && threshold === '30 days')!
  assert.equal((await ask('GET', `/${id}/letter`)).json().code, 'letter_missing')
})
