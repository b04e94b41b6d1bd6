import type { Desk, Replayed } from '@allclear/wire/playbook.ts'
import { useState } from 'react'
import { ask } from '../api.ts'
import { Go } from '../parts/go.tsx'
import { sayFailure } from '../parts/hold.tsx'
import { Moment, saySpan } from '../parts/times.tsx'
import { Play } from './play.tsx'
import { Complaints } from './rehearse.tsx'

/** A past incident once more, with the text as it is being written: what would have been otherwise. */
export function Replay({ name, text, desk: { incidents } }: { name: string; text: string; desk: Desk }) {
  const [answer, setAnswer] = useState<(Replayed & { incident: number; count: number }) | null>(null)
  const [isBusy, setBusy] = useState(false)
  const run = async (incident: number) => {
    setBusy(true)
    try {
      const said = await ask(`/api/v1/playbooks/${name}/replay`, { body: text, incident })
      setAnswer((before) => ({ ...said, incident, count: (before?.count ?? 0) + 1 }))
    } catch (error) {
      sayFailure(error)
    }
    setBusy(false)
  }
  return (
    <section className="panel" aria-labelledby="replay-name">
      <h2 id="replay-name">Replay an incident</h2>
      <p className="quiet">
        The site fails and recovers, and people act, at the moments at which they did. An action takes as long as it took; one that never ran runs
        out of time.
      </p>
      {incidents.length === 0 && <p className="quiet">No incident is over yet. Rehearse with a scenario meanwhile.</p>}
      <ul className="rows past">
        {incidents.map(({ id, site, at, says, isOurs }) => (
          <li key={id}>
            <span>
              <Go to={`/incidents/${id}`}>
                {site}, incident {id}
              </Go>{' '}
              <small className="quiet">
                <Moment at={at} /> · <code>{says}</code>
                {!isOurs && ' · another playbook ran'}
              </small>
            </span>
            <button disabled={isBusy} onClick={() => void run(id)}>
              Replay<span className="unseen"> incident {id}</span>
            </button>
          </li>
        ))}
      </ul>
      {answer && <Complaints complaints={answer.complaints} />}
      {answer?.play && <Outcome key={answer.count} incident={answer.incident} play={answer.play} />}
    </section>
  )
}

const span = (ms: number | null) => (ms === null ? '—' : saySpan(ms))

function Outcome({ incident, play }: { incident: number; play: NonNullable<Replayed['play']> }) {
  const changed = play.steps.filter(({ says }) => says !== '').length
  return (
    <>
      <h3>
        Incident {incident}: {changed === 0 ? 'every step as it was' : `${changed} of ${play.steps.length} steps otherwise`}
      </h3>
      <div className="scrolls" tabIndex={0} role="region" aria-label="Steps then and now">
        <table className="then-now">
          <thead>
            <tr>
              <th scope="col">Step</th>
              <th scope="col">Then</th>
              <th scope="col">Now</th>
              <th scope="col">Otherwise</th>
            </tr>
          </thead>
          <tbody>
            {play.steps.map(({ step, audience, then, now, says }) => (
              <tr key={`${step} ${audience}`} className={says === '' ? '' : 'changed'}>
                <th scope="row">
                  <code>{step}</code>
                  {audience !== null && ` ${audience}`}
                </th>
                <td>{span(then)}</td>
                <td>{span(now)}</td>
                <td>{says}</td>
              </tr>
            ))}
          </tbody>
          <tbody>
            {play.measures.map(({ what, then, now }) => (
              <tr key={what} className={then === now ? '' : 'changed'}>
                <th scope="row">{what}</th>
                <td>{span(then)}</td>
                <td>{span(now)}</td>
                <td>{then !== null && now !== null && then !== now && (now > then ? `${saySpan(now - then)} more` : `${saySpan(then - now)} less`)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <Play {...play} />
    </>
  )
}
