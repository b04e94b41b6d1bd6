import { coveredAt } from '../../domain/calendar/coverage.ts'
import type { Drill } from '../../domain/drill/drill.ts'
import { eventNews } from '../../domain/drill/event-news.ts'
import { nextTime } from '../../domain/drill/next-time.ts'
import { OPERATOR } from '../../domain/audience/pages.ts'
import type { Incident } from '../../domain/incident/incident.ts'
import { after, between, earliest, minutes, seconds } from '../../domain/instant.ts'
import type { Instant } from '../../domain/instant.ts'
import { readScenario } from '../../domain/rehearsal/read-scenario.ts'
import type { Scenario } from '../../domain/rehearsal/scenario.ts'
import { addDrill, endDrill, findDrill, nameIncident, nextDrill, playOn, startDrill, wakingDrills } from '../../store/drills.ts'
import { findIncident, livingIncidentOf } from '../../store/incidents.ts'
import type { Tx } from '../../store/store.ts'
import { startLoop } from '../loop.ts'
import type { Loop } from '../loop.ts'
import { beginIn, respond, respondTogether } from '../respond/respond.ts'
import type { Room } from '../room.ts'

const WHILE_RUNNING = seconds(10) // until the next look for what ends it
const PAUSE = seconds(5)
const TOO_LATE = minutes(15) // a drill that no hub began in time is left out: nobody is paged at another hour than was said

/** Begins drills whose time has come, plays their scenarios, and ends them (PRP-3). What was due while no hub ran is found at the start. */
export function startDrilling(room: Room): Loop {
  return startLoop({
    clock: room.clock,
    most: minutes(1),
    onBug: room.onBug,
    pass: () => runDrills(room),
  })
}

/** One round: what is due of every drill. Gives when to come back, null when none waits. */
export async function runDrills(room: Room): Promise<Instant | null> {
  let isWell = true
  const waking = await wakingDrills(room.store.db, room.clock.now())
  for (const drill of waking) {
    await (drill.state === 'planned' ? begin(room, drill) : goOn(room, drill)).catch((error: unknown) => {
      isWell = false
      room.onBug(error)
    })
  }
  if (!isWell) return after(room.clock.now(), PAUSE)
  const soon = waking.length > 0 ? after(room.clock.now(), WHILE_RUNNING) : null
  return earliest(await nextDrill(room.store.db), soon)
}

async function begin(room: Room, drill: Drill) {
  const at = room.clock.now()
  const dueAt = drill.dueAt!
  const { scenario, refused } = await mayBegin(room, drill, at)
  const number = await room.store.transaction(async (tx) => {
    if (scenario === null) {
      if (await endDrill(tx, drill, { at, why: refused })) await planAgain(room, tx, drill, dueAt)
      return null
    }
    if (!(await startDrill(tx, drill.id, at, dueOf(scenario, 0, at)))) return null
    const incident = await beginIn(room, tx, {
      ...{ site: drill.site, partner: OPERATOR, detectedAt: at, earlier: null, drill: String(drill.id) },
    })
    await nameIncident(tx, drill.id, incident)
    await planAgain(room, tx, drill, dueAt)
    return incident
  })
  if (number === null) return
  room.news({ partner: OPERATOR, incident: number })
  await goOn(room, (await findDrill(room.store.db, drill.id))!)
}

type Refusal = { readonly scenario: null; readonly refused: string }

async function mayBegin(room: Room, drill: Drill, at: Instant): Promise<Refusal | { readonly scenario: Scenario; readonly refused: '' }> {
  const no = (refused: string): Refusal => ({ scenario: null, refused })
  const plan = room.plan()
  if (between(drill.dueAt!, at) > TOO_LATE) return no('No hub ran when it was due.')
  if (drill.window !== null && (plan.drills === null || !coveredAt(plan.drills, at))) return no('The agreed hours have changed.')
  const { scenario, complaints } = readScenario(drill.scenario, 'scenario', plan)
  if (scenario === null) return no(`Its scenario fits no longer: ${complaints[0]?.message ?? 'it cannot be read'}.`)
  if (await isDownForReal(room, drill.site)) return no('The site was down for real.')
  return { scenario, refused: '' }
}

async function planAgain(room: Room, tx: Tx, drill: Drill, dueAt: Instant) {
  const next = nextTime({ ...drill, dueAt }, room.plan(), Math.random())
  if (next !== null) await addDrill(tx, { ...drill, ...next })
}

async function goOn(room: Room, drill: Drill) {
  const found = await findIncident(room.store.db, OPERATOR, drill.incident!)
  const { scenario } = readScenario(drill.scenario, 'scenario', room.plan())
  const at = room.clock.now()
  const why = await endOf(room, drill, { incident: found!.incident, scenario, at })
  if (why !== null) {
    await respond(room, OPERATOR, drill.incident!, { type: 'drill-ended', why }, (tx) => endDrill(tx, drill, { at, why }))
    return
  }
  if (drill.dueAt! > at) return
  const news = eventNews(scenario!, drill.played, { incident: found!.incident, at }, room.library().playbooks)
  const dueAt = dueOf(scenario!, drill.played + 1, drill.startedAt!)
  await respondTogether(room, OPERATOR, async (tx) =>
    (await playOn(tx, drill, dueAt)) ? news.map((happening) => ({ number: drill.incident!, happening })) : [],
  )
  await goOn(room, { ...drill, played: drill.played + 1, dueAt })
}

type Standing = { readonly incident: Incident; readonly scenario: Scenario | null; readonly at: Instant }

async function endOf(room: Room, drill: Drill, { incident, scenario, at }: Standing): Promise<string | null> {
  if (scenario === null) return 'The drill is over: its scenario fits no longer.'
  if (incident.resolvedAt !== null) return 'The drill is over: the all clear was reached.'
  if (at >= after(drill.startedAt!, scenario.until)) return 'The drill is over: its time is up.'
  return (await isDownForReal(room, drill.site)) ? 'The drill is over: the site is down for real.' : null
}

async function isDownForReal({ store, plan }: Room, site: string): Promise<boolean> {
  const partner = plan().sites[site]?.partner
  const living = partner === undefined ? null : await livingIncidentOf(store.db, partner, site)
  return living !== null && living.incident.phase !== 'suspected'
}

// When the event of that number happens; after the last one the drill waits for its end.
const dueOf = ({ events, until }: Scenario, index: number, start: Instant): Instant => after(start, events[index]?.at ?? until)
