import type { Room } from '@allclear/wire/room.ts'
import { Go } from '../parts/go.tsx'
import { useHeld } from '../parts/hold.tsx'
import { Pill } from '../parts/pill.tsx'
import { Moment, Since, Until, sayClock } from '../parts/times.tsx'
import { takingOn } from '../parts/use-take-on.ts'
import { useSession } from '../session.ts'

/** Which site, whose, how it stands and for how long. */
export function Head({ room }: { room: Room }) {
  const { id, site, whose, phase, snoozed, detectedAt, lasted, outages, earlier, drill } = room
  const { name } = useSession()
  const isHeld = useHeld(takingOn(id))
  return (
    <section id="head" className="room-head">
      <h1>{drill ? `DRILL: ${site}` : site}</h1>
      {drill && (
        <p className="drill-note">
          This is an exercise: nothing is down, and nobody outside the team is told. <Go to="/drills">Drills</Go>
        </p>
      )}
      <p className="lead" aria-live="polite">
        <Pill said={phase} /> <span>{isHeld ? `With ${name}` : room.with}</span>
      </p>
      {snoozed && (
        <p id="snoozed">
          Nobody is paged until <Moment at={snoozed.until} />: {snoozed.by} snoozed it. “{snoozed.reason}”
        </p>
      )}
      <p className="quiet">
        Incident {id}
        {whose === null ? '' : ` · ${whose}`} · since <Moment at={detectedAt} />, {lasted === null ? 'for ' : `lasted ${lasted}`}
        {lasted === null && <Since at={detectedAt} />}
        {outages > 1 ? ` · went down ${outages} times` : ''}
        {earlier !== null && (
          <>
            {' '}
            · came back after <Go to={`/incidents/${earlier}`}>incident {earlier}</Go>
          </>
        )}
      </p>
      <p className="ways">
        <Go to={`/incidents/${id}/hand-over`}>Hand-over</Go> <span className="quiet">all that is known, for the next tier</span> ·{' '}
        <Go to={`/incidents/${id}/preview`}>Preview</Go> <span className="quiet">what would be said now</span> ·{' '}
        <Go to={`/incidents/${id}/review`}>Review</Go> <span className="quiet">what it was like against policy</span>
      </p>
    </section>
  )
}

/** The larger outage that it is part of: who pages for all, and the other incidents. */
export function Larger({ larger }: { larger: Room['larger'] }) {
  return (
    <section id="larger">
      {larger?.lines.map((line) => (
        <div key={line} className="card bad">
          <strong>{line}</strong>
        </div>
      ))}
      {larger && (
        <p className="quiet">
          {larger.says}{' '}
          {larger.others.map(({ incident, site }) => (
            <span key={incident}>
              <Go to={`/incidents/${incident}`}>{site}</Go>{' '}
            </span>
          ))}
        </p>
      )}
    </section>
  )
}

/** What the incident runs towards, with the time left; the client's clock stands beside ours where it differs. */
export function Deadlines({ deadlines, zones: { yours, theirs } }: { deadlines: Room['deadlines']; zones: Room['zones'] }) {
  return (
    <section id="deadlines" className="strip" aria-label="Deadlines">
      {deadlines.map(({ name, at, state }) => (
        <div key={name} className={`deadline ${state}`}>
          <span>{name}</span>
          <strong role="timer">{state === 'met' ? 'met' : <Until at={at} />}</strong>
          <span className="quiet">
            <Moment at={at} />
            {yours === theirs ? '' : `, ${sayClock(Date.parse(at), theirs)} for the client`}
          </span>
        </div>
      ))}
    </section>
  )
}
