import './probes.css'
import type { Locations, Probe } from '@allclear/wire/probe.ts'
import { useSuspenseQuery } from '@tanstack/react-query'
import { Pill } from '../parts/pill.tsx'
import { Ago } from '../parts/times.tsx'
import { useDeed } from '../parts/use-deed.ts'
import { useTitle } from '../parts/use-title.ts'
import { Invite } from './invite.tsx'
import { probesQuery } from './probes-query.ts'

type Location = Locations['items'][number]

/** `/probes`: the locations from which sites are seen, how each stands, and the way to let a probe in at another. */
export default function ProbesScreen() {
  const { items, quorum, mayChange } = useSuspenseQuery(probesQuery).data
  useTitle('Probes')
  return (
    <>
      <h1>Probes</h1>
      <p className="quiet">{sayQuorum(items.length, quorum)}</p>
      <ul className="sites" id="locations">
        {items.map((location) => (
          <Card key={location.location} location={location} mayChange={mayChange} />
        ))}
      </ul>
      {mayChange ? <Invite isFirst={items.length === 1} /> : <p className="quiet">An owner lets a probe in.</p>}
    </>
  )
}

function sayQuorum(locations: number, quorum: number): string {
  if (locations === 1) return 'Sites are seen from one location. With a probe at another, what only one of them cannot reach is no outage.'
  const needed = Math.min(locations, quorum)
  return needed === 1 ? 'What any one location sees fail is an outage.' : `An outage is what ${needed} of ${locations} locations see fail.`
}

function Card({ location, mayChange }: { location: Location; mayChange: boolean }) {
  const { location: name, isOurs, said, says, seenAt, isSetAside, probes } = location
  const { isBusy, run } = useDeed()
  return (
    <li className={`card ${said.tone}`}>
      <div className="what">
        <h2>{name}</h2>
        <p className="quiet">{isOurs ? 'the hub itself' : probes.length === 1 ? '1 probe' : `${probes.length} probes`}</p>
      </div>
      <div className="how">
        <Pill said={said} />
        {says !== null && <span>{says}</span>}
      </div>
      <p className="quiet seen">{seenAt === null ? 'never heard' : <Heard at={seenAt} />}</p>
      {isSetAside && mayChange && (
        <button
          disabled={isBusy}
          onClick={() => void run(`/api/v1/locations/${encodeURIComponent(name)}/readmit`, {}, `The word of ${name} is taken again.`)}
        >
          Take its word again<span className="unseen"> {name}</span>
        </button>
      )}
      {probes.length > 0 && (
        <ul className="rows probes">
          {probes.map((probe) => (
            <Line key={probe.id} probe={probe} mayChange={mayChange} />
          ))}
        </ul>
      )}
    </li>
  )
}

const Heard = ({ at }: { at: string }) => (
  <>
    heard <Ago at={at} />
  </>
)

function Line({
  probe: { id, said, version, seenAt, share, lateMs, missed, waiting, lost },
  mayChange,
}: {
  probe: Probe
  mayChange: boolean
}) {
  const { isBusy, run } = useDeed()
  const figures = [
    `${share} ${share === 1 ? 'site' : 'sites'}`,
    `looks begin ${lateMs < 1000 ? `${lateMs} ms` : `${Math.round(lateMs / 1000)} s`} late`,
    ...(missed > 0 ? [`${missed} reports never came`] : []),
    ...(waiting > 0 ? [`${waiting} results wait there`] : []),
    ...(lost > 0 ? [`${lost} results were lost`] : []),
  ]
  return (
    <li>
      <span>
        <code>{id}</code> {version !== '' && <span className="quiet">version {version}</span>}
        <small className="quiet">{seenAt === null ? 'It has not spoken yet.' : figures.join(' · ')}</small>
      </span>
      <Pill said={said} />
      {mayChange && (
        <button className="quiet" disabled={isBusy} onClick={() => void run(`/api/v1/probes/${id}/revoke`, {}, 'It is sent away.')}>
          Send it away<span className="unseen"> {id}</span>
        </button>
      )}
    </li>
  )
}
