import type { Room } from '@allclear/wire/room.ts'
import type { Entry } from '../../domain/incident/entry.ts'
import type { Incident, Known } from '../../domain/incident/incident.ts'
import type { Instant } from '../../domain/instant.ts'
import type { Templates } from '../../domain/message/template.ts'
import type { Plan } from '../../domain/plan/plan.ts'
import { waitingOrders } from '../../store/agent-orders.ts'
import { warnedBefore } from '../../store/evidence.ts'
import type { Warned } from '../../store/evidence.ts'
import { listMessages } from '../../store/messages.ts'
import type { Message } from '../../store/messages.ts'
import { listTasks } from '../../store/tasks.ts'
import type { Task } from '../../store/tasks.ts'
import { timelineOf } from '../../store/timeline.ts'
import { votesOf } from '../../store/votes.ts'
import type { Vote } from '../../store/votes.ts'
import type { Around } from '../around.ts'
import { mayEnter } from '../caller.ts'
import type { Caller } from '../caller.ts'
import { clientZone, zoneOf } from '../console/times.ts'
import { incidentOf } from '../incident-of.ts'
import { largerOutages } from '../larger-outages.ts'
import type { LargerOutage } from '../larger-outages.ts'
import { showWaiting } from '../host/show-orders.ts'
import { reachOf } from '../preview.ts'

/** What the incident room is drawn from, read at one moment for one reader. */
export type View = {
  readonly incident: Incident
  readonly plan: Plan
  readonly templates: Templates
  readonly now: Instant
  readonly zones: { readonly yours: string; readonly theirs: string }
  readonly timeline: readonly (Entry & { readonly seq: number })[]
  readonly tasks: readonly Task[]
  readonly messages: readonly Message[]
  readonly votes: readonly Vote[] // whether the messages helped
  readonly warned: readonly Warned[] // on the site, before it began
  readonly reach: Known // whom words would reach now, and why them
  readonly orders: Room['orders'] // of agents, that wait for a yes; for the operator's people alone
  readonly larger: readonly LargerOutage[] // that it is part of, for the operator's people alone
  readonly mayAct: boolean
  readonly isOurs: boolean // the reader is one of the operator's people
  readonly by: string // under which name their deeds are written down
}

/** Reads what the room of an incident shows, of its timeline what came after a line. */
export async function viewOf(around: Around, caller: Caller, number: number, afterLine: number): Promise<View> {
  const { db } = around.store
  const plan = around.plan()
  const incident = await incidentOf(around, caller, number)
  const { partner, site } = incident
  const [timeline, tasks, messages, votes, open, reach, warned, waiting] = await Promise.all([
    timelineOf(db, partner, number, afterLine),
    listTasks(db, { partner, incident: number, limit: 500 }),
    listMessages(db, { partner, incident: number, limit: 500 }),
    votesOf(db, partner, number),
    caller.partner === null && incident.phase === 'open' && incident.parent ? largerOutages(around, { open: true, limit: 50 }) : [],
    reachOf(around, incident),
    warnedBefore(db, partner, number),
    caller.partner === null ? waitingOrders(db, around.clock.now(), 200) : [],
  ])
  return {
    ...{ incident, plan, now: around.clock.now(), timeline, tasks, messages, votes, reach, warned },
    orders: await showWaiting(
      around,
      caller,
      waiting.filter(({ incident: one }) => one?.partner === partner && one.number === number),
    ),
    templates: around.library().templates,
    zones: { yours: zoneOf(plan, caller), theirs: clientZone(plan, site) },
    larger: open.filter(({ parent }) => parent.id === incident.parent?.id),
    ...{ mayAct: mayEnter('responder', caller), isOurs: caller.partner === null, by: caller.by },
  }
}

/** How people call the person with this id. */
export const nameIn =
  (plan: Plan) =>
  (id: string): string =>
    plan.people[id]?.name ?? id
