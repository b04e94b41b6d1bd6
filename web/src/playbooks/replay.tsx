import type { Desk, Replayed } from '@allclear/wire/playbook.ts'
import { useState } from 'react'
import { ask } from '../api.ts'
import { Go } from '../parts/go.tsx'
import { sayFailure } from '../parts/hold.tsx'
import { Moment, saySpan } from '../parts/times.tsx'
import { Play } from './play.tsx'
import { Complaints } from './rehearse.tsx'
import { say } from '../words.ts'
import { words } from './words/index.ts'

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
      <h2 id="replay-name">{words.parts.replay}</h2>
      <p className="quiet">
        {words.replayIntro}
      </p>
      {incidents.length === 0 && <p className="quiet">{words.noneOver}</p>}
      <ul className="rows past">
        {incidents.map(({ id, site, at, says, isOurs }) => (
          <li key={id}>
            <span>
              <Go to={`/incidents/${id}`}>
                {say(words.siteIncident, { site, id: String(id) })}
              </Go>{' '}
              <small className="quiet">
                <Moment at={at} /> · <code>{says}</code>
                {!isOurs && ` · ${words.otherRan}`}
              </small>
            </span>
            <button disabled={isBusy} onClick={() => void run(id)}>
              {words.replay}
              <span className="unseen"> {say(words.incident, { id: String(id) })}</span>
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
        {changed === 0
          ? say(words.asItWas, { id: String(incident) })
          : say(words.otherwiseCount, { id: String(incident), changed, count: play.steps.length })}
      </h3>
      <div className="scrolls" tabIndex={0} role="region" aria-label={words.thenAndNow}>
        <table className="then-now">
          <thead>
            <tr>
              <th scope="col">{words.step}</th>
              <th scope="col">{words.then}</th>
              <th scope="col">{words.now}</th>
              <th scope="col">{words.otherwise}</th>
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
                <td>{then !== null && now !== null && then !== now && (now > then ? say(words.more, { span: saySpan(now - then) }) : say(words.less, { span: saySpan(then - now) }))}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <Play {...play} />
    </>
  )
}
