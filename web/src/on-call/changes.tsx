import type { OnCall } from '@allclear/wire/on-call.ts'
import { useState } from 'react'
import type { FormEvent } from 'react'
import { post } from '../api.ts'
import { hubNow } from '../clock.ts'
import { sayFailure } from '../parts/hold.tsx'
import { placeOf, sayClock, sayDay } from '../parts/times.tsx'
import type { Stretch } from '../parts/track.tsx'
import { Fold, closeFold, openFold } from '../parts/fold.tsx'
import { useDeed } from '../parts/use-deed.ts'
import { useSession } from '../session.ts'
import { useKeys } from '../shell/keys.ts'
import { localOf, momentOf } from './local-time.ts'
import type { Picked } from './picked.ts'
import { say } from '../words.ts'
import { words } from './words/index.ts'

const HOUR_MS = 3_600_000

/** What can be done about who is on duty: put somebody on, swap, and take the calendar along. */
export function Changes({ onCall, picked }: { onCall: OnCall; picked: Picked | null }) {
  const { you } = onCall
  useKeys([
    { keys: 'o', does: words.overrideKey, run: () => openFold('deed-override') },
    { keys: 's', does: words.swapKey, run: () => openFold('deed-swap') },
  ])
  const of = (as: Picked['as']) => (picked?.as === as ? picked : null)
  const keyOf = (one: Picked | null) => (one === null ? 'new' : `${one.schedule} ${one.from} ${one.until} ${one.person}`)
  return (
    <section className="actions" aria-label={words.change}>
      <Fold id="deed-override" name={words.override} group="deeds">
        <OverrideForm key={keyOf(of('override'))} onCall={onCall} picked={of('override')} />
      </Fold>
      <Fold id="deed-swap" name={words.swap} group="deeds">
        <SwapForm key={keyOf(of('swap'))} onCall={onCall} picked={of('swap')} />
      </Fold>
      {you !== null && (
        <Fold id="deed-calendar" name={words.calendar} group="deeds">
          <CalendarForm you={you} />
        </Fold>
      )}
    </section>
  )
}

/** A time as it is written, by the clocks of the reader. */
function useLocalSpan(first: Stretch | null, hoursAhead: number) {
  const { zone } = useSession()
  const hour = Math.ceil(hubNow() / HOUR_MS) * HOUR_MS + hoursAhead * HOUR_MS
  const [from, setFrom] = useState(localOf(first ? Math.max(Date.parse(first.from), hubNow()) : hour, zone))
  const [until, setUntil] = useState(localOf(first ? Date.parse(first.until) : hour + 8 * HOUR_MS, zone))
  return { zone, from, until, setFrom, setUntil, body: { from: `${from}[${zone}]`, until: `${until}[${zone}]` } }
}

type LocalSpan = ReturnType<typeof useLocalSpan>

function Times({ span: { zone, from, until, setFrom, setUntil }, id }: { span: LocalSpan; id: string }) {
  return (
    <>
      <label htmlFor={`${id}-from`}>{say(words.fromClocks, { place: placeOf(zone) })}</label>
      <input id={`${id}-from`} type="datetime-local" required value={from} onChange={({ currentTarget: { value } }) => setFrom(value)} />
      <label htmlFor={`${id}-until`}>{say(words.untilClocks, { place: placeOf(zone) })}</label>
      <input id={`${id}-until`} type="datetime-local" required value={until} onChange={({ currentTarget: { value } }) => setUntil(value)} />
    </>
  )
}

/** What a time is for somebody whose clocks show another, and whether they are away in it. */
function ForThem({ onCall, person, span }: { onCall: OnCall; person: string; span: LocalSpan }) {
  const { from, until } = { from: momentOf(span.from, span.zone), until: momentOf(span.until, span.zone) }
  const them = onCall.people.find(({ id }) => id === person)
  if (!them || from === null || until === null) return null
  const isAway = them.away.some((one) => Date.parse(one.from) < until && from < Date.parse(one.until))
  return (
    <p className={isAway ? 'wrong' : 'quiet'}>
      {them.zone !== span.zone &&
        `${say(words.forThem, { name: them.name, from: sayMoment(from, them.zone), until: sayMoment(until, them.zone) })} `}
      {isAway && say(words.isAway, { name: them.name })}
      {them.ways.length === 0 && ` ${words.noChannelFor}`}
    </p>
  )
}

const sayMoment = (at: number, zone: string) => `${sayDay(at, zone)}, ${sayClock(at, zone)}`

