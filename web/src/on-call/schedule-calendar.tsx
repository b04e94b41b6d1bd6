import type { Lane, OnCall, Schedule, Turn } from '@allclear/wire/on-call.ts'
import { useNow } from '../clock.ts'
import { Pill } from '../parts/pill.tsx'
import { Moment } from '../parts/times.tsx'
import { DayHeads, placeOn, useNowLine } from '../parts/track.tsx'
import type { Stretch } from '../parts/track.tsx'
import type { Picked } from './picked.ts'
import { useDraggedSpan } from './use-dragged-span.ts'
import { say, stated } from '../words.ts'
import { words } from './words/index.ts'

const SOON = 8 // turns that stand open
const TONES = 6
const NARROW = 3.2 // percent of the width: a letter has room, a name has not

type Pick = (picked: Picked) => void

/** One schedule: lanes to look at and to drag over, and every turn in a list, which is all there is of it on a phone. */
export function ScheduleCalendar({ schedule, onCall, pick }: { schedule: Schedule; onCall: OnCall; pick: Pick }) {
  const { id, place, lanes, turns } = schedule
  const name = `schedule-${id}`
  const final = lanes.find(({ kind }) => kind === 'final')?.name ?? ''
  const row = (turn: Turn) => <TurnRow key={turn.from} turn={turn} schedule={id} mayAct={onCall.mayAct} pick={pick} />
  return (
    <section aria-labelledby={name} className="schedule">
      <h2 id={name}>
        {id} <span className="quiet">{place}</span>
      </h2>
      <div className="panel">
        <div className="lanes-of" aria-hidden="true">
          <div className="lane">
            <span />
            <DayHeads shown={onCall} days={onCall.days} brief={false} />
          </div>
          {lanes.map((lane) => (
            <LaneOf key={lane.name} lane={lane} schedule={id} onCall={onCall} pick={pick} />
          ))}
          {onCall.mayAct && <p className="quiet">{say(words.drag, { lane: stated(final) })}</p>}
        </div>
        <ol className="rows turns">{turns.slice(0, SOON).map(row)}</ol>
        {turns.length > SOON && (
          <details>
            <summary>{say(words.allTurns, { count: turns.length })}</summary>
            <ol className="rows turns">{turns.slice(SOON).map(row)}</ol>
          </details>
        )}
        {turns.length === 0 && <p className="quiet">{words.daysOver}</p>}
      </div>
    </section>
  )
}

function LaneOf({ lane: { name, kind, stretches }, schedule, onCall, pick }: { lane: Lane; schedule: string; onCall: OnCall; pick: Pick }) {
  const track = useNowLine(onCall)
  const isOpen = kind === 'final' && onCall.mayAct
  const hit = (at: number) => stretches.find(({ from, until }) => Date.parse(from) <= at && at < Date.parse(until))
  const { span, ...handlers } = useDraggedSpan(onCall, (chosen, isPress) => {
    const turn = isPress ? hit(Date.parse(chosen.from)) : undefined
    const alone = turn?.people.length === 1 ? turn.people[0]! : null
    pick({ as: 'override', schedule, person: alone, from: turn?.from ?? chosen.from, until: turn?.until ?? chosen.until })
  })
  return (
    <div className="lane">
      <span className="name">{stated(name)}</span>
      <div {...track} className={`${track.className} ${isOpen ? 'open' : ''}`} {...(isOpen ? handlers : {})}>
        {stretches.map((one) => (
          <Bar key={one.from} onCall={onCall} kind={kind} stretch={one} people={one.people} />
        ))}
        {isOpen && span !== null && <span className="bar chosen" style={placeOn(onCall, span) ?? undefined} />}
      </div>
    </div>
  )
}

function Bar(bar: { readonly onCall: OnCall; readonly kind: Lane['kind']; readonly stretch: Stretch; readonly people: readonly string[] }) {
  const { onCall, kind, stretch, people } = bar
  const style = placeOn(onCall, stretch)
  if (style === null) return null
  if (kind === 'declared') return <span className={`bar thin ${people.length === 0 ? 'bad' : 'good'}`} style={style} />
  const known = people.flatMap((one) => onCall.people.find(({ id }) => id === one) ?? [])
  if (known.length === 0) return <span className="bar nobody" style={style} />
  const isNarrow = Number.parseFloat(String(style.width)) < NARROW
  return (
    <span className={`bar tone-${known[0]!.tone % TONES}`} style={style}>
      {known.map(({ name }) => (isNarrow ? name[0] : name.split(' ')[0])).join(isNarrow ? '' : ', ')}
    </span>
  )
}

function TurnRow({ turn, schedule, mayAct, pick }: { turn: Turn; schedule: string; mayAct: boolean; pick: Pick }) {
  const { from, until, people, says, state, elsewhere } = turn
  const isNow = Date.parse(from) <= useNow()
  const person = people.length === 1 ? people[0]! : null
  const change = (as: Picked['as']) => pick({ as, schedule, person, from, until })
  return (
    <li>
      <span className="when">
        {say(words.fromUntil, { from: isNow ? words.now : <Moment at={from} />, until: <Moment at={until} /> })}
        {elsewhere.map((place) => (
          <small key={place} className="quiet">
            {place}
          </small>
        ))}
      </span>
      <span className="who">{state === null ? <strong>{stated(says)}</strong> : <Pill said={state} />}</span>
      {mayAct && (
        <span className="end">
          <button className="quiet" onClick={() => change('override')}>
            {words.override}
            <span className="unseen"> {say(words.turnOf, { person: says, time: from })}</span>
          </button>
          {person !== null && (
            <button className="quiet" onClick={() => change('swap')}>
              {words.swap}
              <span className="unseen"> {say(words.turnWith, { person: says, time: from })}</span>
            </button>
          )}
        </span>
      )}
    </li>
  )
}
