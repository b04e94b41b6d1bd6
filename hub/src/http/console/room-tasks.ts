import { html } from 'hono/html'
import type { Task } from '../../store/tasks.ts'
import { icon } from '../icon.ts'
import type { Html } from '../route.ts'
import type { View } from './room-view.ts'
import { clock, until } from './times.ts'

/** What people still have to do, who took it, and what they did; and how to add to it (REA-9, REA-10, REA-12). */
export function taskList(view: View): Html {
  return html`<section class="panel" aria-labelledby="tasks-name">
    <h2 id="tasks-name">Tasks</h2>
    <div id="tasks" data-live>
      ${view.tasks.length === 0 ? html`<p class="quiet">None yet.</p>` : ''}
      <ul class="rows">
        ${view.tasks.map((task) => oneTask(task, view))}
      </ul>
    </div>
    ${view.mayAct ? adding(view) : ''}
  </section>`
}

function oneTask(task: Task, view: View): Html {
  const isOpen = task.doneAt === null
  const { mayAct } = view
  return html`<li>
    <span class="${isOpen ? '' : 'is-done'}"
      >${icon(isOpen ? 'ring' : 'check')} ${task.title}${task.followUp ? html` <em>follow-up</em>` : ''}
      <small class="quiet">${whoAndWhen(task, view)}${task.contact === null ? '' : ` · ${task.contact}`}</small>
      ${task.checklist.map((item, index) => checkItem(task, item, index, isOpen && mayAct))}
      ${isOpen && mayAct && task.vendorCase ? chasing(task) : ''}</span
    >
    ${
      isOpen && mayAct
        ? html`<span class="end">${task.owner === null ? button(task, 'take', 'Take') : ''} ${button(task, 'done', 'Done')}</span>`
        : ''
    }
  </li>`
}

function whoAndWhen({ people, owner, doneAt, doneBy, dueAt }: Task, { plan, zones, now }: View): Html | string {
  const nameOf = (id: string) => plan.people[id]?.name ?? id
  if (doneAt !== null) return html`done ${doneBy === null ? '' : `by ${nameOf(doneBy)} `}at ${clock(doneAt, zones.yours)}`
  const whose = owner === null ? people.map(nameOf).join(', ') : `with ${nameOf(owner)}`
  return html`${whose} ${dueAt === null ? '' : html`· due ${until(dueAt, now)}`}`
}

const checkItem = (task: Task, { words, done }: Task['checklist'][number], item: number, mayTick: boolean): Html =>
  mayTick
    ? html`<form method="post" action="${pathOf(task)}/tick" class="item">
        <input type="hidden" name="item" value="${item}" /><input type="hidden" name="done" value="${done ? 'false' : 'true'}" />
        <button class="quiet" aria-pressed="${done ? 'true' : 'false'}">${icon(done ? 'check' : 'ring')} ${words}</button>
      </form>`
    : html`<small class="item ${done ? 'is-done' : ''}">${icon(done ? 'check' : 'ring')} ${words}</small>`

const button = (task: Task, verb: string, name: string): Html =>
  html`<form method="post" action="${pathOf(task)}/${verb}"><button aria-label="${name}: ${task.title}">${name}</button></form>`

const chasing = (task: Task): Html =>
  html`<details>
    <summary>Asked again</summary>
    <form method="post" action="${pathOf(task)}/chase">
      <label for="chase-${task.id}">What they said; the next time to ask is in an hour</label>
      <textarea id="chase-${task.id}" name="text" rows="2" maxlength="1000" required></textarea>
      <button>Keep</button>
    </form>
  </details>`

const pathOf = ({ incident, id }: Task) => `/incidents/${incident}/tasks/${encodeURIComponent(id)}`

const adding = ({ incident: { id }, plan, isOurs }: View): Html =>
  html`<div class="actions">
    <details>
      <summary class="button">Add task</summary>
      <form method="post" action="/incidents/${id}/tasks">
        <label for="task-title">What is to be done</label>
        <input id="task-title" name="title" maxlength="200" required />
        <label><input type="checkbox" name="followUp" value="true" /> A follow-up: it may outlast the incident</label>
        <button class="primary">Add</button>
      </form>
    </details>
    <details>
      <summary class="button">Temporary measure</summary>
      <form method="post" action="/incidents/${id}/measures">
        <label for="measure">What holds for now; a follow-up will ask for the mend that lasts</label>
        <textarea id="measure" name="text" rows="2" maxlength="1000" required></textarea>
        <button class="primary">Keep</button>
      </form>
    </details>
    ${
      isOurs && Object.keys(plan.providers).length > 0
        ? html`<details>
              <summary class="button">Ticket to a provider</summary>
              <form method="get" action="/incidents/${id}/ticket">
                <label for="ticket-provider">Provider; you read it before it is sent</label>
                <select id="ticket-provider" name="provider" required>
                  ${Object.values(plan.providers).map((provider) => html`<option value="${provider.id}">${provider.name}</option>`)}
                </select>
                <button class="primary">Write it</button>
              </form>
            </details>
            <details>
              <summary class="button">Case with a provider</summary>
              <form method="post" action="/incidents/${id}/cases">
                <label for="case-provider">Provider</label>
                <select id="case-provider" name="provider" required>
                  ${Object.values(plan.providers).map((provider) => html`<option value="${provider.id}">${provider.name}</option>`)}
                </select>
                <label for="case-number">Their number for it</label>
                <input id="case-number" name="number" maxlength="80" required />
                <button class="primary">Keep</button>
              </form>
            </details>`
        : ''
    }
  </div>`