function OverrideForm({ onCall, picked }: { onCall: OnCall; picked: Picked | null }) {
  const { isBusy, run } = useDeed()
  const span = useLocalSpan(picked, 0)
  const [schedule, setSchedule] = useState(picked?.schedule ?? onCall.schedules[0]!.id)
  const [person, setPerson] = useState(onCall.people.find(({ id }) => id !== picked?.person)?.id ?? '')
  const [insteadOf, setInsteadOf] = useState(picked?.person ?? '')
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const form = event.currentTarget
    const body = { ...span.body, people: [person], insteadOf: insteadOf === '' ? null : insteadOf }
    if (await run(`/api/v1/schedules/${encodeURIComponent(schedule)}/overrides`, body, say(words.isPut, { name: nameOf(onCall, person) })))
      closeFold(form)
  }
  return (
    <form onSubmit={(event) => void submit(event)}>
      <Select id="override-person" name={words.goesOn} value={person} change={setPerson} of={onCall.people} />
      <Select
        id="override-instead"
        name={words.insteadOf}
        value={insteadOf}
        change={setInsteadOf}
        of={[{ id: '', name: words.everyone }, ...onCall.people]}
      />
      <Select id="override-schedule" name={words.schedule} value={schedule} change={setSchedule} of={namedSchedules(onCall)} />
      <Times id="override" span={span} />
      <ForThem onCall={onCall} person={person} span={span} />
      <button className="primary" disabled={isBusy}>
        {words.putOn}
      </button>
    </form>
  )
}

function SwapForm({ onCall, picked }: { onCall: OnCall; picked: Picked | null }) {
  const { isBusy, run } = useDeed()
  const isMine = picked !== null && (picked.person === onCall.you || onCall.you === null)
  const [schedule, setSchedule] = useState(picked?.schedule ?? onCall.schedules[0]!.id)
  const [mine, setMine] = useState(onCall.you ?? picked?.person ?? onCall.people[0]?.id ?? '')
  const others = onCall.people.filter(({ id }) => id !== mine)
  const [theirs, setTheirs] = useState(isMine ? (others[0]?.id ?? '') : (picked?.person ?? others[0]?.id ?? ''))
  const given = useLocalSpan(isMine ? picked : null, 0)
  const taken = useLocalSpan(isMine ? null : picked, 24)
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const form = event.currentTarget
    const body = { mine: { person: mine, ...given.body }, theirs: { person: theirs, ...taken.body } }
    const says = say(words.swapped, { name: nameOf(onCall, mine), other: nameOf(onCall, theirs) })
    if (await run(`/api/v1/schedules/${encodeURIComponent(schedule)}/swaps`, body, says)) closeFold(form)
  }
  return (
    <form onSubmit={(event) => void submit(event)}>
      <Select id="swap-schedule" name={words.schedule} value={schedule} change={setSchedule} of={namedSchedules(onCall)} />
      <fieldset>
        <legend>{words.givenAway}</legend>
        <Select id="swap-mine" name={words.by} value={mine} change={setMine} of={onCall.people} />
        <Times id="given" span={given} />
        <ForThem onCall={onCall} person={theirs} span={given} />
      </fieldset>
      <fieldset>
        <legend>{words.taken}</legend>
        <Select id="swap-theirs" name={words.from} value={theirs} change={setTheirs} of={others} />
        <Times id="taken" span={taken} />
        <ForThem onCall={onCall} person={mine} span={taken} />
      </fieldset>
      <button className="primary" disabled={isBusy}>
        {words.swap}
      </button>
    </form>
  )
}

type Addresses = { readonly person: string; readonly schedules: Readonly<Record<string, string>> }

/** Addresses for a calendar program, shown this once: whoever has one reads the calendar. */
function CalendarForm({ you }: { you: string }) {
  const [made, setMade] = useState<Addresses | null>(null)
  const make = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    try {
      setMade((await post(`/api/v1/people/${encodeURIComponent(you)}/calendar-address`)) as Addresses)
    } catch (error) {
      sayFailure(error)
    }
  }
  return (
    <form onSubmit={(event) => void make(event)}>
      <p>{words.subscribe}</p>
      {made === null ? (
        <button className="primary">{words.makeNew}</button>
      ) : (
        <ul className="rows" role="status">
          {[[words.yourTurns, made.person] as const, ...Object.entries(made.schedules)].map(([name, url]) => (
            <li key={name}>
              <span>{name}</span> <code>{url}</code>
            </li>
          ))}
        </ul>
      )}
    </form>
  )
}

const namedSchedules = ({ schedules }: OnCall) => schedules.map(({ id }) => ({ id, name: id }))
const nameOf = ({ people }: OnCall, person: string) => people.find(({ id }) => id === person)?.name ?? person

function Select(choice: {
  readonly id: string
  readonly name: string
  readonly value: string
  readonly change: (value: string) => void
  readonly of: readonly { readonly id: string; readonly name: string; readonly clock?: string; readonly place?: string }[]
}) {
  const { id, name, value, change, of } = choice
  return (
    <>
      <label htmlFor={id}>{name}</label>
      <select id={id} value={value} onChange={(event) => change(event.currentTarget.value)}>
        {of.map((one) => (
          <option key={one.id} value={one.id}>
            {one.clock === undefined ? one.name : say(words.clockIn, { name: one.name, clock: one.clock, place: one.place ?? '' })}
          </option>
        ))}
      </select>
    </>
  )
}
