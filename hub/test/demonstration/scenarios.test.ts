import assert from 'node:assert/strict'
import { test } from 'node:test'
import { play } from '../../src/cli/plays/index.ts'
import { scenarioCalled } from '../../src/cli/scenarios.ts'
import { openStage } from '../../src/cli/stage.ts'
import type { Entry } from '../../src/domain/incident/entry.ts'
import { startHubOnLab } from '../hub-on-lab.ts'
import { freePort } from '../../src/network/free-port.double.ts'

const HASTE = 60 // the others, each at its own pace: npm run demonstration -- NAME

test(
  'a lapsed domain name is played from the first failed check to the all clear, the client answering by mail (REA-2, COM-5)',
  { timeout: 90_000 },
  async ({ signal }) => {
    const scenario = scenarioCalled('domain')
    await using world = await startHubOnLab(scenario.pace * HASTE, signal, undefined, await freePort())
    const [heard, said]: [Entry[], string[]] = [[], []]
    const stage = openStage({
      ...{ scenario, hub: world.hub(), order: world.lab.order, signal, haste: HASTE },
      heard: (entry) => void heard.push(entry),
      said: (now, next) => void said.push(`${now} ${next}`),
    })
    while (world.hub().engine.checking.wellSites().length < world.lab.ready.sites.length) await new Promise(setImmediate)

    assert.ok(await play(stage))
    assert.deepEqual(await stage.close(), [], 'everything came as the play has it')
    assert.ok(said.every((line) => line.includes('Next: ')))
    const letters = heard.filter(({ kind, audience }) => kind === 'message' && audience === 'client').map(({ template }) => template)
    assert.deepEqual(letters.slice(0, 2), ['domain-renewal', 'domain-renewal-reminder'])
    assert.ok(heard.some(({ note }) => note?.startsWith('The client replied.')))
    assert.equal(world.lab.mails().find(({ subject }) => subject.includes('renew'))?.to[0], 'toni.brandner@mailbox.example')
  },
)
