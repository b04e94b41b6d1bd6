import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Causes } from '@allclear/wire/cause.ts'
import { seededHub } from '../../test/seeded-hub.ts'
import { causesRoute } from './api/causes.ts'
import { buildServer } from './server.ts'

test('each cause has its name in English and in the language asked for, as the letters call it', async () => {
  const hub = await seededHub()
  const app = await buildServer(hub.around, [causesRoute()])
  const headers = { authorization: `Bearer ${await hub.token('viewer')}` }
  const asked = async (language: string) => (await app.inject({ url: `/api/v1/causes?language=${language}`, headers })).json<Causes>()
  const expired = ({ items }: Causes) => items.find(({ id }) => id === 'tls.expired')
  assert.deepEqual(expired(await asked('de')), { id: 'tls.expired', title: 'The certificate has expired', said: 'Das Zertifikat ist abgelaufen' }) // prettier-ignore
  assert.equal(expired(await asked('pt-BR'))?.said, 'O certificado venceu')
  assert.equal(expired(await asked('ja'))?.said, 'The certificate has expired')
  await app.close()
  await hub.store.close()
})
