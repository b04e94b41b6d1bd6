import type { Speed } from '@allclear/wire/site.ts'
import { sayClock } from '../parts/times.tsx'
import { useSession } from '../session.ts'

const STEP = 6
const HIGH = 32

type Part = { readonly at: string; readonly name: string; readonly median: number | null; readonly most: number | null }

/**
 * How fast the page answered, hour by hour and day by day: half of the looks within the full bar, 95 % within the pale one. What the locations see is
 * a table, since from each the way is another.
 */
export function Speeds({ speed }: { speed: Speed }) {
  const { zone } = useSession()
  const hours = speed.hours.map(({ at, ...of }) => ({ at, name: sayClock(Date.parse(at), zone), ...of }))
  const [ours, ...others] = speed.locations
  const days = speed.days.map(({ date, ...of }) => ({ at: date, name: date, ...of }))
  return (
    <section className="panel speed">
      <h2>How fast it answers</h2>
      {ours && others.length > 0 && <p className="quiet">The bars show what {ours.location} sees, where the hub is.</p>}
      <Bars said={`The last 24 hours: ${saySpeed(speed.day)}`} parts={hours} last="now" />
      <Bars said={`The last ${days.length} days: ${saySpeed(speed.whole)}`} parts={days} last="today" />
      <ByLocation locations={speed.locations} />
    </section>
  )
}

function ByLocation({ locations }: Pick<Speed, 'locations'>) {
  return (
    <table>
      <caption className="quiet">Half of the looks within, and 95 % of them</caption>
      <thead>
        <tr>
          <th scope="col">From</th>
          <th scope="col">24 hours</th>
          <th scope="col">90 days</th>
        </tr>
      </thead>
      <tbody>
        {locations.map(({ location, day, recent }) => (
          <tr key={location}>
            <th scope="row">{location}</th>
            <td>{sayBoth(day)}</td>
            <td>{sayBoth(recent)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function Bars({ said, parts, last }: { said: string; parts: readonly Part[]; last: string }) {
  const top = Math.max(1, ...parts.map(({ most }) => most ?? 0))
  const high = (ms: number | null) => Math.max(ms === null ? 0 : 1, ((ms ?? 0) / top) * HIGH)
  return (
    <>
      <p>{said}.</p>
      <svg viewBox={`0 0 ${parts.length * STEP - 2} ${HIGH}`} preserveAspectRatio="none" role="img" aria-label={said}>
        {parts.map(({ at, name, median, most }, n) => (
          <g key={at}>
            <rect className="most" x={n * STEP} y={HIGH - high(most)} width={STEP - 2} height={high(most)} />
            <rect className="median" x={n * STEP} y={HIGH - high(median)} width={STEP - 2} height={high(median)} />
            <rect className="whole" x={n * STEP} y={0} width={STEP - 2} height={HIGH}>
              <title>
                {name}: {saySpeed({ median, most })}
              </title>
            </rect>
          </g>
        ))}
      </svg>
      <p className="axis quiet">
        <span>{parts[0]?.name}</span>
        <span>{last}</span>
      </p>
    </>
  )
}

// Half of the looks, and 95 % of them.
const sayBoth = ({ median, most }: Pick<Part, 'median' | 'most'>) =>
  median === null || most === null ? '–' : `${sayTook(median)} / ${sayTook(most)}`

const saySpeed = ({ median, most }: Pick<Part, 'median' | 'most'>) =>
  median === null || most === null ? 'nothing was measured' : `half within ${sayTook(median)}, 95 % within ${sayTook(most)}`

const sayTook = (ms: number) => (ms < 1000 ? `${ms} ms` : `${(ms / 1000).toFixed(1)} s`)
