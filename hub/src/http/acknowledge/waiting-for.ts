import { addressesOf } from '../../domain/plan/addresses-of.ts'
import type { Person } from '../../domain/plan/plan.ts'
import { listIncidents } from '../../store/incidents.ts'
import type { Around } from '../around.ts'

const MOST = 200

/** The open incidents for which this person was paged and that nobody has yet, or that were handed to them; the newest first. */
export async function waitingFor({ store }: Around, person: Person): Promise<number[]> {
  const open = await listIncidents(store.db, { partner: null, phases: ['open'], drills: true, limit: MOST })
  const { id } = person
  const addresses = Object.values(addressesOf(person))
  return open
    .filter(({ incident: { ladder, told } }) => {
      if (ladder.acknowledgedBy !== null) return ladder.offeredTo === id
      return told.some(({ audience, address }) => audience === 'responder' && addresses.includes(address))
    })
    .map(({ number }) => number)
}
