import type { Effect, Happening, Incident, Membership } from '../../src/domain/incident/incident.ts'
import { after, minutes } from '../../src/domain/instant.ts'
import type { Instant } from '../../src/domain/instant.ts'
import { belongs, correlate } from '../../src/domain/triage/correlate.ts'
import type { Failing, InCommon } from '../../src/domain/triage/correlate.ts'
import { failingOf, standsAlone } from '../../src/domain/triage/failing-of.ts'
import { fleetOf } from '../../src/domain/triage/keys-of.ts'
import { partingOf, recoveredAt, sayParting } from '../../src/domain/triage/part.ts'
import { isWorthTelling, sayMembership } from '../../src/domain/triage/say-parent.ts'
import { PLANS } from './agency.ts'
import type { Life } from './life.ts'
import type { SimWorld } from './world.ts'

const OUTLASTS = minutes(15)
const FLEET = fleetOf(PLANS.waits.sites, new Map())

type Parent = Pick<InCommon, 'kind' | 'shared' | 'value'> & {
  readonly id: number
  readonly members: Set<Life>
  readonly left: Instant[]
  readonly parted: Set<Life>
}
type Under = { readonly incident: number; readonly site: string; readonly partner: string }

/** An open larger outage, who is under it, and who has gone its own way. */
export type KeptParent = Pick<Parent, 'id' | 'kind' | 'shared' | 'value'> & {
  readonly members: readonly Under[]
  readonly parted: readonly Under[]
}

const NONE: readonly KeptParent[] = []

type Down = Failing & { readonly life: Life }

/** Larger outages: what failing sites share, as the loop of the correlation keeps it (TRI-3). */
export class Larger {
  readonly parents: Parent[] = []
  private ids = 0
  private readonly world: SimWorld
  private readonly isTold: boolean

  constructor(world: SimWorld, isTold: boolean) {
    this.world = world
    this.isTold = isTold
  }

  /** Compares what is kept with what is true now. */
  correlate() {
    const { world } = this
    if (!this.isTold) return
    const down = world.lives.flatMap((life) => (isDown(life.incident) ? [{ ...withKeys(life.incident), life }] : []))
    const open = this.parents.filter(({ members }) => members.size > 0)
    if (open.length === 0 && down.length < 2) return
    let free = down.filter(({ life }) => !open.some(({ members }) => members.has(life)))
    for (const parent of open) free = this.keep(parent, down, free)
    const found = correlate(free, FLEET, world.now)
    if (found) {
      const members = new Set(free.flatMap(({ site, life }) => (found.failing.includes(site) ? [life] : [])))
      this.parents.push({ ...found, id: ++this.ids, members, left: [], parted: new Set() })
    }
    for (const parent of this.parents) if (parent.members.size > 0) this.tellMembers(parent)
  }

  /** The open larger outage that an incident belongs to which would speak for itself next, as the hub looks it up. */
  known({ incident }: Life, happening: Happening): Membership | null {
    const alone = this.isTold ? standsAlone(incident, happening) : null
    const open = alone ? this.parents.filter(({ members }) => members.size > 0) : []
    if (!alone || open.length === 0) return null
    for (const parent of open) {
      const isUnder = [...parent.members].some((life) => life.incident.id === alone.id)
      const down = [...parent.members].filter((life) => life.incident.id !== alone.id && isDown(life.incident))
      const isLed = down.some((life) => life.incident.parent?.id === parent.id && life.incident.parent.leads)
      const isParted = [...parent.parted].some((life) => life.incident.id === alone.id)
      if (!isLed || isParted || !(isUnder || belongs(withKeys(alone), parent, down.map((life) => withKeys(life.incident))))) continue // prettier-ignore
      const sites = [...parent.members].filter(({ incident: other }) => other.partner === alone.partner).length + (isUnder ? 0 : 1)
      return { id: parent.id, says: sayMembership(this.world.plan, parent, { partner: alone.partner, sites }), sites, leads: false }
    }
    return null
  }

  /** What the tables of the hub hold of it now. */
  kept(): readonly KeptParent[] {
    const open = this.parents.filter(({ members }) => members.size > 0)
    if (open.length === 0) return NONE
    const under = (lives: Set<Life>) =>
      Array.from(lives, ({ incident: { id, site, partner } }) => ({ incident: Number(id), site, partner }))
    return open.map(({ members, parted, ...parent }) => ({ ...parent, members: under(members), parted: under(parted) }))
  }

  /** Keeps that an incident has joined by itself. */
  join(life: Life, effects: readonly Effect[]) {
    for (const effect of effects) if (effect.do === 'join') this.parents.find(({ id }) => id === effect.parent)!.members.add(life)
  }

  private keep(parent: Parent, down: readonly Down[], free: Down[]): Down[] {
    const { world } = this
    const still = down.filter(({ life }) => parent.members.has(life))
    for (const life of parent.members) {
      if (still.some((one) => one.life === life)) continue
      parent.members.delete(life)
      parent.left.push(world.now)
    }
    const recovered = recoveredAt(still.length - 1, parent.left)
    const isOutlasted = recovered !== null && world.now >= after(recovered, OUTLASTS)
    const whys = still.map((one) => ({ one, why: partingOf(one, still, parent.shared, isOutlasted) }))
    for (const { one, why } of whys) {
      if (!why) continue
      parent.members.delete(one.life)
      parent.parted.add(one.life)
      world.hear(one.life, { type: 'parted', parent: parent.id, says: sayParting(why, one.cause?.id ?? null) })
    }
    const staying = whys.flatMap(({ one, why }) => (why ? [] : [one]))
    const joining = free.filter((one) => !parent.parted.has(one.life) && belongs(one, parent, staying))
    for (const { life } of joining) parent.members.add(life)
    return free.filter((one) => !joining.includes(one))
  }

  private tellMembers(parent: Parent) {
    const { world } = this
    const members = [...parent.members]
    const isForeign = (by: string | null) => by !== null && !(by in world.plan.people)
    const lead = members.find(({ incident }) => !isForeign(incident.ladder.acknowledgedBy)) ?? members[0]!
    const by = lead.incident.ladder.acknowledgedBy
    for (const life of [lead, ...members.filter((one) => one !== lead)]) {
      const { partner, parent: before } = life.incident
      const sites = members.filter(({ incident }) => incident.partner === partner).length
      const leads = life === lead
      const membership: Membership = { id: parent.id, says: sayMembership(world.plan, parent, { partner, sites }), sites, leads }
      if (before?.id !== parent.id || before.leads !== leads || isWorthTelling(before.sites, sites))
        world.hear(life, { type: 'joined', parent: membership })
      if (!leads && by !== null && !isForeign(by) && life.incident.ladder.acknowledgedBy === null)
        world.hear(life, { type: 'acknowledged', by })
    }
  }
}

const isDown = ({ phase, verdict }: Incident) => phase === 'open' && !verdict?.service

const withKeys = (incident: Incident): Failing => ({ ...failingOf(incident), keys: FLEET.get(incident.site) ?? {} })
