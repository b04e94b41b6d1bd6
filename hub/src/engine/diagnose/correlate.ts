import { after, earliest, milliseconds, minutes, seconds } from '../../domain/instant.ts'
import type { Instant } from '../../domain/instant.ts'
import type { Happening, Incident } from '../../domain/incident/incident.ts'
import { quicken } from '../../domain/playbook/quicken.ts'
import { belongs, correlate } from '../../domain/triage/correlate.ts'
import type { Failing, Keys } from '../../domain/triage/correlate.ts'
import { failingOf } from '../../domain/triage/failing-of.ts'
import { fleetOf } from '../../domain/triage/keys-of.ts'
import { partingOf, recoveredAt, sayParting } from '../../domain/triage/part.ts'
import { isWorthTelling, sayMembership } from '../../domain/triage/say-parent.ts'
import { holesBySite } from '../../domain/vulnerability/find-holes.ts'
import { baselinesOf } from '../../store/baselines.ts'
import { incidentsNumbered, openVersions } from '../../store/incidents.ts'
import type { StoredIncident } from '../../store/incidents.ts'
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
const MANY = 20_000 // larger outages
const AT_ONCE = 16 // incidents that hear something together
const MANY_MEMBERS = 50
const MOST_REST = 1000 // ms, after a pass that took long

type Fleet = ReadonlyMap<string, Keys>
/** An open incident, as far as it is compared with others. */
type Kept = Omit<Failing, 'keys'> &
  Pick<Incident, 'partner' | 'parent'> & {
    readonly number: number
    readonly version: number
    readonly acknowledgedBy: string | null
    readonly isOfPage: boolean
  }
type Down = Kept & Failing
type AllDown = ReadonlyMap<number, Down> // by the number of the incident

type Correlating = {
  readonly lookUp: () => Promise<Fleet>
  readonly readOpen: ReturnType<typeof rememberOpen>
  readonly turn: Turn
}

/**
 * Finds what failing sites share and makes one larger outage of them (TRI-3, DIA-9). What is kept is compared with what is true at each
 * pass, so that a hub that stopped in between takes it up where it was.
 */
export function startCorrelating(room: Room, subscribe: (listener: () => void) => void): Loop {
  const turn = room.turns.of('correlation')
  const around: Correlating = { lookUp: rememberFleet(room), readOpen: rememberOpen(room.store), turn }
  let isNudged = false
  let restMs: number = TOGETHER
  const loop = startLoop({
    clock: room.clock,
    turn,
    most: pollOf(room.store.kind),
    onBug: room.onBug,
    async pass() {
      isNudged = false
      const began = performance.now()
      const next = await correlateOnce(room, around)
      restMs = Math.min(MOST_REST, Math.max(TOGETHER, performance.now() - began))
      return next
    },
  })
  subscribe(() => {
    if (isNudged) return
    isNudged = true
    loop.nudge(after(room.clock.now(), milliseconds(restMs)))
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

/** Gives every open outage of a page; only what has changed since the last time is read, however many go on. */
function rememberOpen({ db }: Room['store']): () => Promise<{ readonly open: readonly Kept[]; readonly isChanging: boolean }> {
  let kept = new Map<number, Kept>()
  return async () => {
    const now = await openVersions(db)
    const changed = now.filter(({ number, version }) => kept.get(number)?.version !== version).map(({ number }) => number)
    const read = new Map<number, Kept>()
    for (const part of inParts(changed)) for (const one of await incidentsNumbered(db, part)) read.set(one.number, keptOf(one))
    const isChanging = now.some(({ number }) => !kept.has(number))
    kept = new Map(now.flatMap(({ number }) => read.get(number) ?? kept.get(number) ?? []).map((one) => [one.number, one]))
    return { open: [...kept.values()], isChanging }
  }
}

const inParts = <One>(all: readonly One[]): One[][] =>
  Array.from({ length: Math.ceil(all.length / AT_ONCE) }, (_, n) => all.slice(n * AT_ONCE, (n + 1) * AT_ONCE))

/** One comparison of what is kept with what is true. Gives when the next member may have outlasted the others. */
async function correlateOnce(room: Room, { lookUp, readOpen, turn }: Correlating): Promise<Instant | null> {
  const { db } = room.store
  const [{ open, isChanging }, parents] = await Promise.all([readOpen(), listParents(db, { open: true, limit: MANY })])
  const isAnyMember = open.some(({ parent }) => parent !== null)
  if (parents.length === 0 && open.length < 2 && !isAnyMember) return null
  const fleet = await lookUp()
  const down: AllDown = new Map(
    open.filter(({ isOfPage }) => isOfPage).map((one) => [one.number, { ...one, keys: fleet.get(one.site) ?? {} }]),
  )
  const bound = await incidentsUnderParents(db)
  let free = [...down.values()].filter(({ number }) => !bound.has(number))
  let nextAt: Instant | null = null
  for (const parent of parents) {
    const kept = await keepParent(room, parent, down, free, turn)
    free = kept.free
    nextAt = earliest(nextAt, kept.nextAt)
  }
  await openLarger(room, free, fleet, turn)
  const members = new Set<Down>()
  for (const parent of await listParents(db, { open: true, limit: MANY }))
    for (const member of await tellMembers(room, parent, down, isChanging)) members.add(member)
  for (const one of down.values()) if (one.parent !== null && !members.has(one)) await tellParted(room, one, one.parent.id)
  return nextAt
}

function keptOf({ number, version, incident }: StoredIncident): Kept {
  const { partner, parent, ladder, verdict } = incident
  return { ...failingOf(incident), number, version, partner, parent, acknowledgedBy: ladder.acknowledgedBy, isOfPage: !verdict?.service }
}

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
  const joining = free.filter((one) => !parted.has(one.number) && belongs(one, parent, staying))
  const isOver = staying.length + joining.length === 0
  if (leaving.length + joining.length > 0 || staying.length < still.length || isOver)
    await store.transaction(async (tx) => {
      if (!(await turn.isStillOurs(tx))) return
      for (const incident of leaving) await leaveParent(tx, parent.id, incident, at)
      for (const [one, why] of partings) if (why) await leaveParent(tx, parent.id, one.number, at, why)
      for (const one of joining) await joinParent(tx, parent.id, memberOf(one), at)
      if (isOver) await endParent(tx, parent.id, at)
    })
  const joined = new Set(joining)
  return { free: free.filter((one) => !joined.has(one)), nextAt: isOver ? null : outlastsAt }
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
    const failing = new Set(found.failing)
    for (const one of free) if (failing.has(one.site)) await joinParent(tx, id, memberOf(one), clock.now())
  })
}

