import type { Happening, Incident, Membership } from '../../domain/incident/incident.ts'
import { belongs } from '../../domain/triage/correlate.ts'
import { failingOf, standsAlone } from '../../domain/triage/failing-of.ts'
import { keysOf } from '../../domain/triage/keys-of.ts'
import { SAMPLE } from '../../domain/triage/sample.ts'
import { sayMembership } from '../../domain/triage/say-parent.ts'
import { findBaseline } from '../../store/baselines.ts'
import { incidentsNumbered } from '../../store/incidents.ts'
import { countUnder, firstUnder, holdOpenParent, openToJoin } from '../../store/parents.ts'
import type { Tx } from '../../store/store.ts'
import type { Room } from '../room.ts'

/**
 * The open larger outage that this one belongs to, looked for before it speaks for itself: in a storm the correlation comes too late (TRI-3). Only one whose
 * leader is open, so that somebody is called for all; null where there is none. It stays open until the transaction ends.
 */
export async function largerFor(room: Room, tx: Tx, incident: Incident, happening: Happening): Promise<Membership | null> {
  const alone = standsAlone(incident, happening)
  const site = alone && room.plan().sites[alone.site]
  if (!alone || !site) return null
  const open = await openToJoin(tx, Number(alone.id))
  if (open.length === 0) return null
  const { partner } = alone
  const one = { ...failingOf(alone), keys: keysOf(site, await findBaseline(tx, partner, site.id)) }
  for (const { parent, isUnder } of open) {
    if (!isUnder && !one.keys[parent.shared]?.includes(parent.value)) continue
    const members = (await incidentsNumbered(tx, await firstUnder(tx, parent.id, SAMPLE))).map((stored) => stored.incident)
    const down = members.filter(({ id, phase, verdict }) => id !== alone.id && phase === 'open' && !verdict?.service)
    if (!down.some((other) => other.parent?.id === parent.id && other.parent.leads)) continue
    const isOfIt = isUnder || belongs(one, parent, down.map((other) => ({ ...failingOf(other), keys: {} }))) // prettier-ignore
    if (!isOfIt || !(await holdOpenParent(tx, parent.id, 'to-join'))) continue
    const sites = (await countUnder(tx, parent.id, partner)) + (isUnder ? 0 : 1)
    return { id: parent.id, says: sayMembership(room.plan(), parent, { partner, sites }), sites, leads: false }
  }
  return null
}
