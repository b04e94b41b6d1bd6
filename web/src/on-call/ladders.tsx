import type { OnCall } from '@allclear/wire/on-call.ts'
import { Moment } from '../parts/times.tsx'
import { say, stated } from '../words.ts'
import { words } from './words/index.ts'

/** Who is called in which order, for everybody and for clients with a ladder of their own. */
export function Ladders({ ladders }: { ladders: OnCall['ladders'] }) {
  return ladders.map(({ title, rungs }) => (
    <section key={title}>
      <h2>{stated(title)}</h2>
      {rungs.length === 0 && <p className="wrong">{say(words.noLadder, { escalation: <code>escalation</code> })}</p>}
      <ol className="rows">
        {rungs.map(({ says, schedule, how, until, next, there }, index) => (
          <li key={`${index} ${says}`}>
            <span>
              <strong>{stated(says)}</strong> {schedule !== null && <span className="quiet">{say(words.of, { schedule })}</span>}
              {there.length > 0 && <small className="quiet">{there.join(', ')}</small>}
            </span>
            <span className="quiet">
              {until === null ? say(words.noChange, { how }) : say(words.changesTo, { how, time: <Moment at={until} />, next })}
            </span>
          </li>
        ))}
      </ol>
    </section>
  ))
}
