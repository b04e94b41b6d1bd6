import type { CalendarAddresses, Person } from '@allclear/wire/person.ts'
import { useState } from 'react'
import { post } from '../api.ts'
import { CopyButton } from '../parts/copy-button.tsx'
import { sayFailure } from '../parts/hold.tsx'
import { announce } from '../shell/announce.tsx'

/** Addresses for a calendar program: a person's turns, and each schedule. They are seen once; making them anew ends those given out before. */
export function Calendar({ person: { id, name, isYou } }: { person: Person }) {
  const [made, setMade] = useState<CalendarAddresses | null>(null)
  const address = `/api/v1/people/${encodeURIComponent(id)}/calendar-address` as const
  const make = () => void post(address).then((given) => setMade(given as CalendarAddresses), sayFailure)
  const withdraw = () =>
    void post(`${address}/withdraw`).then(() => {
      setMade(null)
      announce('The addresses given out before open nothing any more.')
    }, sayFailure)
  const whose = isYou ? 'your turns' : `the turns of ${name}`
  return (
    <details className="more">
      <summary>Turns in a calendar program</summary>
      <p className="quiet">Whoever has such an address reads {whose}, without logging in. Making it anew ends the one before.</p>
      {made !== null && (
        <ul className="rows">
          {[['On call', made.person] as const, ...Object.entries(made.schedules)].map(([what, url]) => (
            <li key={what}>
              <span>
                {what}
                <small>
                  <code>{url}</code>
                </small>
              </span>
              <CopyButton text={url} what={`the address of ${what}`} />
            </li>
          ))}
        </ul>
      )}
      <p className="actions">
        <button onClick={make}>Make the addresses</button>
        <button onClick={withdraw}>End those given out</button>
      </p>
    </details>
  )
}
