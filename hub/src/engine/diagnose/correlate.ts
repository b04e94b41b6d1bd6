import { after, earliest, milliseconds, minutes, seconds } from '../../domain/instant.ts'
import type { Instant } from '../../domain/instant.ts'
import type { Happening, Incident } from '../../domain/incident/incident.ts'
import { quicken } from '../../domain/playbook/quicken.ts'
import { belongs, correlate } from '../../domain/triage/correlate.ts'
import type { Failing, Keys } from '../../domain/triage/correlate.ts'
import { fleetOf } from '../../domain/triage/keys-of.ts'
import { partingOf, recoveredAt, sayParting } from '../../domain/triage/part.ts'
import { isWorthTelling, sayMembership } from '../../domain/triage/say-parent.ts'
import { holesBySite } from '../../domain/vulnerability/find-holes.ts'
import { baselinesOf } from '../../store/baselines.ts'
import { listIncidents } from '../../store/incidents.ts'
import { affectedBy, endParent, incidentsUnderParents, joinParent, leaveParent, listParents, openParent } from '../../store/parents.ts'
import type { Affected, Parent } from '../../store/parents.ts'
import { vulnerabilities } from '../../store/vulnerabilities.ts'
import { pollOf, startLoop } from '../loop.ts'
import type { Loop } from '../loop.ts'
import { respond } from '../respond/respond.ts'
import type { Room } from '../room.ts'
import type { Turn } from '../turns.ts'

const TOGETHER = milliseconds(300) // sites of one host do not fail in the same instant
const FRESH = seconds(60)
const OUTLASTS = minutes(15) // still down so long after the others are well: another outage
const MANY = 20_000

type Fleet = ReadonlyMap<string, Keys>
type Down = Failing & { readonly incident: Incident }
type AllDown = ReadonlyMap<number, Down> // by the number of the incident

/**
 * Finds what failing sites share and makes one larger outage of them (TRI-3, DIA-9). What is kept is compared with what is true at each
 * pass, so that a hub that stopped in between takes it up where it was.
 */
