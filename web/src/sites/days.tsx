import type { Site } from '@allclear/wire/site.ts'
import { saySpan } from '../parts/times.tsx'

const STEP = 6
// States differ in height as well as in colour.
const TOPS = { well: 0, partial: 2, down: 0, unknown: 24 } as const
const WORDS = { well: 'well', partial: 'well as long as it was watched', down: 'down', unknown: 'not watched' } as const

/** A bar for each day, the share of them in which the site was up, and the days on which it was not. */
export function Days({ site: { days, availability } }: { site: Pick<Site, 'days' | 'availability'> }) {
  const bad = days.filter(({ state }) => state === 'down').toReversed()
  const share =
    availability === null ? 'Not watched yet' : `Up ${(Math.floor(availability * 100_000) / 1000).toFixed(3)} % of the time watched`
  const said = `${share}; ${bad.length === 0 ? 'down on no day' : `down on ${bad.length} ${bad.length === 1 ? 'day' : 'days'}`}`
  return (
    <section className="panel days">
      <h2>The last {days.length} days</h2>
      <p>{said}.</p>
      <svg viewBox={`0 0 ${days.length * STEP - 2} 32`} preserveAspectRatio="none" role="img" aria-label={said}>
        {days.map(({ date, state }, n) => (
          <rect key={date} className={state} x={n * STEP} y={TOPS[state]} width={STEP - 2} height={32 - TOPS[state]}>
            <title>
              {date}: {WORDS[state]}
            </title>
          </rect>
        ))}
      </svg>
      <p className="axis quiet">
        <time dateTime={days[0]?.date}>{days[0]?.date}</time>
        <span>today</span>
      </p>
      <ul className="rows">
        {bad.slice(0, 10).map(({ date, down }) => (
          <li key={date}>
            <span>
              Down on <time dateTime={date}>{date}</time>
            </span>
            <span className="quiet">for {saySpan(down * 1000)}</span>
          </li>
        ))}
      </ul>
    </section>
  )
}
