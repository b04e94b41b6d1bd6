import assert from 'node:assert/strict'
import { after as afterAll, test } from 'node:test'
import type { Action } from '../../actions/action.ts'
import { beginIncident } from '../../domain/incident/begin.ts'
import type { Happening, Pinned } from '../../domain/incident/incident.ts'
import { after, minutes, type Instant } from '../../domain/instant.ts'
import type { Plan } from '../../domain/plan/plan.ts'
import { createChannelNetwork } from '../../network/create-network.ts'
import { addExecution, executionsOf, takeDueExecution } from '../../store/executions.ts'
import { insertIncident } from '../../store/incidents.ts'
import { openStore } from '../../store/store.ts'
import { actDue, startActing, type Acting } from './act.ts'

const NOW = Date.parse('2026-03-01T03:10:00Z') as Instant
const closing: (() => Promise<unknown>)[] = []
afterAll(() => Promise.all(closing.map((close) => close())))

async function workshop(run: Action['run'], on = 'hosting') {
  const store = await openStore({})
  closing.push(() => store.close())
  const first = { id: '7', site: 'cornerbakery.example', partner: 'brightside', detectedAt: NOW, pinned: {} as Pinned, earlier: null }
  await store.transaction((tx) => insertIncident(tx, beginIncident(first), 1))
  const order = {
    partner: 'brightside',
    incident: 7,
    step: 'renew',
    run: 'certificate-renew',
    on,
    dueAt: NOW,
    endsBy: after(NOW, minutes(10)),
  }
  await store.transaction((tx) => addExecution(tx, order))
  const heard: Happening[] = []
  const bugs: unknown[] = []
  const told = Promise.withResolvers<void>()
  const around: Acting = {
    store,
    clock: { now: () => NOW },
    plan: () =>
      ({
        sites: { 'cornerbakery.example': { id: 'cornerbakery.example', hosting: 'anchor', dns: null, registrar: null, host: null } },
        providers: { anchor: { id: 'anchor', name: 'Anchor Hosting' } },
      }) as unknown as Plan,
    secrets: () => new Map([['providers.anchor.panel.token', 'SECRET']]),
    outside: createChannelNetwork({ operatorHosts: [] }),
    onBug: (error) => bugs.push(error),
    async respond(_, __, happening, first) {
      await store.transaction(first!)
      heard.push(happening)
      told.resolve()
    },
    page: async () => {},
    actions: [{ id: 'certificate-renew', title: 'Renew', run }],
  }
  const states = async () => (await executionsOf(store.db, 'brightside', 7)).map(({ state, output }) => ({ state, output }))
  return { around, heard, bugs, states, store, told: told.promise }
}

test('an ordered action runs once, with its site, its provider and its token, and the incident hears', async () => {
  const { around, heard, states } = await workshop(async ({ site, provider, token }) => ({
    result: 'done',
    output: `${site.id} at ${provider?.name} with ${token}`,
  }))
  assert.deepEqual([await actDue(around), await actDue(around)], [1, 0])
  const output = 'cornerbakery.example at Anchor Hosting with SECRET'
  assert.deepEqual(heard, [{ type: 'action-ended', step: 'renew', run: 'certificate-renew', result: 'done', output }])
  assert.deepEqual(await states(), [{ state: 'done', output }])
})

test('an action may name its provider by id, and one that nobody knows is none', async () => {
  const says: Action['run'] = async ({ provider, token }) => ({ result: 'done', output: `${provider?.id} ${token}` })
  for (const [on, output] of [
    ['anchor', 'anchor SECRET'],
    ['constructor', 'undefined null'],
    ['dns', 'undefined null'],
  ] as const) {
    const { around, states } = await workshop(says, on)
    await actDue(around)
    assert.equal((await states())[0]!.output, output)
  }
})

test('an action nobody wrote, and one with a fault, fail with a sentence', async () => {
  const unknown = await workshop(async () => ({ result: 'done', output: '' }))
  await actDue({ ...unknown.around, actions: [] })
  assert.deepEqual(await unknown.states(), [{ state: 'failed', output: 'There is no action certificate-renew.' }])
  const faulty = await workshop(() => Promise.reject(new Error('oops')))
  await actDue(faulty.around)
  assert.deepEqual([(await faulty.states())[0]!.state, faulty.bugs.length], ['failed', 1])
})

test('a run cut short by a crash is run again at the next start', async () => {
  let runs = 0
  const { around, store, told, states } = await workshop(async () => ({ result: 'done', output: `run ${++runs}` }))
  await takeDueExecution(store.db, NOW, minutes(30))
  const acting = startActing(around)
  await told
  await acting.stop()
  assert.deepEqual(await states(), [{ state: 'done', output: 'run 1' }])
})

test('stopping ends a run without an end for its incident, and the next start runs it again', async () => {
  const begun = Promise.withResolvers<void>()
  const { around, heard, states } = await workshop(async ({ signal }) => {
    begun.resolve()
    await new Promise((resolve) => signal.addEventListener('abort', resolve))
    return { result: 'failed', output: 'cut short' }
  })
  const acting = startActing(around)
  await begun.promise
  await acting.stop()
  assert.deepEqual([heard.length, (await states())[0]!.state], [0, 'running'])
})
