import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Problem } from '../problem.ts'
import { onEveryDatabase, START } from '../store/stores.double.ts'
import { proposalsFor, acceptDeed } from './proposals.ts'
import { proposeDeed } from './propose-deed.ts'
import type { Room } from './room.ts'

const WANTED = {
  ...{
    partner: 'brightside',
    incident: 7,
    deed: 'note',
    does: 'Adds a note.',
    path: '/api/v1/incidents/7/note',
    body: { text: 'Renewed.' },
  },
  ...{ because: 'The registrar says so.', by: 'assistant' },
}
const conflict = () => new Problem('conflict', 'incident_already_resolved', 'It is over.', 'Wait.')

onEveryDatabase((place) => {
  test('what an assistant wants waits once, is done once by a yes, and waits again where it could not be done', async (t) => {
    const store = await (await place(t)).open()
    const room = { store, clock: { now: () => START } } as unknown as Room
    const first = await proposeDeed(room, WANTED)
    assert.equal((await proposeDeed(room, WANTED)).id, first.id, 'the same, wanted again')
    const word = { by: 'ana', reason: 'Yes.' }
    await assert.rejects(
      acceptDeed(room, first, word, () => Promise.reject(conflict())),
      { code: 'incident_already_resolved' },
    )
    const [again] = await proposalsFor(room, 'brightside', { state: 'open', limit: 10 })
    assert.deepEqual([again!.id, again!.decidedBy], [first.id, null])
    let done = 0
    const press = () => acceptDeed(room, again!, word, async () => void done++)
    const presses = await Promise.allSettled([press(), press()])
    assert.deepEqual([done, presses.map(({ status }) => status).toSorted()], [1, ['fulfilled', 'rejected']])
    assert.deepEqual(await proposalsFor(room, 'fjord', { limit: 10 }), [])
    assert.notEqual((await proposeDeed(room, WANTED)).id, first.id, 'what was decided may be wanted again')
  })
})
