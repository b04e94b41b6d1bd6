import type { TaskRow } from '@allclear/wire/task.ts'
import { useQuery, useQueryClient, useSuspenseQuery } from '@tanstack/react-query'
import { post } from '../api.ts'
import { useNow } from '../clock.ts'
import { Go } from '../parts/go.tsx'
import { holdForUndo, sayFailure, useHeld } from '../parts/hold.tsx'
import { Icon } from '../parts/icon.tsx'
import { Moment, Until } from '../parts/times.tsx'
import { useFilter } from '../parts/use-filter.ts'
import { useListKeys } from '../parts/use-list-keys.ts'
import { useTitle } from '../parts/use-title.ts'
import { openProposalsQuery } from '../proposals/proposals-query.ts'
import { tasksQuery } from './tasks-query.ts'
import { say } from '../words.ts'
import { words } from './words/index.ts'

/** `/tasks`: what people still have to do, the next due first; what was done, the other way round. */
export default function TasksScreen() {
  const [filter] = useFilter()
  const isDone = filter.get('done') !== null
  const { items } = useSuspenseQuery(tasksQuery(!isDone)).data
  useTitle(words.title)
  useListKeys('task', '#tasks h2 a')
  return (
    <>
      <h1>{words.title}</h1>
      <p className="quiet">{isDone ? words.wasDone : words.dueFirst}</p>
      <search className="narrow">
        <Go className="button" to="/tasks" aria-current={!isDone}>
          {words.open}
        </Go>
        <Go className="button" to="/tasks?done=true" aria-current={isDone}>
          {words.done}
        </Go>
      </search>
      {!isDone && <Waits />}
      <section id="tasks">
        {items.length === 0 && <Nothing isDone={isDone} />}
        <ul className="sites">
          {items.map((task) => (
            <TaskCard key={`${task.incident} ${task.task}`} task={task} />
          ))}
        </ul>
      </section>
    </>
  )
}

// What reviews propose waits for a yes or a no, and has no time by which.
function Waits() {
  const proposals = useQuery(openProposalsQuery).data?.items ?? []
  if (proposals.length === 0) return null
  return (
    <p className="card busy">
      <span className="what">
        <Go to="/proposals">{say(words.proposals, { count: proposals.length })}</Go>
        <br />
        <span className="quiet">{proposals[0]!.proposes}</span>
      </span>
    </p>
  )
}

type Deed = 'take' | 'done' | 'tick'

/** Tells the hub of a deed and asks anew. */
function useDeed({ incident, task }: TaskRow): (deed: Deed, body?: object) => Promise<void> {
  const queries = useQueryClient()
  return async (deed, body = {}) => {
    await post(`/api/v1/tasks/${incident}/${encodeURIComponent(task)}/${deed}`, body)
    await queries.invalidateQueries()
  }
}

function TaskCard({ task }: { task: TaskRow }) {
  const { incident, title, who, due, doneAt, contact, followUp, mayAct, owner } = task
  const deed = useDeed(task)
  const key = `done ${incident} ${task.task}`
  const isHeld = useHeld(key)
  const now = useNow()
  const done = () => holdForUndo({ key, says: say(words.isDone, { title }), send: () => deed('done') })
  const isLate = due !== null && doneAt === null && Date.parse(due) < now
  return (
    <li className={`card ${doneAt !== null || isHeld ? 'good' : isLate ? 'bad' : 'busy'}`}>
      <div className="what">
        <h2>
          <Go to={`/incidents/${incident}${task.task === 'review' ? '/review' : '#tasks'}`}>{title}</Go>
        </h2>
        <p className="quiet">
          {say(words.incident, { id: incident })}
          {followUp && ` · ${words.followUp}`}
          {` · ${isHeld ? words.nowDone : who}`}
          {contact !== null && ` · ${contact}`}
        </p>
        <Checklist task={task} deed={deed} />
      </div>
      {due !== null && doneAt === null && (
        <p className="deadline">
          <span>{words.due}</span>
          <strong>
            <Until at={due} />
          </strong>
        </p>
      )}
      {doneAt !== null && (
        <p className="quiet">
          <Moment at={doneAt} />
        </p>
      )}
      {mayAct && !isHeld && (
        <div className="end">
          {owner === null && (
            <button onClick={() => void deed('take').catch(sayFailure)}>
              {words.take}
              <span className="unseen"> {title}</span>
            </button>
          )}
          <button className="primary" onClick={done}>
            {words.done}
            <span className="unseen"> {title}</span>
          </button>
        </div>
      )}
    </li>
  )
}

function Checklist({ task: { checklist, mayAct }, deed }: { task: TaskRow; deed: ReturnType<typeof useDeed> }) {
  if (checklist.length === 0) return null
  return (
    <ul className="checklist">
      {checklist.map(({ words: says, done }, item) => (
        <li key={says}>
          {mayAct ? (
            <button className="quiet" aria-pressed={done} onClick={() => void deed('tick', { item, done: !done }).catch(sayFailure)}>
              <Icon name={done ? 'check' : 'ring'} /> {says}
            </button>
          ) : (
            <span className="quiet">
              <Icon name={done ? 'check' : 'ring'} /> {says}
              {done && <span className="unseen"> {words.itemDone}</span>}
            </span>
          )}
        </li>
      ))}
    </ul>
  )
}

const Nothing = ({ isDone }: { isDone: boolean }) => (
  <p className="quiet">{isDone ? words.nothingDone : say(words.nothingLeft, { now: <Go to="/">{words.now}</Go> })}</p>
)
