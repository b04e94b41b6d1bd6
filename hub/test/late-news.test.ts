import { test } from 'node:test'
import type { Entry } from '../src/domain/incident/entry.ts'
import { unheardEnds, listMessages } from '../src/store/messages.ts'
import { startHubOnLab } from './hub-on-lab.ts'

const reached = (state: string) => (timeline: readonly Entry[]) => timeline.some((entry) => entry.kind === 'state' && entry.state === state)

test('late news of an earlier incident do not hide the one that is going on', { timeout: 30_000 }, async ({ signal }) => {
  await using world = await startHubOnLab(3, signal) // slow enough that nothing but what happens here is news
  const { lab, hub, until } = world
  const becomes = (incident: number, isSo: (timeline: readonly Entry[]) => boolean) => until(incident, 'northlight', isSo)
  const happens = hub().engine.respond
  await lab.order({ do: 'break', site: 'alpenhof.example', fault: 'suspended' })
  await becomes(1, reached('open'))
  await lab.order({ do: 'fix', site: 'alpenhof.example' })
  await becomes(1, reached('stabilising'))
  await happens('northlight', 1, { type: 'resolved-by-hand', by: 'ana', reason: 'A mistake of the host.' })

  await lab.order({ do: 'break', site: 'alpenhof.example', fault: 'suspended' })
  await becomes(2, (timeline) => timeline.some(({ note }) => note?.startsWith('Playbook')))
  const { db } = hub().store
  const isHeard = async () =>
    (await unheardEnds(db, 10)).length === 0 &&
    (await listMessages(db, { incident: 2, limit: 10 })).every(({ state }) => state === 'delivered')
  while (!signal.aborted && !(await isHeard())) await new Promise(setImmediate)

  await happens('northlight', 1, { type: 'noted', by: 'ana', text: 'The host has apologised.' })
  await lab.order({ do: 'fix', site: 'alpenhof.example' })
  await becomes(2, reached('stabilising'))
})
