import './hosts.css'
import type { WholeHost } from '@allclear/wire/host.ts'
import { useSuspenseQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { CopyButton } from '../parts/copy-button.tsx'
import { Facts } from '../parts/facts.tsx'
import { Go } from '../parts/go.tsx'
import { Pill } from '../parts/pill.tsx'
import { Ago, Moment } from '../parts/times.tsx'
import { useTitle } from '../parts/use-title.ts'
import { KnownHoles } from '../warnings/known-holes.tsx'
import { DayLine } from './day-line.tsx'
import { Enrol } from './enrol.tsx'
import { Events } from './events.tsx'
import { hostQuery } from './hosts-query.ts'
import { Orders } from './orders.tsx'

/** `/hosts/…`: one server: what is not well, its day as lines, what happened there, how it is kept, and what it is told to do. */
export default function HostScreen() {
  const { host: id = '' } = useParams({ strict: false })
  const { data: host } = useSuspenseQuery(hostQuery(id))
  useTitle(host.name)
  return (
    <>
      <p className="crumb">
        <Go to="/hosts">Hosts</Go>
      </p>
      <Head host={host} />
      <KnownHoles host={id} />
      {host.state === 'no-agent' ? <Enrol host={host} /> : <Seen host={host} />}
    </>
  )
}

const Seen = ({ host }: { host: WholeHost }) => (
  <div className="panels">
    <div>
      <Measures host={host} />
      <Events events={host.events} />
    </div>
    <div>
      <section className="panel">
        <h2>What it said last</h2>
        <Facts facts={host.facts} />
      </section>
      <Hardening checks={host.hardening} />
      <Orders host={host} />
      <Enrol host={host} />
    </div>
  </div>
)

function Head({ host: { name, sites, said, seenAt, version, missedReports, faulty } }: { host: WholeHost }) {
  return (
    <section className="room-head">
      <h1>{name}</h1>
      <p className="lead" aria-live="polite">
        <Pill said={said} />
        <span className="quiet">
          {seenAt === null ? (
            'never heard'
          ) : (
            <>
              heard <Ago at={seenAt} />
            </>
          )}
          {version !== null && `, agent ${version}`}
          {missedReports > 0 && `, ${missedReports} reports never came`}
        </span>
      </p>
      <p>
        {sites.length === 0 && <span className="quiet">No site of the configuration stands on it.</span>}
        {sites.map((site) => (
          <span key={site} className="way">
            <Go to={`/sites/${site}`}>{site}</Go>
          </span>
        ))}
      </p>
      {faulty.length > 0 && <p className="needs">Made no sense, and was left out: {faulty.join(', ')}.</p>}
    </section>
  )
}

function Measures({ host: { measures, history, cores } }: { host: WholeHost }) {
  return (
    <section className="panel">
      <h2>The last day</h2>
      <div className="day-lines">
        <DayLine name="Load" of="load" history={history} full={cores} />
        <DayLine name="CPU" of="cpu" history={history} full={1} />
        <DayLine name="Memory" of="memory" history={history} full={1} />
        <DayLine name="Fullest disk" of="disk" history={history} full={1} />
      </div>
      {history.length === 0 && <p className="quiet">Its figures are kept from the first ten minutes on.</p>}
      <ul className="rows side">
        {measures.map(({ measure, said, since, says }) => (
          <li key={measure}>
            <span>
              {says[0]!.toUpperCase() + says.slice(1)}
              <small className="quiet">
                {said.words} since <Moment at={since} />
              </small>
            </span>
            <Pill said={said} />
          </li>
        ))}
      </ul>
    </section>
  )
}

function Hardening({ checks }: { checks: WholeHost['hardening'] }) {
  if (checks.length === 0) return null
  return (
    <section className="panel">
      <h2>
        Hardening: {checks.filter(({ state }) => state === 'met').length} of {checks.length} as it should be
      </h2>
      <ul className="rows side">
        {checks.map(({ check, said, says, mend }) => (
          <li key={check}>
            <span>
              {check}
              <small className="quiet">{says}</small>
            </span>
            <Pill said={said} />
            {mend !== null && (
              <span className="mend">
                <code>{mend}</code> <CopyButton text={mend} what={`what mends ${check}`} />
              </span>
            )}
          </li>
        ))}
      </ul>
    </section>
  )
}
