import { proposeChanges, LOOKS_AT } from '../../domain/review/proposals/propose-changes.ts'
import type { Past, Proposal } from '../../domain/review/proposals/proposal.ts'
import { eventsOf } from '../../store/events.ts'
import { findIncident, listIncidents } from '../../store/incidents.ts'
import type { IncidentNumber, StoredIncident } from '../../store/incidents.ts'
import { addProposal, dueLookBacks, listProposals, settleLookBack } from '../../store/proposals.ts'
import type { StoredProposal } from '../../store/proposals.ts'
import type { Db } from '../../store/store.ts'
import { pollOf, startLoop } from '../loop.ts'
import type { Loop } from '../loop.ts'
import { playbooksNow } from '../playbooks.ts'
import type { Room } from '../room.ts'

const AT_ONCE = 20
const LOOKED_THROUGH = 200 // incidents, for those that ended with the same playbook
const REMEMBERED = 1000 // proposals

type Looking = Pick<Room, 'store' | 'clock' | 'plan' | 'library' | 'news'>

/** Learns from each incident once its review opens (REV-2). */
export function startLookingBack(room: Looking & Pick<Room, 'onBug'>): Loop {
  return startLoop({
    clock: room.clock,
    most: pollOf(room.store.kind),
    onBug: room.onBug,
    async pass() {
      const due = await dueLookBacks(room.store.db, AT_ONCE)
      for (const one of due) await lookBack(room, one)
      return due.length === AT_ONCE ? room.clock.now() : null
    },
  })
}

/** What the review of an incident proposes is kept, once. */
export async function lookBack(room: Looking, number: IncidentNumber): Promise<void> {
  const { db } = room.store
  const found = await findIncident(db, number.partner, number.number)
  const proposals = found ? await proposalsFor(room, found) : []
  await room.store.transaction(async (tx) => {
    if (!(await settleLookBack(tx, number))) return
    for (const proposal of proposals) await addProposal(tx, number.number, proposal, room.clock.now())
  })
  if (proposals.length > 0) room.news({ partner: number.partner, incident: number.number })
}

async function proposalsFor(room: Looking, { incident, number }: StoredIncident): Promise<Proposal[]> {
  const { db } = room.store
  const playbook = (await playbooksNow(room)).flat().find(({ id }) => id === incident.playbook?.id)
  if (!playbook) return []
  const ended = (await endedWith(db, playbook.id)).filter((one) => one.number <= number).slice(0, LOOKS_AT)
  const last = await Promise.all(ended.map((one): Promise<Past> => pastOf(db, one)))
  const now = last.find(({ incident: { id } }) => id === incident.id)
  if (!now) return []
  const decided = (await listProposals(db, { partner: null, limit: REMEMBERED })).map(toDecided)
  return proposeChanges({ now, last, playbook, plan: room.plan() }, decided, room.clock.now())
}

/** The last incidents that ended with a playbook, the newest first. */
export async function endedWith(db: Db, playbook: string): Promise<StoredIncident[]> {
  const over = await listIncidents(db, { phases: ['resolved', 'reviewed'], limit: LOOKED_THROUGH })
  return over.filter(({ incident }) => incident.playbook?.id === playbook)
}

const pastOf = async (db: Db, { partner, number, incident }: StoredIncident): Promise<Past> => ({
  incident,
  events: await eventsOf(db, partner, number),
})

const toDecided = ({ rule, thing, state, madeAt, decidedAt }: StoredProposal) => ({ rule, thing, state, at: decidedAt ?? madeAt })
