import type { MadeOverride } from '@allclear/wire/on-call.ts'
import { useQueryClient } from '@tanstack/react-query'
import { post } from '../api.ts'
import { holdForUndo, useHeld } from '../parts/hold.tsx'
import { Moment } from '../parts/times.tsx'
import { say } from '../words.ts'
import { words } from './words/index.ts'

/** Overrides made on screen that still count or will, each to be taken back. */
export function Overrides({ overrides, mayAct }: { overrides: readonly MadeOverride[]; mayAct: boolean }) {
  if (overrides.length === 0) return null
  return (
    <section>
      <h2>{words.madeHere}</h2>
      <ul className="rows">
        {overrides.map((override) => (
          <Override key={override.number} override={override} mayAct={mayAct} />
        ))}
      </ul>
    </section>
  )
}

function Override({ override, mayAct }: { override: MadeOverride; mayAct: boolean }) {
  const { number, schedule, from, until, people, insteadOf, by } = override
  const queries = useQueryClient()
  const key = `withdraw/${number}`
  const isHeld = useHeld(key)
  const withdraw = () =>
    holdForUndo({
      key,
      says: say(words.isNotPut, { people }),
      send: async () => {
        await post(`/api/v1/schedules/${encodeURIComponent(schedule)}/overrides/${number}/withdraw`)
        await queries.invalidateQueries()
      },
    })
  return (
    <li>
      <span>
        {say(words.stands, { people: <strong>{people}</strong>, schedule, other: insteadOf ?? words.everyone })}
        <small className="quiet">{say(words.madeBy, { name: by })}</small>
      </span>
      <span className="quiet">{say(words.fromUntil, { from: <Moment at={from} />, until: <Moment at={until} /> })}</span>
      {isHeld ? (
        <span className="quiet">{words.withdrawn}</span>
      ) : (
        mayAct && (
          <button onClick={withdraw}>
            {words.withdraw}
            <span className="unseen"> {say(words.overrideNumber, { number })}</span>
          </button>
        )
      )}
    </li>
  )
}
