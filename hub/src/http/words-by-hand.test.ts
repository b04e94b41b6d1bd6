import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { WordsPreview } from '@allclear/wire/words.ts'
import type { FastifyInstance } from 'fastify'
import { NOW, seededHub } from '../../test/seeded-hub.ts'
import { seededPlan } from '../../test/seeded-plan.ts'
import { decide } from '../domain/incident/decide.ts'
import type { Happening } from '../domain/incident/incident.ts'
import { pin } from '../domain/incident/pin.ts'
import { findIncident, saveIncident } from '../store/incidents.ts'
import { postMessage } from '../store/outbox.ts'
import type { Around } from './around.ts'
import { reachOf } from './preview.ts'
import { routesOf } from './routes.ts'
import { buildServer } from './server.ts'

let hub: Awaited<ReturnType<typeof seededHub>>
let app: FastifyInstance
let headers: Record<string, string>
const happened: Happening[] = []

before(async () => {
  const plan = seededPlan()
  const bo = { name: 'Bo Hart', role: null, mail: 'bo@mailbox.example', phone: null }
  hub = await seededHub({ ...plan, clients: { ...plan.clients, 'corner-bakery': { ...plan.clients['corner-bakery']!, contacts: [bo] } } })
  const { version, incident } = (await findIncident(hub.store.db, 'brightside', 2))!
  const pinned = pin(plan, incident.site)
  await hub.store.transaction((tx) => saveIncident(tx, version, { ...incident, pinned }))
  const respond: Around['respond'] = async (partner, number, happening) => {
    const { version: found, incident: before } = (await findIncident(hub.store.db, partner, number))!
    const known = await reachOf(hub.around, before)
    const decision = decide(before, { ...happening, known }, NOW)
    await hub.store.transaction((tx) => saveIncident(tx, found, decision.incident))
    happened.push(happening)
  }
  const around = { ...hub.around, respond }
  app = await buildServer(around, routesOf(around))
  headers = { 'content-type': 'application/json', authorization: `Bearer ${await hub.token('responder', null, 'ana')}` }
})
after(async () => {
  await app.close()
  await hub.store.close()
})

const post = (path: string, body: unknown) => app.inject({ method: 'POST', url: `/api/v1/incidents/${path}`, headers, payload: JSON.stringify(body) }) // prettier-ignore
const drafts = async (body: unknown) => WordsPreview.parse((await post('2/words/draft', body)).json())
const OWN = { subject: 'Your website', text: 'The provider replaces the machine.' }

test('before words are sent they are shown as they will leave, with everyone they reach; then they go to exactly those (COM-1)', async () => {
  const { ref, shown, letters, holds, warnings } = await drafts({ to: 'client', ...OWN })
  const [letter, ...more] = letters
  assert.deepEqual([more, holds, warnings], [[], [], []])
  assert.match(letter!.from, /Brightside/)
  assert.match(letter!.text, /The provider replaces the machine\./)
  assert.deepEqual(shown, [`mail ${letter!.address[0]}`, ...letter!.cc.map((copy) => `cc ${copy}`)])
  assert.ok(letter!.html !== null && letter!.zone !== null)
  assert.equal((await post('2/words', { to: 'client', ...OWN, ref, shown: ['mail eve@evil.example'] })).json().code, 'recipients_changed')
  assert.equal(happened.length, 0)
  assert.equal((await post('2/words', { to: 'client', ...OWN, ref, shown })).statusCode, 200)
  assert.deepEqual(happened.pop(), { type: 'words-written', by: 'ana', ref, shown, to: ['client'], template: 'by-hand', written: OWN })
  assert.equal((await post('2/words', { to: 'client', ...OWN, ref, shown })).statusCode, 200, 'pressed twice')
  assert.equal(happened.length, 0)
})

test('own words that name a private cause are warned of, with what to do, for the client and for everyone (COM-6)', async () => {
  const text = 'The account is suspended: an invoice is open.'
  const letter = await drafts({ to: 'client', subject: 'Your website', text })
  assert.deepEqual(letter.warnings.map(({ says }) => says), ['It names a payment: “invoice”.', 'It names a suspended account: “suspended”.']) // prettier-ignore
  const everyone = await drafts({ to: 'public', stage: 'identified', text })
  assert.match(everyone.warnings[0]!.fix, /Everyone can read it/)
  assert.deepEqual(everyone.letters.map(({ channel }) => channel), ['status-page']) // prettier-ignore
  assert.equal((await drafts({ to: 'client', template: 'investigating' })).warnings.length, 0)
})

test('neither a template nor own words, an unknown template, and an outage that is over are refused', async () => {
  assert.equal((await post('2/words/draft', { to: 'client', text: 'Hm.' })).json().code, 'field_invalid')
  assert.equal((await post('2/words/draft', { to: 'client', template: 'investigatin' })).json().code, 'template_unknown')
  assert.equal((await post('1/words/draft', { to: 'client', ...OWN })).json().code, 'incident_already_resolved')
})

test('an address that had many messages within the hour is a brake, which asks for a reason (COM-2)', async () => {
  const { letters } = await drafts({ to: 'client', ...OWN })
  const { name, channel, address, cc, from } = letters[0]!
  const recipient = { audience: 'client' as const, name, channel, address, cc, from, why: null }
  for (let n = 0; n < 12; n++)
    await hub.store.transaction((tx) =>
      postMessage(tx, {
        ...{ partner: 'brightside', key: `2/many-${n}/1/x/mail`, incident: 2, step: null, contract: 'message', recipient },
        ...{ template: 'still-working', subject: 'Again', text: 'Again.', html: null, link: '', messageId: `<many-${n}@x>` },
        ...{ orderedAt: NOW, dueAt: NOW },
      }),
    )
  const { ref, shown, holds } = await drafts({ to: 'client', ...OWN })
  assert.match(holds[0]!.why, /had 1[2-9] messages within an hour/)
  const refused = (await post('2/words', { to: 'client', ...OWN, ref, shown })).json()
  assert.deepEqual([refused.code, refused.field], ['words_held', 'despite'])
  assert.equal((await post('2/words', { to: 'client', ...OWN, ref, shown, despite: 'They wait on the phone.' })).statusCode, 200)
})
