import assert from 'node:assert/strict'
import { test } from 'node:test'
import { after, minutes } from '../../domain/instant.ts'
import { readPlan } from '../../domain/plan/read-plan.ts'
import type { Verdict } from '../../domain/triage/verdict.ts'
import { loadLibrary } from '../../library.ts'
import { eventsOf } from '../../store/events.ts'
import { nextWake } from '../../store/incidents.ts'
import { syncSites } from '../../store/sites.ts'
import type { Store } from '../../store/store.ts'
import { onEveryDatabase, START } from '../../store/stores.double.ts'
import type { Room } from '../room.ts'
import { respond, suspect } from './respond.ts'
import { startSweeping } from './sweep.ts'

const SITES = Array.from({ length: 20 }, (_, n) => `s${n}.example`)
const agency = `
operator: { name: Harbor, timezone: UTC, mail: noc@harbor.example }
people: { ana: { name: Ana, mail: ana@harbor.example, timezone: UTC, role: owner } }
escalation: [{ notify: ana, by: [mail], wait: 15m }, { notify: ana, by: [mail], repeat: 2 }]
partners: { brightside: { name: Brightside, brand: { from: Care <care@brightside.example> }, contacts: [{ name: Rosa, mail: rosa@brightside.example }] } }
clients: { bakery: { partner: brightside, name: Bakery, contacts: [{ name: Bo, mail: bo@bakery.example }] } }
channels: { mail: { smtp: 'smtp://127.0.0.1:25' } }
sites: { ${SITES.map((id) => `${id}: { client: bakery, url: 'https://${id}/' }`).join(', ')} }
`
const genuine: Verdict = { verdict: 'genuine', reason: null, class: 'reset', code: null, deterministic: true, because: [] }

onEveryDatabase((place) => {
  test('overdue incidents that stand alone are woken each once, eight of them together (I-48)', async (t) => {
    const store = await (await place(t)).open()
    const plan = readPlan(agency, 'allclear.yaml', { variables: { lookup: () => undefined, unsetIsEmpty: true }, checkSchemas: {} }).plan!
    const library = await loadLibrary({ people: ['ana'], partners: ['brightside'] })
    const roomAt = (now: number, kept: Store) =>
      ({
        ...{ store: kept, clock: { now: () => now }, plan: () => plan, secrets: () => new Map(), library: () => library },
        ...{ loops: {}, news: () => {}, onBug: (error: unknown) => assert.fail(String(error)) },
      }) as unknown as Room
    await store.transaction((tx) => syncSites(tx, plan, START))
    for (const { id, partner } of Object.values(plan.sites)) {
      const number = await suspect(roomAt(START, store), { id, partner }, START)
      await respond(roomAt(START, store), partner, number, { type: 'confirmed', verdict: genuine, since: START })
    }

    const later = after(START, minutes(60))
    let [underWay, together] = [0, 0]
    const transaction: Store['transaction'] = (work) => {
      if (underWay++ === 0) together++
      return store.transaction(work).finally(() => underWay--)
    }
    await startSweeping(roomAt(later, { ...store, transaction })).stop()
    const numbers = SITES.map((_, n) => n + 1)
    const clocks = numbers.map(async (number) =>
      (await eventsOf(store.db, 'brightside', number)).filter(({ event }) => event.type === 'clock'),
    )
    assert.deepEqual(
      (await Promise.all(clocks)).map((heard) => heard.length),
      numbers.map(() => 1),
    )
    assert.ok((await nextWake(store.db))! > later)
    assert.ok(together <= 4, `${together} times one after the other`)
  })
})
