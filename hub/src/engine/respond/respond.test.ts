import assert from 'node:assert/strict'
import { test } from 'node:test'
import { seededPlan } from '../../../test/seeded-plan.ts'
import { loadLibrary } from '../../library.ts'
import { eventsOf, foldEvents } from '../../store/events.ts'
import { findIncident } from '../../store/incidents.ts'
import type { Store } from '../../store/store.ts'
import { onEveryDatabase, START } from '../../store/stores.double.ts'
import { syncSites } from '../../store/sites.ts'
import type { Room } from '../room.ts'
import { respond, suspect } from './respond.ts'

onEveryDatabase((place) => {
  test('what two hubs tell an incident at the same moment is heard, all of it, each once (I-47, I-49)', async (t) => {
    const here = await place(t)
    const first = await here.open()
    const hubs = [first, await here.another(first)]
    const plan = seededPlan()
    const library = await loadLibrary({})
    await first.transaction((tx) => syncSites(tx, plan, START))
    const roomOf = (store: Store) =>
      ({
        store,
        clock: { now: () => START },
        plan: () => plan,
        secrets: () => new Map(),
        library: () => library,
        loops: {},
        news() {},
      }) as unknown as Room
    const rooms = hubs.map(roomOf)
    const { id, partner } = plan.sites['cornerbakery.example']!
    const number = await suspect(rooms[0]!, { id, partner }, START)
    const told = Array.from({ length: 24 }, (_, n) => `note ${n}`)
    await Promise.all(told.map((text, n) => respond(rooms[n % 2]!, partner, number, { type: 'noted', by: 'ana', text })))
    const events = await eventsOf(first.db, partner, number)
    const heard = events.flatMap(({ event }) => (event.type === 'noted' ? [event.text] : []))
    assert.deepEqual(heard.toSorted(), told.toSorted())
    assert.deepEqual(foldEvents(events), (await findIncident(first.db, partner, number))!.incident)
  })
})
