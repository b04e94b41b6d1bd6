import assert from 'node:assert/strict'
import { after as afterAll, test } from 'node:test'
import { seconds, type Instant } from '../../domain/instant.ts'
import { Problem } from '../../problem.ts'
import { listAudit } from '../../store/audit.ts'
import { insertIncident } from '../../store/incidents.ts'
import { findMessage, unheardEnds } from '../../store/messages.ts'
import { markCommitting, postMessage, settleMessage, takeDueMessage, type Decided } from '../../store/outbox.ts'
import { openStore } from '../../store/store.ts'
import { aMessage, anIncident, START } from '../../store/stores.double.ts'
import { settle } from './settle.ts'

const LEASE = seconds(60)
const closing: (() => Promise<unknown>)[] = []
afterAll(() => Promise.all(closing.map((close) => close())))

/** An uncertain message of an incident that is going on, or over since `resolvedAt`. */
async function doubtful(resolvedAt: Instant | null = null, template = 'investigating') {
  const store = await openStore({})
  closing.push(() => store.close())
  await store.transaction(async (tx) => {
    await insertIncident(tx, anIncident({ resolvedAt, phase: resolvedAt === null ? 'open' : 'resolved' }), 1)
    await postMessage(tx, aMessage('a', { incident: 1, template }))
  })
  const taken = (await takeDueMessage(store.db, START, LEASE))!
  await markCommitting(store.db, taken, START, LEASE)
  await settleMessage(store.db, taken, { state: 'uncertain', reason: 'no answer', reference: null, thread: null, now: START })
  const decide = (as: Decided) => settle(store, { now: () => START }, { partner: 'brightside', key: 'a', as, by: 'ana' })
  return { store, decide, state: async () => (await findMessage(store.db, 'brightside', 'a'))!.state }
}
const refusedAs = (code: string) => (error: unknown) => error instanceof Problem && error.code === code

for (const [as, becomes] of [
  ['delivered', 'delivered'],
  ['send-again', 'waiting'],
  ['drop', 'cancelled'],
] as const)
  test(`a person says "${as}" of a message of which nobody knows, once, and it is written down who (I-31)`, async () => {
    const { store, decide, state } = await doubtful()
    await decide(as)
    assert.equal(await state(), becomes)
    for (const second of ['delivered', 'send-again', 'drop'] as const) await assert.rejects(decide(second), refusedAs('message_settled'))
    assert.equal(await state(), becomes)
    const lines = await listAudit(store.db, { limit: 10 })
    assert.deepEqual(
      lines.map(({ who, what, about }) => [who, what, about]),
      [['ana', `message ${as}`, 'a']],
    )
    assert.equal((await unheardEnds(store.db, 10)).length, as === 'delivered' ? 1 : 0)
  })

test('words of an outage are not sent again after its all clear; the all clear itself is (I-32)', async () => {
  const late = await doubtful(START)
  await assert.rejects(late.decide('send-again'), refusedAs('message_overtaken'))
  assert.equal(await late.state(), 'uncertain')
  await late.decide('drop')
  const clear = await doubtful(START, 'all-clear')
  await clear.decide('send-again')
  assert.equal(await clear.state(), 'waiting')
})
