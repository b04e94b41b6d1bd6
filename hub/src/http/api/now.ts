import { Now } from '@allclear/wire/now.ts'
import { z } from 'zod'
import { TRACKING_TASK } from '../../domain/incident/decide.ts'
import type { Incident } from '../../domain/incident/incident.ts'
import { iso, isoOrNull } from '../../domain/instant.ts'
import type { Instant } from '../../domain/instant.ts'
import { nowAndNext } from '../../domain/oncall/now-and-next.ts'
import { nameOf } from '../../engine/health/prove-channels.ts'
import { waitingOrders } from '../../store/agent-orders.ts'
import { listAlerts } from '../../store/inbound-alerts.ts'
import { listIncidents } from '../../store/incidents.ts'
import { listMessages } from '../../store/messages.ts'
import type { Message } from '../../store/messages.ts'
import { listTasks } from '../../store/tasks.ts'
import type { Task } from '../../store/tasks.ts'
import type { Around } from '../around.ts'
import { mayEnter } from '../caller.ts'
import type { Caller } from '../caller.ts'
import { sayCause } from '../console/cause-words.ts'
import { nextDeadline } from '../console/deadlines.ts'
import { sayOrder } from '../host/show-orders.ts'
import { largerLines } from '../larger-lines.ts'
import { DELIVERIES, PHASES, SEEN } from '../console/phase-words.ts'
import { largerOutages } from '../larger-outages.ts'
import { lookAtReach } from '../reach.ts'
import type { Reach } from '../reach.ts'
import { api, callerOf } from '../route.ts'
import type { Route } from '../route.ts'
import { unreadableMailbox, waitingMail } from '../waiting-mail.ts'
import { siteStates } from '../site-state.ts'
import type { SiteState } from '../site-state.ts'

/** `/api/v1/now`: what is on now, in one sentence, then by the next deadline. */
export function nowRoute(around: Around): Route {
  return api({
    method: 'GET',
    path: '/api/v1/now',
    who: 'viewer',
    does: 'What is on now: one sentence, then incidents by their next deadline, and what else waits.',
    query: z.strictObject({}),
    gives: Now,
    answer: async (asked) => ({ json: await lookAround(around, callerOf(asked)) }),
  })
}

async function lookAround(around: Around, caller: Caller): Promise<Now> {
  const { partner } = caller
  const { db } = around.store
  const now = around.clock.now()
  const [living, tasks, sites, uncertain, larger, waiting, alerts, unreadable, reach, orders] = await Promise.all([
    listIncidents(db, { partner, phases: ['suspected', 'open', 'stabilising'], limit: 200 }),
    listTasks(db, { partner, open: true, limit: 200 }),
    siteStates(around, partner),
    listMessages(db, { partner, states: ['uncertain'], carried: false, limit: 50 }),
    partner === null ? largerOutages(around, { open: true, limit: 50 }) : [],
    waitingMail(around, caller),
    listAlerts(db, { partner, states: ['waiting'], limit: 100 }),
    unreadableMailbox(around, caller),
    partner === null ? lookAtReach(around) : null,
    partner === null ? waitingOrders(db, now, 20) : [],
  ])
  const urgency = (incident: Incident) => nextDeadline(incident, now)?.at ?? Infinity
  const incidents = living.map(({ incident }) => incident).sort((a, b) => urgency(a) - urgency(b) || a.detectedAt - b.detectedAt)
  const queue = incidents.map((incident) => cardOf(incident, { around, caller, tasks, now }))
  const lastCheckAt = Math.max(...sites.map(({ lastCheckAt: at }) => at ?? -Infinity))
  return {
    ...sentenceFor(queue, sites.length, uncertain.length),
    sites: sites.length,
    lastCheckAt: Number.isFinite(lastCheckAt) ? iso(lastCheckAt as Instant) : null,
    onCall: partner === null ? dutiesOf(around, caller, now) : [],
    larger: largerLines(larger, incidents),
    incidents: queue,
    uncertain: uncertain.map(showDoubt),
    inbox: { waiting: waiting.length, alerts: alerts.length, unreadable: unreadable !== null },
    tasks: tasks.filter(({ id }) => id !== TRACKING_TASK).map((task) => showTask(around, task)),
    orders: orders.map((order) => ({ id: order.id, host: order.host, says: sayOrder(order), until: iso(order.waitsUntil!) })),
    warnings: sites.filter(({ state }) => state === 'warning' || state === 'slow').map(showWarning),
    reach: reach && showReach(reach),
  }
}

