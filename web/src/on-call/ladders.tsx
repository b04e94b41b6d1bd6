import type { OnCall } from '@allclear/wire/on-call.ts'
import { Moment } from '../parts/times.tsx'

/** Who is called in which order, for everybody and for clients with a ladder of their own. */
export function Ladders({ ladders }: { ladders: OnCall['ladders'] }) {
  return ladders.map(({ title, rungs }) => (
    <section key={title}>
      <h2>{title}</h2>
      {rungs.length === 0 && (
        <p className="wrong">
          Nobody: write <code>escalation</code> in the configuration.
        </p>
      )}
      <ol className="rows">
        {rungs.map(({ says, schedule, how, until, next, there }, index) => (
          <li key={`${index} ${says}`}>
            <span>
              <strong>{says}</strong> {schedule !== null && <span className="quiet">of {schedule}</span>}
              {there.length > 0 && <small className="quiet">{there.join(', ')}</small>}
            </span>
            <span className="quiet">
              {how};{' '}
              {until === null ? (
                'no change ahead'
              ) : (
                <>
                  from <Moment at={until} /> {next}
                </>
              )}
            </span>
          </li>
        ))}
      </ol>
    </section>
  ))
}
