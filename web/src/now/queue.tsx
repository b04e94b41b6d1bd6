import type { Now } from '@allclear/wire/now.ts'
import { useRef } from 'react'
import { Go, useGo } from '../parts/go.tsx'
import { useHeld } from '../parts/hold.tsx'
import { Pill } from '../parts/pill.tsx'
import { Since, Until } from '../parts/times.tsx'
import { useSession } from '../session.ts'
import { useKeys } from '../shell/keys.ts'
import { takingOn, useTakeOn } from '../parts/use-take-on.ts'
import { say, stated } from '../words.ts'
import { words } from './words/index.ts'

type Card = Now['incidents'][number]

/** Incidents by their next deadline. j and k move, a acknowledges, t takes over, Enter opens. */
export function Queue({ incidents }: { incidents: readonly Card[] }) {
  const list = useRef<HTMLOListElement>(null)
  const go = useGo()
  const takeOn = useTakeOn()
  const links = () => [...(list.current?.querySelectorAll<HTMLAnchorElement>('h3 a') ?? [])]
  const at = () => links().findIndex((link) => link.closest('li')?.contains(document.activeElement))
  const move = (by: number) =>
    links()
      .at(Math.min(Math.max(at() + by, 0), links().length - 1))
      ?.focus()
  const chosen = () => incidents[Math.max(at(), 0)]
  useKeys(
    incidents.length === 0
      ? []
      : [
          { keys: 'j', does: words.nextIncident, run: () => move(1) },
          { keys: 'k', does: words.incidentBefore, run: () => move(-1) },
          { keys: 'a', does: words.acknowledgeChosen, run: () => chosen()?.mayAcknowledge && takeOn(chosen()!, 'acknowledge') },
          { keys: 't', does: words.takeChosen, run: () => chosen()?.mayTake && takeOn(chosen()!, 'take') },
          { keys: 'o', does: words.openChosen, run: () => chosen() && go(`/incidents/${chosen()!.id}`) },
        ],
  )
  if (incidents.length === 0) return <section id="incidents" />
  return (
    <section id="incidents">
      <h2>{words.byDeadline}</h2>
      <ol className="queue" ref={list}>
        {incidents.map((incident) => (
          <IncidentCard key={incident.id} incident={incident} takeOn={takeOn} />
        ))}
      </ol>
    </section>
  )
}

function IncidentCard({ incident, takeOn }: { incident: Card; takeOn: ReturnType<typeof useTakeOn> }) {
  const { id, site, phase, why, detectedAt, deadline } = incident
  const { name } = useSession()
  const isHeld = useHeld(takingOn(id))
  const acknowledgedBy = isHeld ? name : incident.acknowledgedBy
  return (
    <li className={`card ${phase.tone}`}>
      <div className="what">
        <h3>
          <Go to={`/incidents/${id}`}>{site}</Go>
        </h3>
        <p>{stated(why)}</p>
        <p className="quiet">
          <Pill said={phase} /> <span>{say(words.incidentFor, { id, span: <Since at={detectedAt} /> })}</span>{' '}
          <span>
            {acknowledgedBy === null ? (phase.words === 'Open' ? words.nobodyHasIt : '') : say(words.with, { name: acknowledgedBy })}
          </span>
          {incident.needsYou && <strong className="needs">{words.needsYou}</strong>}
        </p>
      </div>
      {deadline && (
        <p className={`deadline ${deadline.state}`}>
          <span>{stated(deadline.name)}</span>
          <strong role="timer">
            <Until at={deadline.at} />
          </strong>
        </p>
      )}
      {!isHeld && (incident.mayAcknowledge || incident.mayTake) && (
        <div className="actions">
          {incident.mayAcknowledge && (
            <button className="primary" onClick={() => takeOn(incident, 'acknowledge')}>
              {words.acknowledge}
              <span className="unseen"> {site}</span>
            </button>
          )}
          {incident.mayTake && (
            <button onClick={() => takeOn(incident, 'take')}>
              {words.take}
              <span className="unseen"> {site}</span>
            </button>
          )}
        </div>
      )}
    </li>
  )
}
