import type { Window } from '@allclear/wire/planner.ts'
import type { ReactNode } from 'react'
import { Go } from '../parts/go.tsx'
import { useHeld } from '../parts/hold.tsx'
import { Pill } from '../parts/pill.tsx'
import { Moment, Period, Until } from '../parts/times.tsx'
import { Collisions } from './collisions.tsx'
import { WindowDeeds, heldAs } from './window-deeds.tsx'
import { say, stated } from '../words.ts'
import { words } from './words/index.ts'

/** One window: where it stands, when it is, what it meets, what is said next, and what can be done about it. */
export function WindowCard({ window }: { window: Window }) {
  const { id, said, starts, ends, lasts, sites, series, collisions, notices, unwell, cancelledBecause, emergency, overrun, may } = window
  const isHeld = useHeld(heldAs(id))
  const tone = overrun || unwell.length > 0 ? 'bad' : said.tone
  return (
    <li className={`card window ${tone}`} id={id}>
      <div className="what">
        <h2>
          <a href={`#${id}`}>{id}</a>
        </h2>
        <p className="quiet">
          <Pill said={said} />
          {series !== null && <span>{series.says}</span>}
        </p>
      </div>
      <Clock window={window} />
      <dl className="facts">
        <Fact name={words.facts.when}>
          <Period from={starts} until={ends} />, {lasts}
        </Fact>
        <Fact name={words.facts.sites}>{sites.join(', ') || words.noneInPlan}</Fact>
        {unwell.length > 0 && <Fact name={words.facts.notWell}>{say(words.lookedAgain, { sites: unwell.join(', ') })}</Fact>}
        {cancelledBecause !== null && <Fact name={words.facts.calledOff}>{cancelledBecause}</Fact>}
        {notices.length > 0 && (
          <Fact name={words.facts.saidNext}>
            {notices.map(({ name, at }) => (
              <span key={name} className="line-of">
                {stated(name)}: <Moment at={at} />
              </span>
            ))}
          </Fact>
        )}
        {emergency !== null && <Fact name={words.facts.emergency}>{emergency}</Fact>}
      </dl>
      <Collisions collisions={collisions} />
      <details className="seven">
        <summary>{words.whatWasWritten}</summary>
        <dl className="facts">
          <Fact name={words.facts.disrupts}>{window.disrupts}</Fact>
          <Fact name={words.facts.reason}>{window.reason}</Fact>
          <Fact name={words.facts.benefit}>{window.benefit}</Fact>
          <Fact name={words.facts.support}>{window.support}</Fact>
          <Fact name={words.facts.alternatives}>{window.alternatives}</Fact>
        </dl>
        <p>
          <Go to={`/maintenance/new?like=${id}`}>
            {words.planAnother}
            <span className="unseen">: {id}</span>
          </Go>
        </p>
      </details>
      {may.length > 0 && !isHeld && <WindowDeeds window={window} />}
    </li>
  )
}

function Clock({ window: { may, overrun, ends, starts, said } }: { window: Window }) {
  const isRunning = may.includes('complete') || overrun || said.icon === 'tool'
  if (!isRunning && !may.includes('start')) return null
  return (
    <p className={`deadline ${overrun ? 'late' : ''}`}>
      <span>{isRunning ? words.ends : words.startsIn}</span>
      <strong>
        <Until at={isRunning ? ends : starts} />
      </strong>
    </p>
  )
}

const Fact = ({ name, children }: { name: string; children: ReactNode }) => (
  <>
    <dt>{name}</dt>
    <dd>{children}</dd>
  </>
)
