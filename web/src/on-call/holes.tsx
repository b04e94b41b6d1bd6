import type { OnCall } from '@allclear/wire/on-call.ts'
import { Pill } from '../parts/pill.tsx'
import { Moment, Period, saySpan } from '../parts/times.tsx'
import type { Picked } from './picked.ts'
import { say } from '../words.ts'
import { words } from './words/index.ts'

/** Declared hours in which nobody of the first rung is on duty: the one thing here that must not be overlooked. */
export function Holes({ onCall: { holes, mayAct, until }, pick }: { onCall: OnCall; pick: (picked: Picked) => void }) {
  return (
    <section aria-label={words.coverage}>
      {holes.length === 0 && (
        <p className="card good">
          <span>
            <Pill said={{ words: words.covered, icon: 'check', tone: 'good' }} /> {say(words.coveredUntil, { time: <Moment at={until} /> })}
          </span>
        </p>
      )}
      <ul className="holes">
        {holes.map((hole) => (
          <li key={`${hole.ladder} ${hole.from}`} className="card bad">
            <div className="what">
              <h2>{say(words.nobody, { period: <Period from={hole.from} until={hole.until} /> })}</h2>
              <p className="quiet">
                <Pill said={{ words: words.uncovered, icon: 'warning', tone: 'bad' }} />
                <span>{sayHours(hole)}</span>
              </p>
            </div>
            {mayAct && hole.schedule !== null && (
              <button
                className="primary"
                onClick={() => pick({ as: 'override', schedule: hole.schedule!, person: null, from: hole.from, until: hole.until })}
              >
                {words.putSomebody}
                <span className="unseen"> {say(words.fromTime, { time: hole.from })}</span>
              </button>
            )}
          </li>
        ))}
      </ul>
    </section>
  )
}

function sayHours({ from, until, ladder }: OnCall['holes'][number]): string {
  const span = saySpan(Date.parse(until) - Date.parse(from))
  return ladder === null ? say(words.ofHours, { span }) : say(words.ofHoursOn, { span, ladder })
}
