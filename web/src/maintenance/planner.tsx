import './maintenance.css'
import type { Planner } from '@allclear/wire/planner.ts'
import { useSuspenseQuery } from '@tanstack/react-query'
import { useDeferredValue } from 'react'
import { Go, useGo } from '../parts/go.tsx'
import { Pill } from '../parts/pill.tsx'
import { Period } from '../parts/times.tsx'
import { useFilter } from '../parts/use-filter.ts'
import { useListKeys } from '../parts/use-list-keys.ts'
import { useTitle } from '../parts/use-title.ts'
import { useKeys } from '../shell/keys.ts'
import { plannerQuery } from './planner-query.ts'
import { Strip } from './strip.tsx'
import { WindowCard } from './window-card.tsx'
import { say } from '../words.ts'
import { words } from './words/index.ts'

/** `/maintenance`: what is planned and what is going on, the next first, on the days around it and with what each window meets. */
export default function PlannerScreen() {
  const [filter] = useFilter()
  const days = useDeferredValue(filter.get('view') === 'month' ? 35 : 7)
  const from = useDeferredValue(filter.get('from') ?? '')
  const { data: planner } = useSuspenseQuery(plannerQuery(from, days))
  const go = useGo()
  useTitle(words.title)
  useListKeys('window', '#windows h2 a')
  useKeys(planner.mayPlan ? [{ keys: 'p', does: words.plan, run: () => go('/maintenance/new') }] : [])
  return (
    <>
      <div className="with-deed">
        <div>
          <h1>{words.title}</h1>
          <p className="quiet">{sayAll(planner)}</p>
        </div>
        {planner.mayPlan && (
          <Go className="button primary" to="/maintenance/new">
            {words.plan}
          </Go>
        )}
      </div>
      <Strip planner={planner} days={days} />
      <section id="windows" aria-label={words.plannedAndOn}>
        {planner.windows.length === 0 && <Nothing mayPlan={planner.mayPlan} />}
        <ul className="sites">
          {planner.windows.map((window) => (
            <WindowCard key={window.id} window={window} />
          ))}
        </ul>
      </section>
      <Announced works={planner.announced} />
      {planner.past.length > 0 && (
        <section aria-label={words.over}>
          <h2>{words.over}</h2>
          <ul className="sites">
            {planner.past.map((window) => (
              <WindowCard key={window.id} window={window} />
            ))}
          </ul>
        </section>
      )}
    </>
  )
}

function sayAll({ windows }: Planner): string {
  const collide = windows.filter(({ collisions }) => collisions.length > 0).length
  if (windows.length === 0) return words.nothingPlanned
  return collide === 0
    ? say(words.nothingAgainst, { count: windows.length })
    : say(words.collide, { windows: windows.length, count: collide })
}

const Nothing = ({ mayPlan }: { mayPlan: boolean }) => (
  <p className="quiet">
    {words.nothing} {mayPlan && <Go to="/maintenance/new">{words.planFirst}</Go>}
  </p>
)

/** What providers announce on their own status pages. Nothing can be done about it here. */
function Announced({ works }: { works: Planner['announced'] }) {
  if (works.length === 0) return null
  return (
    <section>
      <h2>{words.announced}</h2>
      <ul className="rows">
        {works.map(({ who, title, said, starts, ends, sites, more }) => (
          <li key={`${who} ${starts} ${title ?? ''}`}>
            <span>
              <Pill said={said} /> <strong>{who}</strong>
              {title !== null && `: ${title}`}
              <small className="quiet">{more > 0 ? say(words.andMore, { names: sites.join(', '), more }) : sites.join(', ')}</small>
            </span>
            <span className="quiet">
              <Period from={starts} until={ends} />
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}
