import type { Drill } from '@allclear/wire/drill.ts'
import { useSuspenseQuery } from '@tanstack/react-query'
import { Go } from '../parts/go.tsx'
import { Pill } from '../parts/pill.tsx'
import { Moment, Until } from '../parts/times.tsx'
import { useTitle } from '../parts/use-title.ts'
import { useDeed } from '../parts/use-deed.ts'
import { drillsQuery } from './drills-query.ts'
import { PlanDrill } from './plan-drill.tsx'
import { Report } from './report.tsx'

/** `/drills`: exercises of the team. What is running, what is planned, and what the past ones showed. */
export default function DrillsScreen() {
  const drills = useSuspenseQuery(drillsQuery).data
  useTitle('Drills')
  const of = (...states: Drill['state'][]) => drills.items.filter(({ state }) => states.includes(state))
  const [running, planned, past] = [of('running'), of('planned'), of('over', 'cancelled')]
  return (
    <>
      <h1>Drills</h1>
      <p className="quiet lead-in">
        A drill really pages whoever is on call, with every text marked DRILL. Clients, partners and the public are never told, and it is in
        no figure.
      </p>
      {drills.mayPlan && <PlanDrill drills={drills} />}
      <Section id="running" name="Running" drills={running} none="None is running." />
      <Section id="planned" name="Planned" drills={planned.toReversed()} none="None is planned." />
      <Section id="past" name="Past" drills={past} none="There was none yet." />
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

const STATES = {
  planned: { words: 'Planned', icon: 'clock', tone: 'idle' },
  running: { words: 'Running', icon: 'bell', tone: 'busy' },
  over: { words: 'Over', icon: 'check', tone: 'good' },
  cancelled: { words: 'Left out', icon: 'cross', tone: 'idle' },
} as const

function DrillCard({ drill }: { drill: Drill }) {
  const { id, site, says, state, incident, why, by, report, endedAt } = drill
  const isLate = (report?.late.length ?? 0) > 0
  const said = state === 'over' && isLate ? ({ words: 'Over, some was late', icon: 'warning', tone: 'warn' } as const) : STATES[state]
  return (
    <li className={`card ${said.tone}`}>
      <div className="what">
        <h3>
          {incident === null ? site : <Go to={`/incidents/${incident}`}>{site}</Go>} <Pill said={said} />
        </h3>
        <p>{says}</p>
        <p className="quiet">
          <span>
            Drill {id} · <When drill={drill} /> · planned by {by}
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
  const again = every === null ? '' : every === 1 ? ', each day' : `, every ${every} days`
  if (startedAt !== null)
    return (
      <>
        began <Moment at={startedAt} />
        {state === 'running' && endsBy !== null && (
          <>
            , ends <Until at={endsBy} /> at the latest
          </>
        )}
      </>
    )
  if (window !== null)
    return (
      <>
        unannounced, between <Moment at={window.from} /> and <Moment at={window.until} />
        {again}
      </>
    )
  if (due === null) return <>never began</>
  return (
    <>
      <Moment at={due} />
      {again}
    </>
  )
}

function Stop({ drill: { id, state, site } }: { drill: Drill }) {
  const { isBusy, run } = useDeed()
  const isRunning = state === 'running'
  const stop = () => run(`/api/v1/drills/${id}/stop`, {}, isRunning ? 'The drill is over.' : 'The drill is taken back.')
  return (
    <div className="end">
      <button disabled={isBusy} onClick={() => void stop()}>
        {isRunning ? 'End it' : 'Take it back'}
        <span className="unseen"> {site}</span>
      </button>
    </div>
  )
}
