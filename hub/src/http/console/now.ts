import { html } from 'hono/html'
import { z } from 'zod'
import { saySpan } from '../../domain/instant.ts'
import type { Instant, Span } from '../../domain/instant.ts'
import { TRACKING_TASK } from '../../domain/incident/decide.ts'
import type { Incident } from '../../domain/incident/incident.ts'
import { listIncidents } from '../../store/incidents.ts'
import { listMessages } from '../../store/outbox.ts'
import type { Message } from '../../store/outbox.ts'
import { listTasks } from '../../store/tasks.ts'
import type { Task } from '../../store/tasks.ts'
import type { Around } from '../around.ts'
import type { Caller } from '../caller.ts'
import { largerOutages } from '../larger-outages.ts'
import type { LargerOutage } from '../larger-outages.ts'
import { icon } from '../icon.ts'
import { callerOf, page } from '../route.ts'
import type { Html, Route } from '../route.ts'
import { siteStates } from '../site-state.ts'
import type { SiteState } from '../site-state.ts'
import { sayCause } from './cause-words.ts'
import { nextDeadline } from './deadlines.ts'
import { inboxLine, waitingMail } from './inbox.ts'
import type { Waiting } from './inbox.ts'
import { largerLines } from './larger.ts'
import { DELIVERIES, PHASES, SEEN } from './phase-words.ts'
import { pill } from './pill.ts'
import { lookAtReach, reachLines } from './reach-lines.ts'
import type { Reach } from './reach-lines.ts'
import { shell } from './shell.ts'
import { ago, moment, until, zoneOf } from './times.ts'

/** `/`: what is on now, in one sentence, then by the next deadline. */
export function nowPage(around: Around): Route {
  return page({
    method: 'GET',
    path: '/',
    who: 'viewer',
    does: 'What is on now.',
    query: z.strictObject({}),
    answer: async (asked) => {
      const caller = callerOf(asked)
      const scene = await lookAround(around, caller)
      const title = scene.incidents.length === 0 ? 'All clear · Allclear' : `(${scene.incidents.length}) Now · Allclear`
      return { page: shell(around, { title, current: 'now', caller, now: scene.now }, scenes(scene)) }
    },
  })
}

type Scene = {
  readonly now: Instant
  readonly zone: string
  readonly incidents: readonly Incident[]
  readonly larger: readonly LargerOutage[] // across tenants: the operator's people alone
  readonly tasks: readonly Task[]
  readonly sites: readonly SiteState[]
  readonly uncertain: readonly Message[]
  readonly reach: Reach | null // for the operator's people alone
  readonly inbox: Waiting
  readonly people: Readonly<Record<string, { readonly name: string }>>
}

async function lookAround(around: Around, caller: Caller): Promise<Scene> {
  const { partner } = caller
  const { db } = around.store
  const now = around.clock.now()
  const [living, tasks, sites, messages, larger, inbox, reach] = await Promise.all([
    listIncidents(db, { partner, phases: ['suspected', 'open', 'stabilising'], limit: 200 }),
    listTasks(db, { partner, open: true, limit: 200 }),
    siteStates(around, partner),
    listMessages(db, { partner, states: ['uncertain'], carried: false, limit: 50 }),
    partner === null ? largerOutages(around, { open: true, limit: 50 }) : [],
    waitingMail(around, caller),
    partner === null ? lookAtReach(around) : null,
  ])
  const urgency = (incident: Incident) => nextDeadline(incident, now)?.at ?? Infinity
  return {
    now,
    zone: zoneOf(around.plan(), caller),
    incidents: living.map(({ incident }) => incident).sort((a, b) => urgency(a) - urgency(b) || a.detectedAt - b.detectedAt),
    larger,
    tasks,
    sites,
    uncertain: messages,
    reach,
    inbox,
    people: around.plan().people,
  }
}

const scenes = (scene: Scene): Html[] => [
  html`<section class="hero" id="hero" data-live>${hero(scene)}</section>`,
  html`<section id="larger" data-live>${largerLines(scene.larger, scene.incidents)}</section>`,
  html`<section id="incidents" data-live>${incidentsOf(scene)}</section>`,
  html`<section id="uncertain" data-live>${uncertainOf(scene)}</section>`,
  html`<section id="inbox" data-live>${inboxLine(scene.inbox)}</section>`,
  html`<section id="tasks" data-live>${tasksOf(scene)}</section>`,
  html`<section id="warnings" data-live>${warningsOf(scene)}</section>`,
  html`<section id="reach" data-live>${scene.reach === null ? '' : reachLines(scene.reach, scene.zone, scene.now)}</section>`,
]

/** Whether a person has to do something: nobody has taken it, or a task beside the tracking of it is open. */
const needsYou = (incident: Incident, tasks: readonly Task[]) =>
  (incident.phase === 'open' && incident.ladder.acknowledgedAt === null) ||
  tasks.some((task) => String(task.incident) === incident.id && !task.followUp && task.id !== TRACKING_TASK)

