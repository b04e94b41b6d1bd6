import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Health } from '@allclear/wire/health.ts'
import type { FastifyInstance } from 'fastify'
import { NOW, seededHub } from '../../../test/seeded-hub.ts'
import { after as later, hours, minutes, seconds } from '../../domain/instant.ts'
import { syncChannelProofs, keepChannelProof } from '../../store/channel-proofs.ts'
import { routesOf } from '../routes.ts'
import { buildServer } from '../server.ts'
import { backupPart, lateness, watcherPart } from './parts.ts'

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

const look = async () => {
  const answer = await app.inject({ url: '/api/v1/health', headers: { authorization: `Bearer ${await hub.token('viewer')}` } })
  const health = answer.json() as Health
  const parts = new Map(health.groups.flatMap(({ parts: some }) => some).map((part) => [part.name, part]))
  return { ...health, parts }
}

test('what is wrong with Allclear itself stands in the sentence, and a backup that was made is known at once', async () => {
  await hub.store.transaction((tx) => syncChannelProofs(tx, ['mail', 'push'], NOW))
  const mail = { channel: 'mail', dueAt: NOW, provedAt: NOW, failures: 2, failingSince: NOW, reason: 'It did not come back.', awaits: null }
  await keepChannelProof(hub.store.db, mail)
  const first = await look()
  assert.match(first.sentence, /^Allclear itself needs you: .*Mail/)
  assert.equal(first.parts.get('Mail')?.says, 'It did not come back.')
  assert.equal(first.parts.get('Push')?.said.words, 'not tested yet')
  assert.equal(first.parts.get('Last backup')?.said.words, 'none known')
  assert.match(first.parts.get('Database')!.says!, /^SQLite 3/)
  const headers = { authorization: `Bearer ${await hub.token('owner')}` }
  assert.equal((await app.inject({ method: 'POST', url: '/api/v1/backups', headers, payload: {} })).statusCode, 200)
  assert.equal((await look()).parts.get('Last backup')?.said.words, 'made')
})

test('it tells of the whole house, and so it is for the operator’s people alone', async () => {
  const headers = { authorization: `Bearer ${await hub.token('owner', 'brightside', null)}` }
  assert.equal((await app.inject({ url: '/api/v1/health', headers })).json().code, 'operator_only')
})

test('late is what waits for more than a minute, and wrong what waits for more than five', () => {
  const tone = (ms: number) => lateness('Messages', later(NOW, ms as never), NOW, '/').said.tone
  assert.deepEqual([tone(seconds(-59)), tone(minutes(-2)), tone(minutes(-6)), tone(hours(1))], ['good', 'warn', 'bad', 'good'])
  assert.equal(watcherPart('attic', later(NOW, minutes(-4)), NOW).said.words, 'silent')
  assert.equal(watcherPart(null, null, NOW).said.tone, 'warn')
  assert.equal(backupPart(null, NOW).says, 'Run: allclear backup FILE')
})
