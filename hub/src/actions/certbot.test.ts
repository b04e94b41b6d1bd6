import assert from 'node:assert/strict'
import { test } from 'node:test'
import { siteAt } from '../checks/site.double.ts'
import type { Action, AgentHands } from './action.ts'
import { certbot } from './certbot.ts'

const run = (agent: AgentHands | null, isGood = true) =>
  certbot.run({
    site: siteAt('https://cornerbakery.example/'),
    ...{ provider: null, token: null, agent, signal: AbortSignal.timeout(1000) },
    network: { handshake: async () => ({ ok: true, authorized: isGood, nameMatches: true }) },
    scan: () => assert.fail('nobody scans'),
  } as unknown as Parameters<Action['run']>[0])

const hands = (result: string, asked: unknown[] = []): AgentHands => ({
  host: 'web-1',
  allows: ['renew-certificate'],
  folder: null,
  order: async (...order) => (asked.push(order), { result, output: 'Congratulations' }),
})

test('the certificate is renewed on the server by its agent, and the site must then serve a good one (REA-11)', async () => {
  const asked: unknown[] = []
  assert.equal((await run(hands('done', asked))).result, 'done')
  assert.deepEqual(asked, [['renew-certificate', { name: 'cornerbakery.example' }]])
  assert.match((await run(hands('done'), false)).output, /serves no good certificate/)
})

test('without an agent, without leave of the host or without an answer it has failed, and says which (REA-11)', async () => {
  assert.match((await run(null)).output, /There is no agent/)
  assert.match(
    (await run({ ...hands('done'), allows: [] })).output,
    /add "renew-certificate name=cornerbakery\.example" to \/etc\/allclear\/allow\.d/,
  )
  const refused = await run(hands('refused: not_allowed_here'))
  assert.deepEqual([refused.result, /refused: not_allowed_here/.test(refused.output)], ['failed', true])
})

test('two attempts that fail end it; a host that refuses is not asked again (REA-6)', async () => {
  const asked: unknown[] = []
  assert.equal((await run(hands('failed', asked))).result, 'failed')
  assert.equal(asked.length, 2)
  await run(hands('refused: not_allowed_here', asked))
  assert.equal(asked.length, 3)
})