const memberOf = ({ number, site, partner }: Down) => ({ incident: number, site, partner })

/**
 * The first that joined and is still down leads. Which of the operator's people has that one has them all: on-call acknowledges once. What a
 * partner acknowledged is the partner's alone: another one leads, and nobody else hears the name. Each hears what is shared and how many sites
 * of its own tenant are concerned; while many fail, the count is told when it stands. Gives the members.
 */
async function tellMembers(room: Room, parent: Parent, down: AllDown, isChanging: boolean): Promise<readonly Down[]> {
  const plan = room.plan()
  const [members] = membersOf(await affectedBy(room.store.db, parent.id), down)
  const isForeign = (by: string | null) => by !== null && !(by in plan.people)
  const lead = members.find(({ acknowledgedBy }) => !isForeign(acknowledgedBy)) ?? members[0]
  const by = lead?.acknowledgedBy ?? null
  const bySites = Object.groupBy(members, ({ partner }) => partner)
  const countsLater = isChanging && members.length > MANY_MEMBERS
  const tellOne = async (member: Down) => {
    const { partner, parent: before, acknowledgedBy } = member
    const leads = member === lead
    const sites = bySites[partner]!.length
    const isNews = before?.id !== parent.id || before.leads !== leads || (!countsLater && isWorthTelling(before.sites, sites))
    const membership = { id: parent.id, says: sayMembership(plan, parent, { partner, sites }), sites, leads }
    if (isNews) await tell(room, member, { type: 'joined', parent: membership })
    if (!leads && by !== null && !isForeign(by) && acknowledgedBy === null) await tell(room, member, { type: 'acknowledged', by })
  }
  if (lead) await tellOne(lead) // the new one first: at no moment does nobody lead
  for (const part of inParts(members.filter((member) => member !== lead))) await Promise.all(part.map(tellOne))
  return members
}

async function tellParted(room: Room, one: Down, parent: number) {
  const why = (await affectedBy(room.store.db, parent)).find(({ incident }) => incident === one.number)?.parting
  if (why) await tell(room, one, { type: 'parted', parent, says: sayParting(why, one.cause?.id ?? null) })
}

const tell = (room: Room, { partner, number }: Down, happening: Happening) => respond(room, partner, number, happening)
