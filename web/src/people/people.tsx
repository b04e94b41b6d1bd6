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

function Card({ person, mayTest }: { person: Person; mayTest: boolean }) {
  const { id, name, role, isYou, zone, clock, methods } = person
  return (
    <section className="panel person" id={id} aria-labelledby={`person-${id}`}>
      <h2 id={`person-${id}`}>
        {isYou ? say(words.you, { name }) : name} <small className="quiet">{say(words.where, { role, clock, place: placeOf(zone) })}</small>
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
  return (
    <>
      {next && <p className="quiet">{next.why === null ? sayAway(next) : say(words.awayWhy, { away: sayAway(next), why: next.why })}</p>}
      {calendar?.reason != null && <p className="needs">{say(words.absences, { reason: calendar.reason })}</p>}
    </>
  )
}

const sayAway = ({ from, until }: Person['away'][number]) => say(words.away, { from: <Moment at={from} />, until: <Moment at={until} /> })

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
            {last.test ? say(words.test, { time: <Moment at={last.at} /> }) : <Moment at={last.at} />}
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
