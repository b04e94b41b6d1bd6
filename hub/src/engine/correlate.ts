import { after, milliseconds, seconds } from '../domain/instant.ts'
import type { Instant } from '../domain/instant.ts'
import type { Incident } from '../domain/incident/incident.ts'
import { correlate, isCompatible } from '../domain/triage/correlate.ts'
import type { Failing, Keys } from '../domain/triage/correlate.ts'
import { fleetOf } from '../domain/triage/keys-of.ts'
import { sayParent } from '../domain/triage/say-parent.ts'
import { everyBaseline } from '../store/baselines.ts'
import { listIncidents } from '../store/incidents.ts'
import { affectedBy, endParent, joinParent, leaveParent, listParents, openParent } from '../store/parents.ts'
import type { Parent } from '../store/parents.ts'
import { pollOf, startLoop } from './loop.ts'
import type { Loop } from './loop.ts'
import { respond } from './respond.ts'
import type { Room } from './room.ts'

const TOGETHER = milliseconds(300) // sites of one host do not fail in the same instant
const FRESH = seconds(60)
const MANY = 20_000

type Fleet = ReadonlyMap<string, Keys>
type Down = Failing & { readonly incident: Incident }

/**
 * Finds what failing sites share and makes one larger outage of them (TRI-3, DIA-9). What is kept is compared with what is true at each
 * pass, so that a hub that stopped in between takes it up where it was.
 */
export function startCorrelating(room: Room, subscribe: (listener: () => void) => void): Loop {
  const fleet = rememberFleet(room)
  let isNudged = false
  const loop = startLoop({
    clock: room.clock,
    most: pollOf(room.store.kind),
    onBug: room.onBug,
    async pass() {
      isNudged = false
      await correlateOnce(room, fleet)
      return null
    },
  })
  subscribe(() => {
    if (isNudged) return
    isNudged = true
    loop.nudge(after(room.clock.now(), TOGETHER))
  })
  return loop
}

// The plan and every baseline are read at most once a minute, and only while several sites are down.
function rememberFleet({ store, plan, clock }: Room): () => Promise<Fleet> {
  let kept: { readonly until: Instant; readonly version: string; readonly fleet: Fleet } | null = null
  return async () => {
    const { sites, version } = plan()
    if (kept && kept.version === version && clock.now() < kept.until) return kept.fleet
    const fleet = fleetOf(sites, await everyBaseline(store.db))
    kept = { until: after(clock.now(), FRESH), version, fleet }
    return fleet
  }
}

async function correlateOnce(room: Room, lookUp: () => Promise<Fleet>) {
  const { db } = room.store
  const [open, parents] = await Promise.all([
    listIncidents(db, { phases: ['open'], limit: MANY }),
    listParents(db, { open: true, limit: MANY }),
  ])
  if (parents.length === 0 && open.length < 2) return
  const fleet = await lookUp()
  const down = open.map(({ incident }) => downOf(incident, fleet))
  const free = await keepParents(room, parents, down)
  await openCampaign(room, free, fleet)
  for (const parent of await listParents(db, { open: true, limit: MANY })) await tellMembers(room, parent, down)
}

const downOf = (incident: Incident, fleet: Fleet): Down => ({
  site: incident.site,
  since: incident.failingSince ?? incident.detectedAt,
  class: incident.verdict?.class ?? null,
  keys: fleet.get(incident.site) ?? {},
  incident,
})

/** Whoever is well leaves, whoever shares it joins, and a parent without anyone down ends. Gives those that belong to none. */
async function keepParents({ store, clock }: Room, parents: readonly Parent[], down: readonly Down[]): Promise<readonly Down[]> {
  let free = down
  for (const parent of parents) {
    const members = (await affectedBy(store.db, parent.id)).filter(({ leftAt }) => leftAt === null).map(({ incident }) => incident)
    const isMember = ({ incident }: Down) => members.includes(Number(incident.id))
    const still = down.filter(isMember)
    const joining = free.filter(
      (one) =>
        !isMember(one) &&
        (one.keys[parent.shared] ?? []).includes(parent.value) &&
        still.some((other) => isCompatible(one.class, other.class)),
    )
    const stays = new Set(still.map(({ incident }) => Number(incident.id)))
    const leaving = members.filter((incident) => !stays.has(incident))
    free = free.filter((one) => !isMember(one) && !joining.includes(one))
    if (leaving.length + joining.length === 0 && still.length > 0) continue
    await store.transaction(async (tx) => {
      for (const incident of leaving) await leaveParent(tx, parent.id, incident, clock.now())
      for (const { incident } of joining) await joinParent(tx, parent.id, memberOf(incident), clock.now())
      if (still.length === 0) await endParent(tx, parent.id, clock.now())
    })
  }
  return free
}

async function openCampaign({ store, clock }: Room, free: readonly Down[], fleet: Fleet) {
  const campaign = correlate(free, fleet, clock.now())
  if (!campaign) return
  await store.transaction(async (tx) => {
    const { id } = await openParent(tx, campaign, clock.now())
    for (const { site, incident } of free) {
      if (campaign.failing.includes(site)) await joinParent(tx, id, memberOf(incident), clock.now())
    }
  })
}

const memberOf = ({ id, site, partner }: Incident) => ({ incident: Number(id), site, partner })

/**
 * The first that joined and is still down leads. Which of the operator's people has that one has them all: on-call acknowledges once. What a
 * partner acknowledged is the partner's alone: another one leads, and nobody else hears the name.
 */
async function tellMembers(room: Room, parent: Parent, down: readonly Down[]) {
  const affected = (await affectedBy(room.store.db, parent.id)).filter(({ leftAt }) => leftAt === null)
  const members = affected.flatMap((one) => down.filter(({ incident }) => Number(incident.id) === one.incident))
  const says = sayParent(room.plan(), parent.shared, parent.value, members.length)
  const isForeign = (by: string | null) => by !== null && !(by in room.plan().people)
  const lead = members.find(({ incident }) => !isForeign(incident.ladder.acknowledgedBy)) ?? members[0]
  const by = lead?.incident.ladder.acknowledgedBy ?? null
  // The new one first: at no moment does nobody lead.
  for (const { incident } of members.toSorted((one, other) => Number(other === lead) - Number(one === lead))) {
    const leads = incident === lead?.incident
    const tell = (happening: Parameters<typeof respond>[3]) => respond(room, incident.partner, Number(incident.id), happening)
    if (incident.parent?.id !== parent.id || incident.parent.leads !== leads)
      await tell({ type: 'joined', parent: { id: parent.id, says, leads } })
    if (!leads && by !== null && !isForeign(by) && incident.ladder.acknowledgedBy === null) await tell({ type: 'acknowledged', by })
  }
}
