import type { Room } from '@allclear/wire/room.ts'
import { Icon } from '../parts/icon.tsx'
import { Moment, Until } from '../parts/times.tsx'
import { AddTask } from './add-task.tsx'
import { DeedForm } from '../parts/deed-form.tsx'
import { useDeed } from '../parts/use-deed.ts'
import { say } from '../words.ts'
import { words } from './words/index.ts'

type Task = Room['tasks'][number]

/** What people still have to do, who took it, and what they did; and how to add to it (REA-9, REA-10, REA-12). */
export function Tasks({ room: { id, tasks, may } }: { room: Room }) {
  return (
    <section id="tasks" className="panel" aria-labelledby="tasks-name">
      <h2 id="tasks-name">{words.tasks}</h2>
      {tasks.length === 0 && <p className="quiet">{words.noTasks}</p>}
      <ul className="rows">
        {tasks.map((task) => (
          <OneTask key={task.id} incident={id} task={task} />
        ))}
      </ul>
      {may.addTask && <AddTask incident={id} providers={may.providers} />}
    </section>
  )
}

function OneTask({ incident, task }: { incident: string; task: Task }) {
  const { id, title, who, dueAt, doneAt, contact, followUp, checklist, mayAct, mayTake, mayChase } = task
  const { isBusy, run } = useDeed()
  const to = `/api/v1/tasks/${incident}/${encodeURIComponent(id)}` as const
  return (
    <li>
      <span className={doneAt === null ? '' : 'is-done'}>
        <Icon name={doneAt === null ? 'ring' : 'check'} /> {title} {followUp && <em>{words.followUp}</em>}
        <small className="quiet">
          {doneAt === null ? who : say(words.doneAt, { who, time: <Moment at={doneAt} /> })}
          {doneAt === null && dueAt !== null && <> · {say(words.due, { until: <Until at={dueAt} /> })}</>}
          {contact !== null && ` · ${contact}`}
        </small>
        {checklist.map((item, index) => (
          <Item
            key={item.words}
            {...item}
            mayTick={mayAct}
            isBusy={isBusy}
            onTick={(done) => void run(`${to}/tick`, { item: index, done }, words.kept)}
          />
        ))}
        {mayChase && (
          <details>
            <summary>{words.askedAgain}</summary>
            <DeedForm address={`${to}/chase`} says={words.kept} button={words.keep}>
              <label htmlFor={`chase-${id}`}>{words.whatTheySaid}</label>
              <textarea id={`chase-${id}`} name="text" rows={2} maxLength={1000} required />
            </DeedForm>
          </details>
        )}
      </span>
      {mayAct && (
        <span className="end">
          {mayTake && (
            <button aria-label={say(words.takeTask, { title })} disabled={isBusy} onClick={() => void run(`${to}/take`, {}, words.isYours)}>
              {words.take}
            </button>
          )}
          <button aria-label={say(words.doneTask, { title })} disabled={isBusy} onClick={() => void run(`${to}/done`, {}, words.isDone)}>
            {words.done}
          </button>
        </span>
      )}
    </li>
  )
}

type ItemProps = { words: string; done: boolean; mayTick: boolean; isBusy: boolean; onTick: (done: boolean) => void }

function Item({ words: says, done, mayTick, isBusy, onTick }: ItemProps) {
  const shown = (
    <>
      <Icon name={done ? 'check' : 'ring'} /> {says}
    </>
  )
  if (!mayTick) return <small className={done ? 'item is-done' : 'item'}>{shown}</small>
  return (
    <div className="item">
      <button className="quiet" aria-pressed={done} disabled={isBusy} onClick={() => onTick(!done)}>
        {shown}
      </button>
    </div>
  )
}
