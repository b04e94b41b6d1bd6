import assert from 'node:assert/strict'
import { test } from 'node:test'
import { seededPlan } from '../../../test/seeded-plan.ts'
import { after, seconds } from '../../domain/instant.ts'
import type { Instant } from '../../domain/instant.ts'
import type { Monitor } from '../../domain/plan/plan.ts'
import type { CheckResult } from '../../domain/triage/verdict.ts'
import { newWatch } from '../../domain/triage/watch.ts'
import { START } from '../../store/stores.double.ts'
import { openStore } from '../../store/store.ts'
import type { Store } from '../../store/store.ts'
import { transitionsOf } from '../../store/transitions.ts'
import type { Room } from '../room.ts'
import { hear } from './hear.ts'
import { startKeepingChanges } from './keep-changes.ts'
import type { Around, Watched } from './watched.ts'

const plan = seededPlan()
const site = plan.sites['cornerbakery.example']!
const monitor = { id: `${site.id}/tls`, kind: 'tls', interval: seconds(60), options: {} } as Monitor
const seen = (state: CheckResult['state'], minute: number): CheckResult => ({
  ...{ state, code: null, class: null, at: after(START, seconds(60 * minute)), tookMs: 20, facts: {}, diary: [] },
})

/** A store that can be away: then whatever is asked of it fails, and with `ambiguously` after it was done. */
async function storeThatGoes() {
  const store = await openStore({})
  let [isAway, isAmbiguous] = [false, false]
  return {
    store: {
      ...store,
      async transaction(work) {
        if (isAway && !isAmbiguous) throw new Error('the connection was refused')
        const done = await store.transaction(work)
        if (isAway) throw new Error('the connection was reset')
        return done
      },
    } as Store,
    goes: (ambiguously = false) => void ([isAway, isAmbiguous] = [true, ambiguously]),
    comes: () => void (isAway = false),
  }
}

const roomOf = (store: Store, bugs: unknown[]) =>
  ({ store, plan: () => plan, clock: { now: () => START }, onBug: (error: unknown) => void bugs.push(error), loops: {}, secrets: () => new Map(), metrics: { checked() {} } }) as unknown as Room // prettier-ignore

test('what was seen while the database was away is written when it is back, in order and once (MON-1)', async () => {
  const { store, goes, comes } = await storeThatGoes()
  const [bugs, ours] = [[] as unknown[], new Set([site.id])]
  const room = roomOf(store, bugs)
  const changes = startKeepingChanges(room, (id) => ours.has(id))
  const around = { room, changes, latencies: { add() {} } } as unknown as Around
  const watched = { site, watch: newWatch([monitor.id], null), recent: [], slowLooks: 0, failingSince: null } as unknown as Watched
  const look = (state: CheckResult['state'], minute: number) => hear(around, watched, monitor, seen(state, minute)).catch(() => undefined)
  const kept = async () =>
    (await transitionsOf(store.db, site.partner, site.id, 0 as Instant)).map(
      ({ result: { state, at } }) => `${state} ${(at - START) / 60_000}`,
    )
  try {
    await look('up', 0)
    goes(true)
    await look('warning', 1) // it was written, and nobody said so
    goes()
    for (const [state, minute] of [['warning', 2], ['up', 3], ['up', 4], ['slow', 5]] as const) await look(state, minute) // prettier-ignore
    comes()
    await look('up', 6) // behind what waits
    await changes.settle()
    assert.deepEqual(await kept(), ['up 0', 'warning 1', 'up 3', 'slow 5', 'up 6'])
    assert.equal(bugs.length, 1, 'said once')

    goes()
    await look('warning', 7)
    comes()
    ours.clear() // another hub looks at it by now, and has seen for itself
    await changes.settle()
    assert.equal((await kept()).length, 5)
  } finally {
    await changes.stop()
    await store.close()
  }
})

test('what finds no room is the oldest, and is said', async () => {
  const { store, goes, comes } = await storeThatGoes()
  const bugs: unknown[] = []
  const changes = startKeepingChanges(roomOf(store, bugs), () => true, 2)
  try {
    goes()
    for (const minute of [1, 2, 3])
      await changes.keep({ partner: 'brightside', site: site.id, monitor: monitor.id, location: 'hub', result: seen('up', minute) })
    comes()
    await changes.settle()
    assert.equal((await transitionsOf(store.db, 'brightside', site.id, 0 as Instant)).length, 2)
    assert.match(String(bugs.at(-1)), /1 changes of monitors found no room/)
  } finally {
    await changes.stop()
    await store.close()
  }
})
