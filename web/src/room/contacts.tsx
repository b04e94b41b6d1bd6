import type { Room } from '@allclear/wire/room.ts'
import { useNow } from '../clock.ts'
import { sayClock } from '../parts/times.tsx'

/** Whom words to client and partner would reach now, what time it is there, and why not another address (COM-4). */
export function Contacts({ contacts: { passedOver, rows } }: { contacts: Room['contacts'] }) {
  return (
    <section id="contacts" className="panel" aria-labelledby="contacts-name">
      <h2 id="contacts-name">Contacts</h2>
      {passedOver !== null && <p>No address of the client works. {passedOver}</p>}
      {rows.length === 0 && <p className="quiet">Nobody but the people on call.</p>}
      <ul className="rows">
        {rows.map(({ audience, name, channel, address, why, zone }) => (
          <li key={audience}>
            <span>
              {audience}: {name}
              <small className="quiet">
                {channel}, {address}
              </small>
              {why !== null && <small>Not the first address: {why}</small>}
            </span>
            <LocalTime zone={zone} />
          </li>
        ))}
      </ul>
    </section>
  )
}

function LocalTime({ zone }: { zone: string }) {
  return <small className="quiet">{sayClock(useNow(), zone)} there</small>
}
