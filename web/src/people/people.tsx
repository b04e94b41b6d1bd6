import './people.css'
import type { Method, People, Person } from '@allclear/wire/person.ts'
import { useSuspenseQuery } from '@tanstack/react-query'
import { useEffect } from 'react'
import { Pill } from '../parts/pill.tsx'
import { Moment, placeOf } from '../parts/times.tsx'
import { useDeed } from '../parts/use-deed.ts'
import { useTitle } from '../parts/use-title.ts'
import { Browsers } from './browsers.tsx'
import { Calendar } from './calendar.tsx'
import { peopleQuery } from './people-query.ts'
import { Portals } from './portals.tsx'

const MAY = {
  owner: 'Owner: everything, also what is watched, playbooks, hosts, tokens and who is let in.',
  responder: 'Responder: acknowledges, acts, writes to clients, plans maintenance, changes who is on call.',
  viewer: 'Viewer: sees everything and changes nothing.',
} as const

/** `/people`: by what each is reached, whether that works, a test of it; calendars, browsers, and who may what. */
export default function PeopleScreen() {
  const { items, mayTest, portals } = useSuspenseQuery(peopleQuery).data
  useTitle('People')
  useEffect(() => document.getElementById(location.hash.slice(1))?.scrollIntoView(), [])
  return (
    <>
      <h1>People</h1>
      <p className="quiet">That a page reaches a person only a test shows.</p>
      <div id="people">
        {items.map((person) => (
          <Card key={person.id} person={person} mayTest={mayTest} />
        ))}
      </div>
      <section>
        <h2>Who may what</h2>
        <ul className="rows">
          {Object.entries(MAY).map(([role, says]) => (
            <li key={role}>
              <span>{says}</span>
              <span className="quiet">{namesOf(items, role)}</span>
            </li>
          ))}
        </ul>
      </section>
      <Portals portals={portals} />
    </>
  )
}

const namesOf = (people: People['items'], role: string) =>
  people
    .filter((one) => one.role === role)
    .map(({ name }) => name)
    .join(', ') || 'nobody'

function Card({ person, mayTest }: { person: Person; mayTest: boolean }) {
  const { id, name, role, isYou, zone, clock, methods } = person
  return (
    <section className="panel person" id={id} aria-labelledby={`person-${id}`}>
      <h2 id={`person-${id}`}>
        {name}
        {isYou && ' (you)'}{' '}
        <small className="quiet">
          {role}, {clock} in {placeOf(zone)}
        </small>
      </h2>
      <Away person={person} />
      {methods.length === 0 && <p className="needs">No channel works for them: nobody can wake them.</p>}
      <ul className="rows">
        {methods.map((method) => (
          <Way key={method.channel} person={person} method={method} mayTest={mayTest} />
        ))}
      </ul>
      {isYou && mayTest && <Browsers />}
      {person.mayCalendar && <Calendar person={person} />}
    </section>
  )
}

// Why somebody is on duty nowhere, and whether their calendar can still be read.
function Away({ person: { away, calendar } }: { person: Person }) {
  const [next] = away.toSorted((one, other) => Date.parse(one.from) - Date.parse(other.from))
  return (
    <>
      {next && (
        <p className="quiet">
          Away from <Moment at={next.from} /> until <Moment at={next.until} />
          {next.why !== null && `, by their calendar: ${next.why}`}
        </p>
      )}
      {calendar?.reason != null && <p className="needs">Their absence calendar: {calendar.reason}</p>}
    </>
  )
}

function Way({ person: { id, name }, method, mayTest }: { person: Person; method: Method; mayTest: boolean }) {
  const { channel, address, broken, said, last } = method
  const { isBusy, run } = useDeed()
  const test = () => void run(`/api/v1/people/${encodeURIComponent(id)}/test`, { channel }, `A test goes to ${name} by ${channel}.`)
  return (
    <li>
      <span>
        <strong>{channel}</strong> {address}
        {broken && <small className="needs">Failed three times in a row</small>}
      </span>
      <span className="quiet">
        <Pill said={said} />
        {last !== null && (
          <>
            {last.test && 'test, '}
            <Moment at={last.at} />
            {last.state === 'refused' && `: ${last.reason ?? ''}`}
          </>
        )}
      </span>
      {mayTest && (
        <button disabled={isBusy} onClick={test}>
          Send a test
          <span className="unseen">
            {' '}
            to {name} by {channel}
          </span>
        </button>
      )}
    </li>
  )
}
