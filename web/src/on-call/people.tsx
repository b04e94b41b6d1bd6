import type { OncallPerson } from '@allclear/wire/on-call.ts'
import { Go } from '../parts/go.tsx'
import { Pill } from '../parts/pill.tsx'
import { Moment } from '../parts/times.tsx'

/** Everyone: what their clocks show, by what they are reached, and when they are away. */
export function People({ people }: { people: readonly OncallPerson[] }) {
  return (
    <section>
      <h2>Who is reached by what</h2>
      <ul className="rows">
        {people.map(({ id, name, place, clock, isYou, ways, away }) => (
          <li key={id}>
            <span>
              <Go to={`/people#${id}`}>{name}</Go>
              {isYou && ' (you)'}
              <small className="quiet">
                {clock} in {place}
              </small>
            </span>
            {away.length > 0 && (
              <span>
                {away.slice(0, 3).map(({ from, until, why }) => (
                  <small key={from}>
                    Away <Moment at={from} /> until <Moment at={until} />
                    {why !== null && `: ${why}`}
                  </small>
                ))}
              </span>
            )}
            <span>
              {ways.length === 0 && <Pill said={{ words: 'no channel works', icon: 'warning', tone: 'bad' }} />}
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
