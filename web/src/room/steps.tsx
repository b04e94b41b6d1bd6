import type { Room } from '@allclear/wire/room.ts'
import { Pill } from '../parts/pill.tsx'
import { Until } from '../parts/times.tsx'
import { words } from './words/index.ts'
import { stated } from '../words.ts'

/** The steps of the playbook, how each stands and whose turn it is. */
export function Steps({ playbook, steps }: { playbook: string | null; steps: Room['steps'] }) {
  return (
    <section id="steps" className="panel" aria-labelledby="steps-name">
      <h2 id="steps-name">
        {words.playbook} {playbook !== null && <small className="quiet">{playbook}</small>}
      </h2>
      {playbook === null && <p className="quiet">{words.noPlaybook}</p>}
      <ol className="steps">
        {steps.map(({ id, does, when, hand, state, dueAt }) => (
          <li key={id} className={state.tone}>
            <span>
              {does}
              <small className="quiet">
                {stated(when)}, {stated(hand)}
                {dueAt !== null && (
                  <>
                    {' '}
                    · <Until at={dueAt} />
                  </>
                )}
              </small>
            </span>
            <Pill said={state} />
          </li>
        ))}
      </ol>
    </section>
  )
}
