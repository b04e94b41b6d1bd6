import type { HostMoment, WholeHost } from '@allclear/wire/host.ts'
import { Moment, sayExactly } from '../parts/times.tsx'
import { useSession } from '../session.ts'

/** What happened there in a month, the newest first: a restart with the minutes before it, bursts in its logs with the lines. */
export function Events({ events }: { events: WholeHost['events'] }) {
  return (
    <section className="panel">
      <h2>What happened there in a month</h2>
      {events.length === 0 && <p className="quiet">Nothing: no restart, no burst of errors, no pressure.</p>}
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
                <summary>{lines.length === 1 ? 'The line' : `${lines.length} lines`}</summary>
                <pre tabIndex={0} aria-label="Lines of the log">
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
      <summary>The minutes before, moment by moment</summary>
      <div className="figures" role="region" aria-label="Moments before it" tabIndex={0}>
        <table>
          <thead>
            <tr>
              <th scope="col">At</th>
              <th scope="col">Load</th>
              <th scope="col">CPU</th>
              <th scope="col">Memory</th>
              <th scope="col">Disk</th>
              <th scope="col">Busiest</th>
            </tr>
          </thead>
          <tbody>
            {moments.map(({ at, load, cpu, memory, disk, busiest }) => (
              <tr key={at}>
                <th scope="row">{sayExactly(Date.parse(at), zone, { seconds: true })}</th>
                <td>{load === null ? '–' : load.toFixed(1)}</td>
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
