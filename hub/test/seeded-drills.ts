import { beginIncident } from '../src/domain/incident/begin.ts'
import type { Entry } from '../src/domain/incident/entry.ts'
import { after, days, minutes } from '../src/domain/instant.ts'
import { addDrill, endDrill, findDrill, nameIncident, startDrill } from '../src/store/drills.ts'
import { insertIncident, nextIncidentNumber } from '../src/store/incidents.ts'
import type { Store } from '../src/store/store.ts'
import { addEntries } from '../src/store/timeline.ts'
import { pin } from '../src/domain/incident/pin.ts'
import { NOW } from './seeded-hub.ts'
import { seededPlan } from './seeded-plan.ts'

const scenario = JSON.stringify({ site: 'cornerbakery.example', start: '2026-03-04T16:00:00Z', until: '2h', cause: 'tls.expired', events: [{ at: '0m', site: 'down' }, { at: '30m', site: 'up' }] }) // prettier-ignore
const made = { site: 'cornerbakery.example', scenario, window: null, every: null, madeBy: 'ana', madeAt: NOW }

/** A drill that is over, with what its report is made of, and one that is planned. */
export async function seedDrills({ store }: { readonly store: Store }) {
  const start = after(NOW, days(-1))
  const said: Entry[] = [
    { at: start, kind: 'announcement', audience: 'public', channel: 'status-page', to: ['brightside'], subject: 'DRILL: we look into it', template: 'incident-opened' }, // prettier-ignore
    { at: after(start, minutes(18)), kind: 'state', state: 'open', note: 'kofi acknowledged.', by: 'kofi' },
    { at: after(start, minutes(20)), kind: 'task', state: 'overdue', note: 'Ask the host' },
  ]
  await store.transaction(async (tx) => {
    const id = await addDrill(tx, { ...made, dueAt: start })
    const incident = await nextIncidentNumber(tx)
    const first = { id: String(incident), site: made.site, partner: 'operator', detectedAt: start, pinned: pin(seededPlan(), made.site), earlier: null, drill: String(id) } // prettier-ignore
    await insertIncident(tx, { ...beginIncident(first), phase: 'reviewed', resolvedAt: after(start, minutes(45)) }, 1)
    await addEntries(tx, 'operator', incident, said)
    await startDrill(tx, id, start, start)
    await nameIncident(tx, id, incident)
    await endDrill(tx, (await findDrill(tx, id))!, { at: after(start, minutes(45)), why: 'The drill is over: the all clear was reached.' })
    await addDrill(tx, { ...made, dueAt: after(NOW, days(2)), every: 28 })
  })
}
