import assert from 'node:assert/strict'
import { test } from 'node:test'
import { seededHub } from '../../test/seeded-hub.ts'
import { listIncidents } from '../store/incidents.ts'
import { keepVote } from '../store/votes.ts'
import { routesOf } from './routes.ts'
import { buildServer } from './server.ts'

test('what readers said of the messages stands in the review (COM-11, REV-1)', async () => {
  const hub = await seededHub()
  const app = await buildServer(hub.around, routesOf(hub.around))
  try {
    const [over] = await listIncidents(hub.store.db, { partner: 'brightside', phases: ['resolved', 'reviewed'], limit: 1 })
    const vote = { partner: 'brightside', incident: over!.number, by: 'Bo Hart', at: hub.around.clock.now() }
    await keepVote(hub.store.db, { ...vote, message: 'one', helpful: true, comment: null })
    await keepVote(hub.store.db, { ...vote, message: 'two', helpful: false, comment: 'What is a name server?' })
    const headers = { authorization: `Bearer ${await hub.token('responder', 'brightside', null)}` }
    const review = (await app.inject({ url: `/api/v1/incidents/${over!.number}/review`, headers })).json()
    assert.deepEqual(review.helpful, { yes: 1, no: 1, comments: ['What is a name server?'] })
  } finally {
    await app.close()
    await hub.store.close()
  }
})

test('a review is read by its own tenant, and held once it is over (REV-1)', async () => {
  const hub = await seededHub()
  const app = await buildServer(hub.around, routesOf(hub.around))
  try {
    const [open] = await listIncidents(hub.store.db, { partner: 'brightside', phases: ['open'], limit: 1 })
    const [over] = await listIncidents(hub.store.db, { partner: 'brightside', phases: ['resolved', 'reviewed'], limit: 1 })
    const own = await hub.token('responder', 'brightside', null)
    const stranger = await hub.token('responder', 'another', null)
    const get = async (url: string, token: string) => app.inject({ url, headers: { authorization: `Bearer ${token}` } })
    const hold = async (number: number, payload: object) =>
      app.inject({ method: 'POST', url: `/api/v1/incidents/${number}/review`, payload, headers: { authorization: `Bearer ${own}` } })
    const read = (await get(`/api/v1/incidents/${over!.number}/review`, own)).json()
    assert.deepEqual(read.measures.map(({ what }: { what: string }) => what), ['detect', 'acknowledge', 'cause', 'first word to client', 'all clear']) // prettier-ignore
    assert.equal((await get(`/api/v1/incidents/${over!.number}/review`, stranger)).statusCode, 404)
    assert.deepEqual([read.standing, read.mayHold], ['To be held.', true])
    assert.deepEqual([(await hold(open!.number, { lessons: 'Early.' })).json().code], ['incident_not_resolved'])
    assert.equal((await hold(over!.number, { lessons: '  ' })).statusCode, 400)
    assert.equal((await hold(over!.number, { lessons: 'Renew earlier.', public: 'We renew earlier.' })).statusCode, 200)
    const { happening } = hub.happened.at(-1)!
    assert.equal(happening.type === 'review-held' && happening.publicText, 'We renew earlier.')
  } finally {
    await app.close()
    await hub.store.close()
  }
})
