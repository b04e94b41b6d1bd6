import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { FastifyInstance } from 'fastify'
import { seededHub } from '../../test/seeded-hub.ts'
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

async function cardFor(partner: string | null): Promise<string> {
  const token = await hub.token('viewer', partner, null)
  const { body } = await app.inject({ url: '/incidents/2', headers: { authorization: `Bearer ${token}` } })
  return /<section id="cause"[^]*?<\/section>/.exec(body)?.[0] ?? assert.fail('the room has no card of the cause')
}

test('the card of the cause says how it behaves and what speaks against it; how to see it for oneself is for the operator’s people', async () => {
  const [ours, theirs] = [await cardFor(null), await cardFor('brightside')]
  for (const card of [ours, theirs]) {
    for (const words of ['all the time', 'What speaks against it', 'more than one serial number', 'What else it might be'])
      assert.ok(card.includes(words), words)
  }
  assert.match(ours, /See it for yourself[^]*openssl s_client .* &lt;\/dev\/null/)
  assert.doesNotMatch(theirs, /openssl/)
})