export function startCorrelating(room: Room, subscribe: (listener: () => void) => void): Loop {
  const fleet = rememberFleet(room)
  const turn = room.turns.of('correlation')
  let isNudged = false
  const loop = startLoop({
    clock: room.clock,
    turn,
    most: pollOf(room.store.kind),
    onBug: room.onBug,
    async pass() {
      isNudged = false
      return correlateOnce(room, fleet, turn)
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
    const open = (await vulnerabilities(store.db, null)).map(({ finding }) => finding)
    const fleet = fleetOf(sites, await baselinesOf(store.db, null), holesBySite(open))
    kept = { until: after(clock.now(), FRESH), version, fleet }
    return fleet
  }
}

/** One comparison of what is kept with what is true. Gives when the next member may have outlasted the others. */
async function correlateOnce(room: Room, lookUp: () => Promise<Fleet>, turn: Turn): Promise<Instant | null> {
  const { db } = room.store
  const [open, parents] = await Promise.all([
    listIncidents(db, { phases: ['open'], limit: MANY }),
    listParents(db, { open: true, limit: MANY }),
  ])
  const isAnyMember = open.some(({ incident }) => incident.parent !== null)
  if (parents.length === 0 && open.length < 2 && !isAnyMember) return null
  const fleet = await lookUp()
  const down: AllDown = new Map(
    open.filter(({ incident }) => !incident.verdict?.service).map(({ number, incident }) => [number, downOf(incident, fleet)]),
  )
  const bound = await incidentsUnderParents(db)
  let free = [...down.values()].filter((one) => !bound.has(numberOf(one)))
  let nextAt: Instant | null = null
  for (const parent of parents) {
    const kept = await keepParent(room, parent, down, free, turn)
    free = kept.free
    nextAt = earliest(nextAt, kept.nextAt)
  }
  await openLarger(room, free, fleet, turn)
  const members = new Set<Down>()
  for (const parent of await listParents(db, { open: true, limit: MANY }))
    for (const member of await tellMembers(room, parent, down)) members.add(member)
  for (const one of down.values())
    if (one.incident.parent !== null && !members.has(one)) await tellParted(room, one, one.incident.parent.id)
  return nextAt
}

function downOf(incident: Incident, fleet: Fleet): Down {
  const { site, failingSince, detectedAt, verdict, diagnosis, playbookAt, causeConfirmed } = incident
  return {
    site,
    since: failingSince ?? detectedAt,
    class: verdict?.class ?? null,
    cause: diagnosis && { id: diagnosis.cause, since: playbookAt ?? detectedAt, isSure: causeConfirmed },
    keys: fleet.get(site) ?? {},
    incident,
  }
}

const numberOf = ({ incident }: Down) => Number(incident.id)

/** Whoever is well leaves, whoever shares it joins, whoever is an exception goes its own way, and a parent without anyone down ends. */
async function keepParent({ store, clock, plan }: Room, parent: Parent, down: AllDown, free: readonly Down[], turn: Turn) {
  const at = clock.now()
  const affected = await affectedBy(store.db, parent.id)
  const [still, leaving] = membersOf(affected, down)
  const recoveries = [...affected.flatMap(({ leftAt, parting }) => (leftAt && !parting ? [leftAt] : [])), ...leaving.map(() => at)]
  const recovered = recoveredAt(still.length - 1, recoveries)
  const outlastsAt = recovered && after(recovered, quicken(OUTLASTS, plan().quickened))
  const isOutlasted = outlastsAt !== null && at >= outlastsAt
  const partings = new Map(still.map((one) => [one, partingOf(one, still, parent.shared, isOutlasted)]))
  const staying = still.filter((one) => partings.get(one) === null)
  const parted = new Set(affected.flatMap(({ incident, parting }) => (parting ? [incident] : [])))
  const joining = free.filter((one) => !parted.has(numberOf(one)) && belongs(one, parent, staying))
  const isOver = staying.length + joining.length === 0
  if (leaving.length + joining.length > 0 || staying.length < still.length || isOver)
    await store.transaction(async (tx) => {
      if (!(await turn.isStillOurs(tx))) return
      for (const incident of leaving) await leaveParent(tx, parent.id, incident, at)
      for (const [one, why] of partings) if (why) await leaveParent(tx, parent.id, numberOf(one), at, why)
      for (const { incident } of joining) await joinParent(tx, parent.id, memberOf(incident), at)
      if (isOver) await endParent(tx, parent.id, at)
    })
  return { free: free.filter((one) => !joining.includes(one)), nextAt: isOver ? null : outlastsAt }
}

// Those under the parent that are down, and the incidents under it that are not.
function membersOf(affected: readonly Affected[], down: AllDown): [Down[], number[]] {
  const members = affected.flatMap(({ incident, leftAt }) => (leftAt === null ? [incident] : []))
  return [members.flatMap((incident) => down.get(incident) ?? []), members.filter((incident) => !down.has(incident))]
}

async function openLarger({ store, clock }: Room, free: readonly Down[], fleet: Fleet, turn: Turn) {
  const found = correlate(free, fleet, clock.now())
  if (!found) return
  await store.transaction(async (tx) => {
    if (!(await turn.isStillOurs(tx))) return
    const { id } = await openParent(tx, found, clock.now())
    for (const { site, incident } of free) if (found.failing.includes(site)) await joinParent(tx, id, memberOf(incident), clock.now())
  })
}

const memberOf = ({ id, site, partner }: Incident) => ({ incident: Number(id), site, partner })

/**
 * The first that joined and is still down leads. Which of the operator's people has that one has them all: on-call acknowledges once. What a
 * partner acknowledged is the partner's alone: another one leads, and nobody else hears the name. Each hears what is shared and how many sites
 * of its own tenant are concerned. Gives the members.
 */
async function tellMembers(room: Room, parent: Parent, down: AllDown): Promise<readonly Down[]> {
  const plan = room.plan()
  const [members] = membersOf(await affectedBy(room.store.db, parent.id), down)
  const isForeign = (by: string | null) => by !== null && !(by in plan.people)
  const lead = members.find(({ incident }) => !isForeign(incident.ladder.acknowledgedBy)) ?? members[0]
  const by = lead?.incident.ladder.acknowledgedBy ?? null
  const bySites = Object.groupBy(members, ({ incident }) => incident.partner)
  // The new one first: at no moment does nobody lead.
  for (const member of members.toSorted((one, other) => Number(other === lead) - Number(one === lead))) {
    const { partner, parent: before, ladder } = member.incident
    const leads = member === lead
    const sites = bySites[partner]!.length
    const isNews = before?.id !== parent.id || before.leads !== leads || isWorthTelling(before.sites, sites)
    const membership = { id: parent.id, says: sayMembership(plan, parent, { partner, sites }), sites, leads }
    if (isNews) await tell(room, member, { type: 'joined', parent: membership })
    if (!leads && by !== null && !isForeign(by) && ladder.acknowledgedBy === null) await tell(room, member, { type: 'acknowledged', by })
  }
  return members
}

async function tellParted(room: Room, one: Down, parent: number) {
  const why = (await affectedBy(room.store.db, parent)).find(({ incident }) => incident === numberOf(one))?.parting
  if (why) await tell(room, one, { type: 'parted', parent, says: sayParting(why, one.cause?.id ?? null) })
}

const tell = (room: Room, { incident }: Down, happening: Happening) => respond(room, incident.partner, Number(incident.id), happening)
