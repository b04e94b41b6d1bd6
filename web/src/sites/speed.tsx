import type { Speed } from '@allclear/wire/site.ts'
import { sayClock, sayDate } from '../parts/times.tsx'
import { useSession } from '../session.ts'
import { sayNumber } from '../language.ts'
import { say } from '../words.ts'
import { words } from './words/index.ts'

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
  const days = speed.days.map(({ date, ...of }) => ({ at: date, name: sayDate(date), ...of }))
  return (
    <section className="panel speed">
      <h2>{words.speed}</h2>
      {ours && others.length > 0 && <p className="quiet">{say(words.barsOf, { location: ours.location })}</p>}
      <Bars said={say(words.lastHours, { speed: saySpeed(speed.day) })} parts={hours} last={words.now} />
      <Bars said={say(words.lastDaysSpeed, { count: days.length, speed: saySpeed(speed.whole) })} parts={days} last={words.today} />
      <ByLocation locations={speed.locations} />
    </section>
  )
}

function ByLocation({ locations }: Pick<Speed, 'locations'>) {
  return (
    <table>
      <caption className="quiet">{words.within}</caption>
      <thead>
        <tr>
          <th scope="col">{words.from}</th>
          <th scope="col">{words.hours24}</th>
          <th scope="col">{words.days90}</th>
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
              <title>{say(words.hourIs, { name, speed: saySpeed({ median, most }) })}</title>
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
  median === null || most === null ? words.nothingMeasured : say(words.halfWithin, { median: sayTook(median), most: sayTook(most) })

const sayTook = (ms: number) => (ms < 1000 ? `${ms} ms` : `${sayNumber(ms / 1000, 1)} s`)
