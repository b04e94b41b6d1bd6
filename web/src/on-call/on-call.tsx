import './on-call.css'
import type { OnCall } from '@allclear/wire/on-call.ts'
import { useSuspenseQuery } from '@tanstack/react-query'
import { useDeferredValue, useState } from 'react'
import { Icon } from '../parts/icon.tsx'
import { Moment, sayDay } from '../parts/times.tsx'
import { addDays } from '../parts/track.tsx'
import { useFilter } from '../parts/use-filter.ts'
import { useTitle } from '../parts/use-title.ts'
import { openFold } from '../parts/fold.tsx'
import { useSession } from '../session.ts'
import { useKeys } from '../shell/keys.ts'
import { Changes } from './changes.tsx'
import { Holes } from './holes.tsx'
import { Ladders } from './ladders.tsx'
import { onCallQuery } from './on-call-query.ts'
import { Overrides } from './overrides.tsx'
import { People } from './people.tsx'
import type { Picked } from './picked.ts'
import { ScheduleCalendar } from './schedule-calendar.tsx'
import { say, stated } from '../words.ts'
import { words } from './words/index.ts'

const DAYS = 14

/** `/on-call`: who is called now and next, the holes ahead, and two weeks of each schedule, which are changed where they are seen. */
export default function OnCallScreen() {
  const [filter] = useFilter()
  const { data: onCall } = useSuspenseQuery(onCallQuery(useDeferredValue(filter.get('from') ?? '')))
  const [picked, setPicked] = useState<Picked | null>(null)
  useTitle(words.title)
  const pick = (one: Picked) => {
    setPicked(one)
    // Once the form stands there with what was picked.
    setTimeout(() => {
      openFold(`deed-${one.as}`)
      document.getElementById(`deed-${one.as}`)?.scrollIntoView({ block: 'nearest' })
    })
  }
  const isEmpty = onCall.schedules.length === 0
  return (
    <>
      <Head head={onCall.head} />
      {onCall.mayAct && !isEmpty && <Changes onCall={onCall} picked={picked} />}
      {!isEmpty && <Holes onCall={onCall} pick={pick} />}
      {isEmpty ? <Nothing /> : <Pages onCall={onCall} />}
      {onCall.schedules.map((schedule) => (
        <ScheduleCalendar key={schedule.id} schedule={schedule} onCall={onCall} pick={pick} />
      ))}
      <Overrides overrides={onCall.overrides} mayAct={onCall.mayAct} />
      <Ladders ladders={onCall.ladders} />
      <People people={onCall.people} />
    </>
  )
}

function Head({ head: { says, tone, until, next } }: { head: OnCall['head'] }) {
  return (
    <section className="hero">
      <span className={`badge ${tone}`}>
        <Icon name={tone === 'bad' ? 'warning' : 'bell'} />
      </span>
      <div>
        <h1>{stated(says)}</h1>
        <p className="quiet">{until === null ? words.withoutChange : say(words.untilThen, { time: <Moment at={until} />, next })}</p>
      </div>
    </section>
  )
}

function Pages({ onCall: { from, until, days, clockChanges } }: { onCall: OnCall }) {
  const [filter, narrow] = useFilter()
  const { zone } = useSession()
  const goBy = (count: number) => narrow('from', addDays(days[0]!.date, count))
  useKeys([
    { keys: '[', does: words.earlier, run: () => goBy(-DAYS) },
    { keys: ']', does: words.later, run: () => goBy(DAYS) },
  ])
  return (
    <section className="pages-of-days">
      <h2>{say(words.fromTo, { from: sayDay(Date.parse(from), zone), until: sayDay(Date.parse(until) - 1, zone) })}</h2>
      <div className="narrow">
        <button onClick={() => goBy(-DAYS)} aria-label={words.earlier}>
          ←
        </button>
        <button onClick={() => narrow('from', '')} disabled={filter.get('from') === null}>
          {words.today}
        </button>
        <button onClick={() => goBy(DAYS)} aria-label={words.later}>
          →
        </button>
      </div>
      {clockChanges.map(({ at, place }) => (
        <p key={place} className="pill warn">
          <Icon name="clock" /> {say(words.clocks, { place, time: <Moment at={at} /> })}
        </p>
      ))}
    </section>
  )
}

const STARTERS = [
  {
    key: 'sun',
    yaml: 'schedules:\n  first-line:\n    rotations:\n      - { hours: 08:00-20:00, timezone: Europe/Lisbon, people: [ana] }\n      - { hours: 08:00-20:00, timezone: Pacific/Auckland, people: [mei] }',
  },
  {
    key: 'week',
    yaml: 'schedules:\n  first-line:\n    rotations:\n      - { people: [ana, kofi], every: 1 week, from: 2026-03-02 }',
  },
  {
    key: 'office',
    yaml: 'coverage: { hours: 06:00-22:00 }\nschedules:\n  first-line:\n    rotations:\n      - { hours: 06:00-22:00, people: [ana, kofi], every: 1 week, from: 2026-03-02 }',
  },
] as const

/** No schedule yet: three to begin with, to be written into the configuration. */
function Nothing() {
  return (
    <section>
      <h2>{words.noSchedule}</h2>
      <p className="quiet">
        {say(words.beginWith, {
          file: <code>allclear.yaml</code>,
          escalation: <code>escalation</code>,
          check: <code>config check</code>,
        })}
      </p>
      <div className="starters">
        {STARTERS.map(({ key, yaml }) => (
          <div key={key} className="panel">
            <h3>{words.starters[key].name}</h3>
            <p className="quiet">{words.starters[key].says}</p>
            <pre tabIndex={0} aria-label={words.starters[key].name}>
              {yaml}
            </pre>
          </div>
        ))}
      </div>
    </section>
  )
}
