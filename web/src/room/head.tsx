import type { Room } from '@allclear/wire/room.ts'
import { Go } from '../parts/go.tsx'
import { useHeld } from '../parts/hold.tsx'
import { Pill } from '../parts/pill.tsx'
import { Moment, Since, Until, sayClock } from '../parts/times.tsx'
import { takingOn } from '../parts/use-take-on.ts'
import { useSession } from '../session.ts'
import { say, stated } from '../words.ts'
import { words } from './words/index.ts'

/** Which site, whose, how it stands and for how long. */
export function Head({ room }: { room: Room }) {
  const { id, site, whose, phase, snoozed, detectedAt, lasted, outages, earlier, drill } = room
  const { name } = useSession()
  const isHeld = useHeld(takingOn(id))
  return (
    <section id="head" className="room-head">
      <h1>{drill ? say(words.drill, { site }) : site}</h1>
      {drill && <p className="drill-note">{say(words.drillNote, { link: <Go to="/drills">{words.drills}</Go> })}</p>}
      <p className="lead" aria-live="polite">
        <Pill said={phase} /> <span>{isHeld ? say(words.with, { name }) : whoHasIt(room)}</span>
      </p>
      {snoozed && <p id="snoozed">{say(words.snoozed, { ...snoozed, time: <Moment at={snoozed.until} /> })}</p>}
      <p className="quiet">
        {say(words.incident, { id })}
        {whose === null ? '' : ` · ${whose}`} ·{' '}
        {lasted === null
          ? say(words.sinceFor, { time: <Moment at={detectedAt} />, span: <Since at={detectedAt} /> })
          : say(words.sinceLasted, { time: <Moment at={detectedAt} />, span: lasted })}
        {outages > 1 ? ` · ${say(words.wentDown, { count: outages })}` : ''}
        {earlier !== null && (
          <> · {say(words.cameBack, { link: <Go to={`/incidents/${earlier}`}>{say(words.earlier, { id: earlier })}</Go> })}</>
        )}
      </p>
      <p className="ways">
        <Go to={`/incidents/${id}/hand-over`}>{words.handOverPage}</Go> <span className="quiet">{words.handOverHint}</span> ·{' '}
        <Go to={`/incidents/${id}/preview`}>{words.previewPage}</Go> <span className="quiet">{words.previewHint}</span> ·{' '}
        <Go to={`/incidents/${id}/review`}>{words.reviewPage}</Go> <span className="quiet">{words.reviewHint}</span>
      </p>
    </section>
  )
}

// As the hub says it in `with`.
function whoHasIt({ holder, offeredTo }: Room): string {
  if (offeredTo === null) return holder === null ? '' : say(words.with, { name: holder })
  return holder === null ? say(words.handed, { other: offeredTo }) : say(words.withHanded, { name: holder, other: offeredTo })
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
    <section id="deadlines" className="strip" aria-label={words.deadlines}>
      {deadlines.map(({ name, at, state }) => (
        <div key={name} className={`deadline ${state}`}>
          <span>{stated(name)}</span>
          <strong role="timer">{state === 'met' ? words.met : <Until at={at} />}</strong>
          <span className="quiet">
            {yours === theirs ? (
              <Moment at={at} />
            ) : (
              say(words.forClient, { time: <Moment at={at} />, clock: sayClock(Date.parse(at), theirs) })
            )}
          </span>
        </div>
      ))}
    </section>
  )
}
