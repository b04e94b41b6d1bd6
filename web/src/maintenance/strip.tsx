import type { Planner, Window } from '@allclear/wire/planner.ts'
import type { ReactNode } from 'react'
import { Icon } from '../parts/icon.tsx'
import { DayHeads, addDays, placeOn, useNowLine } from '../parts/track.tsx'
import type { Stretch } from '../parts/track.tsx'
import { Period, sayDay } from '../parts/times.tsx'
import { useFilter } from '../parts/use-filter.ts'
import { useSession } from '../session.ts'
import { useKeys } from '../shell/keys.ts'
import { say, stated } from '../words.ts'
import { words } from './words/index.ts'

/** The days around the windows: each window a line, above them holidays and hours in which nobody is on call. */
export function Strip({ planner, days }: { planner: Planner; days: 7 | 35 }) {
  const { windows, past, announced, uncovered } = planner
  const { zone } = useSession()
  const isIn = (stretch: Stretch) => placeOn(planner, stretch) !== null
  const shown = [...past.filter(({ said }) => said.tone === 'good'), ...windows].map((window) => ({
    ...{ window, from: window.starts, until: window.ends },
  }))
  const holidays = planner.days.filter((day) => day.holidays.length > 0)
  const lines = shown.filter(isIn).sort((one, other) => Date.parse(one.from) - Date.parse(other.from))
  return (
    <section className="panel strip-of-days" aria-label={say(words.daysFrom, { day: sayDay(Date.parse(planner.from), zone) })}>
      <Pages planner={planner} days={days} />
      <Line name="">
        <DayHeads shown={planner} days={planner.days} brief={days === 35} />
      </Line>
      <ul>
        {uncovered.length > 0 && (
          <Marked planner={planner} name={words.nobodyOnCall} tone="bad" stretches={uncovered.map((one) => ({ ...one, says: '' }))} />
        )}
        {holidays.length > 0 && (
          <Marked
            planner={planner}
            name={words.holidays}
            tone="warn"
            stretches={holidays.map((day) => ({ ...day, says: day.holidays.join(', ') }))}
          />
        )}
        {announced
          .filter(({ starts, ends }) => isIn({ from: starts, until: ends }))
          .map(({ who, starts, ends, title }) => (
            <Marked
              key={`${who} ${starts}`}
              planner={planner}
              name={who}
              tone="idle"
              stretches={[{ from: starts, until: ends, says: title ?? '' }]}
            />
          ))}
        {lines.map(({ window }) => (
          <WindowLine key={window.id} planner={planner} window={window} />
        ))}
        {lines.length === 0 && <li className="quiet none">{words.noWindow}</li>}
      </ul>
    </section>
  )
}

const Line = ({ name, children }: { name: ReactNode; children: ReactNode }) => (
  <div className="line">
    <div className="name">{name}</div>
    {children}
  </div>
)

/** What lasts for several stretches: each is drawn, and said. */
function Marked(line: {
  readonly planner: Planner
  readonly name: string
  readonly tone: string
  readonly stretches: readonly (Stretch & { readonly says: string })[]
}) {
  const { planner, name, tone, stretches } = line
  const track = useNowLine(planner)
  return (
    <li>
      <Line name={name}>
        <div {...track}>
          {stretches.map(({ from, until, says }) => {
            const place = placeOn(planner, { from, until })
            return (
              place && (
                <span key={from} className={`bar thin ${tone}`} style={place}>
                  <span className="unseen">
                    <Period from={from} until={until} /> {says}
                  </span>
                </span>
              )
            )
          })}
        </div>
      </Line>
    </li>
  )
}

function WindowLine({ planner, window: { id, said, starts, ends, collisions } }: { planner: Planner; window: Window }) {
  const track = useNowLine(planner)
  const tone = collisions.some((one) => one.said.tone === 'bad') ? 'bad' : collisions.length > 0 ? 'warn' : said.tone
  return (
    <li>
      <Line
        name={
          <a href={`#${id}`}>
            {collisions.length > 0 && <Icon name="warning" />} {id}
          </a>
        }
      >
        <div {...track}>
          <span className={`bar slim ${tone}`} style={placeOn(planner, { from: starts, until: ends }) ?? undefined}>
            <span className="unseen">
              <Period from={starts} until={ends} />, {stated(said.words)}
              {collisions.length > 0 && `, ${say(words.collides, { what: collisions.map((one) => stated(one.said.words)).join(', ') })}`}
            </span>
          </span>
        </div>
      </Line>
    </li>
  )
}

function Pages({ planner: { from, until, days: heads }, days }: { planner: Planner; days: 7 | 35 }) {
  const [filter, narrow] = useFilter()
  const { zone } = useSession()
  const view = days === 35 ? 'month' : 'week'
  const goBy = (count: number) => narrow('from', addDays(heads[0]!.date, count))
  useKeys([
    { keys: '[', does: words.earlierDays, run: () => goBy(-days) },
    { keys: ']', does: words.laterDays, run: () => goBy(days) },
    { keys: 'v', does: words.weekOrFive, run: () => narrow('view', view === 'week' ? 'month' : '') },
  ])
  return (
    <div className="pages">
      <h2>{say(words.fromTo, { from: sayDay(Date.parse(from), zone), until: sayDay(Date.parse(until) - 1, zone) })}</h2>
      <div className="narrow">
        {Object.entries(words.views).map(([key, name]) => (
          <button key={key} aria-pressed={key === view} onClick={() => narrow('view', key === 'week' ? '' : key)}>
            {name}
          </button>
        ))}
        <button onClick={() => goBy(-days)} aria-label={words.earlier}>
          ←
        </button>
        <button onClick={() => narrow('from', '')} disabled={filter.get('from') === null}>
          {words.today}
        </button>
        <button onClick={() => goBy(days)} aria-label={words.later}>
          →
        </button>
      </div>
    </div>
  )
}
