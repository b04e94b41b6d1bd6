import { after, hours } from '../instant.ts'
import { note } from './draft.ts'
import type { Draft } from './draft.ts'
import type { Event } from './incident.ts'
import { quicken } from '../playbook/quicken.ts'
import { factorOf } from './pin.ts'
import { addTask, moveTask, nextTaskId } from './tasks.ts'

const CHASE_EVERY = hours(1) // where the vendor has promised no time

/** Something that holds for now: it is written down, and a follow-up asks for the mend that lasts (REA-9). */
export function recordMeasure(draft: Draft, { by, text }: Extract<Event, { type: 'measure-taken' }>) {
  note(draft, `${by} took a temporary measure: ${text}`)
  addTask(draft, { task: nextTaskId(draft.incident, 'for-good'), title: `Mend for good what holds for now: ${text}`, followUp: true })
}

/** A case was opened with a vendor: a task to chase it, due when the vendor promised to be back, else in an hour (REA-10, PRP-5). */
export function openCase(draft: Draft, { by, provider, name, number, promisedAt, contact }: Extract<Event, { type: 'case-opened' }>) {
  const isKnown = Object.values(draft.incident.tasks).some(({ title }) => title === titleOf(number, name))
  if (isKnown) return note(draft, `${by} named case ${number} with ${name}; it is open already.`)
  note(draft, `${by} opened case ${number} with ${name}.`)
  addTask(draft, {
    task: nextTaskId(draft.incident, 'case'),
    title: titleOf(number, name),
    dueAt: promisedAt ?? nextChase(draft),
    contact,
    vendorCase: { provider, number },
  })
}

/** The vendor was asked again: what it said, and when to ask next. */
export function chaseCase(draft: Draft, { by, task, text, promisedAt }: Extract<Event, { type: 'case-chased' }>) {
  const title = draft.incident.tasks[task]?.title
  if (!title) return
  note(draft, `${by}, ${title.toLowerCase()}: ${text}`)
  moveTask(draft, task, promisedAt ?? nextChase(draft))
}

const nextChase = ({ at, incident }: Draft) => after(at, quicken(CHASE_EVERY, factorOf(incident)))

const titleOf = (number: string, vendor: string) => `Case ${number} with ${vendor}: see that it is mended`
