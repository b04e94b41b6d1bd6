import type { OnCall } from '@allclear/wire/on-call.ts'
import { Pill } from '../parts/pill.tsx'
import { Moment, Period, saySpan } from '../parts/times.tsx'
import type { Picked } from './picked.ts'

/** Declared hours in which nobody of the first rung is on duty: the one thing here that must not be overlooked. */
export function Holes({ onCall: { holes, mayAct, until }, pick }: { onCall: OnCall; pick: (picked: Picked) => void }) {
  return (
    <section aria-label="Coverage">
      {holes.length === 0 && (
        <p className="card good">
          <span>
            <Pill said={{ words: 'Covered', icon: 'check', tone: 'good' }} /> Somebody of the first rung is on duty in all declared hours
            until <Moment at={until} />.
          </span>
        </p>
      )}
      <ul className="holes">
        {holes.map((hole) => (
          <li key={`${hole.ladder} ${hole.from}`} className="card bad">
            <div className="what">
              <h2>
                Nobody is on call <Period from={hole.from} until={hole.until} />
              </h2>
              <p className="quiet">
                <Pill said={{ words: 'Uncovered', icon: 'warning', tone: 'bad' }} />
                <span>
                  {saySpan(Date.parse(hole.until) - Date.parse(hole.from))} of the declared hours
                  {hole.ladder !== null && `, on the ladder ${hole.ladder}`}
                </span>
              </p>
            </div>
            {mayAct && hole.schedule !== null && (
              <button
                className="primary"
                onClick={() => pick({ as: 'override', schedule: hole.schedule!, person: null, from: hole.from, until: hole.until })}
              >
                Put somebody on<span className="unseen"> from {hole.from}</span>
              </button>
            )}
          </li>
        ))}
      </ul>
    </section>
  )
}
