import type { Room } from '@allclear/wire/room.ts'
import type { Execution } from '../../domain/incident/incident.ts'
import { isoOrNull, iso } from '../../domain/instant.ts'
import { AUDIENCES, sayAction, sayDeed, sayStart } from '../../domain/playbook/say-step.ts'
import type { Step } from '../../domain/playbook/playbook.ts'
import { sayUse, USES } from '../../domain/plan/statistics.ts'
import type { Use } from '../../domain/plan/statistics.ts'
import type { Task } from '../../store/tasks.ts'
import { stepState } from './step-words.ts'
import { nameIn } from './view.ts'
import type { View } from './view.ts'

/** The steps of the playbook, how each stands and whose turn it is. */
export function showSteps({ incident }: View): Room['steps'] {
  const { playbook, steps } = incident
  return (playbook?.steps ?? []).map((step) => {
    const running = Object.values(steps).find((one) => one.step === step.id && one.state === 'started')
    return {
      ...{ id: step.id, does: sayDeed(step.does), when: sayStart(step.start), hand: handOf(step, running) },
      state: stepState(step, incident),
      dueAt: isoOrNull(running?.dueAt ?? running?.nextAt ?? null),
    }
  })
}

// Who moves next: a step that needs a yes stands with whoever gives it until it is given.
function handOf({ does }: Step, running: Execution | undefined): string {
  const awaits = running?.awaits ?? (does.do === 'approval' ? does.from : null)
  if (awaits) return `by a yes of ${AUDIENCES[awaits]}`
  return does.do === 'task' ? 'by a person' : 'by itself'
}

/** The questions that wait for a yes, with what is offered. */
export function showAsked({ incident: { playbook, steps, offer, proposed } }: View): Room['asked'] {
  const offered = offer ? `${offer.plan} at ${offer.price}` : null
  const words = proposed.map(({ by, at }) => {
    return { what: `What ${by} wrote to the client waits for a yes of the partner`, offer: null, since: iso(at), until: null }
  })
  const asked = Object.values(steps).flatMap((execution) => {
    const does = playbook?.steps.find(({ id }) => id === execution.step)?.does
    if (!does || execution.state !== 'started') return []
    const times = { since: iso(execution.startedAt), until: isoOrNull(execution.dueAt) }
    if (does.do === 'approval') return [{ what: sayDeed(does), offer: does.offers === null ? null : offered, ...times }]
    if (does.do !== 'action' || !execution.awaits) return []
    return [{ what: `${sayAction(does)} waits for a yes of ${AUDIENCES[execution.awaits]}`, offer: null, ...times }]
  })
  return [...asked, ...words]
}

/** What people still have to do, who took it, and what they did (REA-9, REA-10, REA-12). */
export const showTasks = (view: View): Room['tasks'] =>
  view.tasks.map((task) => {
    const mayAct = view.mayAct && task.doneAt === null
    const { id, title, dueAt, doneAt, contact, followUp, checklist, owner, vendorCase } = task
    return {
      ...{ id, title, contact, followUp, who: whoseIs(task, view), checklist: [...checklist] },
      ...{ dueAt: isoOrNull(dueAt), doneAt: isoOrNull(doneAt) },
      ...{ mayAct, mayTake: mayAct && owner === null, mayChase: mayAct && vendorCase !== null },
    }
  })

function whoseIs({ people, owner, doneAt, doneBy }: Task, { plan }: View): string {
  const nameOf = nameIn(plan)
  if (doneAt !== null) return doneBy === null ? 'done' : `done by ${nameOf(doneBy)}`
  return owner === null ? people.map(nameOf).join(', ') : `with ${nameOf(owner)}`
}

const NAMES: Readonly<Record<Use, string>> = { disk: 'Disk', transfer: 'Transfer a month', visits: 'Visits a month' }

/** What the site uses of its plan and the plan to offer, with who said so (REA-5, DIA-3). */
export function showStatistics({ incident: { statistics = {}, offer }, plan }: View): Room['statistics'] {
  const figures = USES.flatMap((use) => {
    const said = statistics[use]
    return said ? [{ says: `${NAMES[use]}: ${sayUse(use, said.figure, 'en')}`, by: nameIn(plan)(said.by), at: iso(said.at) }] : []
  })
  if (!offer) return figures
  return [...figures, { says: `Plan to offer: ${offer.plan} at ${offer.price}`, by: nameIn(plan)(offer.by), at: iso(offer.at) }]
}

/** The form for these while a task asks for them; the plan is named by the operator's people. */
export function askedStatistics({ incident: { tasks }, mayAct, isOurs }: View): Room['may']['statistics'] {
  const isAsked = mayAct && Object.values(tasks).some(({ asks, done }) => asks === 'statistics' && !done)
  if (!isAsked) return null
  return { uses: USES.map((use) => ({ use, name: NAMES[use], example: use === 'visits' ? '90000' : '9GB' })), offer: isOurs }
}
