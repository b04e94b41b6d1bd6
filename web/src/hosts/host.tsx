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
import { say, stated } from '../words.ts'
import { words } from './words/index.ts'

/** `/hosts/…`: one server: what is not well, its day as lines, what happened there, how it is kept, and what it is told to do. */
export default function HostScreen() {
  const { host: id = '' } = useParams({ strict: false })
  const { data: host } = useSuspenseQuery(hostQuery(id))
  useTitle(host.name)
  return (
    <>
      <p className="crumb">
        <Go to="/hosts">{words.title}</Go>
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
        <h2>{words.saidLast}</h2>
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
          {seenAt === null ? words.neverHeard : say(words.heard, { ago: <Ago at={seenAt} /> })}
          {version !== null && `, ${say(words.agent, { version })}`}
          {missedReports > 0 && `, ${say(words.missed, { count: missedReports })}`}
        </span>
      </p>
      <p>
        {sites.length === 0 && <span className="quiet">{words.noSiteOn}</span>}
        {sites.map((site) => (
          <span key={site} className="way">
            <Go to={`/sites/${site}`}>{site}</Go>
          </span>
        ))}
      </p>
      {faulty.length > 0 && <p className="needs">{say(words.faulty, { names: faulty.join(', ') })}</p>}
    </section>
  )
}

function Measures({ host: { measures, history, cores } }: { host: WholeHost }) {
  return (
    <section className="panel">
      <h2>{words.lastDay}</h2>
      <div className="day-lines">
        <DayLine of="load" history={history} full={cores} />
        <DayLine of="cpu" history={history} full={1} />
        <DayLine of="memory" history={history} full={1} />
        <DayLine of="disk" history={history} full={1} />
      </div>
      {history.length === 0 && <p className="quiet">{words.noFigures}</p>}
      <ul className="rows side">
        {measures.map(({ measure, said, since, says }) => (
          <li key={measure}>
            <span>
              {says[0]!.toUpperCase() + says.slice(1)}
              <small className="quiet">{say(words.soSince, { state: stated(said.words), time: <Moment at={since} /> })}</small>
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
      <h2>{say(words.hardening, { kept: checks.filter(({ state }) => state === 'met').length, all: checks.length })}</h2>
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
                <code>{mend}</code> <CopyButton text={mend} what={say(words.mends, { check })} />
              </span>
            )}
          </li>
        ))}
      </ul>
    </section>
  )
}
