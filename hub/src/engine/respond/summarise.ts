import { isLiving } from '../../domain/incident/is-living.ts'
import { shareSummary } from '../../domain/incident/summary.ts'
import type { Instant } from '../../domain/instant.ts'
import { findIncident, livingIncidentOf } from '../../store/incidents.ts'
import { unwantedBy } from '../../store/opt-outs.ts'
import type { Tx } from '../../store/store.ts'
import { dueFor, dueReaders, nextSummary } from '../../store/summaries.ts'
import type { Summary } from '../../store/summaries.ts'
import { pollOf, startLoop } from '../loop.ts'
import type { Loop } from '../loop.ts'
import { respondTogether } from './respond.ts'
import type { Heard } from './respond.ts'
import type { Room } from '../room.ts'

const AT_ONCE = 200

/** Tells clients and partners in the morning of outages that were over before anyone wrote to the client, in one message each (RES-5). */
export function startSummarising(room: Room): Loop {
  return startLoop({
    clock: room.clock,
    most: pollOf(room.store.kind),
    onBug: room.onBug,
    pass: () => summariseDue(room),
  })
}

/** One pass; gives when the next summary is due. Who is told is told in one transaction with the notes of every incident it is about. */
export async function summariseDue(room: Room): Promise<Instant | null> {
  const now = room.clock.now()
  for (const to of await dueReaders(room.store.db, now, AT_ONCE))
    await respondTogether(room, to.partner, (tx) => whoHears(tx, to, now)).catch(room.onBug)
  return nextSummary(room.store.db)
}

async function whoHears(tx: Tx, to: Pick<Summary, 'partner' | 'reader' | 'name'>, now: Instant): Promise<Heard[]> {
  const due = []
  for (const number of await dueFor(tx, to, now)) {
    const { incident } = (await findIncident(tx, to.partner, number))!
    const present = await livingIncidentOf(tx, to.partner, incident.site)
    due.push({ incident, isDownAgain: present !== null && isLiving(present.incident) })
  }
  const heard = shareSummary(to.reader, due, to.reader === 'client' ? await unwantedBy(tx, to.partner) : [])
  return [...heard].map(([id, happening]) => ({ number: Number(id), happening }))
}
