import type { Person } from '../../domain/plan/plan.ts'
import { listIncidents } from '../../store/incidents.ts'
import type { Around } from '../around.ts'

const MOST = 200

/** The open incidents for which this person was paged and that nobody has yet, or that were handed to them; the newest first. */
export async function waitingFor({ store }: Around, { id, mail, phone }: Person): Promise<number[]> {
  const open = await listIncidents(store.db, { partner: null, phases: ['open'], limit: MOST })
  const isPaged = (address: string) => address === phone || address === mail || address === id
  return open
    .filter(({ incident: { ladder, told } }) => {
      if (ladder.acknowledgedBy !== null) return ladder.offeredTo === id
      return told.some(({ audience, address }) => audience === 'responder' && isPaged(address))
    })
    .map(({ number }) => number)
}
