import { readPlan } from '../../hub/src/domain/plan/read-plan.ts'
import { readPlaybook } from '../../hub/src/domain/playbook/read-playbook.ts'
import type { Instant } from '../../hub/src/domain/instant.ts'
import { createCalendar } from '../../hub/src/engine/maintenance/maintenance-calendar.ts'
import { createMetrics } from '../../hub/src/engine/metrics.ts'
import { respond, suspect } from '../../hub/src/engine/respond/respond.ts'
import { startSweeping } from '../../hub/src/engine/respond/sweep.ts'
import type { Room } from '../../hub/src/engine/room.ts'
import { EVERY_TURN } from '../../hub/src/engine/turns.ts'
import { loadLibrary } from '../../hub/src/library.ts'
import { createChannelNetwork } from '../../hub/src/network/create-network.ts'
import { livingIncidentOf } from '../../hub/src/store/incidents.ts'
import { openStore } from '../../hub/src/store/store.ts'
import type { Place } from '../../hub/src/store/store.ts'

/** How often the step of each incident repeats, and how often in all: so many timers an incident has at least. */
export const REPEATS = { everySeconds: 10, atMost: 20 } as const
const PLAYBOOK = `
playbook: repeating
causes: ["*"]
steps:
  - { id: look, start: at once, every: ${REPEATS.everySeconds}s, at-most: ${REPEATS.atMost}, task: { title: Look at it, for: on-call } }
`
const planOf = (sites: number) => `
operator: { name: Harbor, timezone: UTC, mail: noc@harbor.example }
people: { ana: { name: Ana, mail: ana@harbor.example } }
escalation: [{ notify: ana, by: [mail], wait: 15m }]
partners:
  brightside:
    name: Brightside
    brand: { from: Brightside Care <care@brightside.example> }
    cc: [rosa@brightside.example]
    contacts: [{ name: Rosa Lind, mail: rosa@brightside.example }]
clients: { bakery: { partner: brightside, name: Corner Bakery, contacts: [{ name: Bo, mail: bo@bakery.example }] } }
sites:
${Array.from({ length: sites }, (_, n) => `  s${n}.example: { client: bakery, url: 'https://s${n}.example' }`).join('\n')}
`
const VERDICT = {
  verdict: 'genuine',
  reason: null,
  class: 'status',
  code: 'status_500',
  deterministic: true,
  because: ['It is down.'],
} as const

/** The engine that answers and wakes, on the real clock, over an empty database; nothing is delivered. */
export async function openTimerWorld(place: Place, sites: number, onBug: (error: unknown) => void) {
  const { plan, complaints, secrets } = readPlan(planOf(sites), 'timers.yaml', {
    variables: { lookup: () => '', unsetIsEmpty: true },
    checkSchemas: {},
  })
  if (!plan) throw new Error(JSON.stringify(complaints))
  const playbook = readPlaybook(PLAYBOOK, 'repeating.yaml', { templates: [], actions: [] }).playbook!
  const library = await loadLibrary({ people: ['ana'] })
  const store = await openStore(place)
  const clock = { now: () => Date.now() as Instant }
  const network = createChannelNetwork({ operatorHosts: [] })
  const room: Room = {
    ...{ store, clock, library: () => library, plan: () => plan, secrets: () => secrets, loops: {}, turns: EVERY_TURN },
    ...{ outside: network, channels: network, strangers: network, answerKey: 'a key of this trial', metrics: createMetrics() },
    ...{ calendar: createCalendar({ store, clock, plan: () => plan }), news: () => {}, onBug },
  }
  const sweep = startSweeping(room)
  room.loops.sweep = sweep
  const all = Object.values(plan.sites)
  return {
    store,
    /** The outage of the nth site begins, and a person has it; the one before it at this site is over by then. */
    async begin(n: number) {
      const site = all[n % all.length]!
      const { partner } = site
      const before = await livingIncidentOf(store.db, partner, site.id)
      if (before) {
        await respond(room, partner, before.number, { type: 'seen-up' })
        await respond(room, partner, before.number, { type: 'resolved-by-hand', by: 'ana', reason: 'It is over.' })
      }
      const number = await suspect(room, site, clock.now())
      await respond(room, partner, number, { type: 'confirmed', verdict: VERDICT, since: clock.now() })
      const diagnosis = { cause: 'app.fatal', confidence: 1, because: [], alternatives: [], facts: {} } as const
      await respond(room, partner, number, { type: 'diagnosed', diagnosis, playbook })
      await respond(room, partner, number, { type: 'acknowledged', by: 'ana' })
    },
    stop: () => sweep.stop(),
  }
}
