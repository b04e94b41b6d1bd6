import type { HostMoment, WholeHost } from '@allclear/wire/host.ts'
import { Moment, sayExactly } from '../parts/times.tsx'
import { useSession } from '../session.ts'
import { sayNumber } from '../language.ts'
import { say } from '../words.ts'
import { words } from './words/index.ts'

/** What happened there in a month, the newest first: a restart with the minutes before it, bursts in its logs with the lines. */
export function Events({ events }: { events: WholeHost['events'] }) {
  return (
    <section className="panel">
      <h2>{words.happened}</h2>
      {events.length === 0 && <p className="quiet">{words.nothingHappened}</p>}
      <ul className="rows host-events">
        {events.map(({ at, kind, says, lines, moments }) => (
          <li key={`${at} ${says}`} className={kind}>
            <small className="quiet">
              <Moment at={at} />
            </small>
            {says}
            {moments.length > 0 && <Minutes moments={moments} />}
            {lines.length > 0 && (
              <details>
                <summary>{say(words.logLines, { count: lines.length })}</summary>
                <pre tabIndex={0} aria-label={words.ofLog}>
                  {lines.join('\n')}
                </pre>
              </details>
            )}
          </li>
        ))}
      </ul>
    </section>
  )
}

const percent = (share: number | null) => (share === null ? '–' : `${Math.round(share * 100)} %`)

function Minutes({ moments }: { moments: readonly HostMoment[] }) {
  const { zone } = useSession()
  return (
    <details>
      <summary>{words.minutes}</summary>
      <div className="figures" role="region" aria-label={words.moments} tabIndex={0}>
        <table>
          <thead>
            <tr>
              <th scope="col">{words.columns.at}</th>
              <th scope="col">{words.columns.load}</th>
              <th scope="col">{words.columns.cpu}</th>
              <th scope="col">{words.columns.memory}</th>
              <th scope="col">{words.columns.disk}</th>
              <th scope="col">{words.columns.busiest}</th>
            </tr>
          </thead>
          <tbody>
            {moments.map(({ at, load, cpu, memory, disk, busiest }) => (
              <tr key={at}>
                <th scope="row">{sayExactly(Date.parse(at), zone, { seconds: true })}</th>
                <td>{load === null ? '–' : sayNumber(load, 1)}</td>
                <td>{percent(cpu)}</td>
                <td>{percent(memory)}</td>
                <td>{percent(disk)}</td>
                <td>{busiest}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </details>
  )
}
