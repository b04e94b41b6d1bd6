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
import { say } from '../words.ts'
import { words } from './words/index.ts'

/** `/people`: by what each is reached, whether that works, a test of it; calendars, browsers, and who may what. */
export default function PeopleScreen() {
  const { items, mayTest, portals } = useSuspenseQuery(peopleQuery).data
  useTitle(words.title)
  useEffect(() => document.getElementById(location.hash.slice(1))?.scrollIntoView(), [])
  return (
    <>
      <h1>{words.title}</h1>
      <p className="quiet">{words.intro}</p>
      <div id="people">
        {items.map((person) => (
          <Card key={person.id} person={person} mayTest={mayTest} />
        ))}
      </div>
      <section>
        <h2>{words.whoMay}</h2>
        <ul className="rows">
          {Object.entries(words.may).map(([role, says]) => (
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
    .join(', ') || words.nobody

const sayRole = (role: string) => (words.roles as Readonly<Record<string, string>>)[role] ?? role

function Card({ person, mayTest }: { person: Person; mayTest: boolean }) {
  const { id, name, role, isYou, zone, clock, methods } = person
  return (
    <section className="panel person" id={id} aria-labelledby={`person-${id}`}>
      <h2 id={`person-${id}`}>
        {name}
        {isYou && ` ${words.you}`} <small className="quiet">{say(words.clock, { role: sayRole(role), clock, place: placeOf(zone) })}</small>
      </h2>
      <Away person={person} />
      {methods.length === 0 && <p className="needs">{words.noChannel}</p>}
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
  const span = next && { from: <Moment at={next.from} />, until: <Moment at={next.until} /> }
  return (
    <>
      {span && <p className="quiet">{next.why === null ? say(words.away, span) : say(words.awayBecause, { ...span, why: next.why })}</p>}
      {calendar?.reason != null && <p className="needs">{say(words.absenceCalendar, { reason: calendar.reason })}</p>}
    </>
  )
}

function Way({ person: { id, name }, method, mayTest }: { person: Person; method: Method; mayTest: boolean }) {
  const { channel, address, broken, said, last } = method
  const { isBusy, run } = useDeed()
  const test = () => void run(`/api/v1/people/${encodeURIComponent(id)}/test`, { channel }, say(words.testGoes, { name, channel }))
  return (
    <li>
      <span>
        <strong>{channel}</strong> {address}
        {broken && <small className="needs">{words.failedThrice}</small>}
      </span>
      <span className="quiet">
        <Pill said={said} />
        {last !== null && (
          <>
            {last.test ? say(words.lastTest, { time: <Moment at={last.at} /> }) : <Moment at={last.at} />}
            {last.state === 'refused' && `: ${last.reason ?? ''}`}
          </>
        )}
      </span>
      {mayTest && (
        <button disabled={isBusy} onClick={test}>
          {words.sendTest}
          <span className="unseen"> {say(words.toBy, { name, channel })}</span>
        </button>
      )}
    </li>
  )
}
