import assert from 'node:assert/strict'
import { test } from 'node:test'
import { NOW, seededHub } from '../../test/seeded-hub.ts'
import { readDocument } from '../domain/document.ts'
import { keepEntries } from '../store/kept-entries.ts'
import { routesOf } from './routes.ts'
import { buildServer } from './server.ts'

const FILE = `partners:
  brightside:
    name: Brightside Studio
    brand: { from: care@brightside.example, dkim: { selector: one, key: a private key } }
`

test('what the file says of a partner stands beside what was said on screen, and the key that signs is never shown', async () => {
  const hub = await seededHub()
  const around = { ...hub.around, basis: { ...hub.around.basis, document: readDocument(FILE, 'allclear.yaml') } }
  const app = await buildServer(around, routesOf(around))
  const kept = { kind: 'partners', id: 'brightside', partner: 'brightside', body: { brand: { reply: 'hi@brightside.example' } } } as const
  await hub.store.transaction((tx) => keepEntries(tx, [kept], { at: NOW, who: 'ana' }))
  const headers = { authorization: `Bearer ${await hub.token('owner')}` }
  const answer = await app.inject({ url: '/api/v1/plan/partners/brightside', headers })
  assert.deepEqual(answer.json().settings, [
    { key: 'name', says: 'Brightside Studio', from: 'file', place: 'allclear.yaml:3' },
    { key: 'brand.from', says: 'care@brightside.example', from: 'file', place: 'allclear.yaml:4' },
    { key: 'brand.reply', says: 'hi@brightside.example', from: 'screen', place: null },
  ])
  assert.doesNotMatch(answer.body, /private key/)
  assert.equal((await app.inject({ url: '/api/v1/plan/clients/nobody', headers })).json().code, 'client_unknown')
  await app.close()
  await hub.store.close()
})
