import assert from 'node:assert/strict'
import { test } from 'node:test'
import { HOST_ACTIONS, hostAction, takesArguments } from '@allclear/wire/host-actions.ts'
import { siteAt } from '../checks/site.double.ts'
import type { Action, AgentHands } from './action.ts'
import { actions } from './index.ts'
import { clearCache, maintenancePageOff, maintenancePageOn, wordpressClean, wordpressLock, wordpressUpdate } from './on-host.ts'

const FOLDER = '/var/www/cornerbakery.example'
const run = (action: Action, agent: AgentHands | null) =>
  action.run({ site: siteAt('https://cornerbakery.example/'), agent } as unknown as Parameters<Action['run']>[0])
const hands = (more: Partial<AgentHands> = {}): AgentHands => ({
  ...{ host: 'web-1', allows: Object.keys(HOST_ACTIONS), folder: FOLDER },
  order: async () => ({ result: 'done', output: 'Success' }),
  ...more,
})

test('what a playbook has done to a WordPress is what its agent knows, with arguments that it takes (REA-11)', async () => {
  for (const one of [clearCache, maintenancePageOn, maintenancePageOff, wordpressClean, wordpressLock, wordpressUpdate]) {
    assert.ok(actions.includes(one), one.id)
    const asked: [string, Readonly<Record<string, string>>][] = []
    const end = await run(one, hands({ order: async (...order) => (asked.push(order), { result: 'done', output: 'Success' }) }))
    assert.deepEqual(end, { result: 'done', output: 'Success' })
    const [[action, args]] = asked as [(typeof asked)[0]]
    assert.ok(takesArguments(hostAction(action)!, args) && args.site === FOLDER, `${one.id} asks for ${action}`)
  }
})

test('without an agent, without leave of the host, without a WordPress or without two people it has failed, and says which (REA-7)', async () => {
  assert.match((await run(wordpressClean, null)).output, /There is no agent/)
  assert.match((await run(wordpressClean, hands({ allows: ['snapshot'] }))).output, /web-1 does not allow clean-core/)
  assert.match((await run(wordpressClean, hands({ folder: null }))).output, /sees no WordPress of cornerbakery\.example/)
  const alone = await run(wordpressClean, hands({ order: async () => ({ result: 'two people did not agree in time', output: '' }) }))
  assert.deepEqual(alone, { result: 'failed', output: 'The agent on web-1 says: two people did not agree in time.' })
})
