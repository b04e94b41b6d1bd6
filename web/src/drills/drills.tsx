import type { Drill } from '@allclear/wire/drill.ts'
import { useSuspenseQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { Go } from '../parts/go.tsx'
import { Pill } from '../parts/pill.tsx'
import { Moment, Until } from '../parts/times.tsx'
import { useTitle } from '../parts/use-title.ts'
import { useDeed } from '../parts/use-deed.ts'
import { drillsQuery } from './drills-query.ts'
import { PlanDrill } from './plan-drill.tsx'
import { Report } from './report.tsx'
import { say } from '../words.ts'
import { words } from './words/index.ts'

/** `/drills`: exercises of the team. What is running, what is planned, and what the past ones showed. */
export default function DrillsScreen() {
  const drills = useSuspenseQuery(drillsQuery).data
  useTitle(words.title)
  const of = (...states: Drill['state'][]) => drills.items.filter(({ state }) => states.includes(state))
  const [running, planned, past] = [of('running'), of('planned'), of('over', 'cancelled')]
  return (
    <>
      <h1>{words.title}</h1>
      <p className="quiet lead-in">{words.intro}</p>
      {drills.mayPlan && <PlanDrill drills={drills} />}
      <Section id="running" name={words.running} drills={running} none={words.noneRunning} />
      <Section id="planned" name={words.planned} drills={planned.toReversed()} none={words.nonePlanned} />
      <Section id="past" name={words.past} drills={past} none={words.nonePast} />
    </>
  )
}

type Listed = { readonly id: string; readonly name: string; readonly drills: readonly Drill[]; readonly none: string }

const Section = ({ id, name, drills, none }: Listed) => (
  <section id={id} aria-labelledby={`${id}-name`}>
    <h2 id={`${id}-name`}>{name}</h2>
    {drills.length === 0 && <p className="quiet">{none}</p>}
    <ul className="sites">
      {drills.map((drill) => (
        <DrillCard key={drill.id} drill={drill} />
      ))}
    </ul>
  </section>
)

const LOOKS = {
  planned: { icon: 'clock', tone: 'idle' },
  running: { icon: 'bell', tone: 'busy' },
  over: { icon: 'check', tone: 'good' },
  cancelled: { icon: 'cross', tone: 'idle' },
} as const

function DrillCard({ drill }: { drill: Drill }) {
  const { id, site, says, state, incident, why, by, report, endedAt } = drill
  const isLate = (report?.late.length ?? 0) > 0
  const said =
    state === 'over' && isLate
      ? ({ words: words.overLate, icon: 'warning', tone: 'warn' } as const)
      : { ...LOOKS[state], words: words.states[state] }
  return (
    <li className={`card ${said.tone}`}>
      <div className="what">
        <h3>
          {incident === null ? site : <Go to={`/incidents/${incident}`}>{site}</Go>} <Pill said={said} />
        </h3>
        <p>{says}</p>
        <p className="quiet">
          <span>
            {say(words.drill, { id: String(id) })} · <When drill={drill} /> · {say(words.plannedBy, { name: by })}
            {endedAt !== null && why !== null && ` · ${why}`}
          </span>
        </p>
      </div>
      {(state === 'running' || state === 'planned') && <Stop drill={drill} />}
      {report && <Report report={report} isOver={state === 'over'} />}
    </li>
  )
}

function When({ drill: { state, due, window, every, startedAt, endsBy } }: { drill: Drill }) {
  const again = (when: ReactNode) =>
    every === null ? when : every === 1 ? say(words.eachDay, { when }) : say(words.everyDays, { when, days: every })
  if (startedAt !== null)
    return state === 'running' && endsBy !== null
      ? say(words.beganEnds, { time: <Moment at={startedAt} />, until: <Until at={endsBy} /> })
      : say(words.began, { time: <Moment at={startedAt} /> })
  if (window !== null) return again(say(words.between, { from: <Moment at={window.from} />, until: <Moment at={window.until} /> }))
  return due === null ? words.neverBegan : again(<Moment at={due} />)
}

function Stop({ drill: { id, state, site } }: { drill: Drill }) {
  const { isBusy, run } = useDeed()
  const isRunning = state === 'running'
  const stop = () => run(`/api/v1/drills/${id}/stop`, {}, isRunning ? words.isOver : words.isTakenBack)
  return (
    <div className="end">
      <button disabled={isBusy} onClick={() => void stop()}>
        {isRunning ? words.endIt : words.takeBack}
        <span className="unseen"> {site}</span>
      </button>
    </div>
  )
}
