import type { Happening, Incident } from '../../src/domain/incident/incident.ts'
import { MARKS } from '../../src/domain/incident/mark.ts'
import { letterReaders, shownOf } from '../../src/domain/incident/write-words.ts'
import { after, minutes } from '../../src/domain/instant.ts'
import { choosePlaybook } from '../../src/domain/playbook/choose.ts'
import { CAUSE_OF } from '../../src/domain/triage/beside-the-page.ts'
import type { Roll } from '../stories/dice.ts'
import { CAUSES, FIGURES, OFFER, READERS, WRITTEN } from '../stories/possible.ts'
import { builtIn } from '../stories/world.ts'
import type { Life } from './life.ts'
import { says } from './playing.ts'
import type { Moves } from './playing.ts'
import type { SimWorld } from './world.ts'

const PEOPLE = ['ana', 'kofi', 'mei', 'dev1']
const WHO = ['client', 'partner'] as const

const taskOf = ({ incident }: Life, roll: Roll) => roll.one([...Object.keys(incident.tasks), 'none'])

function diagnosed(world: SimWorld, { verdict }: Incident, cause: string, confidence: number): Happening {
  const named = verdict?.service ? CAUSE_OF[verdict.service] : cause
  const playbook = choosePlaybook([world.playbooks, builtIn], named)
  return {
    type: 'diagnosed',
    playbook,
    diagnosis: { cause: named, confidence: named === 'unknown' ? 0 : confidence, because: [], alternatives: [], facts: {} },
  }
}

