import './probes.css'
import type { Locations, Probe } from '@allclear/wire/probe.ts'
import { useSuspenseQuery } from '@tanstack/react-query'
import { Pill } from '../parts/pill.tsx'
import { Ago } from '../parts/times.tsx'
import { useDeed } from '../parts/use-deed.ts'
import { useTitle } from '../parts/use-title.ts'
import { Invite } from './invite.tsx'
import { probesQuery } from './probes-query.ts'
import { say } from '../words.ts'
import { words } from './words/index.ts'

type Location = Locations['items'][number]

/** `/probes`: the locations from which sites are seen, how each stands, and the way to let a probe in at another. */
export default function ProbesScreen() {
  const { items, quorum, mayChange } = useSuspenseQuery(probesQuery).data
  useTitle(words.title)
  return (
    <>
      <h1>{words.title}</h1>
      <p className="quiet">{sayQuorum(items.length, quorum)}</p>
      <ul className="sites" id="locations">
        {items.map((location) => (
          <Card key={location.location} location={location} mayChange={mayChange} />
        ))}
      </ul>
      {mayChange ? <Invite isFirst={items.length === 1} /> : <p className="quiet">{words.ownerLetsIn}</p>}
    </>
  )
}

function sayQuorum(locations: number, quorum: number): string {
  if (locations === 1) return words.oneLocation
  const needed = Math.min(locations, quorum)
  return needed === 1 ? words.anyOne : say(words.quorum, { needed, locations })
}

function Card({ location, mayChange }: { location: Location; mayChange: boolean }) {
  const { location: name, isOurs, said, says, seenAt, isSetAside, probes } = location
  const { isBusy, run } = useDeed()
  return (
    <li className={`card ${said.tone}`}>
      <div className="what">
        <h2>{name}</h2>
        <p className="quiet">{isOurs ? words.hubItself : say(words.probes, { count: probes.length })}</p>
      </div>
      <div className="how">
        <Pill said={said} />
        {says !== null && <span>{says}</span>}
      </div>
      <p className="quiet seen">{seenAt === null ? words.neverHeard : say(words.heard, { ago: <Ago at={seenAt} /> })}</p>
      {isSetAside && mayChange && (
        <button
          disabled={isBusy}
          onClick={() => void run(`/api/v1/locations/${encodeURIComponent(name)}/readmit`, {}, say(words.takenAgain, { name }))}
        >
          {words.takeAgain}
          <span className="unseen"> {name}</span>
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

function Line({
  probe: { id, said, version, seenAt, share, lateMs, missed, waiting, lost },
  mayChange,
}: {
  probe: Probe
  mayChange: boolean
}) {
  const { isBusy, run } = useDeed()
  const figures = [
    say(words.sites, { count: share }),
    say(words.beginsLate, { time: lateMs < 1000 ? `${lateMs} ms` : `${Math.round(lateMs / 1000)} s` }),
    ...(missed > 0 ? [say(words.missed, { count: missed })] : []),
    ...(waiting > 0 ? [say(words.waiting, { count: waiting })] : []),
    ...(lost > 0 ? [say(words.lost, { count: lost })] : []),
  ]
  return (
    <li>
      <span>
        <code>{id}</code> {version !== '' && <span className="quiet">{say(words.version, { version })}</span>}
        <small className="quiet">{seenAt === null ? words.notSpoken : figures.join(' · ')}</small>
      </span>
      <Pill said={said} />
      {mayChange && (
        <button className="quiet" disabled={isBusy} onClick={() => void run(`/api/v1/probes/${id}/revoke`, {}, words.isSentAway)}>
          {words.sendAway}
          <span className="unseen"> {id}</span>
        </button>
      )}
    </li>
  )
}
