import type { Site } from '@allclear/wire/site.ts'
import { sayDate, saySpan } from '../parts/times.tsx'
import { sayNumber } from '../language.ts'
import { say } from '../words.ts'
import { words } from './words/index.ts'

const STEP = 6
// States differ in height as well as in colour.
const TOPS = { well: 0, partial: 2, down: 0, unknown: 24 } as const

/** A bar for each day, the share of them in which the site was up, and the days on which it was not. */
export function Days({ site: { days, availability } }: { site: Pick<Site, 'days' | 'availability'> }) {
  const bad = days.filter(({ state }) => state === 'down').toReversed()
  const share =
    availability === null ? words.notWatched : say(words.upShare, { share: sayNumber(Math.floor(availability * 100_000) / 1000, 3) })
  const said = bad.length === 0 ? say(words.downNever, { share }) : say(words.downDays, { share, count: bad.length })
  return (
    <section className="panel days">
      <h2>{say(words.lastDays, { count: days.length })}</h2>
      <p>{said}.</p>
      <svg viewBox={`0 0 ${days.length * STEP - 2} 32`} preserveAspectRatio="none" role="img" aria-label={said}>
        {days.map(({ date, state }, n) => (
          <rect key={date} className={state} x={n * STEP} y={TOPS[state]} width={STEP - 2} height={32 - TOPS[state]}>
            <title>{say(words.dayIs, { date: sayDate(date), state: words.days[state] })}</title>
          </rect>
        ))}
      </svg>
      <p className="axis quiet">
        <time dateTime={days[0]?.date}>{days[0] && sayDate(days[0].date)}</time>
        <span>{words.today}</span>
      </p>
      <ul className="rows">
        {bad.slice(0, 10).map(({ date, down }) => (
          <li key={date}>
            <span>{say(words.downOn, { date: <time dateTime={date}>{sayDate(date)}</time> })}</span>
            <span className="quiet">{say(words.for, { span: saySpan(down * 1000) })}</span>
          </li>
        ))}
      </ul>
    </section>
  )
}
