import type { OncallPerson } from '@allclear/wire/on-call.ts'
import { Go } from '../parts/go.tsx'
import { Pill } from '../parts/pill.tsx'
import { Moment } from '../parts/times.tsx'
import { say } from '../words.ts'
import { words } from './words/index.ts'

/** Everyone: what their clocks show, by what they are reached, and when they are away. */
export function People({ people }: { people: readonly OncallPerson[] }) {
  return (
    <section>
      <h2>{words.reached}</h2>
      <ul className="rows">
        {people.map(({ id, name, place, clock, isYou, ways, away }) => (
          <li key={id}>
            <span>
              <Go to={`/people#${id}`}>{name}</Go>
              {isYou && ` ${words.you}`}
              <small className="quiet">{say(words.clock, { clock, place })}</small>
            </span>
            {away.length > 0 && (
              <span>
                {away.slice(0, 3).map(({ from, until, why }) => (
                  <small key={from}>
                    {why === null
                      ? say(words.away, { from: <Moment at={from} />, until: <Moment at={until} /> })
                      : say(words.awayWhy, { from: <Moment at={from} />, until: <Moment at={until} />, why })}
                  </small>
                ))}
              </span>
            )}
            <span>
              {ways.length === 0 && <Pill said={{ words: words.noChannel, icon: 'warning', tone: 'bad' }} />}
              {ways.map(({ channel, said }) => (
                <Pill key={channel} said={said} />
              ))}
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}