type Card = Now['incidents'][number]
type View = { readonly around: Around; readonly caller: Caller; readonly tasks: readonly Task[]; readonly now: Instant }

function cardOf(incident: Incident, { around, caller, tasks, now }: View): Card {
  const { id, site, phase, diagnosis, verdict, detectedAt, ladder } = incident
  const by = ladder.acknowledgedBy
  const deadline = nextDeadline(incident, now)
  const mayAct = mayEnter('responder', caller) && phase !== 'suspected'
  return {
    ...{ id, site, phase: PHASES[phase], detectedAt: iso(detectedAt) },
    why: diagnosis
      ? sayCause(diagnosis.cause)
      : phase === 'suspected'
        ? 'Being verified'
        : sayCause(verdict?.code ?? 'cause_not_known_yet'),
    acknowledgedBy: by === null ? null : (around.plan().people[by]?.name ?? by),
    isMine: by === caller.by,
    needsYou: needsYou(incident, tasks),
    mayAcknowledge: mayAct && by === null,
    mayTake: mayAct && by !== null && by !== caller.by,
    deadline: deadline && { ...deadline, at: iso(deadline.at) },
  }
}

/** Whether a person has to do something: nobody has taken it, or a task beside the tracking of it is open. */
const needsYou = (incident: Incident, tasks: readonly Task[]) =>
  (incident.phase === 'open' && incident.ladder.acknowledgedAt === null) ||
  tasks.some((task) => String(task.incident) === incident.id && !task.followUp && task.id !== TRACKING_TASK)

function sentenceFor(queue: readonly Card[], sites: number, uncertain: number): Pick<Now, 'sentence' | 'tone'> {
  if (queue.length === 0 && uncertain === 0) {
    return { sentence: sites === 0 ? 'No site is watched yet' : `All clear for ${count(sites, 'site')}`, tone: 'good' }
  }
  const waiting = queue.filter((card) => card.needsYou).length
  const need = waiting === 0 ? 'none needs you' : `${waiting} ${waiting === 1 ? 'needs' : 'need'} you`
  const said = queue.length === 0 ? 'No incident' : `${count(queue.length, 'incident')}, ${need}`
  const doubts = uncertain === 0 ? '' : `; ${count(uncertain, 'message')} ${uncertain === 1 ? 'is' : 'are'} uncertain`
  return { sentence: said + doubts, tone: waiting + uncertain > 0 ? 'bad' : 'busy' }
}

const count = (number: number, noun: string) => `${number} ${noun}${number === 1 ? '' : 's'}`

function dutiesOf(around: Around, caller: Caller, now: Instant): Now['onCall'] {
  const plan = around.plan()
  return Object.keys(plan.schedules).map((schedule) => {
    const { people, until } = nowAndNext(plan, schedule, now)
    const names = people.map((id) => plan.people[id]?.name ?? id)
    return { schedule, people: names, isMe: people.includes(caller.by), until: isoOrNull(until) }
  })
}

const showDoubt = ({ key, state, subject, recipient, settledAt, orderedAt }: Message): Now['uncertain'][number] => ({
  ...{ key, subject, state: DELIVERIES[state], to: [...recipient.address], at: iso(settledAt ?? orderedAt) },
})

const showTask = (around: Around, { incident, id, title, people, dueAt, followUp }: Task): Now['tasks'][number] => ({
  ...{ incident: String(incident), id, title, followUp, dueAt: isoOrNull(dueAt) },
  people: people.map((person) => around.plan().people[person]?.name ?? person),
})

const showWarning = ({ site, state, code, since }: SiteState): Now['warnings'][number] => ({
  ...{ site: site.id, state: SEEN[state], why: code === null ? null : sayCause(code), since: isoOrNull(since) },
})

const showReach = ({ proofs, broken, refused, hasInbox }: Reach): Now['reach'] => ({
  failing: proofs.flatMap(({ channel, failures, failingSince, reason }) =>
    failures > 0 ? [{ channel: nameOf(channel), since: iso(failingSince!), reason }] : [],
  ),
  ...{ broken: [...broken], refused },
  well: proofs.flatMap(({ channel, provedAt, failures }) =>
    provedAt !== null && failures === 0 ? [channel === 'mail' && !hasInbox ? 'Mail as far as its server' : nameOf(channel)] : [],
  ),
})
