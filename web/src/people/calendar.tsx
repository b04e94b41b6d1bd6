import type { CalendarAddresses, Person } from '@allclear/wire/person.ts'
import { useState } from 'react'
import { post } from '../api.ts'
import { CopyButton } from '../parts/copy-button.tsx'
import { sayFailure } from '../parts/hold.tsx'
import { announce } from '../shell/announce.tsx'
import { say } from '../words.ts'
import { words } from './words/index.ts'

/** Addresses for a calendar program: a person's turns, and each schedule. They are seen once; making them anew ends those given out before. */
export function Calendar({ person: { id, name, isYou } }: { person: Person }) {
  const [made, setMade] = useState<CalendarAddresses | null>(null)
  const address = `/api/v1/people/${encodeURIComponent(id)}/calendar-address` as const
  const make = () => void post(address).then((given) => setMade(given as CalendarAddresses), sayFailure)
  const withdraw = () =>
    void post(`${address}/withdraw`).then(() => {
      setMade(null)
      announce(words.opensNothing)
    }, sayFailure)
  return (
    <details className="more">
      <summary>{words.turns}</summary>
      <p className="quiet">{isYou ? words.yourTurns : say(words.theirTurns, { name })}</p>
      {made !== null && (
        <ul className="rows">
          {[[words.onCall, made.person] as const, ...Object.entries(made.schedules)].map(([what, url]) => (
            <li key={what}>
              <span>
                {what}
                <small>
                  <code>{url}</code>
                </small>
              </span>
              <CopyButton text={url} what={say(words.addressOf, { what })} />
            </li>
          ))}
        </ul>
      )}
      <p className="actions">
        <button onClick={make}>{words.makeAddresses}</button>
        <button onClick={withdraw}>{words.endAddresses}</button>
      </p>
    </details>
  )
}
