import { lookBack } from '../src/engine/respond/look-back.ts'
import { appendEvent } from '../src/store/events.ts'
import { insertIncident, nextIncidentNumber } from '../src/store/incidents.ts'
import { orderLookBack } from '../src/store/proposals.ts'
import { World } from './stories/world.ts'

/** The certificate of the Corner Bakery runs out on that morning, and what is to be renewed by hand takes 40 minutes instead of 15. */
export function slowRenewal(day: string, by = 'ana'): World {
  const world = new World(`${day}T10:00:00-06:00`).goesDown().showsCause('tls.expired').passes('2m').acknowledges('ana').passes('38m')
  for (const [task, { execution, done }] of Object.entries(world.incident.tasks))
    if (execution && !done) world.happens({ type: 'task-done', task, by })
  return world.comesBack().passes('1h')
}

/** Keeps what happened in a story as an incident of the hub, and looks back on it. Gives its number. */
export async function keepStory(room: Parameters<typeof lookBack>[0], { incident, moments }: World): Promise<number> {
  const { partner } = incident
  const number = await room.store.transaction(async (tx) => {
    const id = await nextIncidentNumber(tx)
    await insertIncident(tx, { ...incident, id: String(id), wakeAt: null }, moments.length)
    for (const [seq, { at, event, decision }] of moments.entries())
      await appendEvent(tx, { partner, incident: id, seq: seq + 1, at, planVersion: 'story', event, changes: decision.incident })
    await orderLookBack(tx, partner, id, incident.resolvedAt!)
    return id
  })
  await lookBack(room, { partner, number })
  return number
}