/** What diagnosis finds, and what responders, clients and partners do. */
export const MOVES_OF_PEOPLE = {
  cause: says(undefined, 9, ({ incident }, roll, world) => diagnosed(world, incident, roll.one(CAUSES), 1)),
  'other-cause': says('changed-causes', 5, ({ incident }, roll, world) =>
    diagnosed(world, incident, roll.one(CAUSES), roll.one([1, 0.95, 0.7, 0.7])),
  ),
  'cause-confirmed': says('changed-causes', 2, () => ({ type: 'cause-confirmed', by: 'ana' })),

  ack: says(undefined, 7, (_, roll) => ({ type: 'acknowledged', by: roll.one(PEOPLE) })),
  take: says('busy-people', 2, (_, roll) => ({ type: 'taken', by: roll.one(PEOPLE) })),
  'hand-over': says('busy-people', 2, (_, roll) => ({ type: 'handed-over', by: roll.one(PEOPLE), to: roll.one(PEOPLE) })),
  escalate: says('busy-people', 2, (_, roll) => ({
    type: 'escalated',
    by: roll.one(PEOPLE),
    to: roll.one(['next', 'developers', 'kofi', 'ana']),
  })),
  snooze: says('busy-people', 3, (_, roll, { now }) => ({
    type: 'snoozed',
    by: roll.one(PEOPLE),
    until: after(now, minutes(roll.upTo(200))),
    reason: 'later',
  })),
  unsnooze: says('busy-people', 1, () => ({ type: 'unsnoozed', by: 'ana' })),
  note: says(undefined, 1, () => ({ type: 'noted', by: 'ana', text: 'hm' })),
  resolve: says('busy-people', 3, () => ({ type: 'resolved-by-hand', by: 'ana', reason: 'by hand' })),

  reply: says('answers', 3, (_, roll) => ({
    type: 'replied',
    who: roll.one(WHO),
    ...(roll.chance(0.4) ? { says: roll.one(['done', 'help', 'call'] as const), by: 'Bo' } : {}),
    ...(roll.chance(0.3) ? { ref: String(roll.upTo(2)) } : {}),
    ...(roll.chance(0.2) ? { unread: true } : {}),
  })),
  'yes-or-no': says('answers', 8, ({ incident }, roll) => {
    const steps = incident.playbook?.steps.flatMap(({ id, does }) => (does.do === 'approval' || does.do === 'action' ? [id] : [])) ?? []
    return {
      type: roll.one(['approved', 'declined']),
      who: roll.one(WHO),
      ...(steps.length > 0 && roll.chance(0.5) ? { step: roll.one(steps) } : {}),
    }
  }),
  statistics: says('answers', 2, (_, roll) => ({
    type: 'statistics-known',
    by: 'ana',
    statistics: roll.one(FIGURES),
    ...(roll.chance(0.5) ? { offer: OFFER } : {}),
  })),
  'write-words': says('own-words', 4, ({ incident, moments }, roll) => {
    const to = roll.one(READERS)
    const shown = roll.chance(0.9) ? shownOf(letterReaders(incident, moments.at(-1)!.event.known, to)) : []
    return {
      type: 'words-written',
      by: 'ana',
      ref: String(roll.upTo(3)),
      to,
      shown,
      template: 'by-hand',
      written: WRITTEN,
      ...(roll.chance(0.2) ? { despite: 'it burns' } : {}),
    }
  }),
  update: says('own-words', 3, (_, roll) => ({
    type: 'update-written',
    by: 'ana',
    stage: roll.one(['investigating', 'identified', 'monitoring']),
    text: 'Soon.',
  })),
  ticket: says('own-words', 1, (_, roll) => ({
    type: 'ticket-written',
    by: 'ana',
    provider: roll.one(['anchor-hosting', 'namesilver']),
    name: 'Anchor',
    letter: null,
    contact: null,
  })),
  'action-ends': says('actions', 5, (_, roll) => ({
    type: 'action-ended',
    run: roll.one(['certificate-renew', 'certificate-renew', 'malware-clean', 'site-scan', 'fail-over']),
    result: roll.one(['done', 'failed']),
    output: '',
    ...(roll.chance(0.3) ? { mark: roll.one(['cleaned', 'reinfected'] as const) } : {}),
  })),
  mark: says('scans', 4, (_, roll) => ({
    type: 'marked',
    mark: roll.one(MARKS),
  })),
  'task-done': says(undefined, 3, (life, roll) => ({ type: 'task-done', task: taskOf(life, roll), by: 'ana' })),
  'tasks-done': {
    of: 'tasks',
    often: 2,
    happens(world, site) {
      const life = world.newestOf(site)
      for (const task of Object.keys(life?.incident.tasks ?? {})) world.tell(life!, { type: 'task-done', task, by: 'ana' })
    },
  },
  'task-taken': says('tasks', 1, (life, roll) => ({ type: 'task-taken', task: taskOf(life, roll), by: 'ana' })),
  tick: says('tasks', 1, (life, roll) => ({
    type: 'item-ticked',
    task: taskOf(life, roll),
    item: roll.upTo(3),
    done: roll.chance(0.7),
    by: 'ana',
  })),
  'task-added': says('tasks', 2, (_, roll, { now }) => ({
    type: 'task-added',
    by: 'ana',
    title: 'Look',
    for: 'on-call',
    dueAt: after(now, minutes(roll.upTo(90))),
    followUp: roll.chance(0.3),
    checklist: ['one', 'two'],
  })),
  measure: says('tasks', 1, () => ({ type: 'measure-taken', by: 'ana', text: 'Turned it off and on.' })),
  case: says('tasks', 1, (_, roll, { now }) => ({
    type: 'case-opened',
    by: 'ana',
    provider: 'anchor-hosting',
    name: 'Anchor',
    number: String(roll.upTo(3)),
    promisedAt: roll.chance(0.5) ? after(now, minutes(roll.upTo(90))) : null,
    contact: null,
  })),
  chase: says('tasks', 1, (life, roll) => ({
    type: 'case-chased',
    by: 'ana',
    task: taskOf(life, roll),
    text: 'Still at it.',
    promisedAt: null,
  })),
  review: says('tasks', 1, (_, roll) => ({
    type: 'review-held',
    by: 'ana',
    lessons: 'Sooner.',
    publicText: roll.chance(0.5) ? 'We look sooner now.' : null,
  })),
} satisfies Moves