function hero({ incidents, tasks, sites, uncertain, now }: Scene): Html {
  const waiting = incidents.filter((incident) => needsYou(incident, tasks)).length
  const lastCheck = sites.reduce<Instant | null>(
    (last, { lastCheckAt: at }) => (at !== null && (last === null || at > last) ? at : last),
    null,
  )
  const count = `${sites.length} ${sites.length === 1 ? 'site' : 'sites'}`
  const calm = incidents.length === 0 && uncertain.length === 0
  const sentence = calm
    ? sites.length === 0
      ? 'No site is watched yet'
      : `All clear for ${count}`
    : `${sayIncidents(incidents.length, waiting)}${doubts(uncertain.length)}`
  const tone = calm ? 'good' : waiting + uncertain.length > 0 ? 'bad' : 'busy'
  return html`<span class="badge ${tone}">${icon(calm ? 'check' : tone === 'bad' ? 'bell' : 'eye')}</span>
    <div>
      <h1 aria-live="polite">${sentence}</h1>
      <p class="quiet">
        ${calm ? '' : `${count} watched · `}${lastCheck === null ? 'no check yet' : html`last check ${ago(lastCheck, now)}`}
      </p>
    </div>`
}

function sayIncidents(count: number, waiting: number): string {
  if (count === 0) return 'No incident'
  const need = waiting === 0 ? 'none needs you' : `${waiting} ${waiting === 1 ? 'needs' : 'need'} you`
  return `${count} ${count === 1 ? 'incident' : 'incidents'}, ${need}`
}

const doubts = (count: number) => (count === 0 ? '' : count === 1 ? '; 1 message is uncertain' : `; ${count} messages are uncertain`)

function incidentsOf(scene: Scene): Html | string {
  const { incidents } = scene
  if (incidents.length === 0) return ''
  return html`<h2>By next deadline</h2>
    <ol class="queue">
      ${incidents.map((incident) => incidentCard(incident, scene))}
    </ol>`
}

function incidentCard(incident: Incident, { now, people, tasks }: Scene): Html {
  const { id, site, phase, diagnosis, verdict, detectedAt, ladder } = incident
  const deadline = nextDeadline(incident, now)
  const why = diagnosis
    ? sayCause(diagnosis.cause)
    : phase === 'suspected'
      ? 'Being verified'
      : sayCause(verdict?.code ?? 'cause_not_known_yet')
  const by = ladder.acknowledgedBy
  return html`<li class="card ${PHASES[phase].tone}">
    <div class="what">
      <h3><a href="/incidents/${id}">${site}</a></h3>
      <p>${why}</p>
      <p class="quiet">
        ${pill(PHASES[phase])} <span>Incident ${id}, for ${saySpan((now - detectedAt) as Span)}</span>
        <span>${by === null ? (phase === 'open' ? 'Nobody has taken it' : '') : `With ${people[by]?.name ?? by}`}</span>
        ${needsYou(incident, tasks) ? html`<strong class="needs">Needs you</strong>` : ''}
      </p>
    </div>
    ${deadline ? html`<p class="deadline ${deadline.state}"><span>${deadline.name}</span><strong role="timer">${until(deadline.at, now)}</strong></p>` : ''}
  </li>`
}

function uncertainOf({ uncertain, zone, now }: Scene): Html | string {
  if (uncertain.length === 0) return ''
  return html`<h2>Nobody knows whether these arrived</h2>
    <ul class="rows">
      ${uncertain.map(
        ({ key, subject, recipient, settledAt, orderedAt, state }) =>
          html`<li>
            <span>${pill(DELIVERIES[state])} <a href="/messages/${encodeURIComponent(key)}">${subject}</a></span>
            <span class="quiet">to ${recipient.address.join(', ')}, ${moment(settledAt ?? orderedAt, zone, now)}</span>
          </li>`,
      )}
    </ul>`
}

function tasksOf({ tasks, people, now }: Scene): Html | string {
  const toDo = tasks.filter(({ id }) => id !== TRACKING_TASK)
  if (toDo.length === 0) return ''
  return html`<h2>To do</h2>
    <ul class="rows">
      ${toDo.map(
        ({ incident, title, people: ids, dueAt, followUp }) =>
          html`<li>
            <span><a href="/incidents/${incident}#tasks">${title}</a></span>
            <span class="quiet"
              >${followUp ? 'follow-up, ' : ''}${ids.map((id) => people[id]?.name ?? id).join(', ')}
              ${dueAt === null ? '' : html`due ${until(dueAt, now)}`}</span
            >
          </li>`,
      )}
    </ul>`
}

function warningsOf({ sites, zone, now }: Scene): Html | string {
  const warned = sites.filter(({ state }) => state === 'warning' || state === 'slow')
  if (warned.length === 0) return ''
  return html`<h2>Warnings</h2>
    <ul class="rows">
      ${warned.map(
        ({ site, state, code, since }) =>
          html`<li>
            <span>${pill(SEEN[state])} <strong>${site.id}</strong> ${code === null ? '' : sayCause(code)}</span>
            <span class="quiet">${since === null ? '' : html`since ${moment(since, zone, now)}`}</span>
          </li>`,
      )}
    </ul>`
}
