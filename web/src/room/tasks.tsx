import type { Room } from '@allclear/wire/room.ts'
import { Icon } from '../parts/icon.tsx'
import { Moment, Until } from '../parts/times.tsx'
import { AddTask } from './add-task.tsx'
import { DeedForm } from '../parts/deed-form.tsx'
import { useDeed } from '../parts/use-deed.ts'

type Task = Room['tasks'][number]

/** What people still have to do, who took it, and what they did; and how to add to it (REA-9, REA-10, REA-12). */
export function Tasks({ room: { id, tasks, may } }: { room: Room }) {
  return (
    <section id="tasks" className="panel" aria-labelledby="tasks-name">
      <h2 id="tasks-name">Tasks</h2>
      {tasks.length === 0 && <p className="quiet">None yet.</p>}
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
        <Icon name={doneAt === null ? 'ring' : 'check'} /> {title} {followUp && <em>follow-up</em>}
        <small className="quiet">
          {who}
          {doneAt !== null && (
            <>
              {' '}
              at <Moment at={doneAt} />
            </>
          )}
          {doneAt === null && dueAt !== null && (
            <>
              {' '}
              · due <Until at={dueAt} />
            </>
          )}
          {contact !== null && ` · ${contact}`}
        </small>
        {checklist.map((item, index) => (
          <Item
            key={item.words}
            {...item}
            mayTick={mayAct}
            isBusy={isBusy}
            onTick={(done) => void run(`${to}/tick`, { item: index, done }, 'Kept.')}
          />
        ))}
        {mayChase && (
          <details>
            <summary>Asked again</summary>
            <DeedForm address={`${to}/chase`} says="Kept." button="Keep">
              <label htmlFor={`chase-${id}`}>What they said; the next time to ask is in an hour</label>
              <textarea id={`chase-${id}`} name="text" rows={2} maxLength={1000} required />
            </DeedForm>
          </details>
        )}
      </span>
      {mayAct && (
        <span className="end">
          {mayTake && (
            <button aria-label={`Take: ${title}`} disabled={isBusy} onClick={() => void run(`${to}/take`, {}, 'It is yours.')}>
              Take
            </button>
          )}
          <button aria-label={`Done: ${title}`} disabled={isBusy} onClick={() => void run(`${to}/done`, {}, 'Done.')}>
            Done
          </button>
        </span>
      )}
    </li>
  )
}

type ItemProps = { words: string; done: boolean; mayTick: boolean; isBusy: boolean; onTick: (done: boolean) => void }

function Item({ words, done, mayTick, isBusy, onTick }: ItemProps) {
  const shown = (
    <>
      <Icon name={done ? 'check' : 'ring'} /> {words}
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
