import type { Room } from '@allclear/wire/room.ts'
import { useNow } from '../clock.ts'
import { sayClock } from '../parts/times.tsx'
import { say, stated } from '../words.ts'
import { words } from './words/index.ts'

/** Whom words to client and partner would reach now, what time it is there, and why not another address (COM-4). */
export function Contacts({ contacts: { passedOver, rows } }: { contacts: Room['contacts'] }) {
  return (
    <section id="contacts" className="panel" aria-labelledby="contacts-name">
      <h2 id="contacts-name">{words.contacts}</h2>
      {passedOver !== null && <p>{say(words.passedOver, { why: passedOver })}</p>}
      {rows.length === 0 && <p className="quiet">{words.nobodyButUs}</p>}
      <ul className="rows">
        {rows.map(({ audience, name, channel, address, why, zone }) => (
          <li key={audience}>
            <span>
              {stated(audience)}: {name}
              <small className="quiet">
                {channel}, {address}
              </small>
              {why !== null && <small>{say(words.notFirst, { why })}</small>}
            </span>
            <LocalTime zone={zone} />
          </li>
        ))}
      </ul>
    </section>
  )
}

function LocalTime({ zone }: { zone: string }) {
  return <small className="quiet">{say(words.there, { clock: sayClock(useNow(), zone) })}</small>
}
